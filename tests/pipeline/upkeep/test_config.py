"""The configuration of the nightly job: what it may say, and what is refused with where and why."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.intake.addresses import BaseUrl
from pipeline.intake.web import Bounds
from pipeline.running.limits import Limits
from pipeline.storage.unit_of_work import Settings
from pipeline.upkeep.config import Config, ConfigError, read_config
from pipeline.upkeep.config_file import DownloadTable, LimitsTable

INBOX = 'output = "out"\n[inbox]\npaths = ["in"]\n'


def read(tmp_path: Path, content: str) -> Config:
    path = tmp_path / "c.toml"
    path.write_text(content, encoding="utf-8")
    return read_config(path)


def test_only_output_and_inbox_are_needed_and_lie_beside_the_file(tmp_path: Path) -> None:
    assert read(tmp_path, INBOX) == Config(
        output=tmp_path / "out",
        paths=(str(tmp_path / "in"),),
        urls=None,
        follow_links=False,
        workers=None,
        settings=Settings(),
        retry=False,
        check="quick",
        limits=Limits(),
        bounds=Bounds(),
        logs=tmp_path / "out" / "logs",
        log_bytes=10_000_000,
        log_files=30,
    )


def test_everything_can_be_said(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        """
        output = "/data/out"
        [inbox]
        paths = ["/data/in", "s3://bucket/in", "here"]
        urls = "urls.txt"
        follow_links = true
        base_url = "https://a.cn/files"
        [run]
        workers = 1
        with_contacts = true
        retry = true
        ocr = "never"
        check = "full"
        [limits]
        seconds = 1
        seconds_per_mb = 0
        cpu_seconds = 2.5
        cpu_seconds_per_mb = 0.5
        memory_mb = 256
        source_mb = 1
        documents_per_worker = 1
        start_seconds = 10
        seconds_per_scanned_page = 9
        cpu_seconds_per_scanned_page = 4.5
        scanned_pages = 77
        scanned_pages_per_mb = 6
        scan_memory_mb = 0
        [download]
        seconds = 3
        silence = 1.5
        attempts = 1
        most_mb = 1
        [logs]
        folder = "logs"
        megabytes = 0
        files = 0
        """,
    )
    assert found == Config(
        output=Path("/data/out"),
        paths=("/data/in", "s3://bucket/in", str(tmp_path / "here")),
        urls=tmp_path / "urls.txt",
        follow_links=True,
        base_url=BaseUrl("https://a.cn/files/", ("/data/", "s3://bucket/in/", f"{tmp_path}/")),
        workers=1,
        settings=Settings(with_contacts=True, ocr="never"),
        retry=True,
        check="full",
        limits=Limits(1, 0, 2.5, 0.5, 256, 1, 1, 10, 9, 4.5, 77, 6, 0),
        bounds=Bounds(3, 1.5, 1, 1),
        logs=tmp_path / "logs",
        log_bytes=0,
        log_files=0,
    )


def test_all_pages_cannot_be_recognised_where_nobody_recognises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    always = INBOX + '[run]\nocr = "always"\n'
    monkeypatch.setattr("extractors.ocr.models.models_hash", lambda: "0123456789abcdef")
    assert read(tmp_path, always).settings == Settings(ocr="always")
    monkeypatch.setattr("extractors.ocr.models.models_hash", lambda: None)
    with pytest.raises(ConfigError, match="needs the extra ocr: pip install 'mingzhang\\[ocr\\]'"):
        read(tmp_path, always)


def test_the_shape_has_what_a_run_and_a_download_can_be_told() -> None:
    assert msgspec.structs.asdict(LimitsTable()) == asdict(Limits())
    assert msgspec.structs.asdict(DownloadTable()) == asdict(Bounds())


def test_an_empty_list_of_addresses_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, INBOX + 'urls = ""').urls is None
    found = read(tmp_path, 'output = "out"\n[inbox]\nurls = "u.txt"')
    assert (found.paths, found.urls) == ((), tmp_path / "u.txt")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[run]\nworkers = 0", "[run] workers: 0 is too small; give 1 or more"),
        ("[run]\nworkers = -2", "[run] workers: -2 is too small; give 1 or more"),
        ("[run]\nworkers = true", "[run] workers: true is of another kind; give a whole number"),
        ("[run]\nworkers = 2.0", "[run] workers: 2.0 is of another kind; give a whole number"),
        ("[run]\nworkers = 10001", "[run] workers: 10001 is too large; give 10000 or less"),
        ("[run]\nretry = 1", "[run] retry: 1 is of another kind; give true or false"),
        ("[run]\nwith_contacts = 'no'", "[run] with_contacts: 'no' is of another kind; give true or false"),
        ("[run]\nocr = 'some'", "[run] ocr: 'some' is not known; give auto or always or never"),
        ("[run]\ncheck = 'some'", "[run] check: 'some' is not known; give quick or full"),
        ("[run]\ncheck = false", "[run] check: false is of another kind; give a text"),
        ("[limits]\nseconds = true", "[limits] seconds: true is of another kind; give a number"),
        ("[limits]\nseconds = '9'", "[limits] seconds: '9' is of another kind; give a number"),
        ("[limits]\nseconds = -1", "[limits] seconds: -1 is too small; give 1 or more"),
        ("[limits]\nseconds = 0.9", "[limits] seconds: 0.9 is too small; give 1 or more"),
        ("[limits]\nseconds = nan", "[limits] seconds: nan is too small; give 1 or more"),
        ("[limits]\nseconds = inf", "[limits] seconds: inf is too large; give 1000000 or less"),
        ("[limits]\nseconds_per_mb = -0.1", "[limits] seconds_per_mb: -0.1 is too small; give 0 or more"),
        ("[limits]\ncpu_seconds = 0", "[limits] cpu_seconds: 0 is too small; give 1 or more"),
        ("[limits]\ncpu_seconds_per_mb = -1", "[limits] cpu_seconds_per_mb: -1 is too small; give 0 or more"),
        ("[limits]\nmemory_mb = 255", "[limits] memory_mb: 255 is too small; give 256 or more"),
        (
            "[limits]\nmemory_mb = 2048.0",
            "[limits] memory_mb: 2048.0 is of another kind; give a whole number",
        ),
        ("[limits]\nsource_mb = 0", "[limits] source_mb: 0 is too small; give 1 or more"),
        (
            "[limits]\ndocuments_per_worker = 0",
            "[limits] documents_per_worker: 0 is too small; give 1 or more",
        ),
        ("[limits]\nstart_seconds = 0", "[limits] start_seconds: 0 is too small; give 1 or more"),
        ("[download]\nattempts = 0", "[download] attempts: 0 is too small; give 1 or more"),
        ("[download]\nattempts = 2.0", "[download] attempts: 2.0 is of another kind; give a whole number"),
        ("[download]\nattempts = 101", "[download] attempts: 101 is too large; give 100 or less"),
        ("[download]\nseconds = 0", "[download] seconds: 0 is too small; give 1 or more"),
        ("[download]\nsilence = 2e6", "[download] silence: 2000000.0 is too large; give 1000000 or less"),
        ("[download]\nmost_mb = 0", "[download] most_mb: 0 is too small; give 1 or more"),
        ("[logs]\nmegabytes = -1", "[logs] megabytes: -1 is too small; give 0 or more"),
        ("[logs]\nfiles = -1", "[logs] files: -1 is too small; give 0 or more"),
        ("[logs]\nfolder = ''", "[logs] folder: '' is empty; give a text"),
        ("[logs]\nfolder = 1", "[logs] folder: 1 is of another kind; give a text"),
    ],
)
def test_a_value_of_another_type_or_out_of_range_is_refused(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        read(tmp_path, INBOX + table)
    assert str(error.value) == f"{tmp_path / 'c.toml'}, {message}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("x = [", " is not valid TOML: "),
        ("[inbox]\npaths = ['in']", ": output must be a folder of this machine"),
        ("output = 1\n[inbox]\npaths = ['in']", ": output must be a folder of this machine"),
        ("output = 's3://b/out'\n[inbox]\npaths = ['in']", ": output must be a folder of this machine"),
        ("output = ''\n[inbox]\npaths = ['in']", ", output: '' is empty; give a text"),
        ("output = 'out'", ": [inbox] needs paths = "),
        ("output = 'out'\n[inbox]\npaths = []", ": [inbox] needs paths = "),
        (
            "output = 'out'\n[inbox]\npath = ['in']",
            ", [inbox]: there is no path; there are paths, urls, follow_links",
        ),
        ("output = 'out'\n[inbox]\npaths = 'in'", ", [inbox] paths: 'in' is of another kind; give a list"),
        (
            "output = 'out'\n[inbox]\npaths = ['a', 1]",
            ", [inbox] paths [1]: 1 is of another kind; give a text",
        ),
        ("output = 'out'\n[inbox]\npaths = ['']", ", [inbox] paths [0]: '' is empty; give a text"),
        (
            "output = 'out'\n[cloud]",
            ": there is no cloud; there are output, inbox, run, limits, download, logs",
        ),
        (
            "output = 'out'\n[inbox]\npaths = ['in']\nbase_url = 'a.cn'",
            ", [inbox] base_url: a.cn is no http or https address",
        ),
        ("output = 'out'\ninbox = 1", ", inbox: 1 is no table; write [inbox]"),
    ],
)
def test_a_configuration_that_cannot_be_used_says_why(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "c.toml"
    with pytest.raises(ConfigError) as error:
        read(tmp_path, content)
    assert str(error.value).startswith(f"{path}{message}")
    done = CliRunner().invoke(app, ["nightly", str(path)])
    assert done.exit_code == 2
    assert str(path) in done.output.replace("\n", "")


def test_a_configuration_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"c.toml cannot be read \(No such file or directory\); check the path"
    ):
        read_config(tmp_path / "c.toml")


def test_the_example_of_the_documentation_can_be_read(tmp_path: Path) -> None:
    text = (Path(__file__).parents[3] / "docs" / "nightly.md").read_text(encoding="utf-8")
    found = read(tmp_path, text.split("```toml\n")[1].split("```")[0])
    assert found.paths
    assert found.urls is not None
