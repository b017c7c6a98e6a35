"""The notebook of `docs/` as a page."""

from __future__ import annotations

from pathlib import Path

NOTEBOOK = Path(__file__).resolve().parent.parent.parent / "docs" / "ten_questions.ipynb"
PAGE = "ten_questions.md"


def write(folder: Path) -> None:
    """Writes the page and its pictures below a folder; a page that says so where there is no notebook."""
    if not NOTEBOOK.is_file():
        (folder / PAGE).write_text("# Ten questions\n\nThe notebook is not in this checkout.\n", "utf-8")
        return
    from nbconvert import MarkdownExporter

    text, resources = MarkdownExporter().from_filename(str(NOTEBOOK), {"output_files_dir": "ten_questions"})
    (folder / PAGE).write_text(text, encoding="utf-8")
    for name, content in resources["outputs"].items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
