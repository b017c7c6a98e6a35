"""An output that the version before published becomes one of this version with the next run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.ask.query import QueryError, connect
from pipeline.storage.store import Store
from pipeline.upkeep.doctor import examine, mend
from tests.pipeline.earlier import IN_FOLDERS, as_schema_1
from tests.pipeline.invented import disclosure, files, go, make_inputs, write


@pytest.fixture
def wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What this version publishes of the documents in `in`; `out` has it as schema 1 had it."""
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    go("out")
    found = files("out")
    as_schema_1(Path("out"))
    return found


def of_schema_1() -> list[str]:
    """Folders, empty ones too, that are named as schema 1 named them."""
    return [path.name for path in Path("out/datasets").rglob("*=*")]


def mended() -> None:
    mend(Store(Path("out")), examine(Store(Path("out"))))


def run_again() -> None:
    go("out")


def run_over_nothing() -> None:
    """The documents are not met again: they are published from what is staged of them."""
    Path("empty").mkdir()
    go("out", "empty")


@pytest.mark.parametrize("upgrade", [run_again, run_over_nothing, mended])
def test_the_next_run_publishes_it_anew_and_nothing_is_lost_doubled_or_left(
    wanted: dict[str, bytes], upgrade: Callable[[], None]
) -> None:
    assert len(of_schema_1()) > len(IN_FOLDERS)
    upgrade()
    assert files("out") == wanted
    assert of_schema_1() == []
    assert examine(Store(Path("out"))).ailments == ()
    write(Path("in"), e=disclosure(2021, "440106", "Water"))
    go("out")  # made from the generation before, which is of schema 1
    assert of_schema_1() == []
    assert files("out").keys() > wanted.keys()


@pytest.mark.usefixtures("wanted")
def test_until_then_the_doctor_says_so_and_a_question_what_to_do() -> None:
    (ailment,) = examine(Store(Path("out"))).ailments
    assert (ailment.kind, ailment.what) == (
        "package",
        "the datasets are of schema version 1, this version's is 3",
    )
    told = (
        r"datasets in out are of schema version 1, this version asks those of 3; the next run publishes them"
    )
    with pytest.raises(QueryError, match=told):
        connect("out")
