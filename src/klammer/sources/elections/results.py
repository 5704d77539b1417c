# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the three layouts share: the election, one municipality's figures, the boundary."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from klammer.base.cells import TOTAL, Secrecy, Status
from klammer.base.errors import Place
from klammer.sources.tabular.grids import Grid, Value, text_of
from klammer.sources.tabular.numbers import Figure, read_figure
from klammer.sources.tabular.observations import Collector, Observation, secrecy_of
from klammer.territory import records

_TITLE = re.compile(r"(Landtagswahl|Landtagswahlen|Gemeinderatswahl)[^\d\n]*((?:19|20)\d{2})")
_STATE = "16"

LABELS = {
    "eligible_voters": "Wahlberechtigte",
    "voters": "Wählerinnen und Wähler",
    "invalid_ballots": "Ungültige Stimmzettel",
    "valid_ballots": "Gültige Stimmzettel",
    "invalid_votes": "Ungültige Landesstimmen (Zweitstimmen)",
    "valid_votes": "Gültige Stimmen (Landtag: Landesstimmen)",
    "invalid_constituency_votes": "Ungültige Wahlkreisstimmen (Erststimmen)",
    "valid_constituency_votes": "Gültige Wahlkreisstimmen (Erststimmen)",
    "votes": "Gültige Stimmen nach Partei oder Liste (Landtag: Landesstimmen)",
    "seats": "Zu vergebende Sitze",
}


@dataclass(frozen=True, slots=True)
class Election:
    """Which election a file reports. kind is `landtag` or `council`."""

    kind: str
    year: str
    title: str


def find_title(grids: Iterable[Grid]) -> Election | None:
    """Find the election's title above the table or in its first rows."""
    for grid in grids:
        first = [text_of(one) for row in grid.rows[:4] for one in row[:3]]
        for text in (grid.before, *first):
            if found := _TITLE.search(text):
                kind = "landtag" if found[1].startswith("Landtag") else "council"
                return Election(kind, found[2], " ".join(text.split())[:200])
    return None


def digits(value: Value, width: int) -> str:
    """Return a part of a key with its zeros: numbers and longer texts are brought to width."""
    text = text_of(value)
    return text.lstrip("0").zfill(width) if text.isdecimal() else ""


def emit(
    collector: Collector,
    *,
    election: Election,
    area: str,
    figures: Mapping[tuple[str, str], tuple[Figure, Place]],
) -> None:
    """Add one municipality's figures: (name, party) → figure and place."""
    for (name, party), (figure, place) in figures.items():
        variable = f"{election.kind}_{name}"
        collector.labels.setdefault(variable, LABELS[name])
        collector.add(
            Observation(
                area,
                "municipality",
                "",
                election.year,
                variable,
                {"party": party},
                figure,
                secrecy_of(figure, Secrecy.EXACT),
                place,
            )
        )
        if party != TOTAL:
            collector.codes.setdefault("party", {}).setdefault(party, party)


def read_cell(grid: Grid, row: int, column: int) -> tuple[Figure, Place]:
    """Read one figure with its place; a municipality's numbers have a decimal comma at most."""
    place = grid.place(row, column)
    value = grid.rows[row][column]
    return read_figure(value, place=place), place


def added(first: Figure, second: Figure) -> Figure:
    """Return the sum of two figures; nothing is known when one is not."""
    if first.value is None or second.value is None:
        return Figure(None, Status.MISSING)
    total = first.value + second.value
    doubtful = Status.UNRELIABLE in {first.status, second.status}
    status = Status.UNRELIABLE if doubtful else (Status.REPORTED if total else Status.ZERO)
    return Figure(total, status)


def boundary_of(collector: Collector, election: Election) -> None:
    """Give each observation a boundary version in which its municipality exists.

    The files do not state one. The version around the election that knows most of the keys is
    taken and noted; a municipality that only a neighbouring version knows (founded or dissolved in
    the year of the election) gets that one. What none knows is flagged.
    """
    keys = {one.area for one in collector.observations}
    year = int(election.year)
    around = [f"{one}-12-31" for one in (year, year - 1, year + 1)]
    around = [one for one in around if one in records.DATES]
    around.sort(key=lambda date: -len(keys & records.units("municipality", date)))
    stated = collector.request.boundary
    versions = [stated] if stated else around
    chosen = {area: _version_of(area, versions) for area in keys}
    for one in collector.observations:
        one.boundary = chosen[one.area] or (versions[0] if versions else "")
    place = Place(file=collector.request.name)
    for date in [] if stated else sorted({one for one in chosen.values() if one}):
        count = sum(one == date for one in chosen.values())
        collector.flag("boundary_assumed", "note", place, found=f"{date}: {count} municipalities")
    first = {one.area: one.place for one in reversed(collector.observations)}
    for area in sorted(area for area, date in chosen.items() if not date):
        collector.flag(
            "unknown_area",
            "error",
            replace(first[area], column=None),
            found=f"{area} {collector.area_names.get(area, '')}".strip(),
            expected=f"a municipality of {' or '.join(sorted(versions))}",
            remedy="correct the key, or load the file with the boundary version of its day",
        )


def _version_of(area: str, versions: Iterable[str]) -> str:
    return next((one for one in versions if area in records.units("municipality", one)), "")


def area_key(county: str, municipality: str) -> str:
    """Return the AGS from the two-digit county and three-digit municipality of the state."""
    return f"{_STATE}0{county}{municipality}"
