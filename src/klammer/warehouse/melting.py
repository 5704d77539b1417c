# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan by which staged columns become tidy ones, and the query that follows from it.

What a code means was decided before, in Python; the decisions are written as CASE, because a join
would change the order of the rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from klammer.warehouse.markers import MARKERS
from klammer.warehouse.parquet import literal, quoted
from klammer.warehouse.schema import TIDY_HEAD, breakdowns_of, tidy_columns

# Quality signs beside a value that make it uncertain: "(" for few cases, "/" for too few.
_UNSURE = "(/"


@dataclass(frozen=True)
class Lookup:
    """A text made from a staged column: value → text, or → a lookup in another column.

    otherwise  for values that are not listed; None is missing
    """

    column: int
    codes: "Mapping[str, str | Lookup]"
    otherwise: "str | Lookup | None" = None

    def sql(self) -> str:
        """Return the expression."""
        rest = _text(self.otherwise)
        cases = {value: _text(code) for value, code in self.codes.items()}
        if not cases or set(cases.values()) == {rest}:
            return rest
        listed = " ".join(f"WHEN {literal(value)} THEN {code}" for value, code in cases.items())
        return f"CASE c{self.column} {listed} ELSE {rest} END"


@dataclass(frozen=True)
class Measure:
    """One column of values.

    column    where the values stand, counted from 1
    quality   where their quality signs stand; 0 for none
    variable  constant, or lookup in a code column
    secrecy   of an exact cell of this measure, constant or lookup
    """

    column: int
    variable: "str | Lookup"
    quality: int = 0
    secrecy: "str | Lookup" = "exact"


@dataclass(frozen=True)
class Melting:
    """How staged columns become tidy ones.

    area        column of the key, 0 for Germany as a whole; twelve digits become eight
    texts       boundary, period and breakdowns: name → constant or lookup
    measures    columns of values
    comma       whether the decimal sign is a comma
    silent      (area, period) where "-" says "no such area", both as delivered
    skip        lines that repeat an earlier one
    skip_areas  (area, period) that only repeat another key of the area, both as delivered
    """

    area: int
    texts: Mapping[str, "str | Lookup"]
    measures: Sequence[Measure]
    comma: bool
    file: str
    sheet: str = ""
    silent: Sequence[tuple[str, str]] = field(default=())
    period_column: int = 0
    skip: Sequence[int] = field(default=())
    skip_areas: Sequence[tuple[str, str]] = field(default=())


def melting_query(source: str, melting: Melting) -> str:
    """Return the query of tidy rows over `source`, which has c1 … cn and file_row_number."""
    skipped = f"WHERE {' AND '.join(_conditions(melting)) or 'true'}"
    if len(melting.measures) == 1:
        one = melting.measures[0]
        rows = (
            f"SELECT *, {cleaned(one.column)} AS v, {_quality(one.quality)} AS q, "
            f"{one.column} AS place FROM {source} {skipped}"
        )
    else:
        cells = ", ".join(
            f"{{'v': {cleaned(m.column)}, 'q': {_quality(m.quality)}, 'place': {m.column}}}"
            for m in melting.measures
        )
        rows = (
            f"SELECT * EXCLUDE (cell), cell.v AS v, cell.q AS q, cell.place AS place FROM "
            f"(SELECT *, unnest([{cells}]) AS cell FROM {source} {skipped})"
        )
    columns = tidy_columns(breakdowns_of([*TIDY_HEAD, *melting.texts]))
    expressions = _expressions(melting)
    chosen = ", ".join(f"{expressions[name]} AS {quoted(name)}" for name in columns)
    # The engine turns long lists into joins, which lose the order.
    unordered = melting.silent or melting.skip or melting.skip_areas
    ordered = "ORDER BY file_row_number, place" if unordered else ""
    return f"SELECT {chosen} FROM ({rows}) {ordered}"


def _conditions(melting: Melting) -> list[str]:
    conditions = []
    if melting.skip:
        lines = ", ".join(str(int(line) - 2) for line in melting.skip)
        conditions.append(f"file_row_number NOT IN ({lines})")
    if melting.skip_areas:
        conditions.append(f"NOT ({_among(melting, melting.skip_areas)})")
    return conditions


def _among(melting: Melting, pairs: Sequence[tuple[str, str]]) -> str:
    listed = ", ".join(f"({literal(area)}, {literal(period)})" for area, period in pairs)
    return f"(c{melting.area}, c{melting.period_column}) IN ({listed})"


