"""The court of `pipeline.reading.arbitration`: which readings are asked for, tried and kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from extractors.document import Document
from pipeline.reading import arbitration
from pipeline.reading.arbitration import MAX_PAGES, MAX_TRIALS, UNSETTLED, Ruling, arbitrate, read_by
from tests.pipeline.audit.drawn import document, identity, table

PLUMBER, CAMELOT = "pdfplumber", "camelot"
SOURCE = document("一")


@dataclass
class Outcome:
    """What tying out came to: pages that fail, sums that hold, digits on every page."""

    failed: Collection[int] = ()
    n_held: int = 10
    digits: int = 100
    odd: Collection[str] = ()

    @property
    def n_failed(self) -> int:
        return len(self.failed)

    def suspect_pages(self) -> list[int]:
        return sorted(self.failed)

    def digits_on(self, pages: Collection[int]) -> int:
        return self.digits * len(pages)


@dataclass
class Pages:
    """The pages of a PDF as engines read them; its documents are the choices that they are made of."""

    alike: Collection[tuple[int, str, str]] = ()
    silent: Collection[tuple[int, str]] = ()
    tried: list[dict[int, str]] = field(default_factory=list)
    closed: bool = False

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True

    def has_opinion(self, page: int, engine: str) -> bool:
        return (page, engine) not in self.silent

    def agree(self, page: int, one: str, other: str) -> bool:
        return not {(page, one, other), (page, other, one)}.isdisjoint(self.alike)

    def document(self, choice: Mapping[int, str]) -> Any:
        self.tried.append(dict(choice))
        return dict(choice)


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ruling]:
    def ruled(pages: Pages, outcome: Callable[[Mapping[int, str]], Outcome]) -> Ruling:
        monkeypatch.setattr(arbitration, "read_again", lambda *_: pages)
        monkeypatch.setattr(arbitration, "tie_out_document", lambda choice, *_, **__: outcome(choice))
        return arbitrate(b"", SOURCE, outcome({}), identity())  # type: ignore[arg-type]

    return ruled


def cured(*bad: int, by: Mapping[int, str]) -> Callable[[Mapping[int, str]], Outcome]:
    """Pages fail until the engine that can read them does; another engine's reading loses a sum that held."""

    def outcome(choice: Mapping[int, str]) -> Outcome:
        lost = sum(by.get(page) != engine for page, engine in choice.items())
        return Outcome([p for p in bad if p not in by or choice.get(p) != by[p]], 10 - lost)

    return outcome


def test_nothing_suspect_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(arbitration, "read_again", asked)
    assert arbitrate(b"", SOURCE, Outcome(), identity()) == Ruling()  # type: ignore[arg-type]


def test_what_cannot_be_read_again_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arbitration, "read_again", lambda *_: None)
    assert arbitrate(b"", SOURCE, Outcome([1]), identity()) == Ruling()  # type: ignore[arg-type]
    assert read_by(b"", SOURCE, PLUMBER) is SOURCE


def test_pages_are_tried_together_and_then_one_by_one(rule: Callable[..., Ruling]) -> None:
    pages = Pages()
    found = rule(pages, cured(1, 2, 3, by={2: PLUMBER}))
    assert (found.choice, found.document) == ({2: PLUMBER}, {2: PLUMBER})
    assert pages.tried[:4] == [
        {1: PLUMBER, 2: PLUMBER, 3: PLUMBER},
        {1: PLUMBER},
        {2: PLUMBER},
        {2: PLUMBER, 3: PLUMBER},
    ]
    assert found.asked == {PLUMBER: 3, CAMELOT: 2}
    assert found.agreement == {1: ("pdfium",), 2: (PLUMBER,), 3: ("pdfium",)}
    assert found.unsettled == {1, 3}
    assert pages.closed


def test_what_is_won_together_is_not_tried_again(rule: Callable[..., Ruling]) -> None:
    pages = Pages()
    found = rule(pages, cured(1, 2, by={1: PLUMBER, 2: PLUMBER}))
    assert pages.tried == [{1: PLUMBER, 2: PLUMBER}]
    assert (found.asked, found.unsettled) == ({PLUMBER: 2}, frozenset())


def test_one_page_is_tried_once(rule: Callable[..., Ruling]) -> None:
    pages = Pages()
    found = rule(pages, cured(4, by={4: CAMELOT}))
    assert pages.tried == [{4: PLUMBER}, {4: CAMELOT}]
    assert (found.choice, found.agreement) == ({4: CAMELOT}, {4: (CAMELOT,)})


