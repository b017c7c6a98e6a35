"""An output of many made-up documents, published at once: to ask it, not to run on it.

    python -m benchmarks.made_up --documents 100000 DIR

Bodies of real divisions with a budget and a final account for each of six years; each document has the rows
of a sample, with ids, names, years and amounts of its own. Files are shared out as publishing shares them out
(`pipeline.publishing.shares`), and the search index is what publishing makes. No bundles are staged: a later
run would know nothing of these documents.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import patterns
from patterns.shapes.code_lists import DivisionRow
from pipeline.datasets.arrow import conform, to_table
from pipeline.datasets.datapackage import File, datapackage
from pipeline.datasets.parquet import write_parts
from pipeline.datasets.schema import Dataset, datasets
from pipeline.language.tokens import MARK
from pipeline.publishing.reference import code_rows, division_rows
from pipeline.publishing.search_index import INDEX, OF_DOCUMENT, start_anew
from pipeline.publishing.shares import Layout, Share, folder_of
from pipeline.reading.extract import extract
from pipeline.rows.assembly import to_rows
from pipeline.rows.search_entries import search_entries
from pipeline.storage.catalog import Catalog, Known
from pipeline.storage.outcome import Outcome

if TYPE_CHECKING:
    import pyarrow as pa

SAMPLES = (
    Path("samples/documents/landscape_budget.pdf"),
    Path("samples/documents/shanghai_style_final_account.pdf"),
)
"""A budget and a final account."""
YEARS = range(2019, 2025)
_REFERENCES = ("duplicate_of", "part_of")
_LISTS = ("derived_from",)
_NAMED = MARK.join(("示例", "单位", "0", "号"))
"""What a body is called, with its number in the place of 0."""
_RENAMED = 50
"""One body in so many was called otherwise before."""
_OTHERS = ("units_listed", "entity_aliases")
"""They tell of other bodies, too."""
_SEARCHED = "search_entries"


@dataclass(frozen=True, slots=True)
class Document:
    """A made-up document: the `number`-th."""

    number: int
    doc_id: str
    body: int
    kind: int
    """Which of the samples."""
    year: int
    division: str

    @property
    def province(self) -> str:
        """Its first two digits."""
        return self.division[:2]

    @property
    def entity_id(self) -> str:
        """Of its body."""
        return f"{self.division}:body{self.body}:gov_department"

    @property
    def name(self) -> str:
        """Of its body."""
        return _NAMED.replace("0", str(self.body)).replace(MARK, "")


def made_up(count: int) -> Iterator[Document]:
    """So many documents: twelve of each body, but for the last."""
    by_province: dict[str, list[str]] = defaultdict(list)
    for code in dict.fromkeys(row.code for row in patterns.load_rows(DivisionRow)):
        if not code.startswith("00") and not code.endswith("00"):
            by_province[code[:2]].append(code)
    provinces = sorted(by_province)[:31]
    for number in range(count):
        body, rest = divmod(number, 2 * len(YEARS))
        own = by_province[provinces[body % len(provinces)]]
        division = own[body // len(provinces) % len(own)]
        doc_id = hashlib.sha256(f"made up {number}".encode()).hexdigest()
        yield Document(number, doc_id, body, rest % 2, YEARS[rest // 2], division)


class Output:
    """Writes the datasets of made-up documents below a folder."""

    def __init__(self, root: Path, count: int) -> None:
        self.root = root
        self.documents = {document.doc_id: document for document in made_up(count)}
        self.samples = [_sample(path) for path in SAMPLES]
        self.files: dict[str, list[File]] = defaultdict(list)

    def write(self) -> None:
        """Everything."""
        import pyarrow as pa

        with tempfile.TemporaryDirectory() as scratch:
            catalog = Catalog(Path(scratch) / "catalog.sqlite")
            for one in self.documents.values():
                outcome = Outcome(one.doc_id, "ok")
                catalog.put_document(Known(one.doc_id, "made-up", True, one.year, one.province, outcome))
            layout = Layout(catalog)
            for share in self._shares(layout):
                own = [self.documents[doc_id] for doc_id in layout.documents(share)]
                for dataset in datasets().values():
                    if share.space.has_dataset(dataset) and dataset.name in self.samples[0]:
                        self._put(dataset, share.file_start, self._rows(dataset.name, own))
        bodies = {document.body: document for document in self.documents.values()}
        self._put(
            datasets()["entities"], "part-", to_table("entities", [_entity(d) for d in bodies.values()])
        )
        relations = [_relation(d, bodies) for d in bodies.values() if d.body % _RENAMED == 0]
        self._put(datasets()["entity_relations"], "part-", to_table("entity_relations", relations))
        self._put(datasets()["codes"], "part-", to_table("codes", code_rows()))
        self._put(datasets()["divisions"], "part-", to_table("divisions", division_rows()))
        self._put(datasets()["runs"], "part-", to_table("runs", [_run(len(self.documents))]))
        receipts = pa.concat_tables(
            to_table("receipts", [_receipt(d) for d in some]) for some in _some(self.documents.values())
        )
        self._put(datasets()["receipts"], "part-", receipts)
        for dataset in datasets().values():
            if dataset.name not in self.files and not (dataset.on_request or dataset.internal):
                start = f"{folder_of(None, None)}/part-" if dataset.partition else "part-"
                self._put(dataset, start, dataset.empty, even_if_empty=True)
        package = datapackage({name: self.files[name] for name in sorted(self.files)})
        (self.root / "datasets" / "datapackage.json").write_text(package, encoding="utf-8")

    def _shares(self, layout: Layout) -> Iterator[Share]:
        provinces = sorted({document.province for document in self.documents.values()})
        spaces = dict.fromkeys(space for p in provinces for year in YEARS for space in layout.spaces(year, p))
        for space in spaces:
            yield from layout.shares(space)

    def _rows(self, name: str, documents: list[Document]) -> pa.Table:
        """The rows of a dataset of these documents, in their order."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        tables = [sample[name] for sample in self.samples]
        starts = np.cumsum([0, *(table.num_rows for table in tables)])
        of = [np.arange(starts[d.kind], starts[d.kind + 1]) for d in documents]
        table = pa.concat_tables(tables).combine_chunks().take(pa.array(np.concatenate(of)))
        at = pa.array(np.repeat(np.arange(len(documents)), [len(rows) for rows in of]))

        def each(values: Iterable[Any], kind: pa.DataType) -> pa.Array:
            return pa.array(list(values), kind).take(at)

        short = each((d.doc_id[:8] for d in documents), pa.string())
        own: dict[str, list[Any]] = {
            "doc_id": [d.doc_id for d in documents],
            "primary_doc_id": [d.doc_id for d in documents],
            "entity_id": [d.entity_id for d in documents],
            "entity_name": [d.name for d in documents],
            "fiscal_year": [d.year for d in documents],
            "province": [d.province for d in documents],
            "division_code": [d.division for d in documents],
            "content_group_id": [f"{d.body}-{d.year}-{d.kind}" for d in documents],
            "source_uri": [f"/made/up/{d.number % 1000:03}/{d.number}.pdf" for d in documents],
            "file_name": [f"{d.number}.pdf" for d in documents],
            "group_role": ["primary"] * len(documents),
            "is_primary": [True] * len(documents),
        }
        for position, field in enumerate(table.schema):
            column = table.column(position).combine_chunks()
            if field.name in own and not (name in _OTHERS and "entity" in field.name):
                value = each(own[field.name], field.type)
            elif field.name == "value_year":
                shift = each((d.year - self._year(d.kind) for d in documents), field.type)
                value = pc.add(column, shift).cast(field.type)
            elif field.name in ("value", "value_yuan") and pa.types.is_decimal(field.type):
                more = each((Decimal(d.number) / 100 for d in documents), field.type)
                value = pc.if_else(pc.equal(column, 0), column, pc.add(column, more).cast(field.type))
            elif field.name in _REFERENCES or (field.name.endswith("_id") and pa.types.is_string(field.type)):
                value = pc.binary_join_element_wise(pc.utf8_slice_codeunits(column, 0, 8), short, "")
            elif field.name in _LISTS or field.name.endswith("_ids"):
                begins = pc.utf8_slice_codeunits(column.flatten(), 0, 8)
                ends = short.take(pc.list_parent_indices(column))
                made = pc.binary_join_element_wise(begins, ends, "")
                value = pa.ListArray.from_arrays(column.offsets, made, mask=column.is_null())
            else:
                continue
            table = table.set_column(position, field, value)
        return table

    def _year(self, kind: int) -> int:
        return int(self.samples[kind]["documents"]["fiscal_year"][0].as_py())

    def _put(self, dataset: Dataset, start: str, table: pa.Table, *, even_if_empty: bool = False) -> None:
        paths: list[Path] = []

        def put(number: int, write: Any) -> None:
            path = self.root / "datasets" / dataset.name / f"{start}{number}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path)
            paths.append(path)

        counts = write_parts(conform(table, dataset.schema), dataset, put, even_if_empty=even_if_empty)
        for path, rows in zip(paths, counts, strict=True):
            name = path.relative_to(self.root / "datasets").as_posix()
            self.files[dataset.name].append(File(name, path.stat().st_size, "0" * 64, rows))

    def index(self) -> None:
        """The index of full-text search."""
        entries = [sample[_SEARCHED].to_pylist() for sample in self.samples]
        titles = [sample["documents"]["title"][0].as_py() for sample in self.samples]
        texts = [row[t] for rows in entries for row in rows for t in ("title", "body", "context")]
        path = self.root / INDEX
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("pragma synchronous = off")
            db.execute("pragma journal_mode = off")
            db.execute("begin")
            start_anew(db, [*texts, _NAMED])
            for one in self.documents.values():
                own = {
                    "entity_id": one.entity_id, "entity_name": one.name, "division_code": one.division,
                    "fiscal_year": one.year, "doc_kind": ("budget", "final_account")[one.kind],
                    "title": f"{one.name}{one.year}·{titles[one.kind]}", "source_url": None,
                    "source_uri": f"/made/up/{one.number % 1000:03}/{one.number}.pdf",
                }  # fmt: skip
                marks = ", ?" * len(OF_DOCUMENT)
                db.execute(
                    f"insert into documents values (?, ?{marks})",
                    (one.doc_id, "made-up", *(own[name] for name in OF_DOCUMENT)),
                )
                named = _NAMED.replace("0", str(one.body))
                for row in entries[one.kind]:
                    where = (one.doc_id, row["kind"], row["path"], row["page"], row["char_start"])
                    added = db.execute(
                        "insert into entries (doc_id, kind, path, page, char_start) values (?, ?, ?, ?, ?)",
                        where,
                    )
                    title = MARK.join((named, row["title"])) if row["kind"] == "title" else row["title"]
                    db.execute(
                        "insert into entry_text (rowid, title, body, context) values (?, ?, ?, ?)",
                        (added.lastrowid, title, row["body"], MARK.join((named, row["context"]))),
                    )
            db.execute("insert into entry_text (entry_text) values ('optimize')")
            db.execute("insert or replace into meta values ('generation', 'made-up')")
            db.execute("commit")


