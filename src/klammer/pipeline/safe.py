# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""figures → safe: every table passes the single door for its audience."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from klammer.base.cells import Audience
from klammer.base.tables import Table
from klammer.disclosure.relations import AreaSum
from klammer.disclosure.release import Certificate, certificate_of, certify_official, protect
from klammer.disclosure.rules import Rules, rules_for
from klammer.indicators.definitions import Definition, load_definitions
from klammer.pipeline.builds import Build
from klammer.pipeline.instance import move_into_place, read_json, write_json
from klammer.pipeline.linking import geographies_of, link
from klammer.territory import areas
from klammer.territory.geographies import Geography
from klammer.warehouse.engine import Connection, engine, side_by_side
from klammer.warehouse.values import read_values, values_hash, write_values

_ABOVE = {
    "municipality": ("association", "county"),
    "county": ("planning_region", "state", "country"),
    "state": ("country",),
}


def made_safe(
    build: Build,
    out: Path,
    *,
    audience: Audience,
    on: date,
    geographies: Sequence[Geography] | None = None,
) -> dict[str, Certificate]:
    """Write each table of a build as it may be shown; returns indicator → its certificate.

    on           the day whose rules hold
    geographies  the workspace's own areas whose sums are known; None: as they are now

    Tables of official figures alone are what an attacker knows already: they are certified as
    they are. All others are protected together, because they may share counts. Raises
    `DisclosureError` when that cannot be done; then nothing is released.

    Who prepares a release looks at the same tables that are released afterwards: those of a
    finished build are kept beside it, by audience and rules. Whatever else may decide some day
    must become part of that name.
    """
    out.mkdir(parents=True)
    rules = rules_for(audience, on=on)
    is_finished = (build.folder / "build.json").exists()
    own = geographies_of(build.places) if geographies is None else list(geographies)
    decides = "\n".join([repr(rules), *(one.digest for one in own)])
    kept = build.folder / "safe" / hashlib.sha256(decides.encode()).hexdigest()[:24]
    if is_finished and kept.exists():
        return _taken(kept, out)
    found = _made(build, out, rules=rules, geographies=own)
    if is_finished:
        _keep(found, out, kept)
    return found


def _taken(kept: Path, out: Path) -> dict[str, Certificate]:
    stored = read_json(kept / "certificates.json")
    for indicator in stored:
        os.link(kept / f"{indicator}.parquet", out / f"{indicator}.parquet")
    return {indicator: certificate_of(data) for indicator, data in stored.items()}


def _keep(found: Mapping[str, Certificate], made: Path, kept: Path) -> None:
    """Keep protected tables by one rename; who comes second finds them there already."""
    kept.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=kept.parent) as name:
        unfinished = Path(name) / "tables"
        unfinished.mkdir()
        for indicator in found:
            os.link(made / f"{indicator}.parquet", unfinished / f"{indicator}.parquet")
        write_json(unfinished / "certificates.json", {one: c.as_data() for one, c in found.items()})
        if not kept.exists():
            with suppress(FileExistsError):
                move_into_place(unfinished, kept)


def _made(
    build: Build, out: Path, *, rules: Rules, geographies: Sequence[Geography]
) -> dict[str, Certificate]:
    audience = rules.audience
    found: dict[str, Certificate] = {}
    own: dict[str, Table] = {}
    with engine() as connection:

        def look(indicator: str, cursor: Connection) -> Table | Certificate:
            path = build.values(indicator)
            table = read_values(cursor, path, only_own=True)
            if table is not None:
                return table
            os.link(path, out / path.name)
            rows = int(str(build.indicators[indicator]["rows"]))
            return certify_official(hash_of_table=values_hash(cursor, path), rows=rows, rules=rules)

        for indicator, looked in side_by_side(connection, look, list(build.indicators)):
            if isinstance(looked, Certificate):
                found[indicator] = looked
            else:
                own[indicator] = looked
        if own:
            definitions = load_definitions(build.folder / "definitions")
            known = _published(build, definitions, set(own), connection)
            joint = _together([*(own[name] for name in sorted(own)), *known])
            beside = link(joint, geographies)
            safe = protect(
                beside.table, audience=audience, hierarchy=[*hierarchy(joint), *beside.sums],
                rules=rules, definitions=definitions,
            )  # fmt: skip
            shown = beside.back(safe.table, joint)
            for indicator in own:
                write_values(shown, out / f"{indicator}.parquet", indicator=indicator)
                found[indicator] = safe.certificate
    return found


def _published(
    build: Build, definitions: Mapping[str, Definition], own: set[str], connection: Connection
) -> list[Table]:
    """Return official tables that speak of the same counts: what an attacker knows already."""
    shared = {name for one in own for name in definitions[one].formula.variables}
    tables = []
    for indicator in build.indicators:
        if indicator not in own and shared & set(definitions[indicator].formula.variables):
            table = read_values(connection, build.values(indicator))
            if table is not None:
                tables.append(table.with_columns(source_class=["official"] * len(table)))
    return tables


def _together(tables: list[Table]) -> Table:
    return Table({name: [v for t in tables for v in t[name]] for name in tables[0].names})


def hierarchy(table: Table) -> list[AreaSum]:
    """Return which places of a table add up to which, by boundary."""
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for level, boundary, area in zip(
        table["area_level"], table["boundary"], table["area"], strict=True
    ):
        places[level, boundary].add(area)
    sums = []
    for level, boundary in sorted(places):
        units = areas.areas(level, boundary=boundary) if level in _ABOVE else {}
        for above in _ABOVE.get(level, ()):
            children: dict[str, list[str]] = defaultdict(list)
            for key, unit in units.items():
                if above in unit.parents:
                    children[unit.parents[above]].append(key)
            sums += [AreaSum(p, tuple(sorted(c)), boundary) for p, c in sorted(children.items())]
    return sums
