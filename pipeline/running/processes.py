"""What a process uses, how it is bounded, and how it ends with all that it has started.

Everything here asks the system, and gives nothing where the system does not say.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path

_SPARE_ADDRESS_SPACE_MB = 1024  # above the resident limit, for what is mapped and not touched
_SPARE_CPU_SECONDS = 5
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PR_SET_PDEATHSIG = 1


def kill_group(pid: int) -> None:
    """Kills a worker with everything that it has started; a worker leads a process group."""
    if not hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGTERM)  # on Windows this ends the process at once
        return
    for kill in (os.killpg, os.kill):  # before it made its group there is only itself
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
            return


def usage(pid: int) -> tuple[float, float]:
    """Resident MB and processor seconds of a process and of the children that it has now.

    0 where the system does not say; then the bounds of the kernel alone hold.
    """
    resident, cpu = resident_mb(pid), processor_seconds(pid)
    for child in children(pid):
        more_resident, more_cpu = usage(child)
        resident, cpu = resident + more_resident, cpu + more_cpu
    return resident, cpu


def resident_mb(pid: int) -> float:
    """Resident memory of the process alone, in MB of a million bytes; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6
    except (OSError, ValueError, IndexError):
        return 0.0


def processor_seconds(pid: int) -> float:
    """Of the process, and of those of its children that have ended; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(ticks) for ticks in fields[11:15]) / _TICKS
    except (OSError, ValueError, IndexError):
        return 0.0


def children(pid: int) -> list[int]:
    """The processes that it has started and that have not ended; none where the system does not say."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (OSError, ValueError):
        return []


def die_with(parent: int) -> None:
    """Has the kernel end this process when its parent ends, however that ends: no orphan writes on."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def bound_address_space(memory_mb: int) -> None:
    """A second bound that holds between two looks of the parent: allocation fails instead of growing."""
    try:
        import resource

        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
    except (ImportError, OSError, ValueError):
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wanted = mapped + (memory_mb + _SPARE_ADDRESS_SPACE_MB) * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def bound_cpu(cpu_seconds: float) -> None:
    """The kernel's own bound on processor time, for a parent that cannot watch."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    wanted = int(usage.ru_utime + usage.ru_stime + cpu_seconds) + _SPARE_CPU_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (wanted, hard))
