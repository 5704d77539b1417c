# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The header of a flat file: layout of 2024 (a column per variable) or of 2026 (one value)."""

import re
from dataclasses import dataclass

from klammer.base.errors import InputRefusedError, Place

_FIXED = {
    "statistik_code": "statistic",
    "statistics_code": "statistic",
    "statistik_label": "statistic_label",
    "statistics_label": "statistic_label",
    "zeit": "time",
    "time": "time",
    "value": "value",
    "wert": "value",
    "value_unit": "unit",
    "value_variable_code": "variable",
    "value_variable_label": "variable_label",
    "value_q": "quality",
}
_SLOT = re.compile(r"^(\d+)_(merkmal|variable|auspraegung|variable_attribute|value)_(code|label)$")
_VARIABLE_CODE = re.compile(r"^[A-Z][A-Z0-9_]{2,}$")
_QUALITY_ENDINGS = ("__q", "_q")


@dataclass(frozen=True)
class Slot:
    """One variable of a table: where its code and label stand, and those of its attribute."""

    code: int
    label: int
    attribute: int
    attribute_label: int


@dataclass(frozen=True)
class WideColumn:
    """One column of values in the layout of 2024; quality is 0 when there is none."""

    column: int
    code: str
    label: str
    unit: str
    quality: int = 0


@dataclass(frozen=True)
class Layout:
    """Where everything stands, counted from 1; 0 is not there.

    value, unit, variable, variable_label, quality  the layout of 2026
    wide                                            the layout of 2024
    """

    columns: int
    statistic: int
    statistic_label: int
    time: int
    slots: tuple[Slot, ...]
    value: int = 0
    unit: int = 0
    variable: int = 0
    variable_label: int = 0
    quality: int = 0
    wide: tuple[WideColumn, ...] = ()

    @property
    def code_columns(self) -> frozenset[int]:
        """Every column that decides what a value is; the others only say it again in words."""
        codes = [self.statistic, self.time, self.variable, self.unit, self.quality]
        codes += [column for slot in self.slots for column in (slot.code, slot.attribute)]
        codes += [wide.quality for wide in self.wide]
        return frozenset(codes) - {0}

    @property
    def value_columns(self) -> tuple[int, ...]:
        """Every column that holds values."""
        return (self.value,) if self.value else tuple(wide.column for wide in self.wide)


def looks_like_header(line: str) -> bool:
    """Whether a line begins as flat files do, in German or English, old or new."""
    first = line.lstrip("\ufeff").strip().lower().replace('"', "")
    return first.startswith(("statistik_code;", "statistics_code;"))


def read_layout(header: list[str], *, name: str) -> Layout:
    """Read a header; raise `InputRefusedError` naming what is missing in it."""
    names = [title.strip() for title in header]
    fixed = {_FIXED[n.lower()]: at for at, n in enumerate(names, 1) if n.lower() in _FIXED}
    missing = [what for what in ("statistic", "statistic_label", "time") if what not in fixed]
    slots = _slots(names)
    wide = () if "value" in fixed else _wide(names)
    if "value" in fixed:
        missing += [what for what in ("unit", "variable", "variable_label") if what not in fixed]
    elif not wide:
        missing.append("value")
    if missing:
        raise InputRefusedError(
            f"{name} has not the header of a flat file",
            where=Place(file=name, row=1),
            why=f"not found: {', '.join(missing)}; the header has {len(names)} columns: "
            f"{'; '.join(names[:8])} …",
            remedy="download the table as flat file (ffcsv) again and do not edit it",
            code="header",
        )
    return Layout(columns=len(names), slots=slots, wide=wide, **fixed)


def _slots(names: list[str]) -> tuple[Slot, ...]:
    found: dict[int, dict[str, int]] = {}
    for at, title in enumerate(names, start=1):
        if match := _SLOT.match(title.lower()):
            is_attribute = match[2] in {"auspraegung", "variable_attribute", "value"}
            part = ("attribute_" if is_attribute else "") + match[3]
            found.setdefault(int(match[1]), {})[part] = at
    return tuple(
        Slot(
            code=parts.get("code", 0),
            label=parts.get("label", parts.get("code", 0)),
            attribute=parts.get("attribute_code", 0),
            attribute_label=parts.get("attribute_label", parts.get("attribute_code", 0)),
        )
        for _, parts in sorted(found.items())
        if parts.get("code") and parts.get("attribute_code")
    )


def _wide(names: list[str]) -> tuple[WideColumn, ...]:
    columns = []
    for at, title in enumerate(names, start=1):
        if "__" not in title or title.lower().endswith(_QUALITY_ENDINGS):
            continue
        following = names[at] if at < len(names) else ""
        quality = at + 1 if following.lower().endswith(_QUALITY_ENDINGS) else 0
        code, label, unit = _named(title)
        columns.append(WideColumn(at, code, label, unit, quality))
    return tuple(columns)


def _named(title: str) -> tuple[str, str, str]:
    """Code, label and unit of `FILM11__Kinos__Anzahl`, `Preisindex__CH0004`, `Kinos__Anzahl`."""
    parts = [part.strip() for part in title.split("__")]
    if _VARIABLE_CODE.match(parts[0]):
        label = parts[1] if len(parts) > 1 else parts[0]
        return parts[0], label.replace("_", " "), _unit(parts[2] if len(parts) > 2 else "")
    label = parts[0].replace("_", " ")
    if _VARIABLE_CODE.match(parts[1]):  # a computed column: change against the period before
        return "", f"{label} {parts[1]}", ""
    return "", label, _unit(parts[1])


def _unit(text: str) -> str:
    return text.replace("_", " ")
