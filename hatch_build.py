"""Compiles the helper in extractors/pdf/native when the project is built or installed.

It is a help, no need: where no C compiler is found, or it fails, the project installs without and reads in
Python. `python hatch_build.py` compiles it in place, for who changes it.
"""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent
SECONDS = 120
"""A compiler that takes longer is not waited for."""
WARNINGS = ("-Wall", "-Wextra")
FLAGS = ("-std=c11", "-O2", "-fPIC", "-shared", "-fvisibility=hidden", "-ffp-contract=off", *WARNINGS)
"""Doubles must come out as numpy has them, on every machine: no fused operations."""


def compilers() -> Iterator[list[str]]:
    """The C compilers of this machine, each as the start of a command; what the user names comes first."""
    named = [os.environ.get("CC"), sysconfig.get_config_var("CC"), "cc", "gcc", "clang"]
    seen = set()
    for command in filter(None, named):
        words = shlex.split(command)
        if words and words[0] not in seen and shutil.which(words[0]):
            seen.add(words[0])
            yield words


def build() -> Path | None:
    """Compiles the helper in place; gives the library, or null where that cannot be done, and says so."""
    sources = _sources()
    target: Path = sources.library()
    for stale in sources.FOLDER.glob(f"native-*{sources.ENDING}"):
        if stale != target:
            stale.unlink(missing_ok=True)
    files = [str(path) for path in sources.sources() if path.suffix == ".c"]
    said = "no C compiler was found"
    for compiler in compilers():
        with tempfile.TemporaryDirectory() as scratch:
            made = Path(scratch) / target.name
            command = [*compiler, *FLAGS, *files, "-o", str(made), "-lm"]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
            except (OSError, subprocess.TimeoutExpired) as error:
                said = f"{compiler[0]}: {error}"
                continue
            if done.returncode == 0:
                whole = target.with_name(f"{target.name}.{os.getpid()}")  # the name shows whole files only
                shutil.copyfile(made, whole)
                whole.replace(target)
                print(f"mingzhang: {target.name} was compiled by {compiler[0]}", file=sys.stderr)
                return target
            said = f"{compiler[0]} fails: {done.stderr.strip()}"
    print(f"mingzhang: reading stays in Python, which is slower; {said}", file=sys.stderr)
    return None


def _sources() -> ModuleType:
    """`extractors/pdf/native/sources.py`, without what the packages around it import."""
    path = ROOT / "extractors" / "pdf" / "native" / "sources.py"
    spec = importlib.util.spec_from_file_location("native_sources", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # called by hand
    pass
else:

    class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
        """Puts the compiled helper into the wheel, which then is one of this platform."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Called by hatchling before a wheel or an editable install is made."""
            library = build()
            if library is None:
                return
            from packaging.tags import sys_tags

            platforms = (tag.platform for tag in sys_tags())
            platform = next(p for p in platforms if "manylinux" not in p and "musllinux" not in p)
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"
            if version != "editable":
                build_data["artifacts"].append(library.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    raise SystemExit(0 if build() else 1)
