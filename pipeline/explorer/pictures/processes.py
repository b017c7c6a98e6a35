"""The few processes that draw: each picture is drawn by one that is free; who waits, waits in line."""

from __future__ import annotations

from collections.abc import Callable
from queue import LifoQueue
from threading import Lock

from pipeline.explorer.pictures.orders import Answer, Order, Sorry
from pipeline.explorer.pictures.process import PictureLimits, Process

PROCESSES = 2


class Processes:
    """Starts them when they are asked for, and replaces those that died. May be asked from many threads."""

    def __init__(self, count: int = PROCESSES, limits: PictureLimits | None = None) -> None:
        self.count = count
        self._limits = limits or PictureLimits()
        self._free: LifoQueue[_Place] = LifoQueue()  # the one that drew last has the document open
        self._places = [_Place() for _ in range(count)]
        for place in reversed(self._places):
            self._free.put(place)
        self._lock = Lock()

    def answer(self, order: Order, data_of: Callable[[], bytes]) -> Answer:
        """As `Process.answer`, when one is free."""
        place = self._taken(order.doc_id)
        try:
            place.doc_id = order.doc_id
            answer = place.answer(order, data_of, self._limits)
            if isinstance(answer, Sorry) and answer.kind == "crashed":  # it may have been the machine's fault
                answer = place.answer(order, data_of, self._limits)
            return answer
        finally:
            self._free.put(place)

    def _taken(self, doc_id: str) -> _Place:
        """One that is free: the one that drew a page of this document last, else the one idle for longest."""
        with self._lock:
            place = self._free.get()
            others = []
            while place.doc_id != doc_id and not self._free.empty():
                others.append(place)
                place = self._free.get()
            for other in reversed(others):
                self._free.put(other)
            return place

    def close(self) -> None:
        """Ends them all; those that are asked for later start anew."""
        for place in self._places:
            place.end()


class _Place:
    """Where a process stands, or none yet."""

    def __init__(self) -> None:
        self.process: Process | None = None
        self.doc_id = ""

    def answer(self, order: Order, data_of: Callable[[], bytes], limits: PictureLimits) -> Answer:
        """What the process that stands here answers, or a fresh one."""
        if self.process is None or self.process.is_worn:
            self.end()
            self.process = Process(limits)
        return self.process.answer(order, data_of)

    def end(self) -> None:
        """Ends the process that stands here."""
        if self.process is not None:
            self.process.end()
            self.process = None
