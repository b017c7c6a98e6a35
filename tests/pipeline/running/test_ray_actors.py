"""Who is given what on a cluster, told by a stand-in for Ray: actors start when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.running.costs import Allowance
from pipeline.running.limits import Limits
from pipeline.running.ray_executor import _Actors
from pipeline.running.tasks import Failure


class RayError(Exception):
    """As Ray's."""


class Reference:
    """What a remote call gives: a value or an error, or nothing yet."""

    def __init__(self, value: Any = None, error: RayError | None = None, pending: bool = False) -> None:
        self.value, self.error, self.pending = value, error, pending


class Actor:
    """Doubles numbers once it has started; what is given to it before that waits for ever."""

    def __init__(self, start: Reference, losing: bool) -> None:
        self.given: list[int] = []
        self.start, self.losing = start, losing
        self.started = SimpleNamespace(remote=lambda: start)
        self.do = SimpleNamespace(remote=self._do)

    def _do(self, task: int, _allowance: Allowance) -> Reference:
        self.given.append(task)
        if self.losing:
            return Reference(error=RayError("node lost"))
        return Reference(2 * task, pending=self.start.pending)


class Cluster:
    """A stand-in for the module `ray`: the n-th actor is as `kinds` says, all further ones as its last."""

    exceptions = SimpleNamespace(RayError=RayError)

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds
        self.actors: list[Actor] = []
        self.killed: list[Actor] = []

    def remote(self, **_: Any) -> Callable[[type], Any]:
        return lambda _place: SimpleNamespace(remote=self._make)

    def _make(self, _function: str, _limits: Limits) -> Actor:
        kind = self.kinds[min(len(self.actors), len(self.kinds) - 1)]
        error = RayError("no such module") if kind == "broken" else None
        actor = Actor(Reference(True, error, pending=kind == "pending"), losing=kind == "lost")
        self.actors.append(actor)
        return actor

    def wait(self, references: list[Reference], **_: Any) -> tuple[list[Reference], list[Reference]]:
        ready = [r for r in references if not r.pending][:1]
        assert ready, "everything that is waited for waits for ever"
        return ready, []

    def get(self, reference: Reference) -> Any:
        if reference.error is not None:
            raise reference.error
        return reference.value

    def kill(self, actor: Actor) -> None:
        self.killed.append(actor)


def run(cluster: Cluster, tasks: list[int], size: int = 2) -> dict[int, Any]:
    actors = _Actors(cluster, size, "f", Limits(), lambda _task: Allowance(1.0, 1.0))
    return {done.task: done.result for done in actors.run(tasks)}


def test_an_actor_that_never_starts_is_given_nothing_and_the_others_do_it_all() -> None:
    cluster = Cluster("ready", "pending")
    assert run(cluster, list(range(7))) == {n: 2 * n for n in range(7)}
    assert [len(actor.given) for actor in cluster.actors] == [7, 0]
    assert cluster.killed == cluster.actors


def test_what_a_lost_actor_held_is_done_by_another_although_its_successor_never_starts() -> None:
    cluster = Cluster("lost", "ready", "pending")
    assert run(cluster, list(range(5))) == {n: 2 * n for n in range(5)}
    assert [len(actor.given) for actor in cluster.actors[:3]] == [2, 5, 0]


def test_what_is_lost_with_every_actor_ends_as_a_failure() -> None:
    found = run(Cluster("lost"), [1])
    assert isinstance(found[1], Failure)
    assert found[1].message.startswith("lost 3 times with its node")


def test_a_cluster_on_which_no_actor_starts_is_said_to_be_so() -> None:
    cluster = Cluster("broken")
    with pytest.raises(OSError, match=r"no actor starts on the Ray cluster \(RayError: no such module\)"):
        run(cluster, [1])
    assert len(cluster.actors) == 2 + 5  # two at once, and one more for each of five failures


def test_an_actor_that_starts_after_failures_goes_on() -> None:
    assert run(Cluster("broken", "broken", "ready"), [1, 2, 3]) == {1: 2, 2: 4, 3: 6}


def test_without_tasks_no_actor_is_asked_for() -> None:
    cluster = Cluster("ready")
    assert run(cluster, []) == {}
    assert cluster.actors == []
