# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a person says about columns to the mapping a plain table is read by.

The proposal's mapping is the beginning; a column whose role stays keeps everything the proposal
found out about it (filled cells, breakdowns in its header).
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from klammer.sources.proposals import ColumnGuess, Proposal
from klammer_web.catalogue.answers import is_answered

LABELS = ("sex", "age", "nationality")


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says about one column."""

    index: int
    role: str
    name: str = ""
    period: str = ""


def reference(column: ColumnGuess, columns: Sequence[ColumnGuess]) -> str | int:
    """Name a column by its header where that is unique, otherwise by its number."""
    same = [one for one in columns if one.header.casefold() == column.header.casefold()]
    return column.header if column.header.strip() and len(same) == 1 else column.index


def roles_of(mapping: Mapping[str, Any], columns: Sequence[ColumnGuess]) -> list[Said]:
    """Return what a mapping says about each column: the form's beginning."""
    values = _by_column(_values(mapping))
    labels = {one["column"]: name for name, one in mapping.get("breakdowns", {}).items()}
    area = mapping.get("area", {})
    found = []
    for column in columns:
        names = _names(column, columns)
        role, name, period = "", "", ""
        if names & {area.get("column"), *area.get("parts", ())}:
            role = "area"
        elif names & {mapping.get("period", {}).get("column")}:
            role = "period"
        elif names & {mapping.get("variable", {}).get("column")}:
            role = "variable"
        elif held := next((labels[one] for one in names if one in labels), ""):
            role, name = (held, "") if held in LABELS else ("breakdown", held)
        elif one := next((values[one] for one in names if one in values), None):
            role, name, period = "value", one.get("variable", ""), one.get("period", "")
        elif mapping.get("by_period") and column.role == "value":
            role, name = "value", mapping["by_period"]["variable"]
        found.append(Said(column.index, role, name, period))
    return found


