"""Are tables of kinds that the corpus lacks read right, and is nothing said against them?

    python -m benchmarks.kinds [--aside] [--verbose]

Prints for each case what is missing of its facts, what is wrong, and which errors and warnings were made of a
document that contradicts itself nowhere.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.kinds.cases import CASES, Case
from benchmarks.kinds.drawn import document
from pipeline.reading.extract import extract_document
from pipeline.reading.extraction import Extraction


@dataclass
class Result:
    """What became of one case."""

    right: int = 0
    wanted: int = 0
    faults: list[str] = field(default_factory=list)


def evaluate(case: Case) -> Result:
    """Reads a case and compares."""
    found = extract_document(document(case.drawing), case.name.encode())
    result = Result(wanted=len(case.facts))
    read = _facts(found)
    for wanted in case.facts:
        result.right += wanted in read
        if wanted not in read:
            result.faults.append(f"fact missing: {wanted}")
    result.faults += [f"wrong fact: {wanted}" for wanted in case.never if wanted in read]
    result.faults += [
        f"said: {f.severity} {f.code} {f.message_zh}"
        for f in found.findings
        if f.severity in ("error", "warning")
        and f.category in ("arithmetic", "contradiction")
        and f.code not in case.errors
    ]
    told = {f.code for f in found.findings if f.severity in ("error", "warning")}
    result.faults += [f"not told: {code}" for code in case.errors if code not in told]
    noted = {f.code for f in found.findings if f.severity == "info"}
    result.faults += [f"no note: {code}" for code in case.notes if code not in noted]
    missing = {c.code for c in found.checks if c.result == "missing_operand"}
    result.faults += [f"no missing operand: {code}" for code in case.missing if code not in missing]
    inferred = sum(f.extractor == "names" for f in found.facts)
    if inferred < case.inferred:
        result.faults.append(f"codes inferred: {inferred} of {case.inferred}")
    if case.yuan:
        first = case.facts[0]
        yuan = {str(f.value_yuan) for f in found.facts if (f.measure, _of(f), f.value_raw) == first}
        if not any(y.split(".")[0] == case.yuan for y in yuan):
            result.faults.append(f"yuan: {sorted(yuan)} for {case.yuan}")
    return result


def _of(fact: object) -> str:
    codes = (getattr(fact, name) for name in ("function_code", "economic_code", "item_label"))
    return next((code for code in codes if code), "")


def _facts(found: Extraction) -> set[tuple[str, str, str]]:
    facts = {(f.measure, _of(f), f.value_raw or "") for f in found.facts if f.source_kind == "table"}
    labels = {
        ("label", c.row_label, c.text)
        for t in found.tables
        for c in t.cells
        if c.row_label and not c.is_header
    }
    return facts | labels


def main() -> None:
    """Prints the cases that fail and the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--aside", action="store_true", help="the cases that were kept aside, too")
    parser.add_argument("--verbose", action="store_true", help="say what is wrong, of those kept aside too")
    arguments = parser.parse_args()
    counts: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for case in CASES:
        if case.aside and not arguments.aside:
            continue
        result = evaluate(case)
        count = counts[case.aside]
        count["cases"] += 1
        count["right"] += not result.faults
        count["facts"] += result.right
        count["wanted"] += result.wanted
        count["said"] += sum(fault.startswith("said") for fault in result.faults)
        if result.faults and (not case.aside or arguments.verbose):
            print(f"{case.name}:", *result.faults, sep="\n    ")
    for aside, count in counts.items():
        if count:
            print(
                f"{'kept aside' if aside else 'seen'}: {count['right']} of {count['cases']} cases right, "
                f"{count['facts']} of {count['wanted']} facts, {count['said']} false errors and warnings"
            )


if __name__ == "__main__":
    main()
