"""The disclosure as a Word document of before 2007: LibreOffice converts what `docx` writes, many in one run."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.twins.disclosure import Disclosure
from tests.twins.docx import as_docx


def is_installed() -> bool:
    """Whether there is a LibreOffice."""
    return shutil.which("soffice") is not None


def converted(disclosures: Sequence[Disclosure], folder: Path) -> dict[str, Path]:
    """Files by name of the disclosure, below `folder`; what is there of the same content is not made again."""
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, Path] = {}
    missing: dict[str, bytes] = {}
    for disclosure in disclosures:
        data = as_docx(disclosure, "convertible")
        name = f"{disclosure.name}-{hashlib.sha256(data).hexdigest()[:12]}"
        found[disclosure.name] = folder / f"{name}.doc"
        if not found[disclosure.name].exists():
            missing[name] = data
    if missing:
        with tempfile.TemporaryDirectory() as scratch:
            for name, data in missing.items():
                (Path(scratch) / f"{name}.docx").write_bytes(data)
            command = [
                "soffice",
                f"-env:UserInstallation=file://{scratch}/profile",
                "--headless",
                "--convert-to",
                "doc",
            ]
            files = [f"{scratch}/{name}.docx" for name in missing]
            subprocess.run(
                [*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=1800
            )
    return found
