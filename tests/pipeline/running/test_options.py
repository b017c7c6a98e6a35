"""What a run is asked for reaches every job."""

from __future__ import annotations

from pipeline.intake.source import Source
from pipeline.running.costs import Allowance
from pipeline.running.job import EXTRACT, Job
from pipeline.running.limits import Limits
from pipeline.running.options import RunOptions
from pipeline.storage.unit_of_work import Settings

SOURCE = Source("in/a.pdf", "/data/in/a.pdf", 2_000_000)


def test_a_job_has_the_settings_of_its_run() -> None:
    settings = Settings(with_contacts=True)
    options = RunOptions(settings, Limits(source_mb=7), "m:f", retry=True)
    assert options.job(SOURCE, "d", output="s3://out", unit="u") == Job(
        SOURCE, "d", "s3://out", "u", settings, 7, True, "m:f"
    )


def test_without_more_documents_are_extracted_and_quarantine_holds() -> None:
    options = RunOptions(Settings(), Limits())
    job = options.job(SOURCE, None, output="out", unit="u")
    assert (job.doc_id, job.function, job.retry) == (None, EXTRACT, False)


def test_what_a_document_may_cost_grows_with_its_size() -> None:
    limits = Limits(seconds=10, seconds_per_mb=5, cpu_seconds=4, cpu_seconds_per_mb=1)
    options = RunOptions(Settings(), limits)
    job = options.job(SOURCE, None, output="out", unit="u")
    assert options.allowance(job) == Allowance(seconds=20.0, cpu_seconds=6.0)
