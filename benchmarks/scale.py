"""What a run costs as an output folder grows: checking, publishing, asking, memory.

    python -m benchmarks.scale --documents 1000 10000 100000 [--json FILE] [--plot FILE.svg]

The documents are made up: small text files, each of which stands for a staged document with the rows of a
sample of some pages (`--sample`), spread over 31 provinces and 6 years. Staging them by hand leaves the tool
to do what it does on every night: find and hash every source, publish, answer. Measured in fresh processes: a
run with nothing new (also as ms a document), a run with 1 and with 100 new documents, the time that each of
them takes to publish, the peak memory of the run, the size of the folder, and some questions. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import patterns
from benchmarks.machine import machine, record
from benchmarks.processes import watch
from patterns.shapes.code_lists import DivisionRow
from pipeline.datasets.arrow import to_table
from pipeline.datasets.ids import short_id
from pipeline.reading.extract import extract
from pipeline.rows.assembly import to_rows
from pipeline.rows.search_entries import search_entries
from pipeline.storage.bundles import write_tables
from pipeline.storage.outcome import Outcome
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash

SAMPLE = Path("samples/documents/shanghai_style_final_account.pdf")
QUESTIONS = {
    "headline of one entity": "select * from v_headline where entity_id = '{entity}'",
    "totals by year": "select fiscal_year, count(*), sum(value_yuan) from facts where role = 'final' "
    "group by 1",
    "documents by province": "select province, count(*) from documents group by 1",
    "findings by code": "select code, severity, count(*) from findings group by all",
    "receipts of the last run": "select status, count(*) from receipts where run_id = (select max_by(run_id, "
    "started_at) from runs) group by 1",
}
_PROVINCES = tuple(
    dict.fromkeys(row.code[:2] for row in patterns.load_rows(DivisionRow) if row.code.endswith("0000"))
)[:31]
_YEARS = range(2019, 2025)


class Maker:
    """Stages documents that are copies of one, each with its own ids, entity, year and province."""

    def __init__(self, store: Store, inputs: Path, sample: Path) -> None:
        self.store = store
        self.inputs = inputs
        extraction = extract(sample.read_bytes())
        rows = to_rows(extraction)
        rows["search_entries"] = search_entries(extraction, rows)
        self.tables = {name: to_table(name, found) for name, found in rows.items() if found}
        self.sample = extraction.doc_id
        self.unit = unit_hash(Settings())
        self.counts = {name: table.num_rows for name, table in self.tables.items()}

    def make(self, number: int) -> None:
        """A source file, and the bundle that a run would have staged for it."""
        import pyarrow as pa
        import pyarrow.compute as pc

        path = self.inputs / f"{number % 1000:03}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = f"{number} ".encode() * 200
        path.write_bytes(data)
        doc = hashlib.sha256(data).hexdigest()
        year, province = _YEARS[number % 6], _PROVINCES[number // 6 % 31]
        entity = f"{province}0000:body{number // 6}:gov_department"
        own = {
            "doc_id": doc,
            "entity_id": entity,
            "fiscal_year": year,
            "province": province,
            "content_group_id": short_id(entity, year),
            "division_code": f"{province}0000",
        }
        tables = {}
        for name, table in self.tables.items():
            changed = table
            for at, field in enumerate(table.schema):
                column = table.column(at)
                if field.name in own:
                    value = pa.array([own[field.name]] * table.num_rows, field.type)
                elif field.name.endswith("_id") and pa.types.is_string(field.type):
                    value = pc.binary_join_element_wise(pc.utf8_slice_codeunits(column, 0, 8), doc[:8], "")
                else:
                    continue
                changed = changed.set_column(at, field, value)
            tables[name] = changed
        outcome = Outcome(doc, "ok", pages=8, counts=self.counts)
        name = f"state/bundles/{doc[:2]}/{doc}.{self.unit}.{year}-{province}.bundle"
        target = Path(self.store.folder.url) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_tables(target, tables, outcome)


def measure(documents: int, sample: Path, workers: int) -> dict[str, Any]:
    """The figures for one size."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-scale-") as scratch:
        inputs, output = Path(scratch) / "in", Path(scratch) / "out"
        maker = Maker(Store(output), inputs, sample)
        started = time.monotonic()
        for number in range(documents):
            maker.make(number)
        made = time.monotonic() - started
        found: dict[str, Any] = {"documents": documents, "made_seconds": round(made, 1)}
        found["first"] = _run(inputs, output, workers)
        found["unchanged"] = _run(inputs, output, workers)
        found["unchanged_ms_a_document"] = round(1000 * found["unchanged"]["seconds"] / documents, 3)
        next_number = documents
        for more in (1, 100):
            for _ in range(more):
                maker.make(next_number)
                next_number += 1
            found[f"plus_{more}"] = _run(inputs, output, workers)
        found["questions"] = _asked(output)
        found["megabytes"] = {
            part: round(_size(output / part) / 1e6, 1) for part in ("datasets", "state", "search.sqlite")
        }
        found["files"] = sum(p.is_file() for p in (output / "datasets").rglob("*"))
        return found


