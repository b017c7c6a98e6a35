"""A task whose worker dies of itself is given out three times."""

from __future__ import annotations

from pipeline.running.tasks import ATTEMPTS, Ended, Failure, Turn


def failure(kind: str) -> Failure:
    return Failure(kind, "message", 1.0, 2.0)


def test_a_task_has_three_turns() -> None:
    first = Turn("task")
    assert (first.task, first.attempt, first.is_last) == ("task", 1, False)
    second = first.again()
    assert (second.task, second.attempt, second.is_last) == ("task", 2, False)
    assert second.again() == Turn("task", 3)
    assert second.again().is_last
    assert ATTEMPTS == 3


def test_only_a_crash_is_a_crash() -> None:
    assert Ended(Turn("t"), failure("crashed")).is_crash
    assert not Ended(Turn("t"), failure("timeout")).is_crash
    assert not Ended(Turn("t"), failure("memory")).is_crash
    assert not Ended(Turn("t"), "crashed").is_crash


def test_a_failure_is_the_tasks_own_unless_it_says_otherwise() -> None:
    assert failure("crashed").killed_by_another is False
