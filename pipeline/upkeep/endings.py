"""How a run or a night ended that could not go on: the exit status of each error."""

from __future__ import annotations

from pipeline.ask.damage import DamagedOutput, may_be_damage
from pipeline.running.pool import WorkerStartError
from pipeline.running.taken_out import RecordDamaged
from pipeline.storage.locks import LockLost, OutputLocked
from pipeline.upkeep.exit_status import ExitStatus
from pipeline.upkeep.terminated import Terminated
from pipeline.upkeep.versions import NewerOutput

CANNOT_GO_ON = (OutputLocked, WorkerStartError, LockLost, RecordDamaged, NewerOutput)
"""Errors whose message says all."""


def status_of(error: BaseException) -> ExitStatus:
    """The exit status that an error ends in.

    >>> status_of(OSError(28, "No space left on device")).name, status_of(Terminated()).name
    ('UNWRITABLE', 'TERMINATED')
    """
    match error:
        case Terminated():
            return ExitStatus.TERMINATED
        case KeyboardInterrupt():
            return ExitStatus.INTERRUPTED
        case OutputLocked() | NewerOutput():
            return ExitStatus.USAGE
        case WorkerStartError() | LockLost() | DamagedOutput() | RecordDamaged():
            return ExitStatus.BROKEN
        case OSError():
            return ExitStatus.UNWRITABLE
        case _:
            return ExitStatus.BROKEN if may_be_damage(error) else ExitStatus.FAILED
