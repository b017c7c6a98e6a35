"""Everything that must hold before a change lands: `python -m tests`.

Style, types, import layers, the examples of every pattern, then doctests and tests. All steps run, so that
one call shows all that is wrong; the exit status is 0 only if every step passed. The tests run in one process
more than there are cores, for some of them wait; `python -m pytest` runs them one after the other.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
PROCESSES = (os.cpu_count() or 1) + 1
CODE = ("mingzhang", "pipeline", "extractors", "patterns", "tests", "samples", "benchmarks")
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("style", (PYTHON, "-m", "ruff", "check", *CODE)),
    ("layout", (PYTHON, "-m", "ruff", "format", "--check", *CODE)),
    ("types", (PYTHON, "-m", "mypy")),
    ("import layers", (PYTHON, "-c", "from importlinter.cli import lint_imports_command as run; run()")),
    ("patterns", (PYTHON, "-m", "mingzhang", "patterns", "check")),
    ("tests", (PYTHON, "-m", "pytest", "--numprocesses", str(PROCESSES), "--dist", "worksteal")),
)


def main() -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    failed = []
    for name, command in STEPS:
        print(f"== {name}", flush=True)
        step = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False)
        if step.returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
