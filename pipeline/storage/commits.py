"""The commits of an output on an object store: one object for each publication, which only one can create.

```
state/generations/00000042.json                    the commit: what the datasets are from then on
state/generations/00000042-<token>.package.json    the data package that it names
state/catalog-00000042-<token>.sqlite              the catalogue of then
state/search-00000042-<token>.sqlite               the index of full-text search
```
The commit of the highest number counts, and everything that it names stood there before it. What no commit
names was never published: a writer that died, or came too late, left it. `datasets/datapackage.json` is the
package of the last commit for readers that know nothing of commits; it follows a moment later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.storage.folders import Folder, LocalFolder

COMMITS = "state/generations"
DATASETS = "datasets"
PACKAGE = f"{DATASETS}/datapackage.json"
_NAME = re.compile(rf"{COMMITS}/(\d{{8}})\.json")


@dataclass(frozen=True, slots=True)
class Commit:
    """One publication. Names are of objects below the output folder."""

    number: int
    mark: str
    """What tells its datasets from all others."""
    package: str
    catalogue: str
    search: str | None
    """Null where no index could be made."""
    before: str | None
    """The package of the publication before: its files stay until the next."""

    @property
    def name(self) -> str:
        """Of the object that says it."""
        return commit_name(self.number)

    def objects(self) -> set[str]:
        """Everything that it names, and itself, but for the files of its datasets."""
        named = (self.name, self.package, self.catalogue, self.search, self.before)
        return {name for name in named if name is not None}

    def content(self) -> bytes:
        """As it is stored."""
        return json.dumps(asdict(self), indent=1).encode()


def commit_name(number: int) -> str:
    """The object of a commit.

    >>> commit_name(42)
    'state/generations/00000042.json'
    """
    return f"{COMMITS}/{number:08}.json"


def last_commit(folder: Folder) -> Commit | None:
    """The commit that counts; null where nothing was published in this way. Raises `OSError`."""
    if isinstance(folder, LocalFolder):
        return None
    number = last_number(folder)
    if not number:
        return None
    try:
        return Commit(**json.loads(folder.read(commit_name(number))))
    except (ValueError, TypeError) as error:
        raise OSError(f"{folder.url}/{commit_name(number)} is no commit that this version knows") from error


def last_number(folder: Folder) -> int:
    """The number of the commit that counts; 0 where there is none."""
    found = (_NAME.fullmatch(name) for name in folder.names(COMMITS))
    return max((int(match[1]) for match in found if match), default=0)


def package_of(folder: Folder, commit: Commit | None) -> dict[str, Any] | None:
    """The data package of a commit; without one that which outside readers see; null where there is none."""
    try:
        found: dict[str, Any] = json.loads(folder.read(PACKAGE if commit is None else commit.package))
        _ = found["resources"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return found


def files_of(package: dict[str, Any] | None) -> list[str]:
    """The files that a data package names, below `datasets`, in its order."""
    return [] if package is None else [str(path) for one in package["resources"] for path in one["path"]]


def published_names(folder: Folder, dataset: str) -> list[str]:
    """The files of a dataset that are published, parts in their order.

    On an object store others stand beside them: those of the publication before, and what was never
    published.
    """
    commit = last_commit(folder)
    names: Iterable[str] = (
        (name for name in folder.names(f"{DATASETS}/{dataset}") if name.endswith(".parquet"))
        if commit is None
        else (f"{DATASETS}/{path}" for path in files_of(package_of(folder, commit)))
    )
    own = [name for name in names if name.startswith(f"{DATASETS}/{dataset}/")]
    return sorted(own, key=lambda name: (len(name), name))
