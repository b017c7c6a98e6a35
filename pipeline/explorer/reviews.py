"""What people say of the findings of an output, as pages show it: always as the status file is now."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline.language.spoken import tr
from pipeline.reports.standing import Standing, standing
from pipeline.reports.statuses import FILE_NAME, OPEN, Status, StatusError, content_of, parsed
from pipeline.storage.folders import is_url, open_folder

Row = dict[str, Any]
CAME_BACK = "came_back"
"""Open, and a new version of its document brought it back: something was said of it before."""
REVIEWED = ("confirmed", "false_positive", "explained")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The status file at a moment."""

    standing: Standing = field(default_factory=Standing)
    own: dict[str, Status] = field(default_factory=dict)
    """Its rows."""
    problem: str | None = None
    """Why it cannot be used; then nothing is said of any finding, and nothing can be."""

    def state(self, finding_id: str) -> str:
        """open, came_back, confirmed, false_positive, explained."""
        status = self.standing.status(finding_id)
        is_back = status == OPEN and self.standing.came_back(finding_id) is not None
        return CAME_BACK if is_back else status

    @property
    def states(self) -> dict[str, str]:
        """The states that are not simply open, by finding."""
        known = {*self.standing.marks, *self.standing.before}
        return {name: state for name in sorted(known) if (state := self.state(name)) != OPEN}


class Reviews:
    """Reads the status file when it has changed, and finds out which findings it speaks of."""

    def __init__(self, output: str, ask: Callable[[str, Sequence[Any]], list[Row]]) -> None:
        """`ask` gives the rows of a statement over the datasets."""
        self._output, self._ask = output, ask
        self._lock = Lock()
        self._content: bytes | None = None
        self._reviewed = Reviewed()

    def now(self) -> Reviewed:
        """What is said now."""
        try:
            content = content_of(open_folder(self._output))
        except OSError as error:
            return Reviewed(problem=tr("{file} cannot be read ({error})", file=FILE_NAME, error=_why(error)))
        with self._lock:
            if content != self._content:
                self._reviewed, self._content = self._read(content), content
            return self._reviewed

    def _read(self, content: bytes | None) -> Reviewed:
        try:
            own = {} if content is None else parsed(content)
        except StatusError as error:
            return Reviewed(problem=error.problem)
        return Reviewed(standing(self._ask, own), own)

    @property
    def is_writable(self) -> bool:
        """Whether something can be said: not in a folder that may only be read."""
        if is_url(self._output):
            return True
        folder = Path(self._output)
        file = folder / FILE_NAME
        return os.access(folder, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))


def _why(error: OSError) -> str:
    """Without paths of the machine."""
    return error.strerror or type(error).__name__
