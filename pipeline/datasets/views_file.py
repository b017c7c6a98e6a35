"""`views.sql` of an output on a disk: the views for DuckDB, opened from any folder.

DuckDB does not know in which folder a script stands. The file names the folder that it was written into, and
the one in which DuckDB was started, for an output that was moved, copied or sent to another machine. Either
is taken only if its data package is the one that the file was written for: a copy does not read what has
become of the original since, nor does the file of one output read another that DuckDB happens to stand in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pipeline.datasets.views import VIEWS, dataset_view, quoted

_DATASETS = "datasets"
_PACKAGE = "/datasets/datapackage.json"
_MARK_LENGTH = 8
_HEAD = """\
-- The datasets of this output and the views over them, for DuckDB, started in whatever folder:
--   duckdb -init output/views.sql          in the shell
--   .read output/views.sql                 in DuckDB
--   connection.execute(Path("output/views.sql").read_text(encoding="utf-8"))          in Python
-- They are read where this file was written; where the output was moved or copied since, in the folder in
-- which DuckDB was started. Neither is right? Say where it is, here or before this file is read:
-- set variable mingzhang = '/where/the/output/is';
set variable mingzhang_packages = (
  select coalesce(list(file), error({not_found})) from (
    from glob(coalesce(getvariable('mingzhang'), {output}) || '{package}')
    union all
    from glob('.{package}') where getvariable('mingzhang') is null));
set variable {variable} = (
  select coalesce(first(folder order by folder = '.'), error({other})) from (
    select left(filename, -{length}) as folder, sha256(content) as hash
    from read_text(getvariable('mingzhang_packages')))
  where hash = '{hash}' or getvariable('mingzhang') is not null);
"""
_ADVICE = "start DuckDB in the folder of the output, or say where it is: set variable mingzhang = '/…/output'"
_NOT_FOUND = "these datasets were in {output} and are there no more; " + _ADVICE
_OTHER = "the datasets in {output} are not those of this views.sql; take the one beside them, or " + _ADVICE


def views_file(output: Path, package: bytes, names: Iterable[str]) -> str:
    """All statements for the named datasets of the output in this folder, whose data package is `package`.

    The only published text that differs from folder to folder.
    """
    digest = hashlib.sha256(package).hexdigest()
    variable, place = f"mingzhang_{digest[:_MARK_LENGTH]}", output.as_posix()
    head = _HEAD.format(
        output=quoted(place),
        not_found=quoted(_NOT_FOUND.format(output=place)),
        other=quoted(_OTHER.format(output=place)),
        package=_PACKAGE,
        length=len(_PACKAGE),
        variable=variable,
        hash=digest,
    )
    before = f"coalesce(getvariable('{variable}'), {quoted(place)}) || '/' || "
    views = [dataset_view(name, _DATASETS, before=before) for name in names]
    return "\n".join([head, *views, "", VIEWS.read_text(encoding="utf-8")])
