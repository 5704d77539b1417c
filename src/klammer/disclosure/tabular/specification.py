# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What SPEC.toml says: dimensions, tables, rules, costs, knowledge of others.

The format is described with examples in docs/reference/disclosure.md.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from klammer.base.cells import Audience, Secrecy
from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table
from klammer.disclosure.dimensions import Dimension, tree_from

Reader = Callable[[str], Table]  # name of a file beside the SPEC → its table


@dataclass(frozen=True)
class Ratio:
    """A column computed from the protected one: factor · column / denominator + offset."""

    column: str
    denominator: str = ""
    factor: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True)
class TableSpec:
    """One table.

    column        holds the count or value; `is_count`: whole persons or things, never negative
    quantity       what is counted: tables with the same quantity share cells
    group         column with the number of all persons of the cell (of whom `column` is a part)
    contributors  column with the number of those who contribute to a value
    largest       columns with the largest contributions, the largest first
    ratios        columns computed from it, shown and hidden with it
    absent        "zero": a combination without a row is nothing; "unknown": nobody says
    totals        "delivered": those with a row, and the grand total; "all": every code above
    published     an official publisher shows it: known to everyone, never hidden
    released      we showed it earlier ourselves: known as well, and ours to answer for
    """

    name: str
    file: str
    dimensions: tuple[str, ...]
    column: str
    is_count: bool
    quantity: str
    group: str = ""
    contributors: str = ""
    largest: tuple[str, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    absent: str = "zero"
    totals: str = "delivered"
    secrecy: Secrecy = Secrecy.EXACT
    published: bool = False
    released: bool = False

    @property
    def is_known(self) -> bool:
        """Whether its audience has it already, so that nothing in it can be hidden any more."""
        return self.published or self.released


@dataclass(frozen=True)
class KnownSpec:
    """Limits an attacker knows: from registers, charts, maps, earlier releases.

    file    dimension columns and `low`, `high` (either may be empty), or `value`
    by      "others": published officially; "us": we showed it earlier
    """

    file: str
    quantity: str
    by: str


@dataclass(frozen=True)
class CostSpec:
    """What hiding a cell costs: 1, its value or its digits, times a factor for each total."""

    by: str = "cells"
    totals: float = 3.0
    keep: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keep_factor: float = 50.0


@dataclass(frozen=True)
class Specification:
    """Everything SPEC.toml says; `rules` as written, judged in `tabular.rules`."""

    audience: Audience
    on: date
    dimensions: Mapping[str, Dimension]
    tables: tuple[TableSpec, ...]
    known: tuple[KnownSpec, ...] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)
    cost: CostSpec = CostSpec()
    method: str = "auto"
    base: int = 5
    seconds: float = 60.0


METHODS = ("auto", "exact", "fast", "controlled_rounding", "rounding")
_TOP = {"audience", "on", "dimension", "table", "known", "rules", "cost", "method"}
_TABLE = {
    *("name", "file", "dimensions", "count", "value", "quantity", "group", "contributors"),
    *("largest", "ratio", "absent", "totals", "secrecy", "published", "released"),
}


