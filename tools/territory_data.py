# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the compact territory data of the package from the publishers' files.

    python tools/territory_data.py ../shared/data                    registers and crosswalks
    python tools/territory_data.py ../shared/data --geometry         simplified geometry, too
    python tools/territory_data.py ../shared/data --all-municipalities OUT.npz   for benchmarks

Everything is computed; nothing of an original is copied but keys, names, weights, coordinates.
"""

import argparse
import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from territory_crosswalks import (
    UNIT,
    YEARS,
    Change,
    Step,
    county_steps,
    key8,
    municipality_steps,
    read_changes,
    register,
    sheet,
)

OUT = Path(__file__).resolve().parents[1] / "src/klammer/territory/data"
VERSIONS = [*YEARS, "2025-01-01"]


def main() -> None:
    """Read the folder of originals and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("originals", type=Path)
    parser.add_argument("--geometry", action="store_true")
    parser.add_argument("--all-municipalities", type=Path, metavar="OUT")
    chosen = parser.parse_args()
    if chosen.geometry or chosen.all_municipalities:
        import territory_geometry

        if chosen.all_municipalities:
            territory_geometry.write_all_municipalities(chosen.originals, chosen.all_municipalities)
            return
        territory_geometry.write_geometry(chosen.originals, OUT)
    write_registers(chosen.originals)


def write_registers(originals: Path) -> None:
    """Write units, names, associations, steps and changes."""
    changes = [one for name in LISTS for one in read_changes(originals / "crosswalks" / name)]
    municipalities = municipality_steps(originals, changes)
    counties = county_steps(originals, municipalities)
    units = {"municipality": municipality_units(municipalities)}
    units["county"] = {
        date: {key[:5] for key in keys} for date, keys in units["municipality"].items()
    }
    for date in YEARS[:31]:
        units["county"][date] = set(counties[date, YEARS[30]] or units["county"][date])
    check_keys(originals, units)
    write("units", ("level", "key", "first", "last"), unit_rows(units))
    write(
        "steps",
        STEP_COLUMNS,
        [*step_rows("municipality", municipalities), *step_rows("county", counties)],
    )
    write("names", ("level", "key", "first", "last", "name"), name_rows(originals, units, changes))
    association_files(originals, units["municipality"])
    write("changes", Change._fields, [list(one) for one in changes], plain=True)


LISTS = ("2023.xlsx", "2024.xlsx", "2025-02.xlsx")
STEP_COLUMNS = ("level", "first", "last", "to", "old", "new", "population", "area", "employment")


def gv100(originals: Path, date: str, kind: str) -> Iterator[str]:
    """Lines of one record type of a fixed-width register."""
    raw = gzip.decompress((originals / f"gemeindeverzeichnis/GV100AD_{date}.txt.gz").read_bytes())
    for line in raw.decode("utf-8-sig").splitlines():
        if line[:2] == kind:
            yield line


def municipality_units(steps: dict[tuple[str, str], Step]) -> dict[str, set[str]]:
    """Keys by version."""
    units = {start: set(step) for (start, _), step in steps.items()}
    last = max(steps, key=lambda dates: dates[1])
    units[last[1]] = {new for parts in steps[last].values() for new in parts}
    return units


def check_keys(originals: Path, units: dict[str, dict[str, set[str]]]) -> None:
    """Print how the computed keys differ from the registers."""
    for date, name in (
        ("2023-12-31", "31122023_Auszug_GV"),
        ("2024-12-31", "AuszugGV4QAktuell_2024"),
    ):
        keys = {row[0] for row in register(originals, name)}
        print(
            date,
            "computed only",
            units["municipality"][date] - keys,
            "register only",
            keys - units["municipality"][date],
        )
    keys = {line[10:18] for line in gv100(originals, "2025-08-31", "60")}
    differ = keys ^ units["municipality"]["2025-01-01"]
    print("2025-01-01 against the register of 2025-08-31:", sorted(differ))
    for level, dated in units.items():
        print(level, {date: len(dated[date]) for date in VERSIONS[-6:]})


def runs(present: Sequence[bool]) -> Iterator[tuple[str, str]]:
    """First and last version of each run of True."""
    start = None
    for index, here in enumerate([*present, False]):
        if here and start is None:
            start = index
        elif not here and start is not None:
            yield VERSIONS[start], VERSIONS[index - 1]
            start = None


def unit_rows(units: dict[str, dict[str, set[str]]]) -> Iterator[tuple[str, ...]]:
    """level, key, first version, last version."""
    for level, dated in units.items():
        for key in sorted(set().union(*dated.values())):
            for first, last in runs([key in dated[date] for date in VERSIONS]):
                yield level, key, first, last


def step_rows(level: str, steps: dict[tuple[str, str], Step]) -> Iterator[tuple[Any, ...]]:
    """Steps without identity: whole units once per run of versions, split units per version."""
    whole: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for (start, end), step in sorted(steps.items()):
        for old, parts in sorted(step.items()):
            if len(parts) == 1:
                (new,) = parts
                if new != old:
                    whole[end, old, new].append(start)
                continue
            columns = [exact([weights[kind] for weights in parts.values()]) for kind in range(3)]
            for new, *weights in sorted(zip(parts, *columns, strict=True)):
                yield level, start, start, end, old, new, *weights
    for (end, old, new), starts in sorted(whole.items()):
        for first, last in runs([date in starts for date in VERSIONS]):
            yield level, first, last, end, old, new, UNIT, UNIT, UNIT