def _sample(path: Path) -> dict[str, pa.Table]:
    extraction = extract(path.read_bytes())
    rows = to_rows(extraction)
    rows[_SEARCHED] = search_entries(extraction, rows)
    made_at_publish = {"source_uri": None, "source_url": None, "source_date": None, "file_name": None}
    rows["documents"] = [{**made_at_publish, **row} for row in rows["documents"]]
    return {name: to_table(name, found) for name, found in rows.items() if name != "entity_relations"}


def _entity(document: Document) -> dict[str, Any]:
    return {
        "entity_id": document.entity_id, "canonical_name": document.name, "division_code": document.division,
        "province": document.province, "function_slug": "unclassified", "org_type": "gov_department",
        "level": "county", "valid_from": None, "valid_to": None,
    }  # fmt: skip


def _relation(document: Document, bodies: dict[int, Document]) -> dict[str, Any]:
    after = bodies.get(document.body + 31, document)
    known = {
        "relation_id": f"rename{document.body}", "from_entity_id": document.entity_id,
        "to_entity_id": after.entity_id, "from_name": document.name, "to_name": after.name, "kind": "rename",
        "method": "reform_list",
    }  # fmt: skip
    return {column.name: known.get(column.name) for column in datasets()["entity_relations"].columns}


def _run(count: int) -> dict[str, Any]:
    at = datetime(2025, 1, 1, tzinfo=UTC)
    known = {"run_id": "made-up", "started_at": at, "finished_at": at, "inputs": count, "ok": count}
    counts = ("partial", "failed", "not_disclosure", "waiting", "unchanged")
    known |= dict.fromkeys(counts, 0) | {"engine": "local", "workers": 2}
    return {column.name: known.get(column.name) for column in datasets()["runs"].columns}


def _receipt(document: Document) -> dict[str, Any]:
    known = {"doc_id": document.doc_id, "run_id": "made-up", "status": "ok", "unchanged": False}
    known["source_uri"] = f"/made/up/{document.number % 1000:03}/{document.number}.pdf"
    return {column.name: known.get(column.name) for column in datasets()["receipts"].columns}


def _some(documents: Iterable[Document], at_once: int = 10_000) -> Iterator[list[Document]]:
    all_of_them = list(documents)
    for start in range(0, len(all_of_them), at_once):
        yield all_of_them[start : start + at_once]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    options = parser.parse_args()
    started = time.monotonic()
    output = Output(options.output, options.documents)
    output.write()
    print(f"datasets {time.monotonic() - started:.0f} s", flush=True)
    output.index()
    print(f"with the index {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
