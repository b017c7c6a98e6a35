"""The notebook of `docs/` as a page, with the answers and pictures that it keeps."""

from __future__ import annotations

from pathlib import Path

NOTEBOOK = "docs/ten_questions.ipynb"
PAGE = "ten_questions.md"
_ROOT = Path(__file__).resolve().parent.parent.parent


def page() -> tuple[str, dict[str, bytes]]:
    """The page, and its pictures by their names below the folder of the pages."""
    from nbconvert import MarkdownExporter

    folder = Path(PAGE).stem
    text, resources = MarkdownExporter().from_filename(str(_ROOT / NOTEBOOK), {"output_files_dir": folder})
    return text, resources["outputs"]
