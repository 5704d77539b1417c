# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What territory knows about a delivered key or name: does it exist, when, what became of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from klammer.base.errors import InputRefusedError, NotConvertibleError
from klammer.sources.tabular.areas import folded_name, read_key
from klammer.territory import records, steps, versions

CHECKED = records.LEVELS_WITH_VERSIONS  # county, municipality: levels whose units are all known
STATES = {
    "schleswigholstein": "01",
    "hamburg": "02",
    "niedersachsen": "03",
    "bremen": "04",
    "nordrheinwestfalen": "05",
    "hessen": "06",
    "rheinlandpfalz": "07",
    "badenwürttemberg": "08",
    "bayern": "09",
    "saarland": "10",
    "berlin": "11",
    "brandenburg": "12",
    "mecklenburgvorpommern": "13",
    "sachsen": "14",
    "sachsenanhalt": "15",
    "thüringen": "16",
    "landthüringen": "16",
}


@dataclass(frozen=True, slots=True)
class KeyState:
    """Whether a key stood in a boundary version, and otherwise when and what came after.

    until       last version it stood in; "" when it never did
    successors  what it became, as `key name`
    """

    is_known: bool
    name: str = ""
    until: str = ""
    successors: tuple[str, ...] = ()


@lru_cache(maxsize=50_000)
def state_of(key: str, *, level: str, boundary: str) -> KeyState:
    """Look a key up in a boundary version; without one, in any.

    Levels other than counties and municipalities are taken as they are: their units are not known
    for every date.
    """
    if level not in CHECKED:
        return KeyState(is_known=True)
    if not boundary:
        return KeyState(key in records.known_units(level))
    date = _version(boundary, level)
    if not date or key in records.units(level, date):
        return KeyState(is_known=True)
    lifetimes = records.lifetimes(level, key)
    past = [last for _, last in lifetimes if last < date]
    if not past:
        later = [first for first, _ in lifetimes]
        return KeyState(is_known=False, name=f"(first in {min(later)})" if later else "")
    until = max(past)
    name = records.names(level, until).get(key, "")
    return KeyState(False, name, until, _successors(key, level=level, until=until, date=date))


def keys_named(name: str, *, level: str, boundary: str, within: str = "") -> tuple[str, ...]:
    """Return the keys an area's name can mean; one only when the name is unique.

    level     county, municipality, or "" for counties first and then municipalities
    boundary  the version; "" takes the newest
    within    beginning of the keys that can be meant
    """
    wanted = folded_name(name)
    if not wanted:
        return ()
    for one in (level,) if level in CHECKED else CHECKED:
        date = _version(boundary, one) or records.DATES[-1]
        keys = _names(one, date).get(wanted, ())
        if found := tuple(key for key in keys if key.startswith(within)):
            return _told_apart(found, name, level=one, date=date)
    # The row of the state stands below its counties; Berlin and Hamburg were found as counties.
    return (STATES[wanted],) if wanted in STATES else ()


def best_boundary(texts: Iterable[str], *, period: str = "") -> str:
    """Return the boundary version that knows most of the keys; "" when none knows any.

    period  a year; its end and the end of the year before are tried first, then all others,
            newest first
    """
    read = [found for text in texts if (found := read_key(text))]
    keys = {one.key for one in read if one.level in CHECKED}
    levels = {one.level for one in read} & set(CHECKED)
    if not keys:
        return ""
    near = [f"{year}-12-31" for year in (int(period), int(period) - 1)] if period.isdigit() else []
    dates = [one for one in (*near, *reversed(records.DATES)) if one in records.DATES]
    return max(dates, key=lambda date: sum(len(keys & records.units(one, date)) for one in levels))


def _told_apart(keys: tuple[str, ...], name: str, *, level: str, date: str) -> tuple[str, ...]:
    """Between Stadt and Landkreis of one name the title decides."""
    if level != "county" or len(keys) < 2:
        return keys
    is_city = any(word in name.casefold() for word in ("stadt", "krfr", "kreisfr", ", st"))
    is_county = "kreis" in name.casefold() and "kreisfrei" not in name.casefold()
    cities = records.units("municipality", date)
    if is_city != is_county:
        return tuple(key for key in keys if (f"{key}000" in cities) is is_city)
    return keys


@lru_cache(maxsize=64)
def _names(level: str, date: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in records.names(level, date).items():
        found[folded_name(name)].append(key)
    return {name: tuple(sorted(keys)) for name, keys in found.items()}


def _version(boundary: str, level: str) -> str:
    try:
        return versions.at(boundary, level=level).id if boundary else ""
    except InputRefusedError:
        return ""  # before the first version: nothing can be said against a key


def _successors(key: str, *, level: str, until: str, date: str) -> tuple[str, ...]:
    recorded = [
        f"{one.new} {one.new_name}"
        for one in versions.changes(level=level, after=until[:4])
        if one.old == key and one.kind != "name"
    ]
    if recorded:
        return tuple(recorded)
    try:
        parts = steps.forward(level, until, date, weights="population").get(key, ())
    except (NotConvertibleError, InputRefusedError, KeyError):
        return ()
    names = records.names(level, date)
    return tuple(f"{new} {names.get(new, '')}".strip() for new, _ in parts)
