"""Where the compiled helper lies; the standard library only, for the build asks here too."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
ENDING = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")


def sources() -> list[Path]:
    """The C files and headers, in the order of their names."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in (".c", ".h"))


def library() -> Path:
    """The compiled helper of just these sources: one of others has another name and is never loaded."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return FOLDER / f"native-{digest.hexdigest()[:16]}{ENDING}"
