"""`mingzhang.run`: what the command does, for programs and notebooks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from html import escape
from typing import TYPE_CHECKING, Any

from pipeline.running.receipts import Progress
from pipeline.running.receipts import RunResult as Records

if TYPE_CHECKING:
    from extractors.read import OcrMode
    from pipeline.running.upgrade import Upgrade

Show = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class RunResult(Records):
    """What a run did: numbers, and a receipt for every input.

    `count("failed")` and the like say how many inputs have a status (ok, partial, failed, not_disclosure,
    waiting), `unchanged` how many an earlier run had read, `rows` how many rows each dataset has,
    `select(("failed",))` gives receipts with what was found and what to do; `exit_status` is that of the
    command.
    """

    summary: tuple[str, ...] = ()
    """The lines with which the command ends."""

    @classmethod
    def of(cls, records: Records, summary: Sequence[str] = ()) -> RunResult:
        """The same result, with its lines."""
        return cls(**{f.name: getattr(records, f.name) for f in fields(records)}, summary=tuple(summary))

    @property
    def exit_status(self) -> int:
        """0 when every input could be read, 1 when some could not, 5 when rows could not be written."""
        from pipeline.storage.outcome import UNWRITABLE
        from pipeline.upkeep.exit_status import ExitStatus

        if UNWRITABLE in self.counted.failures:
            return int(ExitStatus.UNWRITABLE)
        return int(ExitStatus.FAILED if self.count("failed") else ExitStatus.CLEAN)

    def __repr__(self) -> str:
        return f"<RunResult {self.output}: {self.summary[0] if self.summary else len(self.receipts)}>"

    def _repr_html_(self) -> str:
        lines = "".join(f"<div>{escape(line)}</div>" for line in self.summary)
        return f'<div style="line-height:1.4">{lines}</div>'


def run(
    paths: Sequence[str],
    output: str,
    *,
    base_url: str | None,
    workers: int | None,
    with_contacts: bool,
    reader: str,
    ocr: OcrMode,
    engine: str,
    address: str | None,
    limits: tuple[float | None, float | None, int | None],
    progress: bool | Show,
    **how: Any,
) -> RunResult:
    """As `mingzhang.run`, which says what it takes; `how` goes to `pipeline.running.run.run` as it is."""
    from pipeline.commands import run as command
    from pipeline.intake.addresses import BaseUrl
    from pipeline.reports.run_report import write_reports
    from pipeline.reports.run_summary import summary
    from pipeline.running.executors import executor
    from pipeline.running.recogniser import INSTALL, Recogniser
    from pipeline.running.run import run as run_documents
    from pipeline.storage.folders import open_folder
    from pipeline.storage.unit_of_work import Settings
    from pipeline.upkeep.versions import refuse_newer

    if ocr == "always" and Recogniser.of("always").id is None:
        raise ValueError(f"ocr='always' needs the extra ocr: {INSTALL}")
    refuse_newer(open_folder(output))
    with _shown(progress) as show:
        result = run_documents(
            paths,
            output,
            executor=executor(engine, workers or (0 if engine == "ray" else command.cores()), address),
            settings=Settings(with_contacts=with_contacts, reader=reader, ocr=ocr),
            limits=command.limits(*limits),
            base_url=None if base_url is None else BaseUrl.of(base_url, paths),
            on_progress=show,
            on_upgrade=_tell if progress is True else None,
            **how,
        )
    gaps = command.gaps_of(result)
    write_reports(result, gaps)
    return RunResult.of(result, summary(result, gaps))


def _tell(older: Upgrade) -> None:
    print(older.line(), file=sys.stderr)


@contextmanager
def _shown(progress: bool | Show) -> Iterator[Show | None]:
    """Who is told how far a run is: nobody, a function, a notebook, or the terminal as by the command."""
    if callable(progress):
        yield progress
    elif not progress:
        yield None
    elif _in_notebook():
        with _notebook() as show:
            yield show
    else:
        from pipeline.commands.progress import progress_display

        with progress_display() as show:
            yield show


def _in_notebook() -> bool:
    """Whether this process is the kernel of a notebook."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return shell is not None and hasattr(shell, "kernel")


@contextmanager
def _notebook() -> Iterator[Show]:
    """A bar below the cell, which goes when the run ends: its result says all that it said."""
    from IPython.display import HTML, display

    from pipeline.commands.progress import said

    place = display(HTML(""), display_id=True)  # type: ignore[no-untyped-call]

    def show(now: Progress) -> None:
        bar = f'<progress max="{now.total or 1}" value="{now.done}"></progress>'
        place.update(HTML(f"<div>{bar} {escape(said(now))}</div>"))  # type: ignore[no-untyped-call]

    try:
        yield show
    finally:
        place.update(HTML(""))  # type: ignore[no-untyped-call]
