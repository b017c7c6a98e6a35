"""The notebook of `docs/`: every cell runs, and the answers are the truth of the samples.

It is committed with its outputs; `jupyter nbconvert --execute --inplace docs/ten_questions.ipynb` makes them.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.mingzhang.published import DOCUMENTS

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "ten_questions.ipynb"
ANSWERS = """
import json
print("answers:", json.dumps({
    "here": [row["entity_name"] for row in here],
    "missing": sorted({name for row in missing for name in row["not_in_folder"]}),
    "total": [str(total.value_yuan), total.page.number],
    "three_public": [str(three_public.value_yuan), three_public.page.number],
    "vehicles": [[str(row["value"]) for row in ranking], vehicles.page.number],
    "over": len(over),
    "nearest": [str(nearest["execution_rate"]), final.page.number, budget.page.number],
    "largest": [largest.function_code, str(largest.value_yuan), largest.page.number],
    "shares": shares,
    "lost": [[row["level3_raw"], str(row["score"].normalize())] for row in lost],
    "findings": [[row["code"], row["page"]] for row in findings],
    "found": [hit["entity_name"], hit["page"], len(page.find(WORDS))],
}))
"""


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    """The notebook, run anew, with a last cell that tells its answers."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(ANSWERS))
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    kept = os.environ.get("PYTHONPATH"), os.environ.get("TMPDIR")
    os.environ["PYTHONPATH"], os.environ["TMPDIR"] = paths, str(tmp_path_factory.mktemp("notebook"))
    try:
        place = {"metadata": {"path": str(NOTEBOOK.parent)}}
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources=place).execute()
    finally:
        for name, value in zip(("PYTHONPATH", "TMPDIR"), kept, strict=True):
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
    return notebook


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning", "ignore::ResourceWarning")
def test_its_answers_are_what_the_samples_say(executed: nbformat.NotebookNode) -> None:
    told = "".join(output.get("text", "") for output in executed.cells[-1].outputs)
    found = json.loads(told.removeprefix("answers:"))
    truth = {path.stem: json.loads(path.read_text()) for path in (DOCUMENTS.parent / "truth").glob("*.json")}
    names = {each["document"]["entity_name"] for each in truth.values()}
    assert set(found["here"]) == names
    assert set(found["missing"]) <= names

    def printed(sample: str, measure: str, role: str, code: str | None = None) -> list[object]:
        facts = [
            fact
            for fact in truth[sample]["facts"]
            if (fact["measure"], fact["role"], fact["function_code"]) == (measure, role, code)
            and fact["source_kind"] == "table"
        ]
        return [facts[0]["value_yuan"], facts[0]["page"]]

    budget, account = "landscape_budget", "shanghai_style_final_account"
    assert found["total"] == printed(budget, "income_expenditure_total", "initial_budget")
    assert found["three_public"] == printed(account, "three_public.total", "final")
    vehicles, page = printed(account, "three_public.vehicle", "final")
    assert found["vehicles"] == [[vehicles, vehicles], page]  # two bodies print the same
    assert found["largest"] == ["213", *printed(budget, "gpb.expenditure", "initial_budget", "213")]
    assert found["over"] == 0
    assert found["nearest"] == ["92.50", 9, 9]  # 1.85 of 2.00
    assert found["shares"] == []
    assert found["lost"] == [["指标2:培训场次", "12"]]
    slips = [slip["code"] for each in truth.values() for slip in each["slips"]]
    assert {"I07", "I16"} <= {code for code, _ in found["findings"]} & set(slips)
    assert found["found"] == ["上海市普陀区示例政务事务中心", 10, 1]


def test_it_is_committed_with_its_answers_and_their_pages_and_no_place_of_a_machine() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in cells)
    shown = [json.dumps(cell.outputs) for cell in cells]
    assert sum("image/png" in text or "data:image/jpeg" in text for text in shown) >= 8
    assert not any(str(Path.home()) + "/" in text or "Traceback" in text for text in shown)
    assert NOTEBOOK.stat().st_size < 600_000
