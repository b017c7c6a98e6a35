"""Runs documents on a Ray cluster.

Each place of the cluster is an actor that keeps one of our own worker processes, so that limits are held
there as they are here. What an actor was given comes back with it or, when its node is lost, is given out
again: a task is idempotent and its bundle content-addressed, so nothing rests on Ray's own retries. Input
and output must be where every node reaches them: a shared file system, or URLs.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pipeline.running.costs import Allowance
from pipeline.running.limits import Limits
from pipeline.running.pool import Pool
from pipeline.running.tasks import Done, Failure, OnPages

_TASK_LOSSES = 3
"""A task that was lost so often with its actor ends as a `Failure`."""
_AHEAD = 2
"""Tasks that each actor holds: one to do, one to go on with."""
_WAIT_SECONDS = 1.0
_START_SECONDS = 300.0
_PASSED_ON = ("AWS_", "FSSPEC_", "S3_", "OSS_", "MINIO_")
"""Environment that file systems take their credentials from."""
_NICENESS = "RAY_worker_niceness"
"""Ray's own: how nice its workers are. Its 15 leaves them what other work on the machine does not want."""


class RayExecutor:
    """Actors on a Ray cluster, each with one worker process."""

    name = "ray"

    def __init__(self, workers: int = 0, address: str | None = None) -> None:
        """`workers` 0 means one for each CPU of the cluster; `address` as Ray takes it, null a local cluster.

        Raises `ValueError` where Ray is not installed or no cluster answers.
        """
        try:
            import ray
        except ImportError as error:
            raise ValueError("the engine ray needs the extra: pip install 'mingzhang[ray]'") from error
        self._ray: Any = ray
        if not ray.is_initialized():
            os.environ.setdefault(_NICENESS, "0")  # for a cluster that is started here
            passed_on = {k: v for k, v in os.environ.items() if k.startswith(_PASSED_ON)}
            try:
                self._ray.init(
                    address=address or os.environ.get("RAY_ADDRESS"),
                    log_to_driver=False,
                    logging_level=logging.ERROR,
                    runtime_env={"env_vars": passed_on},
                )
            except Exception as error:  # Ray has many for this
                place = address or "this machine"
                raise ValueError(
                    f"no Ray cluster answers at {place} ({type(error).__name__}: {error}); see `ray status`"
                ) from error
        self.workers = workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def run(
        self,
        function: str,
        tasks: Iterable[Any],
        *,
        limits: Limits,
        allowed: Callable[[Any], Allowance],
        on_pages: OnPages | None = None,  # noqa: ARG002
    ) -> Iterator[Done]:
        """As the protocol has it; a cluster that was started here ends with this process.

        A run asks twice: to read documents, then to publish many. Raises `OSError` for a cluster that no
        longer answers.
        """
        yield from _Actors(self._ray, self.workers, function, limits, allowed).run(tasks)


