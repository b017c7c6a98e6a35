"""LibreOffice as converter of what no reader of ours takes: Word 95 and before, RTF, Word 2003 XML.

It runs as a process of its own, with a profile of its own, for a bounded time; it runs no macros, follows no
links and leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from extractors.errors import Unreadable

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120.0
"""A conversion that takes longer is given up."""
MOST_BYTES = 64 << 20
"""Of a file that is handed over, and of what comes back."""
ADVICE = "install LibreOffice (apt-get install libreoffice-writer) and run again, or save it as .docx"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop
 oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop
 oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""No macros, no links brought up to date, nothing fetched."""
_VERSION = re.compile(r"LibreOffice ([0-9.]+)")


@cache
def program() -> str | None:
    """Where LibreOffice is; null where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name)) is not None), None)


@cache
def version() -> str | None:
    """The version of LibreOffice, which what it converts depends on; null where it is not installed."""
    path = program()
    if path is None:
        return None
    try:
        with tempfile.TemporaryDirectory() as home:
            said = _run([path, "--version"], Path(home), seconds=30.0)
    except (OSError, subprocess.SubprocessError):
        return None
    found = _VERSION.search(said)
    return "unknown" if found is None else found[1]


def converter() -> str | None:
    """The program with its version, as documents name it; null where it is not installed."""
    return None if program() is None else f"LibreOffice {version() or ''}".rstrip()


def converted(data: bytes, suffix: str, what: str) -> bytes:
    """The document as .docx. `suffix` is that of its format, `what` is how messages call it.

    Raises `Unreadable`: "missing_extra" where LibreOffice is not installed, "too_large", "damaged".
    """
    path = program()
    if path is None:
        raise Unreadable("missing_extra", f"this is {what}; {ADVICE}")
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large", f"{what} of {len(data)} bytes; at most {MOST_BYTES} are converted")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        user = home / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = home / f"document{suffix}"
        source.write_bytes(data)
        command = [
            *(path, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore"),
            *("--nolockcheck", "--nodefault", "--convert-to", "docx", "--outdir", str(home), str(source)),
        ]
        try:
            _run(command, home, SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Unreadable(
                "too_large", f"{what} that LibreOffice could not convert in {SECONDS:.0f} s; save it as .docx"
            ) from error
        except OSError as error:
            raise Unreadable(
                "unsupported", f"this is {what}, and LibreOffice does not run ({error}); save it as .docx"
            ) from error
        made = home / "document.docx"
        if not made.is_file():
            raise Unreadable("damaged", f"{what} that LibreOffice cannot open; save it anew in Word")
        if made.stat().st_size > MOST_BYTES:
            raise Unreadable("too_large", f"{what} becomes more than {MOST_BYTES} bytes when converted")
        return made.read_bytes()


def _run(command: list[str], home: Path, seconds: float) -> str:
    """What a command prints; it and all that it started are ended when the time is over.

    It stays in the process group of who reads: what ends a worker with its group ends it, too.
    """
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if name in os.environ}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**kept, "HOME": str(home), "TMPDIR": str(home)},
        cwd=home,
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except BaseException:
            for pid in (*_descendants(process.pid), process.pid):
                with contextlib.suppress(OSError):
                    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            raise
    return said.decode("utf-8", "replace")


def _descendants(pid: int) -> list[int]:
    """What a process has started and what that has; none where the system does not say."""
    try:
        own = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (OSError, ValueError):
        return []
    return [found for child in own for found in (child, *_descendants(child))]
