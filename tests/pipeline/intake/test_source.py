"""One input: where it is, and how its bytes are got."""

from __future__ import annotations

import os
from pathlib import Path

import fsspec
import pytest

from pipeline.intake.source import Refused, Source, check_size


def test_a_source_is_remote_by_where_it_is_read_from() -> None:
    assert Source("a", "s3://bucket/a.pdf").is_remote
    assert not Source("s3://bucket/a.pdf", "/data/a.pdf").is_remote


def test_a_file_is_read_whole_and_can_be_read_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"0123456789")
    source = Source("in/a.pdf", str(path), 10)
    assert source.read() == b"0123456789"
    with source.open() as stream:
        stream.seek(5)
        assert stream.read(2) == b"56"


def test_an_object_is_read_whole_and_can_be_read_anywhere() -> None:
    fsspec.filesystem("memory").pipe_file("/source/a.pdf", b"0123456789")
    source = Source("memory:///source/a.pdf", "memory:///source/a.pdf", 10)
    assert source.read() == b"0123456789"
    with source.open() as stream:
        stream.seek(5)
        assert stream.read(2) == b"56"


def test_what_is_not_there_is_an_error_of_reading(tmp_path: Path) -> None:
    for location in (str(tmp_path / "nowhere"), "memory:///source/nowhere"):
        source = Source("x", location)
        for read in (source.read, source.open):
            with pytest.raises(OSError, match="nowhere"):
                read()


def test_the_stamp_of_a_file_changes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"one")
    source = Source("a.zip", str(path), 3)
    first = source.stamp()
    assert source.stamp() == first
    os.utime(path, ns=(1, 1))
    touched = source.stamp()
    assert touched != first
    path.write_bytes(b"more")
    os.utime(path, ns=(1, 1))
    assert source.stamp() != touched


def test_the_stamp_of_an_object_is_its_version() -> None:
    assert Source("x", "s3://b/x", version="etag-3").stamp() == "etag-3"
    assert Source("x", "s3://b/x").stamp() == ""


def test_the_limit_itself_is_within_it() -> None:
    check_size(Source("x", "x", 2_000_000), 2)
    with pytest.raises(Refused) as error:
        check_size(Source("x", "x", 2_600_000), 2)
    assert error.value.kind == "too_large"
    assert error.value.message == str(error.value) == "3 MB, the limit is 2 MB; split it or raise the limit"
