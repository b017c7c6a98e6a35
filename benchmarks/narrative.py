"""How many figures that the narrative of documents states are read right, against hand-made answers.

    python -m benchmarks.narrative OUTPUT [--gold FILE …] [--misses] [--check FOLDER]

OUTPUT is the output folder of a run of `mingzhang run`; only its published datasets are read. The answers
lie in `gold/narrative`, a file for each document: its hash and, in reading order, every figure and every
statement without a number (none, level with last year, not comparable) that the named pages make about
the body. They were written from the rendered pages before anybody looked at what the tool makes of them.

**Fields** of an answer beside those that `facts` has, too: `printed` and `unit` as on the page, `clause`
(it ends with the figure, at most 40 characters), `statement` for one without a number (`printed` is its
words), `measure` null for a figure that no measure of the catalogue covers, `item_label` its name.
`also_measure` and `also_role` name what the wording allows as well, because the document's own tables
print one amount for both, or because the catalogue has since got a measure for it; what had none when the
answers were written stays without one. `optional` repeats or explains: it may be missing, and is no
error. `labelled_measure`: a part that may carry the measure of its whole if the fact has an `item_label`; a
part without a measure may carry any if the fact is called by the name that stands in the clause.
Signs are those of the change; a `scope` of null is not scored.

**Figures, one by one**: no fact answers two figures. *present*: a narrative fact of the page has the
magnitude, whatever it is called. *exact*: page, magnitude, measure and role. *strict*: exact, and codes,
scope (but of three-public and agency-operating spending), comparator, denominator, direction and year
agree where the answer has them (codes always). *stated*: statements without a number that are exact.
Answers without a measure count in none of these. **Precision**: of the narrative facts with a measure on
those pages, the share that answers something. Floors: exact 90 % of each document, present 99 % of all
together (of forty figures of one document a single one is more than 1 %).

`--check FOLDER` looks every answer up on its page in the documents below the folder, by their hash.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.ask.query import connect

GOLD = Path(__file__).parent / "gold" / "narrative"
EXACT_FLOOR, PRESENT_FLOOR = 0.90, 0.99
MULTIPLIERS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_LENIENT_SCOPE = ("three_public.", "agency_operating")
_DIMENSIONS = ("comparator", "denominator", "direction", "value_year")

_INSIDE = "："
"""What stands between the name of a part and that of what it is a part of."""
_HALF_WIDTH = str.maketrans("（）", "()")

Answer = dict[str, Any]
Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """What became of the answers of one document."""

    name: str
    present: int
    exact: int
    strict: int
    total: int
    statements: int
    statements_total: int
    missed: tuple[Answer, ...]
    """Answers of a measure with no fact of their page, magnitude, measure and role left for them."""
    unlike: tuple[tuple[Answer, Fact, tuple[str, ...]], ...]
    """Exact ones that differ in a dimension, and in which."""
    extra: tuple[Fact, ...]
    """Facts with a measure that answer nothing."""
    facts: int

    @property
    def precision(self) -> float:
        return 1 - len(self.extra) / self.facts if self.facts else 1.0

    @property
    def holds(self) -> bool:
        return self.exact >= EXACT_FLOOR * self.total


def magnitude(row: Answer | Fact) -> Decimal | None:
    """The number without its sign, in yuan where it is money; null where there is none.

    >>> magnitude({"value": "-3.5", "value_yuan": "-35000.00"}), magnitude({"value": "7", "value_yuan": None})
    (Decimal('35000.00'), Decimal('7'))
    """
    field = row["value_yuan"] if row["value_yuan"] is not None else row["value"]
    return None if field is None else abs(Decimal(str(field)))


def differences(answer: Answer, fact: Fact) -> tuple[str, ...]:
    """The dimensions in which a fact is not what the answer says."""
    unlike = [code for code in ("function_code", "economic_code") if answer[code] != fact[code]]
    if answer["scope"] is not None and not str(answer["measure"]).startswith(_LENIENT_SCOPE):
        unlike += ["scope"] if answer["scope"] != fact["scope"] else []
    unlike += [d for d in _DIMENSIONS if answer.get(d) is not None and answer[d] != fact[d]]
    return tuple(unlike)


def _fits(answer: Answer, fact: Fact) -> bool:
    if fact["page"] != answer["page"] or magnitude(fact) != magnitude(answer):
        return False
    if answer["measure"] is None:
        part = answer.get("labelled_measure")
        return (
            fact["measure"] in answer.get("also_measure", ())
            or (part is not None and fact["measure"] == part and bool(fact["item_label"]))
            or _is_named(answer, fact)
        )
    return fact["measure"] in (answer["measure"], *answer.get("also_measure", ())) and fact["role"] in (
        answer["role"],
        *answer.get("also_role", ()),
    )


def _is_named(answer: Answer, fact: Fact) -> bool:
    """Whether a fact is a part without a measure of its own, under the name that stands before its figure."""
    name = re.split(_INSIDE, fact["item_label"] or "")[-1]
    clause = re.sub(r"\s", "", answer["clause"]).translate(_HALF_WIDTH)
    return bool(name) and fact["role"] == answer["role"] and name in clause


def assign(answers: Sequence[Answer], facts: Sequence[Fact]) -> list[Fact | None]:
    """A fact for each answer, none twice: those that agree best first, then in reading order."""
    pairs = sorted(
        (len(differences(a, f)), i, j)
        for i, a in enumerate(answers)
        for j, f in enumerate(facts)
        if _fits(a, f)
    )
    found: list[Fact | None] = [None] * len(answers)
    used: set[int] = set()
    for _, i, j in pairs:
        if found[i] is None and j not in used:
            found[i] = facts[j]
            used.add(j)
    return found


def score(name: str, answers: Sequence[Answer], facts: Sequence[Fact]) -> Score:
    """Scores the narrative facts of a document against its answers."""
    pages = {a["page"] for a in answers}
    named = [f for f in facts if f["page"] in pages and f["measure"] is not None]
    asked = [a for a in answers if a["measure"] is not None and not a.get("optional")]
    rest = [a for a in answers if a["measure"] is None or a.get("optional")]
    # what is level with last year has no growth either: a fact may say so
    rest += [{**a, "role": a["role"].replace("change", "growth")} for a in answers if a.get("statement")]
    found = assign(asked, named)
    taken = {id(f) for f in found}
    left = [f for f in named if id(f) not in taken]
    excused = {id(f) for f in assign(rest, left)}
    on_page = {(f["page"], magnitude(f)) for f in facts}
    figures = [(a, f) for a, f in zip(asked, found, strict=True) if not a.get("statement")]
    stated = [f for a, f in zip(asked, found, strict=True) if a.get("statement")]
    pairs = [(a, f, differences(a, f)) for a, f in zip(asked, found, strict=True) if f is not None]
    return Score(
        name=name,
        present=sum((a["page"], magnitude(a)) in on_page for a, _ in figures),
        exact=sum(f is not None for _, f in figures),
        strict=sum(f is not None and not differences(a, f) for a, f in figures),
        total=len(figures),
        statements=sum(f is not None for f in stated),
        statements_total=len(stated),
        missed=tuple(a for a, f in zip(asked, found, strict=True) if f is None),
        unlike=tuple(pair for pair in pairs if pair[2]),
        extra=tuple(f for f in left if id(f) not in excused),
        facts=len(named),
    )


def read_gold(files: Iterable[Path]) -> list[tuple[str, dict[str, Any]]]:
    """The answers by the names of their files."""
    return [(file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in sorted(files)]


def slips(document: dict[str, Any]) -> list[str]:
    """Where an answer contradicts itself: an amount not value times unit, a sign without direction."""
    found = []
    for answer in document["facts"]:
        where = f"p. {answer['page']} {answer['printed']}{answer['unit'] or ''}"
        if len(answer["clause"]) > 40:
            found.append(f"{where}: clause of more than 40 characters")
        if answer.get("statement"):
            continue
        value = Decimal(answer["value"])
        if abs(value) != Decimal(answer["printed"].replace(",", "")):
            found.append(f"{where}: value {value}")
        multiplier = MULTIPLIERS.get(answer["unit"])
        if multiplier is not None and value * multiplier != Decimal(answer["value_yuan"]):
            found.append(f"{where}: {answer['value_yuan']} yuan")
        if value < 0 and answer.get("direction") != -1:
            found.append(f"{where}: a decline without direction")
    return found


def unprinted(document: dict[str, Any], path: Path) -> list[str]:
    """Answers whose figure with its unit, or whose words, do not stand on their page."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    found = []
    for answer in document["facts"]:
        text = re.sub(r"\s", "", pdf[answer["page"] - 1].get_textpage().get_text_bounded())
        unit = answer["unit"] or ""
        # a unit that begins the next page
        cut = "|".join(re.escape(unit[:n]) + "$" for n in range(len(unit)))
        pattern = rf"(?<![\d.,]){re.escape(answer['printed'])}(?:{re.escape(unit)}{'|' + cut if cut else ''})"
        if re.search(pattern, text) is None:
            found.append(f"p. {answer['page']} {answer['printed']}{unit}")
    return found