class _Actors:
    """The actors of one run, and what each of them was given.

    Only an actor that has started is given anything: on a cluster that lost a node there may be no room for
    the one that takes the place of a lost one, and what it held would wait for ever.
    """

    def __init__(
        self, ray: Any, size: int, function: str, limits: Limits, allowed: Callable[[Any], Allowance]
    ) -> None:
        self.ray = ray
        self.limits = limits
        self.allowed = allowed
        # One core for each actor; a node that is lost takes only its own with it.
        self.make = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Place).remote
        self.function = function
        self.actors: list[Any] = []
        """Those that have started."""
        self.starting: dict[Any, Any] = {}
        """The others, by the reference that says when they have."""
        self.failed_starts = 0
        """How many in a row could not start."""
        self.size = size
        self.given: dict[Any, tuple[Any, Any]] = {}
        """By the reference of its result: the actor and the task."""
        self.again = deque[Any]()
        """Tasks that are given out before all others: the first, and those lost with their actor."""
        self.losses: Counter[int] = Counter()
        """How often each task was lost, by its `id`: a task need not be hashable."""

    def run(self, tasks: Iterable[Any]) -> Iterator[Done]:
        """Every task with its result, in order of completion."""
        queue = iter(tasks)
        first = next(queue, _NOTHING)
        if first is _NOTHING:
            return  # nothing to do: no actor is asked for
        self.again.append(first)
        for _ in range(self.size):
            self._start()
        more = True
        last = time.monotonic()
        try:
            while True:
                more = self._give_out(queue, more)
                if not (self.given or self.again or more):
                    return
                waited_for = [*self.given, *self.starting]
                ready, _ = self.ray.wait(waited_for, num_returns=1, timeout=_WAIT_SECONDS)
                if ready:
                    last = time.monotonic()
                elif time.monotonic() - last > self._patience():
                    raise OSError("the Ray cluster has not answered for too long; look at `ray status`")
                for reference in ready:
                    if reference in self.starting:
                        self._started(reference)
                        continue
                    actor, task = self.given.pop(reference)
                    try:
                        yield Done(task, self.ray.get(reference))
                    except self.ray.exceptions.RayError as error:
                        yield from self._lose(actor, task, error)
        finally:
            for actor in (*self.actors, *self.starting.values()):
                self.ray.kill(actor)

    def _give_out(self, queue: Iterator[Any], more: bool) -> bool:
        """Gives every actor as many tasks as it may hold; gives whether the queue may have more."""
        held = Counter(id(actor) for actor, _ in self.given.values())
        for actor in self.actors:
            while held[id(actor)] < _AHEAD and (self.again or more):
                task = self.again.popleft() if self.again else next(queue, _NOTHING)
                if task is _NOTHING:
                    more = False
                    break
                reference = actor.do.remote(task, self.allowed(task))
                self.given[reference] = (actor, task)
                held[id(actor)] += 1
        return more

    def _lose(self, actor: Any, task: Any, error: Exception) -> Iterator[Done]:
        """Another actor takes the place of one that was lost; what it held is given out again, or has been
        lost too often.
        """
        self.actors = [other for other in self.actors if other is not actor]
        self._start()
        for lost in (task, *self._take_back(actor)):
            self.losses[id(lost)] += 1
            if self.losses[id(lost)] < _TASK_LOSSES:
                self.again.append(lost)
            else:
                message = f"lost {_TASK_LOSSES} times with its node ({type(error).__name__})"
                yield Done(lost, Failure("crashed", message, 0.0, 0.0))

    def _patience(self) -> float:
        longest = max((self.allowed(task).longest for _, task in self.given.values()), default=0.0)
        return _START_SECONDS + _AHEAD * longest

    def _start(self) -> None:
        """Asks the cluster for one more actor."""
        actor = self.make(self.function, self.limits)
        self.starting[actor.started.remote()] = actor

    def _started(self, reference: Any) -> None:
        """An actor has started and can be given tasks; one that could not is asked for again."""
        actor = self.starting.pop(reference)
        try:
            self.ray.get(reference)
        except self.ray.exceptions.RayError as error:
            self.failed_starts += 1
            if self.failed_starts >= _TASK_LOSSES * self.size:
                raise OSError(
                    f"no actor starts on the Ray cluster ({type(error).__name__}: {error}); see `ray status` "
                    "and whether every node has this version of mingzhang"
                ) from error
            self._start()
        else:
            self.failed_starts = 0
            self.actors.append(actor)

    def _take_back(self, actor: Any) -> list[Any]:
        """The tasks that a lost actor still held."""
        references = [r for r, (holder, _) in self.given.items() if holder is actor]
        return [self.given.pop(reference)[1] for reference in references]


_NOTHING: Any = object()


class Place:
    """An actor's side: one worker process, which stays from task to task."""

    def __init__(self, function: str, limits: Limits) -> None:
        _be_as_urgent_as_others()
        self.allowance = Allowance(limits.seconds, limits.cpu_seconds)
        self.pool = Pool(function, workers=1, limits=limits, allowed=lambda _task: self.allowance)

    def started(self) -> bool:
        """Answers as soon as the actor is there."""
        return True

    def do(self, task: Any, allowance: Allowance) -> Any:
        """What came of a task: its result, or a `Failure`."""
        self.allowance = allowance
        (done,) = self.pool.run([task])
        return done.result


def _be_as_urgent_as_others() -> None:
    """On a cluster that others started workers are nice: to be less so only root may choose."""
    with contextlib.suppress(OSError, AttributeError):  # no permission; Windows
        os.setpriority(os.PRIO_PROCESS, 0, 0)
