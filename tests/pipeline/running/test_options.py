"""What a run is asked for reaches every job."""

from __future__ import annotations

from dataclasses import replace

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
    allowance = options.allowance(job)
    assert (allowance.seconds, allowance.cpu_seconds) == (20.0, 6.0)


def test_recognised_pages_have_time_by_the_size_of_a_file_unless_all_are_to_be_recognised() -> None:
    limits = Limits(
        seconds_per_scanned_page=7,
        cpu_seconds_per_scanned_page=3,
        scanned_pages=500,
        scanned_pages_per_mb=100,
        scan_memory_mb=99,
    )
    options = RunOptions(Settings(), limits)
    allowance = options.allowance(options.job(SOURCE, None, output="out", unit="u"))
    assert allowance == Allowance(420.0, 180.0, 7, 3, most_pages=250, page_memory_mb=99)
    always = replace(options, settings=Settings(ocr="always"))
    assert always.allowance(always.job(SOURCE, None, output="out", unit="u")).most_pages == 500
