"""Outputs on an S3 server of our own: where runs write to, and what an outside reader finds there."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
from collections.abc import Iterator
from unittest.mock import patch

import fsspec
from moto.server import ThreadedMotoServer

from pipeline.storage.commits import DATASETS, files_of, package_of
from pipeline.storage.folders import RemoteFolder

_HASH = re.compile(r"-[0-9a-f]{8}(?=\.parquet\b)")
_TOLD = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "MINGZHANG_LEASE": "1.0",  # nobody waits a minute for each writer that was killed
}


@contextlib.contextmanager
def served() -> Iterator[str]:
    """`s3://…` of an empty bucket; what reaches it is in the environment, for runs too."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        with patch.dict(os.environ, {**_TOLD, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}):
            fsspec.filesystem("s3").mkdir("faults")
            yield "s3://faults"
            fsspec.filesystem("s3").clear_instance_cache()
    finally:
        server.stop()


def digests(url: str, per_run: tuple[str, ...]) -> dict[str, str]:
    """Every file that an outside reader is told of and that does not tell of runs, by its hash.

    Names without the hashes in them, which a disk has not. Raises `FileNotFoundError` for a file that is
    named and not there.
    """
    folder = RemoteFolder(url)
    package = package_of(folder, None)
    if package is None:
        return {}
    named = [path for path in files_of(package) if path.split("/")[0] not in per_run]
    found = {_HASH.sub("", path): _digest(folder.read(f"{DATASETS}/{path}")) for path in named}
    text = folder.read(f"{DATASETS}/datapackage.json").decode()
    return found | {"datapackage.json": _digest(_HASH.sub("", text).encode())}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