def specification_of(text: str, *, read: Reader) -> Specification:
    """Read a SPEC.

    text  the file's text
    read  gives the table of a hierarchy file that the SPEC names

    Raises `InputRefusedError` naming the entry that cannot be used; nothing unknown is ignored.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refused("the SPEC is not TOML", "SPEC", str(error), "correct the line") from error
    _only(data, _TOP, "SPEC")
    dimensions = {
        name: _dimension(name, entry, read) for name, entry in data.get("dimension", {}).items()
    }
    tables = tuple(_table(entry, dimensions) for entry in data.get("table", ()))
    if not tables:
        raise refused("there is no [[table]]", "SPEC", "", "describe at least one table")
    _distinct([one.name for one in tables])
    method = data.get("method", {})
    _only(method, {"secondary", "base", "seconds"}, "method")
    return Specification(
        audience=_audience(data),
        on=_day(data),
        dimensions=dimensions,
        tables=tables,
        known=tuple(_known(entry, tables) for entry in data.get("known", ())),
        rules=data.get("rules", {}),
        cost=_cost(data.get("cost", {}), dimensions),
        method=_choice(method.get("secondary", "auto"), METHODS, "method.secondary"),
        base=_whole(method.get("base", 5), "method.base"),
        seconds=float(method.get("seconds", 60.0)),
    )


def refused(what: str, where: str, why: str = "", remedy: str = "") -> InputRefusedError:
    """The refusal of one entry of a SPEC."""
    return InputRefusedError(what, where=where, why=why, remedy=remedy, code="specification")


def _only(data: Mapping[str, Any], allowed: set[str], where: str) -> None:
    unknown = sorted(set(data) - allowed)
    if unknown:
        raise refused(
            f"'{unknown[0]}' is unknown", where, f"known are {', '.join(sorted(allowed))}",
            "correct the name",
        )  # fmt: skip


def _choice(value: Any, choices: Sequence[str], where: str) -> str:
    if value not in choices:
        raise refused(
            f"'{value}' is no choice", where, f"expected {', '.join(choices)}", "choose one"
        )
    return str(value)


def _whole(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 2:
        raise refused(f"'{value}' is no base", where, "expected 2 or more", "write 3, 5 or 10")
    return int(value)


def _audience(data: Mapping[str, Any]) -> Audience:
    return Audience(_choice(data.get("audience"), [str(one) for one in Audience], "audience"))


def _day(data: Mapping[str, Any]) -> date:
    on = data.get("on")
    if not isinstance(on, date):
        raise refused(
            "the day is missing", "on", "rules and thresholds are dated", "write on = 2026-01-31"
        )
    return on


def _dimension(name: str, data: Mapping[str, Any], read: Reader) -> Dimension:
    where = f"dimension {name}"
    _only(data, {"total", "hierarchy", "prefix", "tree", "adds"}, where)
    if sum(key in data for key in ("hierarchy", "prefix", "tree")) > 1:
        raise refused("two kinds of hierarchy", where, "", "keep hierarchy, prefix or tree")
    total = str(data.get("total", "Total"))
    files = data.get("hierarchy", ())
    trees = [
        _tree_file(file, total, read) for file in ([files] if isinstance(files, str) else files)
    ]
    if "tree" in data:
        pairs = [(str(c), str(p)) for p, children in data["tree"].items() for c in children]
        trees.append(tree_from(pairs, where=where, total=total))
    adds = data.get("adds", True)
    if adds is not True and (adds is not False or trees or "prefix" in data):
        raise refused("adds = false goes with no hierarchy", where, "", "remove one of the two")
    return Dimension(name, total, tuple(trees), tuple(sorted(data.get("prefix", ()))), adds)


def _tree_file(file: str, total: str, read: Reader) -> dict[str, str]:
    table = read(file)
    table.require("code", "parent")
    pairs = [
        (str(code), "" if parent is None else str(parent))
        for code, parent in zip(table["code"], table["parent"], strict=True)
    ]
    return tree_from(pairs, where=file, total=total)


def _table(data: Mapping[str, Any], dimensions: Mapping[str, Dimension]) -> TableSpec:
    name = str(data.get("name", ""))
    where = f"table {name}"
    _only(data, _TABLE, where)
    if not name or ("count" in data) == ("value" in data):
        raise refused("a table needs a name and either count or value", where)
    named = tuple(str(one) for one in data.get("dimensions", ()))
    foreign = [one for one in named if one not in dimensions]
    if foreign or not named:
        raise refused(
            f"the dimension '{foreign[0] if foreign else ''}' is not described", where,
            "", "add [dimension.NAME]",
        )  # fmt: skip
    column = str(data.get("count", data.get("value")))
    return TableSpec(
        name=name,
        file=str(data.get("file", "")),
        dimensions=named,
        column=column,
        is_count="count" in data,
        quantity=str(data.get("quantity", column)),
        group=str(data.get("group", "")),
        contributors=str(data.get("contributors", "")),
        largest=tuple(str(one) for one in data.get("largest", ())),
        ratios=tuple(_ratio(one, where) for one in data.get("ratio", ())),
        absent=_choice(data.get("absent", "zero"), ("zero", "unknown"), f"{where}, absent"),
        totals=_choice(data.get("totals", "delivered"), ("delivered", "all"), f"{where}, totals"),
        secrecy=Secrecy(
            _choice(data.get("secrecy", "exact"), [str(s) for s in Secrecy], f"{where}, secrecy")
        ),
        published=bool(data.get("published", False)),
        released=bool(data.get("released", False)),
    )


def _ratio(data: Mapping[str, Any], where: str) -> Ratio:
    _only(data, {"column", "denominator", "factor", "offset"}, f"{where}, ratio")
    if "column" not in data:
        raise refused("a ratio needs its column", where)
    return Ratio(
        str(data["column"]),
        str(data.get("denominator", "")),
        float(data.get("factor", 1.0)),
        float(data.get("offset", 0.0)),
    )


def _known(data: Mapping[str, Any], tables: Sequence[TableSpec]) -> KnownSpec:
    _only(data, {"file", "quantity", "by"}, "known")
    quantity = str(data.get("quantity", tables[0].quantity))
    if quantity not in {one.quantity for one in tables} or "file" not in data:
        raise refused("known figures need a file and a quantity of a table", "known")
    return KnownSpec(
        str(data["file"]), quantity, _choice(data.get("by", "others"), ("others", "us"), "known.by")
    )


def _cost(data: Mapping[str, Any], dimensions: Mapping[str, Dimension]) -> CostSpec:
    _only(data, {"by", "totals", "keep", "keep_factor"}, "cost")
    keep = {str(d): tuple(str(c) for c in codes) for d, codes in data.get("keep", {}).items()}
    foreign = sorted(set(keep) - set(dimensions))
    if foreign:
        raise refused(f"the dimension '{foreign[0]}' is not described", "cost.keep")
    return CostSpec(
        _choice(data.get("by", "cells"), ("cells", "value", "digits"), "cost.by"),
        float(data.get("totals", 3.0)),
        keep,
        float(data.get("keep_factor", 50.0)),
    )


def _distinct(names: Sequence[str]) -> None:
    if len(set(names)) < len(names):
        raise refused("two tables have one name", "table", ", ".join(names), "name them apart")