def _run(inputs: Path, output: Path, workers: int) -> dict[str, float]:
    command = [
        sys.executable,
        "-m",
        "mingzhang",
        "run",
        str(inputs),
        "--output",
        str(output),
        "--workers",
        str(workers),
    ]
    measured = watch(command)
    run = json.loads((output / "report.json").read_text(encoding="utf-8"))
    return {
        "seconds": round(measured.seconds, 2),
        "peak_mb": round(measured.tree_mb),
        "publish_seconds": round(run["publish_seconds"], 2),
    }


def _asked(output: Path) -> dict[str, float]:
    """Seconds of each question, a fresh connection each."""
    from pipeline.ask.query import connect

    connection = connect(output)
    (entity,) = connection.execute("select min(entity_id) from documents").fetchone() or (None,)
    connection.close()
    found = {}
    for name, sql in QUESTIONS.items():
        started = time.monotonic()
        connection = connect(output)
        connection.execute(sql.format(entity=entity)).fetchall()
        connection.close()
        found[name] = round(time.monotonic() - started, 3)
    return found


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file())


def plot(found: list[dict[str, Any]], target: Path) -> None:
    """Seconds and memory over documents, both axes by powers of ten."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4), layout="constrained")
    times, memory = figure.subplots(1, 2)
    sizes = [one["documents"] for one in found]
    lines = {
        "nothing new, whole run": [one["unchanged"]["seconds"] for one in found],
        "1 new, publishing": [one["plus_1"]["publish_seconds"] for one in found],
        "100 new, publishing": [one["plus_100"]["publish_seconds"] for one in found],
        "headline of one entity": [one["questions"]["headline of one entity"] for one in found],
    }
    for label, values in lines.items():
        times.loglog(sizes, values, marker="o", label=label)
    times.set(xlabel="documents in the folder", ylabel="seconds", title="What a night costs")
    times.legend()
    memory.semilogx(sizes, [one["unchanged"]["peak_mb"] for one in found], marker="o", label="nothing new")
    memory.semilogx(sizes, [one["plus_100"]["peak_mb"] for one in found], marker="o", label="100 new")
    memory.set(xlabel="documents in the folder", ylabel="MB", title="Peak memory of all processes", ylim=0)
    memory.legend()
    for axes in (times, memory):
        axes.grid(visible=True, alpha=0.3)
    figure.savefig(target, metadata={"Date": None})


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--sample", type=Path, default=SAMPLE)
    parser.add_argument("--workers", type=int, default=2, help="of each run; publishing uses them, too")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    before, found = machine(), []
    for documents in options.documents:
        one = measure(documents, options.sample, options.workers)
        print(json.dumps(one, indent=1), flush=True)
        found.append(one)
    if options.json:
        record(options.json, {"scale": {"sizes": found}}, before)
    if options.plot:
        plot(found, options.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
