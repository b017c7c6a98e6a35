"""The tests against the oldest dependencies that pyproject.toml allows.

`python -m tests.oldest [PYTEST ARGUMENT …]` makes an environment of its own in which everything that the
project asks for is at its floor (uv's resolution `lowest-direct`), and runs pytest there. A floor at which a
test fails is raised in pyproject.toml.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = (sys.executable, "-m", "uv", "--quiet")


def main() -> int:
    """Installs the floors and runs the tests; the exit status is pytest's."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = Path(scratch) / "environment"
        python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
        subprocess.run([*UV, "venv", "--python", sys.executable, environment], check=True)
        install = [*UV, "pip", "install", "--python", python, "--resolution", "lowest-direct"]
        subprocess.run([*install, "--editable", f"{ROOT}[dev]"], check=True)
        tests = [python, "-m", "pytest", "--numprocesses", "auto", *sys.argv[1:]]
        return subprocess.run(
            tests, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
        ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
