"""The cells that camelot's lattice finds on a PDF of one page: a program, run in a process of its own.

camelot brings OpenCV, which would stay in a worker's memory for good after the one page that needed it.
Reads the PDF from standard input; writes JSON: by table and row its cells [x1, y1, x2, y2, right, bottom],
in points from the lower left corner, and whether the cell has a rule at its right and at its bottom.
"""

from __future__ import annotations

import json
import sys
import tempfile
import warnings


def main() -> None:
    """Writes the cells of the PDF at standard input to standard output."""
    warnings.simplefilter("ignore")
    from camelot.io import read_pdf

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(sys.stdin.buffer.read())
        file.flush()
        tables = read_pdf(file.name, pages="1", flavor="lattice", suppress_stdout=True)
    cells = [
        [
            [(float(c.x1), float(c.y1), float(c.x2), float(c.y2), bool(c.right), bool(c.bottom)) for c in row]
            for row in table.cells
        ]
        for table in tables
    ]
    json.dump(cells, sys.stdout)


if __name__ == "__main__":
    main()
