"""Which damaged files a run has made again: publishing does it by the way, and somebody should know."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.ask.damage import DamagedFile, damaged_files
from pipeline.storage.folders import is_url


@dataclass(frozen=True, slots=True)
class Mended:
    """The published files that were damaged at a moment, by their sizes and ends."""

    output: Path | None
    """Null where the output is no folder of this machine: a store loses no part of an object."""
    damaged: tuple[DamagedFile, ...] = field(default=())

    @classmethod
    def before(cls, output: str | Path) -> Mended:
        """Of an output folder before a run."""
        if is_url(output):
            return cls(None)
        return cls(Path(output), tuple(damaged_files(Path(output), read_through=False)))

    @property
    def is_damaged_still(self) -> bool:
        """Whether any published file is damaged now."""
        return self.output is not None and bool(damaged_files(self.output, read_through=False))

    @property
    def files(self) -> tuple[DamagedFile, ...]:
        """Those that are whole again, or have been replaced by others."""
        if self.output is None or not self.damaged:
            return ()
        left = {file.path for file in damaged_files(self.output, read_through=False)}
        return tuple(file for file in self.damaged if file.path not in left)

    def lines(self) -> list[str]:
        """What a run says of them."""
        return [f"mended: {file}; it is written again" for file in self.files]
