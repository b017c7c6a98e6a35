"""The views over `key_facts` give what the same views gave over all facts (`views_over_all_facts.sql`)."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pytest

from pipeline.ask.query import connect
from pipeline.publishing.disclosures import arrange
from pipeline.reading.extract import extract
from pipeline.rows.assembly import to_rows
from tests.pipeline.published import Row, document, fact, publish

OVER_ALL_FACTS = Path(__file__).with_name("views_over_all_facts.sql")
SAMPLES = Path(__file__).parents[3] / "samples" / "documents"
VIEWS = ("best_facts", "derived", "disagreements", "headline_facts", "three_public")
_KEY_FIGURES = (
    "unit_name is null and (measure in ('procurement.micro', 'procurement.reserved_micro') "
    "or item_label is null and measure like 'three_public.%' or economic_code is null "
    "and if(function_code is null, item_label is null, length(function_code) = 3))"
)


def differing(output: Path) -> dict[str, tuple[int, int, int]]:
    """Of each view its rows, those that it lacks, those that it has and should not."""
    connection = connect(output)
    connection.execute(OVER_ALL_FACTS.read_text(encoding="utf-8"))
    connection.execute(f"create view all_key_facts as select * from all_best_facts where {_KEY_FIGURES}")
    return {name: _compared(connection, f"all_{name}", f"v_{name}") for name in (*VIEWS, "key_facts")}


def _compared(connection: duckdb.DuckDBPyConnection, before: str, now: str) -> tuple[int, int, int]:
    def count(sql: str) -> int:
        [(found,)] = connection.execute(f"select count(*) from ({sql})").fetchall()
        return int(found)

    lacking = count(f"from {before} except all from {now}")
    return count(f"from {now}"), lacking, count(f"from {now} except all from {before}")


@cache
def samples() -> dict[str, list[Row]]:
    """The rows of the samples, arranged."""
    found: dict[str, list[Row]] = {}
    for path in sorted(SAMPLES.iterdir()):
        for name, rows in to_rows(extract(path.read_bytes())).items():
            found.setdefault(name, []).extend(rows)
    arrange(found["documents"])
    return found


def test_over_the_samples_the_views_are_the_same(tmp_path: Path) -> None:
    rows = {name: found for name, found in samples().items() if name != "key_facts"}
    found = differing(publish(tmp_path, **rows))
    assert {name: lacking + more for name, (_, lacking, more) in found.items()} == dict.fromkeys(found, 0)
    assert all(found[name][0] for name in ("best_facts", "key_facts", "headline_facts", "derived"))


def test_what_is_published_of_the_samples_is_what_the_views_read(tmp_path: Path) -> None:
    staged = {row["fact_id"] for row in samples()["key_facts"]}
    output = publish(tmp_path, **{name: rows for name, rows in samples().items() if name != "key_facts"})
    published = connect(output).execute("select fact_id from key_facts").fetchall()
    assert {fact_id for (fact_id,) in published} == staged


def invented(seed: int) -> dict[str, list[Row]]:
    """Disclosures in one to three files, with copies and replaced ones, whose figures collide."""
    chance = random.Random(seed)
    documents: list[Row] = []
    for body in range(12):
        kind = chance.choice(("budget", "final_account"))
        first = f"{chance.randrange(16**4):04x}-{body}"
        entity = None if body == 0 else f"body{body}"
        of_body = {"entity_id": entity, "doc_kind": kind, "primary_doc_id": first}
        documents.append(document(first, f"name{body}", **of_body))
        for other in range(chance.randrange(4)):
            role = chance.choice(("part", "part", "copy", "replaced", "included"))
            second = {**of_body, "is_primary": False, "group_role": role}
            if entity is not None:
                documents.append(document(f"{other}-{first}", f"name{body}", **second))
    return {"documents": documents, "facts": [f for d in documents for f in _facts(chance, d)]}


def _facts(chance: random.Random, of: Row) -> list[Row]:
    found: list[Row] = []
    for number in range(60):
        derivation = chance.choice((None,) * 6 + ("sum_of_rows", "implied_prior", "ratio", "remainder"))
        printed = chance.choice(("printed", "printed", "blank", "template_residue"))
        value = None if printed == "blank" else Decimal(chance.randrange(1, 9))
        plain = derivation == "ratio" or chance.random() < 0.5
        before = [f["fact_id"] for f in found]
        twice = chance.random() < 0.15 and found and derivation is None
        row = fact(
            of["doc_id"],
            chance.choice(("income.total", "three_public.total", "gpb.personnel", "procurement.micro")),
            None if value is None else str(value),
            chance.choice((None, 1, 2, 3)),
            fact_id=f"{of['doc_id']}/{number}",
            entity_id=of["entity_id"],
            role=chance.choice(("initial_budget", "final", "prior_budget", "count")),
            value_year=chance.choice((2026, 2026, 2025, None)),
            scope=chance.choice((None, "gpb", "gov_fund")),
            function_code=None if plain else chance.choice((None, "205", "20502")),
            economic_code=None if plain else chance.choice((None, None, "301")),
            item_label=None if plain else chance.choice((None, None, "部分")),
            unit_name=None if plain else chance.choice((None, None, None, "某中心")),
            value_state="derived" if derivation else printed,
            source_kind="derived" if derivation else chance.choice(("table", "form", "narrative")),
            derivation=derivation,
            derived_from=chance.sample(before, min(2, len(before))) if derivation else [],
            duplicate_of=chance.choice(before) if twice else None,
            duplicate_kind=chance.choice(("inconsistent", "complete")) if twice else None,
            part_of=before[0] if chance.random() < 0.05 and found else None,
            confidence=chance.choice((0.5, 1.0)),
            char_start=number,
        )
        found.append(row)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_over_disclosures_of_several_files_the_views_are_the_same(tmp_path: Path, seed: int) -> None:
    found = differing(publish(tmp_path, **invented(seed)))
    # v_three_public names any of several figures on its first page: the other columns are compared
    three_public = found.pop("three_public")
    assert {name: lacking + more for name, (_, lacking, more) in found.items()} == dict.fromkeys(found, 0)
    assert all(rows for rows, _, _ in found.values())
    assert three_public[0]
    connection = connect(tmp_path)
    connection.execute(OVER_ALL_FACTS.read_text(encoding="utf-8"))
    columns = "select * exclude (source) from"
    assert _compared(connection, f"({columns} all_three_public)", f"({columns} v_three_public)")[1:] == (0, 0)
