# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of figures: the period, the breakdown and the unit leave the header, the name stays."""

import re
from collections.abc import Sequence
from typing import Any

from klammer.sources.labels import is_total, slug
from klammer.sources.tabular.drafts.references import Reference
from klammer.sources.tabular.periods import find_period, is_period, without_period
from klammer.sources.tabular.roles import Guess
from klammer.sources.tabular.spellings import dimension_in_header

_COUNT = re.compile(
    r"^\(?(?:in )?(?:anzahl|absolut|abs\.?|zahl|personen|fälle|stück)\)?$", re.IGNORECASE
)
_PEOPLE = re.compile(r"einwohn|bevölkerung|menschen|personen|bewohner", re.IGNORECASE)
_UNIT = re.compile(
    r"^[(\[]?(?:in )?(?:%|prozent|v\. ?h\.|eur|euro|€|t€|teur|tsd\.?(?: ?€| euro| eur)?"
    r"|mio\.?(?: ?€| euro)?|km²?|ha|qm|m²|stunden|std\.?|jahre|vbe)[)\]]?$",
    re.IGNORECASE,
)


def describe_values(
    guesses: Sequence[Guess], refer: Reference, *, title: str
) -> list[dict[str, Any]]:
    """Describe each column of figures for the mapping."""
    columns = [one.index for one in guesses if one.role == "value"]
    described = [_Header(refer.paths[index], title) for index in columns]
    values = []
    for index, one in zip(columns, described, strict=True):
        value: dict[str, Any] = {"column": refer(index), "variable": one.bare}
        value |= {"period": one.period} if one.period else {}
        value |= {"breakdowns": one.breakdowns} if one.breakdowns else {}
        value |= {"label": one.label} if one.label else {}
        values.append(value)
    _name_parts(values, described)
    _complete_breakdowns(values)
    _name_units(values, described)
    return _told_apart(values)


class _Header:
    """What the header of one column says."""

    def __init__(self, path: Sequence[str], title: str) -> None:
        self.period, self.breakdowns = "", dict[str, str]()
        words, units = [], []
        for part in path:
            dimension = dimension_in_header(part)
            if is_period(part):
                self.period = find_period(part)
            elif dimension:
                self.breakdowns[dimension[0]] = dimension[1]
            elif _UNIT.match(part) or _COUNT.match(part):
                units.append(part)
            elif not is_total(part):
                self.period = self.period or find_period(part)
                words.append(without_period(part))
        self.is_count = all(_COUNT.match(one) for one in units)
        # A header of nothing but a unit ("Personen") is the name of what is counted.
        lone = " ".join(units) if units and not title else ""
        self.is_named, self.words = bool(words), " ".join(words)
        plain = " ".join(words) or (lone if len(path) > len(units) else " ".join(units)) or title
        self.bare = _named(plain)
        # Figures print these words; without them the whole header, which may be a year alone.
        is_whole = " | ".join(path) == plain or not plain
        self.label = "" if is_whole or not (self.period or self.breakdowns) else plain
        self.full = _named(" ".join([plain, *(one for one in units if one not in plain)]))


def _named(text: str) -> str:
    return slug(text)[:80].strip("_") or "value"


def _name_units(values: list[dict[str, Any]], described: Sequence[_Header]) -> None:
    """Number and share under one heading: the share says its unit."""
    keys = [_key(one) for one in values]
    for value, key, one in zip(values, keys, described, strict=True):
        if keys.count(key) > 1 and not one.is_count:
            value["variable"] = one.full


def _name_parts(values: list[dict[str, Any]], described: Sequence[_Header]) -> None:
    """A header of nothing but a group ("unter 18") counts the people whom one column counts."""
    people = [
        (value, one.words)
        for value, one in zip(values, described, strict=True)
        if one.is_named and not one.breakdowns and _PEOPLE.search(one.words)
    ]
    if len(people) != 1:
        return
    whole, words = people[0]
    for value, one in zip(values, described, strict=True):
        is_part = one.breakdowns and not one.is_named
        if is_part and value.get("period", "") == whole.get("period", ""):
            value |= {"variable": whole["variable"], "label": words}


def _key(value: dict[str, Any]) -> str:
    return repr({name: part for name, part in value.items() if name not in {"column", "label"}})


def _complete_breakdowns(values: list[dict[str, Any]]) -> None:
    """A column without a sex is the total where others of the same name have one."""
    for one in values:
        family = [other for other in values if other["variable"] == one["variable"]]
        names = sorted({name for other in family for name in other.get("breakdowns", {})})
        if names:
            own = one.get("breakdowns", {})
            one["breakdowns"] = {name: own.get(name, "_T") for name in names}


def _told_apart(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two columns must not become the same figure: the later one gets a number."""
    seen: dict[str, int] = {}
    for one in values:
        key = _key(one)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            one["variable"] = f"{one['variable']}_{seen[key]}"
    return values


def place_values(
    mapping: dict[str, Any], values: list[dict[str, Any]], paths: Sequence[tuple[str, ...]]
) -> None:
    """Put the columns of figures into the mapping in the shortest form that says them."""
    plain = [one for one in values if set(one) - {"label"} == {"column", "variable", "period"}]
    # by_period finds the columns whose lowest header says a period and nothing else
    headed = sum(1 for path in paths if path and is_period(path[-1]))
    is_row_of_periods = len(plain) == len(values) == headed > 1
    if is_row_of_periods and len({one["variable"] for one in values}) == 1:
        label = {"label": values[0]["label"]} if "label" in values[0] else {}
        mapping["by_period"] = {"variable": values[0]["variable"], **label}
    elif len(values) == 1:
        mapping["value"] = values[0]
    else:
        mapping["values"] = values
