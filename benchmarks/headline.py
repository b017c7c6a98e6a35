"""How many documents that print a headline figure have it in `v_headline`, and are its printings linked?

    python -m benchmarks.headline OUTPUT

Whether a document prints a figure is decided here from its cells and its text alone, with words of this
script: a cell with a number in a column or row of that name (on a total row, the first row of numbers, or a
row of that name), or a sentence that states it. Facts, measures and the catalogue of tables are not asked;
documents that say it in other words are not counted. Only primary budgets and final accounts count.
Then, where tables and sentences both print a headline figure of the document's own year and role: how
many of the pairs are linked (`facts.duplicate_of`), and how the two agree.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.ask.query import connect

AMOUNT = r"[^0-9。；;]{0,14}?\d[\d,]*(?:\.\d+)?\s*(?:万?元)"
PRINTED: dict[str, tuple[str, str, str]] = {
    # view column: name of a column or row, sentence, tables that speak of something else (by title)
    "expenditure_total": (
        r"(?:本年)?支出(?:预算|决算)?(?:总计|合计|总额)|支出总计",
        rf"支出(?:预算|决算)?(?:总计|合计|总额){AMOUNT}",
        "财政拨款|一般公共|政府性基金|国有资本|三公|项目|绩效|采购|购买|经济",
    ),
    "expenditure_basic": (
        r"基本支出(?:小计|合计)?",
        rf"(?<!一般公共预算)(?<!财政拨款)基本支出{AMOUNT}",
        "财政拨款|一般公共|政府性基金|国有资本|三公|绩效|采购|购买",
    ),
    "expenditure_project": (
        r"项目支出(?:小计|合计)?",
        rf"(?<!一般公共预算)(?<!财政拨款)项目支出{AMOUNT}",
        "财政拨款|一般公共|政府性基金|国有资本|三公|绩效|采购|购买|项目支出",
    ),
    "gpb_expenditure": (
        r"一般公共预算(?:财政)?(?:拨款)?(?:支出)?(?:合计|总计)?",
        rf"一般公共预算(?:财政)?(?:拨款)?支出{AMOUNT}",
        "收入总表|收入预算|收入决算|三公|绩效|采购|购买",
    ),
    "three_public_total": (
        r"合计|小计|“?三公”?经费(?:合计|总额|预算数|决算数)?",
        rf"“?三公”?经费{AMOUNT}",
        "",
    ),
}
THREE_PUBLIC = "三公"
GPB_TABLE = r"一般公共预算(?:财政拨款)?支出(?:功能分类)?(?:预算|决算)?表"


def main(output: Path) -> None:
    connection = connect(output)
    documents = {
        row[0]: row[1]
        for row in connection.execute(
            "select doc_id, source_uri from v_primary_documents where doc_kind in ('budget', 'final_account')"
        ).fetchall()
    }
    have = {
        row[0]: dict(zip(PRINTED, row[1:], strict=True))
        for row in connection.execute(f"select doc_id, {', '.join(PRINTED)} from v_headline").fetchall()
    }
    print(f"primary budgets and final accounts: {len(documents)}")
    for measure, (name, sentence, other) in PRINTED.items():
        printing = _printing(connection, measure, name, sentence, other) & documents.keys()
        missing = sorted(documents[d] for d in printing if (have.get(d) or {}).get(measure) is None)
        found = len(printing) - len(missing)
        print(f"{measure:24} {found}/{len(printing)} = {found / max(len(printing), 1):.4f}")
        for uri in missing:
            print("   missing in", "/".join(Path(uri).parts[-2:]))
    _links(connection)


def _printing(connection: Any, measure: str, name: str, sentence: str, other: str) -> set[str]:
    """Documents that print a figure of this name in a cell or a sentence."""
    exact = re.compile(rf"^(?:[一二三四五六七八九十\d]+[、.．])?(?:{name})$")
    found: set[str] = set()
    rows = connection.execute(
        "select c.doc_id, t.title_raw, c.column_path, c.row_label, c.row "
        "from table_cells c join tables t using (table_id) where c.value is not null and not c.is_header"
    )
    first_row: dict[tuple[str, str | None], int] = {}
    while batch := rows.fetchmany(50_000):
        for doc, title, path, label, row in batch:
            words = _plain(title or "")
            if measure == "three_public_total" and THREE_PUBLIC not in words:
                continue
            if other and re.search(other, words):
                gpb_total = measure == "gpb_expenditure" and re.search(GPB_TABLE, words)
                if not gpb_total:
                    continue
            key = (doc, title)
            first_row.setdefault(key, row)
            label_ = _plain(label or "")
            on_total = row == first_row[key] or re.fullmatch("合计|总计|小计", label_)
            in_column = any(exact.match(_plain(p)) for p in path or ())
            if measure == "gpb_expenditure" and re.search(GPB_TABLE, words):
                in_column = in_column or any(_plain(p) in ("合计", "小计") for p in path or ())
            if (in_column and on_total) or exact.match(label_):
                found.add(doc)
    spoken = re.compile(sentence)
    for doc, text in connection.execute("select doc_id, text from texts").fetchall():
        prose = _plain("。".join(line for line in text.split("\n") if "\t" not in line))
        if doc not in found and spoken.search(prose):
            found.add(doc)
    return found


def _links(connection: Any) -> None:
    """Headline figures that tables and sentences both print: linked, and how they agree."""
    rows = connection.execute(
        """
        with headline as (
          select f.*, coalesce(f.duplicate_of, f.fact_id) as figure from facts f
          join v_primary_documents d using (doc_id)
          where f.function_code is null and f.economic_code is null and f.item_label is null
            and f.unit_name is null and f.value_year = f.fiscal_year and f.value_yuan is not null
            and f.source_kind in ('table', 'narrative')
            and f.role = case d.doc_kind when 'budget' then 'initial_budget' else 'final' end
        )
        select n.doc_id, n.measure, bool_or(n.figure = t.figure),
               list(distinct case when n.figure = t.figure then coalesce(n.duplicate_kind, 'is the best') end)
        from headline n join headline t using (doc_id, measure)
        where n.source_kind = 'narrative' and t.source_kind = 'table' group by n.doc_id, n.measure
        """
    ).fetchall()
    linked = [row for row in rows if row[2]]
    print(f"printed by table and sentence: {len(rows)} figures, linked {len(linked)} = ", end="")
    print(f"{len(linked) / max(len(rows), 1):.4f}")
    kinds: Counter[str] = Counter(kind for row in linked for kind in row[3] if kind)
    print("   agreement of the sentences:", ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))
    for doc, measure, is_linked, _ in rows:
        if not is_linked:
            print("   not linked:", doc[:12], measure)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