def test_so_many_pages_and_trials_and_no_more(rule: Callable[..., Ruling]) -> None:
    pages = Pages()
    found = rule(pages, cured(*range(1, 31), by={}))
    assert found.asked == MAX_PAGES == {PLUMBER: 24, CAMELOT: 4}
    by_plumber = [choice for choice in pages.tried if PLUMBER in choice.values()]
    assert [len(choice) for choice in by_plumber] == [24, 1, 1, 1, 1, 1]
    assert (MAX_TRIALS, len(pages.tried)) == (6, 6 + 5)
    assert found.unsettled == set(range(1, 25))
    assert found.document is None


def test_what_says_the_same_or_nothing_is_not_tried(rule: Callable[..., Ruling]) -> None:
    pages = Pages(alike=[(1, "pdfium", PLUMBER)], silent=[(2, PLUMBER), (2, CAMELOT)])
    found = rule(pages, cured(1, 2, by={}))
    assert pages.tried == []
    assert found.agreement == {1: ("pdfium", PLUMBER), 2: ("pdfium",)}
    assert (found.asked, found.unsettled) == ({PLUMBER: 2, CAMELOT: 1}, {2})


def test_a_reading_no_better_is_taken_where_two_engines_give_it(rule: Callable[..., Ruling]) -> None:
    pages = Pages(alike=[(1, CAMELOT, PLUMBER)])
    found = rule(pages, lambda _: Outcome([1]))
    assert found.choice == {1: CAMELOT}
    assert found.agreement == {1: (CAMELOT, PLUMBER)}
    assert found.unsettled == frozenset()
    alone = rule(Pages(), lambda _: Outcome([1]))
    assert (alone.choice, alone.document) == ({}, None)


def test_all_pages_of_a_trial_need_a_second_engine(rule: Callable[..., Ruling]) -> None:
    pages = Pages(alike=[(1, CAMELOT, PLUMBER)])
    assert rule(pages, lambda _: Outcome([1, 2])).choice == {1: CAMELOT}


ODD = ("blank", "no_code")
BEST = Outcome([1, 2], 5, odd=ODD)


@pytest.mark.parametrize(
    ("found", "or_equal", "better"),
    [
        (Outcome([1], 5, odd=ODD), False, True),
        (Outcome([1, 2], 6, odd=ODD), False, True),
        (Outcome([1, 2], 5, odd=ODD), False, False),
        (Outcome([1, 2], 5, odd=ODD), True, True),
        (Outcome([1], 4, odd=ODD), True, False),
        (Outcome([1, 2, 3], 6, odd=ODD), True, False),
        (Outcome([1], 6, 99, odd=ODD), True, False),
        (Outcome([1, 2], 6, 101, odd=ODD), False, True),
        (Outcome([1, 2], 5, 101, odd=ODD), False, False),
        (Outcome([1, 2], 5, odd=["blank"]), False, True),
        (Outcome([1, 2], 5, odd=["blank", "twice"]), False, False),
        (Outcome([1, 2], 4, odd=[]), False, False),
        (Outcome([1, 2], 5, 99, odd=[]), False, False),
    ],
)
def test_a_better_reading_loses_no_sum_and_no_digit(found: Any, or_equal: bool, better: bool) -> None:
    best: Any = BEST
    assert arbitration._is_better(found, best, [1], or_equal) is better


def test_one_engine_reads_the_pages_on_which_it_finds_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(silent=[(2, PLUMBER)])
    monkeypatch.setattr(arbitration, "read_again", lambda *_: pages)
    source: Any = SimpleNamespace(pages=[SimpleNamespace(number=n) for n in (1, 2, 3)])
    assert read_by(b"", source, PLUMBER) == {1: PLUMBER, 3: PLUMBER}
    assert pages.closed


RULING = Ruling(
    agreement={1: ("pdfium", PLUMBER, CAMELOT), 2: ("pdfium", CAMELOT), 3: (PLUMBER,)},
    unsettled=frozenset({3}),
    document=Document("", (), "text/plain"),
)


@pytest.mark.parametrize(
    ("pages", "agreement", "doubtful"),
    [
        ((1,), ("pdfium", PLUMBER, CAMELOT), ("gap",)),
        ((1, 2), ("pdfium", CAMELOT), ("gap",)),
        ((2, 1, 9), ("pdfium", CAMELOT), ("gap",)),
        ((1, 3), (PLUMBER,), ("gap", UNSETTLED)),
        ((3,), (PLUMBER,), ("gap", UNSETTLED)),
        ((8, 9), (), ("gap",)),
    ],
)
@pytest.mark.parametrize("holds", [True, False, None])
def test_a_table_is_marked_with_the_engines_that_agree_on_all_its_pages(
    pages: tuple[int, ...], agreement: tuple[str, ...], doubtful: tuple[str, ...], holds: bool | None
) -> None:
    marked = RULING.mark(table(pages=pages, doubtful=("gap",)), holds)
    assert (marked.agreement, marked.doubtful, marked.ties_out) == (agreement, doubtful, holds)
