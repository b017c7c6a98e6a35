"""`python -m tests.site [FOLDER]`: builds the documentation, readable from a disk without a network.

Warnings are errors. The folder is `site` beside the project's `docs`, where none is named.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.site.source import ROOT

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}


def main(folder: str) -> int:
    """The exit status of MkDocs."""
    command = (
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--strict",
        "--clean",
        "--site-dir",
        folder,
    )
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "site")))
