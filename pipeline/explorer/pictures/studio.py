"""What draws and what was drawn, of one output: shared by its editions, and by all who ask."""

from __future__ import annotations

import time
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from pipeline.explorer.pictures.kept import KeptPictures
from pipeline.explorer.pictures.orders import Order, Sizes, Sorry
from pipeline.explorer.pictures.processes import Processes

_MOST_SIZES = 2_000
_MOST_REFUSED = 256
_REFUSED_SECONDS = 600.0
"""For so long a page that was over a limit, or ended the process, is not tried again."""


class Studio:
    """Processes, what is kept, and what is remembered. May be asked from many threads."""

    def __init__(self, output: str | Path, processes: Processes | None = None) -> None:
        self.processes = processes or Processes()
        self.kept = KeptPictures(output)
        self._sizes: OrderedDict[str, Sizes] = OrderedDict()
        self._refused: OrderedDict[Order, tuple[float, Sorry]] = OrderedDict()
        self._lock = Lock()

    def sizes_of(self, doc_id: str) -> Sizes | None:
        """The sizes that are known."""
        with self._lock:
            return self._sizes.get(doc_id)

    def know_sizes(self, doc_id: str, sizes: Sizes) -> None:
        """Remembers them."""
        with self._lock:
            self._sizes[doc_id] = sizes
            while len(self._sizes) > _MOST_SIZES:
                self._sizes.popitem(last=False)

    def refused(self, order: Order) -> Sorry | None:
        """Why this is not tried again now."""
        with self._lock:
            since, sorry = self._refused.get(order, (0.0, None))
        return sorry if time.monotonic() - since < _REFUSED_SECONDS else None

    def refuse(self, order: Order, sorry: Sorry) -> None:
        """Remembers that it is better not tried again soon."""
        with self._lock:
            self._refused[order] = (time.monotonic(), sorry)
            while len(self._refused) > _MOST_REFUSED:
                self._refused.popitem(last=False)

    def close(self) -> None:
        """Ends the processes."""
        self.processes.close()
