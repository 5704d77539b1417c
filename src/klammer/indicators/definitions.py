# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicator definitions as files: what a figure means, how it is made, how it is misread.

One TOML file per indicator under `indicators/library/` (shipped) or in the instance's
`definitions/` (a county's own). A changed file is a new version; old figures keep theirs.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.formulas import Formula, Term
from klammer.indicators.intervals import may_use
from klammer.indicators.toml_text import toml_text

DIRECTIONS = ("high_is_burden", "high_is_good", "neutral")


@dataclass(frozen=True)
class Break:
    """A year from which figures are not comparable with those before, and why."""

    period: str
    reason: str


@dataclass(frozen=True)
class Definition:
    """One indicator. Texts are German; an empty text means nobody has written it yet.

    reviewed is an ISO date of the expert review, empty means "fachlich ungeprüft".
    interval says whether an interval may be computed: "wilson", "byar", or "" with why_no_interval.
    """

    id: str
    title: str
    sentence: str  # one plain sentence: what it says
    domain: str
    kind: Kind
    unit: str
    direction: str
    formula: Formula
    interval: str = ""
    why_no_interval: str = ""  # code: delivered_rate, clustered, ratio, mean, amount, full_count
    decimals: int = 1
    role: str = "context"  # context, need, provision, output, outcome
    levels: tuple[str, ...] = ()  # area levels it is defined for; empty: wherever the data reach
    breakdowns: tuple[str, ...] = ()
    reference: str = ""  # "31.12.", "Jahresdurchschnitt", "1. März"
    source: str = ""  # who publishes it, in words
    holder: str = ""  # who holds the data
    legal_basis: str = ""
    population: str = ""  # who is counted and who is not
    interpretation: str = ""
    limits: str = ""
    misreading: str = ""  # the typical misreading
    perverse_incentive: str = ""
    relevant_difference: float | None = None  # in the unit; below it no colour
    breaks: tuple[Break, ...] = ()
    synonyms: tuple[str, ...] = ()
    reviewed: str = ""
    headline: bool = False  # one of the sheets a planner opens first
    how_to_get: str = ""  # for a definition without data: "so bekommt man sie"
    extra: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def version(self) -> str:
        """First 12 digits of the hash over everything the definition says."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def load_definitions(folder: Path) -> dict[str, Definition]:
    """Read all definitions of a folder: id → definition, sorted by id.

    Raises `InputRefusedError` naming file and key when one cannot be read.
    """
    found: dict[str, Definition] = {}
    files: dict[str, str] = {}
    for path in sorted(folder.rglob("*.toml")):
        definition = read_definition(path)
        if definition.id in found:
            raise InputRefusedError(
                f"the indicator '{definition.id}' is defined twice",
                where=path.name,
                why=f"{files[definition.id]} defines it too",
                remedy="give one of them another id",
                code="definition_repeats",
            )
        found[definition.id], files[definition.id] = definition, path.name
    return dict(sorted(found.items()))


def read_definition(path: Path) -> Definition:
    """Read one definition file; raise `InputRefusedError` naming what is wrong in it."""
    try:
        return definition_of(tomllib.loads(path.read_text(encoding="utf-8")), where=path.name)
    except tomllib.TOMLDecodeError as error:
        raise InputRefusedError(
            f"{path.name} is not readable as TOML",
            where=path.name,
            why=str(error),
            remedy="mend the line named above",
        ) from error


def definition_of(data: Mapping[str, Any], *, where: str = "") -> Definition:
    """Build a definition from a file's content; raise `InputRefusedError` when it is not sound."""
    values = dict(data)
    try:
        values["kind"] = Kind(values["kind"])
        values["formula"] = _formula(values["formula"])
        if values.get("relevant_difference") is not None:
            values["relevant_difference"] = float(values["relevant_difference"])
        values["breaks"] = tuple(Break(**one) for one in values.get("breaks", ()))
        for name in ("levels", "breakdowns", "synonyms"):
            values[name] = tuple(values.get(name, ()))
        definition = Definition(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise InputRefusedError(
            "the indicator definition cannot be read",
            where=where,
            why=str(error),
            remedy="compare with the documented keys in reference/indicator-definitions",
        ) from error
    _check(definition, where)
    return definition


def to_data(definition: Definition) -> dict[str, Any]:
    """Return a definition as plain values, JSON-safe; `definition_of` reads the same one back.

    Keys that say nothing (empty texts and lists, defaults) are left out.
    """
    data: dict[str, Any] = {}
    for one in fields(definition):
        value = getattr(definition, one.name)
        default = one.default if one.default_factory is MISSING else one.default_factory()
        if one.name == "formula":
            data["formula"] = _formula_data(definition.formula)
        elif one.name == "breaks":
            data.update({"breaks": [asdict(b) for b in value]} if value else {})
        elif value != default:
            data[one.name] = list(value) if isinstance(value, tuple) else value
    data["kind"] = str(definition.kind)
    return data


def to_toml(definition: Definition) -> str:
    """Return a definition as the text of its file; reading it gives the same version."""
    return toml_text(to_data(definition))


def _formula_data(formula: Formula) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if formula.factor != 1:
        data["factor"] = formula.factor
    if formula.delivered:
        data["delivered"] = _term_data(formula.delivered)
    for name, terms in (("numerator", formula.numerator), ("denominator", formula.denominator)):
        if terms:
            data[name] = [_term_data(term) for term in terms]
    return data


def _term_data(term: Term) -> dict[str, Any]:
    data: dict[str, Any] = {"variable": term.variable}
    if term.label:
        data["label"] = term.label
    if term.sign != 1:
        data["sign"] = term.sign
    if term.years_back:
        data["years_back"] = term.years_back
    return data | {column: list(codes) for column, codes in term.where.items()}


def _formula(data: Mapping[str, Any]) -> Formula:
    unknown = set(data) - {"numerator", "denominator", "factor", "delivered"}
    if unknown:
        raise ValueError(f"a formula knows no {', '.join(sorted(unknown))}")
    return Formula(
        numerator=tuple(_term(one) for one in data.get("numerator", ())),
        denominator=tuple(_term(one) for one in data.get("denominator", ())),
        factor=float(data.get("factor", 1)),
        delivered=_term(data["delivered"]) if "delivered" in data else None,
    )


def _term(data: Mapping[str, Any]) -> Term:
    known = {"variable", "label", "sign", "years_back"}
    where = {
        key: (value,) if isinstance(value, str) else tuple(value)
        for key, value in data.items()
        if key not in known
    }
    return Term(where=where, **{key: data[key] for key in known if key in data})


def _check(definition: Definition, where: str) -> None:
    if definition.direction not in DIRECTIONS:
        raise InputRefusedError(
            f"direction '{definition.direction}' is unknown",
            where=where,
            why=f"expected one of {', '.join(DIRECTIONS)}",
            remedy="say whether a high value is a burden, good, or neither",
        )
    formula = definition.formula
    if not formula.variables and not definition.how_to_get:
        raise InputRefusedError(
            "the formula is empty",
            where=where,
            why="a definition needs a numerator, a delivered figure, or says how to get the data",
            remedy="name the variables",
        )
    if definition.interval and (formula.delivered or not formula.denominator):
        raise InputRefusedError(
            "an interval needs numerator and denominator",
            where=where,
            why="a delivered rate has no cases to compute an interval from",
            remedy="leave interval empty and give why_no_interval",
        )
    if definition.interval and not may_use(definition.interval, kind=definition.kind):
        raise InputRefusedError(
            f"the interval '{definition.interval}' does not fit a figure of kind {definition.kind}",
            where=where,
            why="wilson is for proportions, byar for rates and counts; other kinds have none",
            remedy="correct kind or interval, or leave interval empty and give why_no_interval",
        )
