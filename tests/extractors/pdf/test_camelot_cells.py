"""The program that camelot runs in: a PDF in, cells out."""

from __future__ import annotations

import io
import json
import sys
import types
from pathlib import Path

from extractors.pdf import camelot_cells


def test_cells_are_written_with_their_box_and_their_rules(monkeypatch):
    cell = types.SimpleNamespace(x1=1, y1=2, x2=3, y2=4.5, right=1, bottom=0)
    asked = []

    def read_pdf(name, **options):
        asked.append((Path(name).read_bytes(), name.endswith(".pdf"), options))
        return [types.SimpleNamespace(cells=[[cell, cell], [cell]]), types.SimpleNamespace(cells=[])]

    monkeypatch.setitem(sys.modules, "camelot.io", types.SimpleNamespace(read_pdf=read_pdf))
    monkeypatch.setitem(sys.modules, "camelot", types.SimpleNamespace(io=sys.modules["camelot.io"]))
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(b"%PDF-1.7")))
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    camelot_cells.main()
    shown = [1.0, 2.0, 3.0, 4.5, True, False]
    assert json.loads(out.getvalue()) == [[[shown, shown], [shown]], []]
    assert asked == [(b"%PDF-1.7", True, {"pages": "1", "flavor": "lattice", "suppress_stdout": True})]
