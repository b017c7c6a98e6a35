"""A pool of worker processes that no document can take down.

Each worker is a process of its own that runs one task at a time. On Linux it is forked from a server that has
imported everything and does nothing else (`warm`), elsewhere it is started afresh (spawn). A thread of the
parent watches wall-clock time, processor time and resident memory of the worker and of what it has started,
and kills them, also in the middle of native code and also while the parent is busy; the kernel holds the
same bounds a little above (RLIMIT_CPU, RLIMIT_AS), and ends the workers of a parent that was killed. A task
whose worker dies of itself is tried again, for it may have been the machine's fault; one that goes on
dying, or is over a limit, ends as a `Failure`, and the others go on with a fresh worker.
`concurrent.futures` is not used because its pool breaks for good when one process dies.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any

from pipeline.running.costs import Allowance
from pipeline.running.limits import Limits
from pipeline.running.tasks import Done, OnPages, Pages, Turn
from pipeline.running.watch import POLL_SECONDS, Watch
from pipeline.running.worker import Worker

_START_ATTEMPTS = 3


class WorkerStartError(RuntimeError):
    """Workers end before they take a task: the installation is at fault, not a document."""


def run_tasks(
    function: str,
    tasks: Iterable[Any],
    *,
    workers: int,
    limits: Limits,
    allowed: Callable[[Any], Allowance] | None = None,
    on_pages: OnPages | None = None,
) -> Iterator[Done]:
    """Runs `function(task)` for every task in worker processes, in order of completion.

    As `Pool.run`, with a pool of its own.
    """
    with contextlib.closing(Pool(function, workers=workers, limits=limits, allowed=allowed)) as pool:
        yield from pool.run(tasks, on_pages)


class Pool:
    """Worker processes that stay for more than one call of `run`."""

    def __init__(
        self,
        function: str,
        *,
        workers: int,
        limits: Limits,
        allowed: Callable[[Any], Allowance] | None = None,
    ) -> None:
        """`function` is an import name, `package.module:name`; `allowed` gives what a task may cost."""
        self.function = function
        self.size = workers
        self.limits = limits
        self.allowed = allowed or (lambda _task: Allowance(limits.seconds, limits.cpu_seconds))
        self.workers: list[Worker] = []
        self.watch = Watch()

    def run(self, tasks: Iterable[Any], on_pages: OnPages | None = None) -> Iterator[Done]:
        """Every task with its result. Tasks and results are pickled; tasks are taken as workers become free.
        `on_pages` is told how far a task is with the pages that it recognises.

        Raises `WorkerStartError` when workers cannot even start.
        """
        queue = _Queue(tasks)
        failed_starts = 0
        while True:
            queue.fill(self.size)
            self._give_out(queue)
            if queue.is_finished and all(w.turn is None for w in self.workers):
                return
            wait([w.connection for w in self.workers], timeout=POLL_SECONDS)
            for worker in list(self.workers):
                task = None if worker.turn is None else worker.turn.task
                ended = worker.look()
                if worker.ready:
                    failed_starts = 0
                if isinstance(ended, Pages):
                    if on_pages is not None:
                        on_pages(task, ended)
                elif ended is not None:
                    if ended.is_crash and not ended.turn.is_last:
                        queue.put_first(ended.turn.again())
                    else:
                        yield Done(ended.turn.task, ended.result)
                if worker.gone:
                    self.workers.remove(worker)
                    self.watch.over(self.workers)
                    if not worker.ready:
                        failed_starts += 1
                        if failed_starts >= _START_ATTEMPTS:
                            raise WorkerStartError(
                                f"workers end before they take a document ({worker.how_it_ended()}); run "
                                "`mingzhang show FILE` to see the error in this process"
                            )

    def _give_out(self, queue: _Queue) -> None:
        """Starts workers where turns wait for one, and gives turns to those that are free."""
        free = [w for w in self.workers if w.turn is None]
        for _ in range(min(self.size - len(self.workers), len(queue) - len(free))):
            self.workers.append(Worker(self.function, self.limits))
            self.watch.over(self.workers)
        for worker in free:
            if worker.ready and len(queue):
                turn = queue.take()
                worker.give(turn, self.allowed(turn.task))

    def close(self) -> None:
        """Ends the workers: those that are free by themselves, the others by force."""
        self.watch.stop()
        for worker in self.workers:
            if worker.turn is None and worker.ready:
                worker.dismiss()
            else:
                worker.kill()
        self.workers = []


_NOTHING: Any = object()


class _Queue:
    """The turns that wait for a worker: only as many as there are workers, the other tasks are not asked
    for yet.
    """

    def __init__(self, tasks: Iterable[Any]) -> None:
        self._tasks = iter(tasks)
        self._has_more = True
        self._turns = deque[Turn]()

    def __len__(self) -> int:
        return len(self._turns)

    @property
    def is_finished(self) -> bool:
        """Whether no turn waits and no task is left."""
        return not self._turns and not self._has_more

    def fill(self, size: int) -> None:
        """Asks for tasks until so many turns wait, or none is left."""
        while self._has_more and len(self._turns) < size:
            task = next(self._tasks, _NOTHING)
            self._has_more = task is not _NOTHING
            if self._has_more:
                self._turns.append(Turn(task))

    def take(self) -> Turn:
        """The turn that has waited longest."""
        return self._turns.popleft()

    def put_first(self, turn: Turn) -> None:
        """Has a turn go before all others."""
        self._turns.appendleft(turn)
