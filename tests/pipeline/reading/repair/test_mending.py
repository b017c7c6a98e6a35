"""A scanned budget with misread numbers: what identities put right, what stays open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import Candidate
from extractors.read import read
from extractors.tables.cell_values import read_cell
from pipeline.reading.extract import extract_document
from tests.pipeline.drawn_budget import ROWS, budget
from tests.pipeline.misread_budget import Scan, cells_of, stands, statuses

# 20106, total: in its row it is 800.00 + 234.50, below it two codes make it, above it the class is the same.
PART = (2, 2)
TRUTH = "1,034.50"


def test_what_is_read_well_is_confirmed_and_not_looked_at_again() -> None:
    scan = Scan({})
    found = scan.extracted()
    assert scan.asked == []
    assert found.document.readings == ()
    assert statuses(found)[0, 2] == "confirmed"
    assert set(statuses(found).values()) <= {"confirmed", "read"}
    assert [f.code for f in found.findings if f.severity == "error"] == []


def test_a_misread_sum_is_repaired_by_all_identities_that_it_stands_in() -> None:
    scan = Scan({PART: ("1,834.50", 0.6)}, {PART: [("1,834.50", 0.7), (TRUTH, 0.25)]})
    found = scan.extracted()
    assert stands(found)[PART] == TRUTH
    assert statuses(found)[PART] == "repaired"
    (reading,) = (r for r in found.document.readings if r.repaired_by)
    assert (reading.raw, reading.doubtful) == ("1,834.50", False)
    assert reading.candidates == (Candidate("1,834.50", 0.7), Candidate(TRUTH, 0.25))
    assert {"I06", "I07"} <= set(reading.repaired_by)
    assert found.document.text[reading.start : reading.end] == TRUTH


def test_a_number_whose_truth_no_reading_names_stays_as_it_was_read() -> None:
    scan = Scan({PART: ("1,834.50", 0.6)}, {PART: [("1,834.50", 0.7), ("1,884.50", 0.25)]})
    found = scan.extracted()
    assert stands(found)[PART] == "1,834.50"
    assert statuses(found)[PART] == "unproven"


def test_a_sure_number_is_not_bent_to_make_up_for_one_whose_truth_is_unknown() -> None:
    """800.00 + 234.50: with the second part misread, the whole could be the wrong one, and is not touched."""
    scan = Scan(
        {(3, 3): ("806.00", 0.5)},
        {(3, 3): [("806.00", 0.6), ("808.00", 0.3)], (3, 2): [("800.00", 0.97), ("806.00", 0.02)]},
    )
    found = scan.extracted()
    assert stands(found)[3, 2] == "800.00"
    assert stands(found)[3, 3] == "806.00"
    assert statuses(found)[3, 3] == "unproven"


@pytest.mark.parametrize(
    ("misread", "kind"),
    [("1,034,50", "comma"), ("1.034.50", "point"), ("1,O34.50", "letter"), ("103450", "none")],
)
def test_small_signs_are_put_right_by_the_column(misread: str, kind: str) -> None:
    found = Scan({PART: (misread, 0.9)}, {PART: [(misread, 0.6)]}).extracted()
    assert read_cell(stands(found)[PART]).value == Decimal(TRUTH.replace(",", "")), kind
    assert statuses(found)[PART] == "repaired", kind


def test_printings_that_were_misread_alike_change_together_where_each_is_wanted() -> None:
    """The class 201 and its only subject 20106 are both 1,034.50: read 1,834.50 twice they agree."""
    looks = [("1,834.50", 0.6), (TRUTH, 0.35)]
    scan = Scan({(1, 2): ("1,834.50", 0.5), PART: ("1,834.50", 0.5)}, {(1, 2): looks, PART: looks})
    found = scan.extracted()
    assert [stands(found)[at] for at in ((1, 2), PART)] == [TRUTH, TRUTH]


def test_without_a_second_look_digits_stay_and_their_failure_is_only_a_note() -> None:
    document = Scan({PART: ("1,834.50", 0.6)}).document()
    found = extract_document(document, b"a scan")
    assert cells_of(found.document)[PART].text == "1,834.50"
    failed = [f for f in found.findings if f.code in ("I06", "I07")]
    assert failed
    assert {f.severity for f in failed} == {"info"}
    assert all("识别存疑" in f.message_zh for f in failed)


def test_a_number_with_a_gap_is_looked_at_again() -> None:
    """A speck in the cell is no digit: squeezed, it would be a whole other number."""
    scan = Scan({(3, 4): ("1 0.00", 0.999)}, {(3, 4): [("0.00", 0.95)]})
    found = scan.extracted()
    assert scan.asked[0] == "1 0.00"
    assert stands(found)[3, 4] == "0.00"


def test_a_slip_that_the_document_prints_is_not_mended() -> None:
    """The total of 208 is printed wrong, and read well: no reading names another."""
    rows = [list(row) for row in ROWS]
    rows[5][2] = "300.00"
    found = Scan({}, rows=rows).extracted()
    assert stands(found)[5, 2] == "300.00"
    assert statuses(found)[5, 2] == "unproven"


def test_the_same_scan_gives_the_same_document() -> None:
    scan = Scan({PART: ("1,834.50", 0.6)}, {PART: [("1,834.50", 0.7), (TRUTH, 0.25)]})
    one, other = scan.extracted(), scan.extracted()
    assert one.document.text == other.document.text
    assert one.document.readings == other.document.readings


def test_print_is_left_alone() -> None:
    document = read(budget())
    found = extract_document(document, b"print")
    assert found.document is document
    assert set(statuses(found).values()) == {None}
