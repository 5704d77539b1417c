# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Canonical variables: what one publisher's table calls X is the same X everywhere.

Known are the statistics a social atlas begins with (`vocabulary.toml`). What is not known keeps a
name made of the statistic and the publisher's own code or label: nothing is dropped.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from klammer.base.cells import TOTAL
from klammer.sources.labels import age_code, is_total, nationality_code, plain, sex_code, slug

COUNT_UNITS = frozenset({"", "anzahl", "number"})
_PERCENT = frozenset({"%", "prozent", "percent"})


@dataclass(frozen=True)
class Variable:
    """One canonical variable and how publishers name it."""

    id: str
    tables: tuple[str, ...]
    codes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    unit: str = "Anzahl"
    never_zero: bool = False


@dataclass(frozen=True)
class RowLabels:
    """The breakdown that the row labels of a table are."""

    tables: tuple[str, ...]
    name: str
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """Everything vocabulary.toml says."""

    variables: tuple[Variable, ...]
    row_labels: tuple[RowLabels, ...]
    literal: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary."""
    text = files("klammer.sources").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return Vocabulary(
        variables=tuple(
            Variable(
                id=entry["id"],
                tables=tuple(entry["tables"]),
                codes=tuple(entry.get("codes", ())),
                labels=tuple(plain(label) for label in entry.get("labels", ())),
                unit=entry.get("unit", "Anzahl"),
                never_zero=entry.get("never_zero", False),
            )
            for entry in found["variable"]
        ),
        row_labels=tuple(
            RowLabels(
                tables=tuple(entry["tables"]),
                name=entry["name"],
                codes={plain(label): code for label, code in entry.get("codes", {}).items()},
            )
            for entry in found["breakdown"]
        ),
        literal=tuple(table for entry in found["literal"] for table in entry["tables"]),
    )


def variable_id(table: str, *, label: str = "", code: str = "", unit: str = "") -> str:
    """Return the canonical variable of a publisher's variable.

    table    table or statistic code, e.g. 12411-01-01-4 or 12411
    label    the publisher's label; parts of a multi-row header joined by ": "
    code     the publisher's code, where there is one; it goes before the label
    unit     the unit as delivered
    returns  id of vocabulary.toml, with the unit appended when it is another one;
             unknown: the code itself, or `<statistic>_<label>`, with a percent sign as `_pct`
    """
    known = _known(table, label=label, code=code)
    if known is not None:
        return known.id if same_unit(known.unit, unit) else f"{known.id}_{unit_name(unit)}"
    if code:
        return code
    return f"{slug(statistic_of(table))}_{slug(label)}".strip("_")


def _known(table: str, *, label: str, code: str) -> Variable | None:
    candidates = [v for v in vocabulary().variables if _is_of(table, v.tables)]
    for variable in candidates:
        if code and code in variable.codes:
            return variable
    wanted = plain(label)
    return next((v for v in candidates if wanted in v.labels), None)


def same_unit(left: str, right: str) -> bool:
    """Whether two units mean the same; an empty one is a count."""
    return _unit(left) == _unit(right)


def _unit(text: str) -> str:
    clean = plain(text)
    if clean in COUNT_UNITS:
        return ""
    return "pct" if clean in _PERCENT else clean


def unit_name(unit: str) -> str:
    """Return a unit as the ending of a variable's name: `pct`, `eur`, `tsd_eur`, `count`."""
    return slug(_unit(unit)) or "count"


def statistic_of(table: str) -> str:
    """Return the statistic a table belongs to: 12411 of 12411-01-01-4, AI of AI-N-01."""
    head = table.split("-", 1)[0]
    return "AI" if head.upper().startswith("AI") else head


def _is_of(table: str, wanted: Sequence[str]) -> bool:
    return any(table.startswith(prefix) for prefix in wanted)


def keeps_labels(table: str) -> bool:
    """Whether column labels of this table only look like ages and are kept as they are."""
    return _is_of(table, vocabulary().literal)


def row_breakdown(table: str, *, labels: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return name and codes of the breakdown that a table's row labels are.

    labels   the distinct labels of the column
    returns  sex, age or nationality when all labels are; else the name in vocabulary.toml, else
             "category"; label → code, a total is `_T`, an unknown label its slug
    """
    listed = next((entry for entry in vocabulary().row_labels if _is_of(table, entry.tables)), None)
    if listed is None:
        for name, read in (
            ("sex", sex_code),
            ("age", age_code),
            ("nationality", nationality_code),
        ):
            codes = {label: read(label) for label in labels}
            if all(code is not None for code in codes.values()):
                return name, {label: code for label, code in codes.items() if code is not None}
    name = listed.name if listed else "category"
    known = listed.codes if listed else {}
    return name, {label: known.get(plain(label)) or _own_code(label) for label in labels}


def _own_code(label: str) -> str:
    if is_total(label):
        return TOTAL
    return age_code(label) or slug(label) or TOTAL
