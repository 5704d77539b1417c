# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a plain table is to be read: one small object, written as TOML, checked when it is built."""

import tomllib
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, cast

from klammer.base.cells import Secrecy, Status
from klammer.base.errors import InputRefusedError
from klammer.warehouse.schema import check_name

Column = str | int  # header text, letter of the column, or its number counted from 1

AREA_FORMS = ("key", "name", "code")
BY_PERIOD = "by_period"


@dataclass(frozen=True)
class AreaColumn:
    """Which column names the area, and how.

    form      key (AGS, ARS in any length), name (official name), code (the county's own areas)
    level     municipality, county …; "" is told by the length of the key
    boundary  ISO date of the boundary version
    value     one area for the whole table, instead of a column
    prefix    put before codes of own areas, so that two cities' district 1 stay apart
    names     text in the file → area key, for names that are written otherwise
    within    beginning of the keys that names can mean (16, 16063): Eisenach is two places
    skip      texts whose rows are left out (headings, "Ausland")
    totals    texts of rows that are the sum of the others: checked, not kept
    empty     the area an empty cell means (the city as a whole), with `empty_level`
    fill      an empty cell repeats the area above
    parts     columns that make the key together (Land, Kreis, Gemeinde)
    """

    column: Column = ""
    parts: tuple[Column, ...] = ()
    value: str = ""
    form: str = "key"
    level: str = ""
    boundary: str = ""
    prefix: str = ""
    within: str = ""
    names: AnyMapping[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    fill: bool = False
    empty: str = ""
    empty_level: str = ""


@dataclass(frozen=True)
class LabelColumn:
    """A column, or one value for the whole table; `codes` turns the file's words into codes."""

    column: Column = ""
    value: str = ""
    codes: AnyMapping[str, str] = field(default_factory=dict)
    fill: bool = False


@dataclass(frozen=True)
class ValueColumn:
    """A column of figures, with what is fixed for all of them."""

    column: Column
    variable: str = ""
    label: str = ""
    period: str = ""
    breakdowns: AnyMapping[str, str] = field(default_factory=dict)
    decimal: str = ""


@dataclass(frozen=True)
class TotalCheck:
    """A column that must be the sum of others."""

    total: Column
    parts: tuple[Column, ...]


@dataclass(frozen=True)
class Mapping:
    """Everything needed to read one table. See `klammer.sources.tabular` for the TOML."""

    origin: AnyMapping[str, Any] = field(default_factory=dict)
    sheet: str | int = ""
    sheets: str = ""  # "by_period": every sheet whose name is a period, all of one layout
    transposed: bool = False  # areas stand side by side: rows and columns are exchanged
    header: tuple[int, ...] | None = None
    first: int | None = None
    last: int | None = None
    decimal: str = ""
    encoding: str = ""
    delimiter: str = ""
    secrecy: str = Secrecy.EXACT
    zero: str = Status.ZERO
    area: AreaColumn = AreaColumn()
    period: LabelColumn = LabelColumn()
    variable: LabelColumn = LabelColumn()
    values: tuple[ValueColumn, ...] = ()
    by_period: str = ""  # variable of every column whose header is a period
    by_period_label: str = ""
    breakdowns: AnyMapping[str, LabelColumn] = field(default_factory=dict)
    markers: AnyMapping[str, str] = field(default_factory=dict)
    totals: tuple[TotalCheck, ...] = ()
    ignore: tuple[Column, ...] = ()


def mapping_from_dict(data: AnyMapping[str, Any]) -> Mapping:
    """Build a mapping from nested tables; raise `InputRefusedError` naming what is wrong."""
    data = dict(data)
    table = data.pop("table", {})
    _known(table, _TABLE, "table")
    _known(data, _OUTER, "")
    mapping = Mapping(
        **_tuples(table, "header", "ignore"),
        origin=data.get("origin", {}),
        area=_build(AreaColumn, data.get("area", {}), "area"),
        period=_label(data.get("period", {}), "period"),
        variable=_label(data.get("variable", {}), "variable"),
        values=tuple(_build(ValueColumn, one, "values") for one in _values(data)),
        by_period=str(data.get("by_period", {}).get("variable", "")),
        by_period_label=str(data.get("by_period", {}).get("label", "")),
        breakdowns={
            check_name(name): _label(one, f"breakdowns.{name}")
            for name, one in data.get("breakdowns", {}).items()
        },
        markers=data.get("markers", {}),
        totals=tuple(_build(TotalCheck, one, "totals") for one in data.get("totals", ())),
    )
    _check(mapping)
    return mapping


def mapping_from_toml(text: str) -> Mapping:
    """Read a mapping from TOML; raise `InputRefusedError` with the line of a mistake."""
    try:
        return mapping_from_dict(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _wrong("the mapping is not valid TOML", str(error)) from error


def mapping_to_dict(mapping: Mapping) -> dict[str, Any]:
    """Return a mapping as nested tables without what is left at its default."""
    plain = Mapping()
    table = {
        name: _plain(getattr(mapping, name))
        for name in _TABLE
        if getattr(mapping, name) != getattr(plain, name)
    }
    parts: dict[str, Any] = {
        "origin": dict(mapping.origin),
        "table": table,
        "area": _slim(mapping.area, AreaColumn()),
        "period": _slim(mapping.period, LabelColumn()),
        "variable": _slim(mapping.variable, LabelColumn()),
        "by_period": _by_period(mapping),
        "breakdowns": {name: _slim(one, LabelColumn()) for name, one in mapping.breakdowns.items()},
        "markers": dict(mapping.markers),
        "values": [_slim(one, ValueColumn("")) for one in mapping.values],
        "totals": [_slim(one, TotalCheck("", ())) for one in mapping.totals],
    }
    return {name: part for name, part in parts.items() if part}


def _by_period(mapping: Mapping) -> dict[str, str]:
    found = {"variable": mapping.by_period, "label": mapping.by_period_label}
    return {name: text for name, text in found.items() if text}


def mapping_to_toml(mapping: Mapping) -> str:
    """Write a mapping as TOML that `mapping_from_toml` reads back."""
    lines: list[str] = []
    for name, part in mapping_to_dict(mapping).items():
        if isinstance(part, list):
            for one in part:
                lines += [f"[[{name}]]", *_pairs(one), ""]
        elif name == "breakdowns":
            for inner, one in part.items():
                lines += [f"[breakdowns.{inner}]", *_pairs(one), ""]
        else:
            lines += [f"[{name}]", *_pairs(part), ""]
    return "\n".join(lines)


_TABLE = tuple(
    one.name
    for one in fields(Mapping)
    if one.name
    in {
        *("sheet", "sheets", "transposed", "header", "first", "last"),
        *("decimal", "encoding", "delimiter"),
        "secrecy",
        "zero",
        "ignore",
    }
)
_OUTER = (
    *("origin", "area", "period", "variable", "value", "values", "by_period"),
    *("breakdowns", "markers", "totals"),
)


def _values(data: AnyMapping[str, Any]) -> Sequence[Any]:
    """[value] is the long form of one column, [[values]] the wide form of several."""
    one = data.get("value")
    many = data.get("values", ())
    if one and many:
        raise _wrong("the mapping has [value] and [[values]]", "one of them is enough")
    return [one] if one else list(many)


def _label(data: Any, where: str) -> LabelColumn:
    built = _build(LabelColumn, {"value": data} if isinstance(data, str) else data, where)
    return cast("LabelColumn", built)


def _build(kind: Any, data: Any, where: str) -> Any:
    if not isinstance(data, AnyMapping):
        raise _wrong(f"[{where}] is no table of settings", f"found {data!r}")
    _known(data, tuple(one.name for one in fields(kind)), where)
    try:
        return kind(**_tuples(data, "parts", "skip", "totals"))
    except TypeError as error:
        raise _wrong(f"[{where}] is incomplete", str(error)) from error


def _tuples(data: AnyMapping[str, Any], *names: str) -> dict[str, Any]:
    found = dict(data)
    for name in names:
        if name in found:
            value = found[name]
            found[name] = tuple(value) if isinstance(value, list | tuple) else (value,)
    return found


def _known(data: AnyMapping[str, Any], names: tuple[str, ...], where: str) -> None:
    for name in data:
        if name not in names:
            raise _wrong(
                f"the mapping does not know '{name}'{f' in [{where}]' if where else ''}",
                f"known: {', '.join(names)}",
            )


def _check(mapping: Mapping) -> None:
    if not mapping.values and not mapping.by_period:
        raise _wrong("the mapping names no column of figures", "[value], [[values]] or [by_period]")
    if not (mapping.area.column or mapping.area.parts or mapping.area.value):
        raise _wrong("the mapping names no area", "area.column, area.parts or area.value")
    _one_of(mapping.area.form, AREA_FORMS, "area.form")
    _one_of(mapping.secrecy, tuple(Secrecy), "table.secrecy")
    _one_of(mapping.zero, (Status.ZERO, Status.ZERO_OR_HIDDEN), "table.zero")
    _one_of(mapping.decimal, ("", ",", "."), "table.decimal")
    _one_of(mapping.sheets, ("", BY_PERIOD), "table.sheets")
    for status in mapping.markers.values():
        _one_of(status, tuple(Status), "markers")
    is_told = mapping.by_period or mapping.sheets
    if not is_told and not (mapping.period.column or mapping.period.value):
        for one in mapping.values:
            if not one.period:
                raise _wrong(
                    f"column {one.column!r} has no period", "period.column, period.value or period"
                )


def _one_of(value: str, known: tuple[str, ...], where: str) -> None:
    if value not in known:
        raise _wrong(f"'{value}' is unknown in {where}", f"known: {', '.join(known)}")


def _wrong(what: str, why: str) -> InputRefusedError:
    return InputRefusedError(
        what,
        where="mapping",
        why=why,
        remedy="correct the mapping; the manual shows a full example",
        code="mapping",
    )


def _slim(one: Any, plain: Any) -> dict[str, Any]:
    return {
        part.name: _plain(getattr(one, part.name))
        for part in fields(one)
        if getattr(one, part.name) != getattr(plain, part.name)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, AnyMapping) else value


def _pairs(part: AnyMapping[str, Any]) -> list[str]:
    return [f"{_key(name)} = {_toml(value)}" for name, value in part.items()]


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else _toml(name)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, AnyMapping):
        return "{ " + ", ".join(f"{_key(k)} = {_toml(v)}" for k, v in value.items()) + " }"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    for letter, written in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        escaped = escaped.replace(letter, written)
    return f'"{escaped}"'