_FACTS = """
select page, char_start, measure, role, scope, function_code, economic_code, item_label, comparator,
       denominator, direction, value_year, value, value_yuan, raw
from facts where doc_id = ? and source_kind = 'narrative' order by char_start, fact_id
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--gold", type=Path, nargs="+", default=sorted(GOLD.glob("*.json")))
    parser.add_argument("--misses", action="store_true", help="print every miss and every fact too many")
    parser.add_argument("--check", type=Path, metavar="FOLDER", help="look the answers up in the documents")
    arguments = parser.parse_args()
    connection = connect(arguments.output)
    scores = []
    for name, document in read_gold(arguments.gold):
        cursor = connection.execute(_FACTS, [document["sha256"]])
        columns = [column[0] for column in cursor.description]
        facts = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        scores.append(score(name, document["facts"], facts))
    _print_scores(scores)
    if arguments.misses:
        for result in scores:
            _print_misses(result)
    if arguments.check:
        _check(arguments.gold, arguments.check)


def _print_scores(scores: Sequence[Score]) -> None:
    print(f"{'document':26} {'present':>9} {'exact':>9} {'strict':>9} {'stated':>7} {'precision':>10}")
    for s in scores:
        print(
            f"{s.name:26} {_ratio(s.present, s.total):>9} {_ratio(s.exact, s.total):>9}"
            f" {_ratio(s.strict, s.total):>9} {_ratio(s.statements, s.statements_total):>7}"
            f" {s.precision:>10.3f}{'' if s.holds else '  FLOOR NOT HELD'}"
        )
    total = sum(s.total for s in scores)
    if total:
        exact, strict = sum(s.exact for s in scores), sum(s.strict for s in scores)
        present = sum(s.present for s in scores) / total
        print(
            f"all: present {present:.4f}, exact {exact / total:.4f}, strict {strict / total:.4f} of {total}"
            f"{'' if present >= PRESENT_FLOOR else '  FLOOR NOT HELD'}"
        )


def _ratio(hits: int, total: int) -> str:
    return f"{hits}/{total}"


def _print_misses(result: Score) -> None:
    print(f"\n{result.name}")
    for a in result.missed:
        print(f"  missed  p. {a['page']} {a['measure']} {a['role']}: {a['clause']}")
    for a, f, dimensions in result.unlike:
        said = ", ".join(f"{d} {f[d]} for {a.get(d)}" for d in dimensions)
        print(f"  unlike  p. {a['page']} {a['measure']} {a['role']}: {a['clause']}: {said}")
    for f in result.extra:
        codes = " ".join(c for c in (f["function_code"], f["economic_code"], f["item_label"]) if c)
        print(f"  extra   p. {f['page']} {f['measure']} {f['role']} {codes}: {f['raw']}")


def _check(files: Iterable[Path], folder: Path) -> None:
    paths = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in folder.rglob("*.pdf")}
    for name, document in read_gold(files):
        wrong = slips(document)
        if document["sha256"] in paths:
            wrong += [f"{what} is not on the page" for what in unprinted(document, paths[document["sha256"]])]
        else:
            wrong.append("the document is not in the folder")
        print(f"{name}: {len(document['facts'])} answers, {len(wrong)} slips", *wrong, sep="\n  ")


if __name__ == "__main__":
    main()