def _names(column: ColumnGuess, columns: Sequence[ColumnGuess]) -> set[str | int]:
    return {reference(column, columns), column.index, _letter(column.index), column.header} - {""}


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _values(mapping: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [mapping["value"]] if mapping.get("value") else list(mapping.get("values", ()))


def _by_column(values: Sequence[dict[str, Any]]) -> dict[str | int, dict[str, Any]]:
    return {one["column"]: one for one in values}


def stated_period(mapping: Mapping[str, Any]) -> str:
    """Return the one period a mapping states for the whole table; empty for none."""
    return str(mapping.get("period", {}).get("value", ""))


def build(
    proposal: Proposal, begun: Mapping[str, Any], said: Sequence[Said], *, period: str = ""
) -> dict[str, Any]:
    """Return the mapping for what was said.

    begun   the mapping the form began with: proposed or remembered
    period  one period for the whole table as the form shows it, "" for none
    """
    is_same = list(said) == roles_of(begun, proposal.columns)
    if is_same and period == stated_period(begun):
        return deepcopy(dict(begun))
    columns = {one.index: one for one in proposal.columns}
    names = {one.index: reference(columns[one.index], proposal.columns) for one in said}
    mapping: dict[str, Any] = {
        part: deepcopy(begun[part]) for part in ("table", "markers", "totals") if part in begun
    }
    mapping["table"].pop("ignore", None)
    mapping["area"] = _area(begun, [names[one.index] for one in said if one.role == "area"])
    for part in ("period", "variable"):
        found = [names[one.index] for one in said if one.role == part]
        if found:
            mapping[part] = _label(begun.get(part, {}), found[0])
    if period and "period" not in mapping:
        mapping["period"] = {"value": period}
    breakdowns = {
        (one.role if one.role in LABELS else one.name): _label(
            begun.get("breakdowns", {}).get(one.role if one.role in LABELS else one.name, {}),
            names[one.index],
        )
        for one in said
        if one.role in {*LABELS, "breakdown"}
    }
    mapping |= {"breakdowns": breakdowns} if breakdowns else {}
    ignored = [names[one.index] for one in said if not one.role]
    mapping["table"] |= {"ignore": ignored} if ignored else {}
    return mapping | _figures(begun, said, names, has_variable="variable" in mapping)


def _area(begun: Mapping[str, Any], found: Sequence[str | int]) -> dict[str, Any]:
    before = dict(begun.get("area", {}))
    if len(found) > 1:
        return {**before, "parts": list(found)} if before.get("parts") else {}
    if not found:
        return before if before.get("value") else {}
    kept = {name: value for name, value in before.items() if name not in {"parts", "value"}}
    return {"form": "key", **kept, "column": found[0]}


def _label(before: Mapping[str, Any], column: str | int) -> dict[str, Any]:
    is_same = before.get("column") == column
    return dict(before) if is_same else {"column": column}


def _figures(
    begun: Mapping[str, Any],
    said: Sequence[Said],
    names: Mapping[int, str | int],
    *,
    has_variable: bool,
) -> dict[str, Any]:
    held = _by_column(_values(begun))
    values = []
    for one in said:
        if one.role != "value":
            continue
        before = held.get(names[one.index], {})
        value: dict[str, Any] = {"column": names[one.index]}
        value |= {"variable": one.name} if one.name and not has_variable else {}
        value |= {"period": one.period} if one.period else {}
        value |= {
            part: before[part] for part in ("breakdowns", "decimal", "label") if part in before
        }
        values.append(value)
    by_period = begun.get("by_period") and {one.get("variable") for one in values}
    if by_period and len(by_period) == 1 and not any("period" in one for one in values):
        return {"by_period": {**begun["by_period"], "variable": by_period.pop()}}
    return {"value": values[0]} if len(values) == 1 else {"values": values}


def headers(proposal: Proposal) -> list[str]:
    """Return the headers a mapping was made for: kept beside it, to find its columns again."""
    return [one.header for one in proposal.columns]


def renewed(
    kept: Mapping[str, Any], old_headers: Sequence[str], proposal: Proposal
) -> tuple[dict[str, Any], bool]:
    """Carry a kept mapping over to the next file of the same structure.

    Headers may name another year, the table may have more rows, and what the mapping states for
    the whole table (period, boundary) belonged to the old file: all that is taken from the new
    one. Returns the mapping, and whether it is complete without asking a person.
    """
    new = proposal.columns
    pairs = {
        old: reference(column, new) for old, column in zip(old_headers, new, strict=False) if old
    }
    mapping: dict[str, Any] = _renamed(kept, pairs)
    table = {
        n: v for n, v in mapping.get("table", {}).items() if n not in {"first", "last", "header"}
    }
    found = proposal.mapping.get("table", {})
    mapping["table"] = table | {
        n: found[n] for n in ("first", "last", "header", "sheet") if n in found
    }
    mapping["origin"] = {n: v for n, v in kept.get("origin", {}).items() if n != "retrieved"}
    _add_found(mapping, proposal)
    complete = [
        _renew_period(mapping, proposal),
        _renew_boundary(mapping, proposal),
        is_answered(mapping, proposal),
    ]
    return mapping, len(old_headers) == len(new) and all(complete)


def _add_found(mapping: dict[str, Any], proposal: Proposal) -> None:
    """Add words and sums that are new in this file and need no question."""
    found = proposal.mapping
    if markers := {**found.get("markers", {}), **mapping.get("markers", {})}:
        mapping["markers"] = markers
    area, new = mapping.get("area", {}), found.get("area", {})
    if totals := list(dict.fromkeys([*area.get("totals", ()), *new.get("totals", ())])):
        area["totals"] = totals
    if names := {**new.get("names", {}), **area.get("names", {})}:
        area["names"] = names


def _renamed(value: Any, pairs: Mapping[str, str | int], *, is_column: bool = False) -> Any:
    if isinstance(value, Mapping):
        return {n: _renamed(v, pairs, is_column=n in _COLUMNS) for n, v in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(one, pairs, is_column=is_column) for one in value]
    return pairs.get(value, value) if is_column and isinstance(value, str) else value


_COLUMNS = {"column", "parts", "ignore", "total"}


def _renew_period(mapping: dict[str, Any], proposal: Proposal) -> bool:
    """Put the new file's period in place of the old one's; False when it does not say it."""
    found = proposal.mapping
    is_complete = True
    if mapping.get("period", {}).get("value"):
        stated = found.get("period", {}).get("value", "")
        mapping["period"] = {"value": stated} if stated else {}
        is_complete = bool(stated)
    proposed = _by_column(_values(found))
    for one in _values(mapping):
        if one.get("period"):
            one["period"] = proposed.get(one["column"], {}).get("period", "")
            is_complete = is_complete and bool(one["period"])
    return is_complete


def _renew_boundary(mapping: dict[str, Any], proposal: Proposal) -> bool:
    """Put the boundary that knows the new file's areas in place of the old one."""
    if not mapping.get("area", {}).get("boundary"):
        return True
    stated = proposal.mapping.get("area", {}).get("boundary", "")
    mapping["area"]["boundary"] = stated
    return bool(stated)


def timeless(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """Take dates out of proposed names of variables: next year's table counts the same thing."""
    found = deepcopy(dict(mapping))
    for one in (*_values(found), found.get("by_period", {})):
        if one.get("variable"):
            one["variable"] = _DATED.sub("", one["variable"]).rstrip("_") or one["variable"]
    return found


_DATED = re.compile(
    r"(?:_(?:am|zum|vom|stand|im_jahr))?(?:_\d{1,2}_\d{1,2})?_(?:19|20)\d{2}(?=_|$)"
)