def _expressions(melting: Melting) -> dict[str, str]:
    area = _area(melting.area)
    status, value, secrecy = _status(melting), _value(melting), _secrecy(melting)
    made = {
        "area": area,
        "area_level": _level(area),
        "variable": _by_measure(melting, "variable"),
        "value": f"CAST({value} AS DOUBLE)",
        "status": status,
        "secrecy": secrecy,
        "file": literal(melting.file),
        "sheet": literal(melting.sheet),
        "row": "CAST(file_row_number + 2 AS INTEGER)",
        "column": "CAST(place AS INTEGER)",
    }
    return made | {name: _text(text) for name, text in melting.texts.items()}


def _text(text: "str | Lookup | None") -> str:
    return text.sql() if isinstance(text, Lookup) else _constant(text)


def _by_measure(melting: Melting, what: str) -> str:
    texts = {m.column: _text(getattr(m, what)) for m in melting.measures}
    if len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    cases = " ".join(f"WHEN {column} THEN {text}" for column, text in texts.items())
    return f"CASE place {cases} END"


def _area(column: int) -> str:
    if not column:
        return literal("DG")
    key = f"c{column}"
    # The same rule as klammer.sources.keys.area_of; a test holds them together.
    return (
        f"CASE length({key}) WHEN 12 THEN {key}[1:5] || {key}[10:12] "
        f"WHEN 8 THEN CASE WHEN {key}[1:2] = '03' AND {key}[6:6] = '4' "
        f"THEN {key}[1:5] || '5' || {key}[6:8] ELSE {key} END "
        f"WHEN 11 THEN {key}[1:5] || {key}[9:11] WHEN 10 THEN {key}[1:5] || {key}[8:10] "
        f"WHEN 7 THEN {key}[1:5] || '50' || {key}[6:7] ELSE {key} END"
    )


def _level(area: str) -> str:
    return (
        f"CASE WHEN {area} = 'DG' THEN 'country' ELSE CASE length({area}) WHEN 2 THEN 'state' "
        "WHEN 3 THEN 'region' WHEN 5 THEN 'county' WHEN 8 THEN 'municipality' "
        "ELSE 'association' END END"
    )


def cleaned(column: int) -> str:
    """Return the expression of a value without blanks and parentheses."""
    # A value in parentheses keeps them as a quality sign, see _quality.
    return f"trim(c{column}, ' ()\u00a0')"


def _quality(column: int) -> str:
    return f"trim(coalesce(c{column}, ''))" if column else "''"


def _status(melting: Melting) -> str:
    marked = {marker: status for marker, (status, _, _) in MARKERS.items() if marker != "-"}
    cases = " ".join(f"WHEN {literal(m)} THEN {literal(s)}" for m, s in marked.items())
    unsure = " OR ".join(f"contains(q, {literal(sign)})" for sign in _UNSURE)
    in_parentheses = " OR ".join(
        f"(place = {m.column} AND c{m.column}[1] = '(')" for m in melting.measures
    )
    return (
        f"CASE v WHEN '-' THEN {_nothing(melting, 'not_applicable', 'zero')} {cases} "
        f"ELSE CASE WHEN {unsure} OR {in_parentheses} THEN 'unreliable' ELSE 'reported' END END"
    )


def _value(melting: Melting) -> str:
    numbers = {marker: value for marker, (_, value, _) in MARKERS.items() if value is not None}
    nulls = ", ".join(literal(m) for m, (_, value, _) in MARKERS.items() if value is None)
    zeros = ", ".join(literal(m) for m in numbers)
    number = "replace(v, ',', '.')" if melting.comma else "v"
    absent = _nothing(melting, None, "0")
    return (
        f"CASE WHEN v IN ({zeros}) THEN {absent} WHEN v IN ({nulls}) THEN NULL "
        f"ELSE CAST({number} AS DOUBLE) END"
    )


def _nothing(melting: Melting, silent: str | None, otherwise: str) -> str:
    """What "-" means: nothing at all, or, for an area that no longer is, no statement."""
    usual = otherwise if silent is None else literal(otherwise)
    if not melting.silent:
        return usual
    where = _among(melting, melting.silent)
    return f"CASE WHEN {where} THEN {_constant(silent)} ELSE {usual} END"


def _constant(text: str | None) -> str:
    return "NULL" if text is None else literal(text)


def _secrecy(melting: Melting) -> str:
    own = _by_measure(melting, "secrecy")
    hidden = ", ".join(literal(m) for m, (_, _, secrecy) in MARKERS.items() if secrecy)
    return f"CASE WHEN v IN ({hidden}) THEN 'suppressed_at_source' ELSE {own} END"