def exact(weights: Sequence[float | None]) -> list[int | str]:
    """Whole parts of 10¹² that add up exactly; the largest remainders are rounded up."""
    if None in weights:
        return [""] * len(weights)
    parts = [int(one * UNIT) for one in weights]
    rest = sorted(range(len(parts)), key=lambda i: parts[i] - weights[i] * UNIT)
    for index in rest[: UNIT - sum(parts)]:
        parts[index] += 1
    if sum(parts) != UNIT:
        raise SystemExit(f"weights do not add up: {weights}")
    return parts


def name_rows(
    originals: Path, units: dict[str, dict[str, set[str]]], changes: Sequence[Change]
) -> Iterator[tuple[str, ...]]:
    """level, key, first, last, name: spellings by register, carried to the versions between."""
    dated = {
        "municipality": municipality_names(originals, changes),
        "county": county_names(originals),
    }
    for level, versions in units.items():
        for key in sorted(set().union(*versions.values())):
            known = dated[level].get(key)
            if known:
                present = [date for date in VERSIONS if key in versions[date]]
                yield from spellings(level, key, present, known)


Names = dict[str, dict[str, str]]  # key → date → name


def municipality_names(originals: Path, changes: Sequence[Change]) -> Names:
    """Names in the registers, in the BBSR keys, and as changed."""
    dated: Names = defaultdict(dict)
    for row in sheet(originals / "gemeindeverzeichnis/gv_auszug/31121990_Auszug_GV.xlsx", 1):
        if str(row[0]).startswith("60"):
            dated["".join(row[1:5])]["1990-12-31"] = row[5]
    for date, name in REGISTERS.items():
        for key, _, _, label, _, _ in register(originals, name):
            dated[key][date] = label
    path = originals / "crosswalks/ref-gemeinden-ab-2020.xlsx"
    for date, label in (("2020-12-31", 1), ("2021-12-31", 1), ("2022-12-31", 2)):
        for row in sheet(path, date[:4])[1:]:
            dated[key8(row[0])].setdefault(date, row[label])
    for one in changes:
        dated[one.new][min(date for date in VERSIONS if date >= one.statistical)] = one.new_name
    return dated


def county_names(originals: Path) -> Names:
    """Official names for counties of today, the spelling of the time for the others."""
    dated: Names = defaultdict(dict)
    path = originals / "crosswalks/ref-kreise-umrech-2021-1990-2020.xlsx"
    for date in YEARS[:31]:
        for row in sheet(path, date[:4])[1:]:
            dated[key8(row[0])[:5]][date] = row[1]
    for line in gv100(originals, "2025-08-31", "40"):
        dated[line[10:15]] = dict.fromkeys(VERSIONS, line[22:72].strip())
    return dated


REGISTERS = {
    "1994-12-31": "31121994_Auszug_GV",
    "2002-12-31": "31122002_Auszug_GV", "2009-12-31": "31122009_Auszug_GV",
    "2013-12-31": "31122013_Auszug_GV", "2017-12-31": "31122017_Auszug_GV",
    "2021-12-31": "31122021_Auszug_GV", "2023-12-31": "31122023_Auszug_GV",
    "2024-12-31": "AuszugGV4QAktuell_2024",
}  # fmt: skip


def spellings(
    level: str, key: str, dates: Sequence[str], known: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    """One row for each spelling; before the first register the first, between them the last."""
    labels = []
    for date in dates:
        earlier = [one for one in known if one <= date]
        labels.append(known[max(earlier) if earlier else min(known)])
    start = 0
    for index in range(1, len(dates) + 1):
        if index == len(dates) or labels[index] != labels[start]:
            yield level, key, dates[start], dates[index - 1], labels[start]
            start = index


def association_files(originals: Path, units: dict[str, set[str]]) -> None:
    """Membership of municipalities in associations and the associations' names."""
    member: dict[str, dict[str, str]] = {date: {} for date in VERSIONS[-4:]}
    for row in sheet(originals / "crosswalks/ref-gemeinden-ab-2020.xlsx", "2022")[1:]:
        member["2022-12-31"][key8(row[0])] = f"{int(row[1]):012d}"[5:9]
    for date, name in list(REGISTERS.items())[-2:]:
        for key, vb, _, _, _, _ in register(originals, name):
            member[date][key] = vb
    newest = {line[10:18]: line[18:22] for line in gv100(originals, "2025-08-31", "60")}
    for key in units["2025-01-01"]:
        member["2025-01-01"][key] = newest.get(key) or member["2024-12-31"][key]
    write("members", ("key", "first", "last", "association"), member_rows(member))
    write("associations", ("key", "kind", "name"), sorted(association_names(originals)))


def member_rows(member: dict[str, dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """municipality, first, last, association part of the ARS."""
    pairs = {(key, vb) for dated in member.values() for key, vb in dated.items()}
    for key, vb in sorted(pairs):
        for first, last in runs([member.get(date, {}).get(key) == vb for date in VERSIONS]):
            yield key, first, last, vb


def association_names(originals: Path) -> Iterable[tuple[str, str, str]]:
    """key of nine digits, kind (Textkennzeichen), name; the newest register wins."""
    found = {}
    for date in ("2023-11-30", "2025-08-31"):
        for line in gv100(originals, date, "50"):
            key = line[10:15] + line[18:22]
            found[key] = (key, line[122:124], line[22:72].strip())
    return found.values()


def write(
    name: str, header: Sequence[str], rows: Iterable[Sequence[Any]], *, plain: bool = False
) -> None:
    """Write a CSV, compressed without a time stamp so that the same input gives the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    raw = text.getvalue().encode()
    path = OUT / (f"{name}.csv" if plain else f"{name}.csv.gz")
    path.write_bytes(raw if plain else gzip.compress(raw, 9, mtime=0))
    print(f"{path.name}: {len(raw.splitlines())} lines, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
