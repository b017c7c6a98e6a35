"""What was read of a paragraph, run by run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

from extractors.office.word_styles import Look

Hanging = Literal["box", "footnote", "endnote", "object", "picture"]


@dataclass(slots=True)
class Inline:
    """What was read of a paragraph so far."""

    parts: list[str] = field(default_factory=list)
    hanging: list[tuple[Hanging, Any]] = field(default_factory=list)
    """What hangs on it, each with what its format knows it by."""
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    """How many characters there are of each size in points."""
    bold: int = 0
    """How many characters are bold."""

    def add(self, text: str, look: Look) -> None:
        """Adds text of a run; hidden text is kept apart."""
        if look.hidden:
            self.hidden.append(text)
            return
        self.parts.append(text)
        if look.size is not None and not text.isspace():
            self.sizes[look.size] += len(text)
            self.bold += len(text) if look.bold else 0

    @property
    def text(self) -> str:
        """The text, with a line feed where a line is broken by hand."""
        return "".join(self.parts)

    @property
    def size(self) -> float | None:
        """The size of most characters; null where there are none."""
        return max(self.sizes, key=lambda size: self.sizes[size], default=None)

    @property
    def is_bold(self) -> bool:
        """Whether most characters are."""
        return self.bold * 2 > self.sizes.total()
