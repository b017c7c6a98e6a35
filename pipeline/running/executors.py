"""Who runs the tasks of a run: worker processes here, or a cluster.

Correctness never rests on the engine. A task is idempotent, its result is staged under a name that says what
it is made of, and what an engine loses is given out again: a lost machine costs time, not rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from pipeline.running.costs import Allowance
from pipeline.running.limits import Limits
from pipeline.running.pool import run_tasks
from pipeline.running.tasks import Done, OnPages

ENGINES = ("local", "ray")


class Executor(Protocol):
    """Runs a function for many tasks, each within its limits."""

    @property
    def name(self) -> str:
        """As `runs.engine` has it."""

    @property
    def workers(self) -> int:
        """How many tasks run at once."""

    def run(
        self,
        function: str,
        tasks: Iterable[Any],
        *,
        limits: Limits,
        allowed: Callable[[Any], Allowance],
        on_pages: OnPages | None = None,
    ) -> Iterator[Done]:
        """Every task with its result or its `Failure`, in order of completion.

        `function` is an import name, `package.module:name`; tasks and results are pickled. Tasks are taken
        from the iterable as workers become free. `on_pages` is told how far a task is with the pages that it
        recognises, by an engine that knows: of a cluster nobody hears it.
        """


class LocalExecutor:
    """Worker processes of this machine."""

    name = "local"

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def run(
        self,
        function: str,
        tasks: Iterable[Any],
        *,
        limits: Limits,
        allowed: Callable[[Any], Allowance],
        on_pages: OnPages | None = None,
    ) -> Iterator[Done]:
        """As `Pool.run`, with a pool of its own."""
        return run_tasks(
            function, tasks, workers=self.workers, limits=limits, allowed=allowed, on_pages=on_pages
        )


def executor(engine: str, workers: int, address: str | None = None) -> Executor:
    """The executor of that name. `address` is a cluster's; `workers` 0 means all that there are.

    Raises `ValueError` for a name that there is not, or an engine that is not installed.
    """
    if engine == "local":
        return LocalExecutor(workers)
    if engine == "ray":
        from pipeline.running.ray_executor import RayExecutor

        return RayExecutor(workers, address)
    raise ValueError(f"there is no engine {engine!r}; there are {', '.join(ENGINES)}")
