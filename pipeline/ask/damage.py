"""Published files that are not what was written: which they are, and what to do.

DuckDB and Arrow say of a damaged file what they stumbled over, seldom which file it was. The data package has
size and hash of every file, so it is asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = "datasets"
_PACKAGE = "datapackage.json"
_MAGIC = b"PAR1"
_NAMED = 5
"""So many files are named in a message."""
_OF_THE_QUESTION = frozenset(
    f"{kind}Exception"
    for kind in (
        *("Binder", "Catalog", "Constraint", "Conversion", "Dependency", "Interrupt", "InvalidType"),
        *("OutOfMemory", "OutOfRange", "Parser", "Permission", "Sequence", "Syntax", "TypeMismatch"),
    )
)
"""DuckDB's errors that speak of the SQL or the machine, not of a file."""


class DamagedOutput(Exception):
    """A published file is damaged; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class DamagedFile:
    """A published file that is not what was written."""

    path: Path
    problem: str

    def __str__(self) -> str:
        return f"{self.path} {self.problem}"


def may_be_damage(error: BaseException) -> bool:
    """Whether an error can come of a damaged file: one of DuckDB, Arrow or SQLite that is not of the SQL."""
    library, name = type(error).__module__.partition(".")[0], type(error).__name__
    if library in ("duckdb", "_duckdb"):
        return name not in _OF_THE_QUESTION
    return library in ("pyarrow", "sqlite3") or (isinstance(error, OSError) and error.errno is None)


def damaged_files(output: Path, *, read_through: bool) -> list[DamagedFile]:
    """The published files that are missing or have not the bytes that their data package names.

    Without `read_through` only sizes and ends are looked at, which costs two requests to the disk for each
    file. Nothing where there is no package: then no generation is known.
    """
    found = (_damage(path, size, digest, read_through) for path, size, digest in _files(output))
    return [file for file in found if file is not None]


def explained(output: Path, error: BaseException) -> DamagedOutput | None:
    """The damage that an error came of, with what to do; null where every published file is whole."""
    damaged = damaged_files(output, read_through=False) or damaged_files(output, read_through=True)
    if not damaged:
        return None
    names = "; ".join(map(str, damaged[:_NAMED]))
    more = f" and {len(damaged) - _NAMED} more" if len(damaged) > _NAMED else ""
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return DamagedOutput(
        f"{names}{more} ({reason}); `mingzhang doctor --output {output} --mend` makes published files again"
    )


def _files(output: Path) -> Iterator[tuple[Path, int | None, str | None]]:
    """Each published file with its size and hash; both null where the package does not name them."""
    folder = output / _FOLDER
    try:
        resources = json.loads((folder / _PACKAGE).read_bytes())["resources"]
        named: dict[str, dict[str, Any]] = {
            path: next((f for f in resource.get("files", ()) if f["path"] == path), {})
            for resource in resources
            for path in resource["path"]
        }
    except (OSError, ValueError, KeyError, TypeError):
        return
    for path, file in sorted(named.items()):
        yield folder / path, file.get("bytes"), file.get("hash")


def _damage(path: Path, size: int | None, digest: str | None, read_through: bool) -> DamagedFile | None:
    try:
        with path.open("rb") as stream:
            stream.seek(0, 2)
            there = stream.tell()
            if size is not None and there != size:
                return DamagedFile(path, f"is damaged: it has {there} bytes, {size} were written")
            stream.seek(max(there - len(_MAGIC), 0))
            if stream.read() != _MAGIC:
                return DamagedFile(path, "is damaged: its end is none of a Parquet file")
            if not read_through:
                return None
            stream.seek(0)
            if digest is not None:
                same = f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}" == digest
                return None if same else DamagedFile(path, "is damaged: its hash is another")
            return _unreadable(path, stream.read())
    except FileNotFoundError:
        return DamagedFile(path, "is missing")
    except OSError as error:
        return DamagedFile(path, f"cannot be read ({error.strerror or error})")


def _unreadable(path: Path, content: bytes) -> DamagedFile | None:
    """Files that tell of runs have no hash in the package: they are whole if they can be read."""
    from pipeline.datasets.parquet import read_parquet

    try:
        read_parquet(content)
    except (OSError, ValueError) as error:
        return DamagedFile(path, f"is damaged: {error}")
    return None
