"""Other converters of office files and web pages, in an interpreter of their own: reads jobs, writes figures.

Started by `benchmarks.formats`, with the Python of the environment that has them; it imports nothing of ours.
A line of standard input is a job (JSON: tool, format, path), a line of standard output its answer: ms, and
the tables as rows of strings, or an error in words.
"""

import io
import json
import sys
import time

BACKENDS = {
    "docx": ("msword_backend", "MsWordDocumentBackend", "DOCX"),
    "xlsx": ("msexcel_backend", "MsExcelDocumentBackend", "XLSX"),
    "html": ("html_backend", "HTMLDocumentBackend", "HTML"),
}
CONVERTERS = {}
MARKITDOWN = {"docx", "xlsx", "xls", "html", "pdf"}


def _markitdown(data, kind):
    from markitdown import MarkItDown, StreamInfo

    if "markitdown" not in CONVERTERS:  # the first call is not counted, and makes it
        CONVERTERS["markitdown"] = MarkItDown()
    text = (
        CONVERTERS["markitdown"]
        .convert_stream(io.BytesIO(data), stream_info=StreamInfo(extension=f".{kind}"))
        .text_content
    )
    return lambda: list(_tables(text))


def _tables(text):
    rows = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(set(cell) <= set("-: ") and cell for cell in cells):
                rows.append(["" if c == "NaN" or c.startswith("Unnamed:") else c for c in cells])
        elif rows:
            width = max(map(len, rows))
            yield [row + [""] * (width - len(row)) for row in rows]
            rows = []


def _docling(data, kind):
    from importlib import import_module

    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    module, name, member = BACKENDS[kind]
    backend = getattr(import_module(f"docling.backend.{module}"), name)
    source = InputDocument(
        path_or_stream=io.BytesIO(data), format=InputFormat[member], filename=f"a.{kind}", backend=backend
    )
    document = source._backend.convert()  # the converter itself wants torch, which these formats do not use
    return lambda: [[[cell.text for cell in row] for row in table.data.grid] for table in document.tables]


TOOLS = {"markitdown": (_markitdown, MARKITDOWN), "docling": (_docling, set(BACKENDS))}


def main():
    for line in sys.stdin:
        job = json.loads(line)
        read, formats = TOOLS[job["tool"]]
        answer = {"ms": None, "cpu": None, "sheets": [], "error": ""}
        if job["format"] not in formats:
            answer["error"] = "does not read it"
        else:
            with open(job["path"], "rb") as file:
                data = file.read()
            try:
                start, cpu = time.perf_counter(), time.process_time()
                tables = read(data, job["format"])
                answer["cpu"] = (time.process_time() - cpu) * 1000
                answer["ms"] = (time.perf_counter() - start) * 1000
                answer["sheets"] = tables()
            except Exception as error:  # what keeps a peer from reading is a figure, too
                answer["error"] = f"{type(error).__name__}: {error}"[:200]
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
