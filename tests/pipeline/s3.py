"""An S3 server of the tests' own, over HTTP: moto's."""

from __future__ import annotations

import logging
import urllib.request
from collections.abc import Iterator

import fsspec
import pytest
from moto.server import ThreadedMotoServer

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


def _empty(address: str) -> None:
    """What an earlier server of this process held is held by the next, too, until it is told to forget."""
    urllib.request.urlopen(urllib.request.Request(f"{address}/moto-api/reset", method="POST")).close()


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """`s3://…` of an empty bucket; what reaches it is in the environment, for workers too."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    _empty(f"http://{host}:{port}")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        fsspec.filesystem("s3").mkdir("box")
        yield "s3://box"
        fsspec.filesystem("s3").clear_instance_cache()
    server.stop()
