# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formulas compiled to SQL: from tidy observations to the figures of one indicator.

The steps of one term, each a common table expression:

    selected   the observations the term names, of every delivery that has its variable
    summed     added up over the selected breakdown codes; incomplete sums have no value
    whole      units that are carried to the target boundary as they are
    carried    and the others: counts by weight, rates refused
    chosen     one per key: not converted before converted, newer delivery before older

Sums are taken over DECIMAL, so that they do not depend on the order of rows or threads.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klammer.base.cells import TOTAL, Secrecy, Status
from klammer.base.quantities import Kind
from klammer.indicators.definitions import Definition
from klammer.indicators.formulas import Term
from klammer.warehouse.edges import Ways
from klammer.warehouse.engine import column, literal
from klammer.warehouse.limits import limits_sql
from klammer.warehouse.schema import BREAKDOWNS, VALUES
from klammer.warehouse.tidy import YEAR

# From harmless to decisive: the worst status of the parts is the status of the sum.
STATUS_RANK = (
    Status.REPORTED,
    Status.ZERO,
    Status.ZERO_OR_HIDDEN,
    Status.UNRELIABLE,
    Status.MISSING,
    Status.NOT_YET_AVAILABLE,
    Status.NOT_APPLICABLE,
    Status.SUPPRESSED,
)
SECRECY_RANK = tuple(Secrecy)
_FIRST_WITHOUT_VALUE = STATUS_RANK.index(Status.MISSING)
BETWEEN = {"municipality": "association", "county": "planning_region"}
OWN = "own"  # source_class of figures the county made itself
_SUM = "DECIMAL(18, 4)"
KEYS = "area_level, boundary, year, sex, age, nationality, area"
ORDER = KEYS


@dataclass(frozen=True, slots=True)
class Observations:
    """One delivery's tidy file.

    order       later deliveries win; accepted order
    columns     breakdown columns of the file
    variables   what is in it
    places      level × boundary of its rows
    yearly      whether no area has two periods in one year (then none must be chosen)
    own         whether the county made these figures, so that they are ours to hide
    """

    path: Path
    order: int
    columns: tuple[str, ...]
    variables: frozenset[str]
    places: frozenset[tuple[str, str]]
    yearly: bool = False
    own: bool = False

    @classmethod
    def described(cls, path: Path, about: Mapping[str, Any]) -> "Observations":
        """Build from what delivery.json or a manifest says: order, breakdowns, variables …"""
        return cls(
            path,
            about["order"],
            tuple(about["breakdowns"]),
            frozenset(about["variables"]),
            frozenset((level, boundary) for level, boundary in about["places"]),
            about["yearly"],
            about["source_class"] == OWN,
        )


def figures_sql(definition: Definition, observations: Sequence[Observations], *, ways: Ways) -> str:
    """Return the query for all figures of one definition, columns schema.VALUES, sorted.

    ways  what `edges.load_edges` gave for the engine that will run the query

    Only deliveries that hold one of the variables are read; a step that has nothing to do for
    them is left out. Where one of them is the county's own, the column source_class is added.
    """
    formula = definition.formula
    if formula.delivered:
        parts = [("n", 0, formula.delivered)]
    else:
        parts = [("n", number, term) for number, term in enumerate(formula.numerator)]
        parts += [("d", number, term) for number, term in enumerate(formula.denominator)]
    steps = [
        _term_sql(f"{part}{number}", term, definition, observations, ways=ways)
        for part, number, term in parts
    ]
    tables = {part: [f"{p}{n}" for p, n, _ in parts if p == part] for part in "nd"}
    own = own_orders(definition, observations)
    body = _combined_sql(definition, tables["n"], tables["d"], own=own)
    return f"WITH {', '.join(steps)}, {body}"


def own_orders(definition: Definition, observations: Sequence[Observations]) -> list[int]:
    """Return the orders of the county's own deliveries that a definition reads."""
    variables = set(definition.formula.variables)
    return [one.order for one in observations if one.own and variables & one.variables]


# Which of several answers counts: one with a value, or a secret, before one without; a figure as
# delivered before a converted one; one of the same level before a sum of units; the newer
# delivery before the older.
CHOICE = (
    f"value IS NULL AND status <> {STATUS_RANK.index(Status.SUPPRESSED)}, error_class, "
    "from_level <> area_level, delivery DESC, from_boundary DESC"
)


def _term_sql(
    name: str,
    term: Term,
    definition: Definition,
    observations: Sequence[Observations],
    *,
    ways: Ways,
) -> str:
    holders = [one for one in observations if term.variable in one.variables]
    selected = " UNION ALL ".join(selected_sql(one, term, definition) for one in holders)
    if not holders:
        selected = _NOTHING
    codes = 1
    for wanted in term.where.values():
        codes *= len(wanted)
    summed = _summed_sql(f"{name}_selected", codes)
    split = any((p == way[:2]) for one in holders for p in one.places for way in ways.split)
    carried = f"SELECT * FROM {name}_whole"
    if split:
        carry = _refused_sql if definition.formula.delivered else _split_sql
        carried += f" UNION ALL {carry(f'{name}_summed')}"
    sign = f"{term.sign} * " if term.sign != 1 else ""
    chosen = f" QUALIFY row_number() OVER (PARTITION BY {KEYS} ORDER BY {CHOICE}) = 1"
    return (
        f"{name}_selected AS ({selected}), {name}_summed AS ({summed}), "
        f"{name}_whole AS ({_whole_sql(f'{name}_summed')}), {name}_carried AS ({carried}), "
        f"{name} AS (SELECT area_level, boundary, year + {term.years_back} AS year, sex, age, "
        f"nationality, area, delivery, {sign}value AS value, status, secrecy, error_class, note "
        f"FROM {name}_carried{chosen if _rivals(holders, ways) else ''})"
    )


def _rivals(holders: Sequence[Observations], ways: Ways) -> bool:
    """Whether two deliveries or boundaries can answer for the same target."""
    answers = Counter(
        way[2:]
        for one in holders
        for place in one.places
        for way in ways.whole | ways.split
        if way[:2] == place
    )
    return max(answers.values(), default=0) > 1


_NOTHING = (
    "SELECT NULL::INTEGER AS delivery, NULL::VARCHAR AS area, NULL::VARCHAR AS area_level, "
    "NULL::VARCHAR AS boundary, NULL::INTEGER AS year, NULL::VARCHAR AS sex, "
    "NULL::VARCHAR AS age, NULL::VARCHAR AS nationality, NULL::DOUBLE AS value, "
    "NULL::TINYINT AS status, NULL::TINYINT AS secrecy WHERE false"
)


def selected_sql(one: Observations, term: Term, definition: Definition, *, more: str = "") -> str:
    """Return the query for what a term selects from one delivery; `more` adds columns."""
    conditions = [f"variable = {literal(term.variable)}"]
    for name, wanted in term.where.items():
        if name not in one.columns:
            conditions.append("true" if wanted == (TOTAL,) else "false")
        else:
            listed = ", ".join(literal(code) for code in wanted)
            conditions.append(f"COALESCE({column(name)}, '{TOTAL}') IN ({listed})")
    conditions += [
        f"COALESCE({column(name)}, '{TOTAL}') = '{TOTAL}'"
        for name in one.columns
        if name not in term.where and name not in definition.breakdowns
    ]
    broken = [_breakdown_sql(name, one, term, definition) for name in BREAKDOWNS]
    latest = f" QUALIFY period = max(period) OVER (PARTITION BY area, boundary, {YEAR})"
    return (
        f"SELECT {one.order} AS delivery, area, area_level, boundary, {YEAR} AS year, "
        f"{', '.join(broken)}, value, {_rank_sql('status', STATUS_RANK)} AS status, "
        f"{_rank_sql('secrecy', SECRECY_RANK)} AS secrecy{more} "
        f"FROM read_parquet({literal(str(one.path))}) WHERE {' AND '.join(conditions)}"
        f"{'' if one.yearly else latest}"
    )


def _breakdown_sql(name: str, one: Observations, term: Term, definition: Definition) -> str:
    shown = name in definition.breakdowns and name in one.columns and name not in term.where
    return f"COALESCE({name}, '{TOTAL}') AS {name}" if shown else f"'{TOTAL}' AS {name}"


def _rank_sql(name: str, ranks: Sequence[str]) -> str:
    cases = " ".join(f"WHEN '{code}' THEN {rank}" for rank, code in enumerate(ranks))
    return f"CAST(CASE {name} {cases} END AS TINYINT)"


def _summed_sql(source: str, codes: int) -> str:
    # A sum over several codes is a sum only when every code is there.
    if codes == 1:
        return f"SELECT * FROM {source}"
    missing = STATUS_RANK.index(Status.MISSING)
    return (
        f"SELECT delivery, area, area_level, boundary, year, sex, age, nationality, "
        f"CASE WHEN count(value) = {codes} THEN CAST(sum(CAST(value AS {_SUM})) AS DOUBLE) END "
        f"AS value, CASE WHEN count(*) < {codes} THEN greatest({missing}, max(status)) "
        f"ELSE max(status) END AS status, max(secrecy) AS secrecy "
        f"FROM {source} GROUP BY ALL"
    )


_EDGE = "s.area_level = e.from_level AND s.boundary = e.from_boundary AND s.area = e.old"
_CARRIED = (
    "delivery, s.boundary AS from_boundary, s.area_level AS from_level, "
    "to_level AS area_level, to_boundary AS boundary, "
    "year, sex, age, nationality, new AS area"
)


def _whole_sql(source: str) -> str:
    """A unit that stays as it is takes everything along."""
    return (
        f"SELECT {_CARRIED}, value, status, secrecy, error_class, e.note AS note "
        f"FROM {source} s JOIN whole_edges e ON {_EDGE}"
    )


def _split_sql(source: str) -> str:
    """Counts by weight: a part that is missing leaves the whole without a value."""
    missing = STATUS_RANK.index(Status.MISSING)
    share = "CAST(value AS DECIMAL(19, 4)) * CAST(weight AS DECIMAL(19, 12))"
    return (
        f"SELECT {_CARRIED}, CASE WHEN count(value) = any_value(parts) "
        f"THEN round(CAST(sum(CAST({share} AS DECIMAL(38, 16))) AS DOUBLE), 4) END AS value, "
        f"CASE WHEN count(*) < any_value(parts) THEN greatest({missing}, max(status)) "
        f"ELSE max(status) END AS status, max(secrecy) AS secrecy, "
        f"max(error_class) AS error_class, max(e.note) AS note "
        f"FROM {source} s JOIN split_edges e ON {_EDGE} GROUP BY ALL"
    )


def _refused_sql(source: str) -> str:
    """Rates and means of units that did not stay whole are not converted, and say so."""
    return (
        f"SELECT {_CARRIED}, NULL::DOUBLE AS value, "
        f"{STATUS_RANK.index(Status.NOT_APPLICABLE)} AS status, max(secrecy) AS secrecy, "
        f"'X' AS error_class, 'rate_not_convertible' AS note FROM {source} s "
        f"JOIN split_edges e ON {_EDGE} WHERE e.from_level = e.to_level GROUP BY ALL"
    )


def _combined_sql(
    definition: Definition, numerator: list[str], denominator: list[str], *, own: list[int]
) -> str:
    first, *others = [*numerator, *denominator]
    joins = "".join(f" LEFT JOIN {name} USING ({KEYS})" for name in others)
    num = " + ".join(f"{name}.value" for name in numerator)
    den = " + ".join(f"{name}.value" for name in denominator)
    every = [*numerator, *denominator]
    missing = STATUS_RANK.index(Status.MISSING)
    status = _greatest([f"COALESCE({name}.status, {missing})" for name in every])
    delivered = definition.formula.delivered is not None
    columns = {
        "numerator": "NULL::DOUBLE" if delivered else f"CAST({num} AS DOUBLE)",
        "denominator": f"CAST({den} AS DOUBLE)" if denominator else "NULL::DOUBLE",
        "delivered": f"CAST({num} AS DOUBLE)" if delivered else "NULL::DOUBLE",
        "rank": status,
        "secrecy_rank": _greatest([f"{name}.secrecy" for name in every]),
        "error_class": f"replace({_greatest([f'{name}.error_class' for name in every])}, 'X', '')",
        "carry_note": _greatest([f"{name}.note" for name in every]),
    }
    if own:
        orders = ", ".join(map(str, own))
        mine = " OR ".join(f"COALESCE({name}.delivery IN ({orders}), false)" for name in every)
        columns["source_class"] = f"CASE WHEN {mine} THEN '{OWN}' ELSE 'official' END"
    listed = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    # A breakdown without its denominator is no figure; a total without one says so.
    kept = f" WHERE sex = '{TOTAL}' AND age = '{TOTAL}' AND nationality = '{TOTAL}'" if den else ""
    kept += f" OR {' AND '.join(f'{n}.value IS NOT NULL' for n in denominator)}" if den else ""
    return (
        f"joined AS (SELECT {KEYS}, {listed} FROM {first}{joins}{kept}), "
        f"valued AS ({_valued_sql(definition)}), limited AS ("
        f"{limits_sql(definition.interval, factor=definition.formula.factor)}) "
        f"SELECT {', '.join(_output_sql(name, definition) for name in VALUES)}"
        f"{', source_class' if own else ''} FROM limited{_levels_sql(definition)} "
        f"ORDER BY {ORDER}"
    )


def _levels_sql(definition: Definition) -> str:
    """Only the levels a definition is made for, and the sums that lie between them."""
    levels = {*definition.levels, *(BETWEEN[name] for name in definition.levels if name in BETWEEN)}
    listed = ", ".join(literal(name) for name in sorted(levels))
    return f" WHERE area_level IN ({listed})" if levels else ""


def _greatest(expressions: list[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"greatest({', '.join(expressions)})"


def _valued_sql(definition: Definition) -> str:
    formula = definition.formula
    factor = repr(float(formula.factor))
    if formula.delivered:
        value = "delivered" if formula.factor == 1 else f"delivered * {factor}"
    elif formula.denominator:
        value = f"CASE WHEN denominator <> 0 THEN {factor} * numerator / denominator END"
    else:
        value = "numerator" if formula.factor == 1 else f"numerator * {factor}"
    return (
        f"SELECT *, CASE WHEN rank < {_FIRST_WITHOUT_VALUE} THEN {value} END AS value FROM joined"
    )


def _output_sql(name: str, definition: Definition) -> str:
    """One output column; a figure without a value says in its note why, as far as is known."""
    fixed = {"indicator": definition.id, "definition": definition.version}
    if name in fixed:
        return f"{literal(fixed[name])} AS {name}"
    if name == "period":
        return "CAST(year AS VARCHAR) AS period"
    if name == "status":
        doubtful = f"CASE WHEN {_above_sql(definition)} THEN '{Status.UNRELIABLE}'"
        return f"{doubtful} ELSE {status_sql()} END AS status"
    if name == "secrecy":
        cases = " ".join(f"WHEN {rank} THEN '{code}'" for rank, code in enumerate(SECRECY_RANK))
        return f"CASE secrecy_rank {cases} ELSE 'exact' END AS secrecy"
    if name == "note":
        return note_sql(definition)
    return name


def status_sql() -> str:
    """Status of a figure from the worst of its parts; a computed nothing is an exact zero."""
    names = " ".join(f"WHEN {rank} THEN '{name}'" for rank, name in enumerate(STATUS_RANK))
    harmless = STATUS_RANK.index(Status.ZERO)
    return (
        f"CASE WHEN value IS NULL AND rank < {_FIRST_WITHOUT_VALUE} THEN '{Status.MISSING}' "
        f"WHEN rank <= {harmless} THEN CASE WHEN value = 0 THEN '{Status.ZERO}' "
        f"ELSE '{Status.REPORTED}' END "
        f"WHEN rank = {STATUS_RANK.index(Status.ZERO_OR_HIDDEN)} AND value <> 0 "
        f"THEN '{Status.REPORTED}' ELSE CASE rank {names} END END"
    )


def _above_sql(definition: Definition) -> str:
    """A part above its whole is shown, and shown as doubtful."""
    is_part = definition.kind is Kind.PROPORTION and definition.formula.denominator
    return "value IS NOT NULL AND numerator > denominator" if is_part else "false"


def _across_sql(definition: Definition) -> str:
    """A figure that compares years on both sides of a break says so."""
    terms = (*definition.formula.numerator, *definition.formula.denominator)
    back = max((term.years_back for term in terms), default=0)
    years = [int(one.period[:4]) for one in definition.breaks if back]
    return " OR ".join(f"year BETWEEN {y} AND {y + back - 1}" for y in years) or "false"


def note_sql(definition: Definition) -> str:
    """The reason beside a figure: why it has no value, or why it has no interval."""
    reason = definition.why_no_interval
    has_none = "value IS NOT NULL AND low IS NULL"
    without = f"CASE WHEN {has_none} THEN {literal(reason)} ELSE '' END" if reason else "''"
    return (
        f"CASE WHEN carry_note <> '' THEN carry_note "
        f"WHEN {_above_sql(definition)} THEN 'numerator_above_denominator' "
        f"WHEN value IS NOT NULL AND ({_across_sql(definition)}) THEN 'across_break' "
        f"WHEN value IS NULL AND denominator = 0 THEN 'denominator_zero' "
        f"WHEN value IS NULL AND numerator IS NOT NULL AND denominator IS NULL "
        f"AND {'true' if definition.formula.denominator else 'false'} THEN 'denominator_missing' "
        f"WHEN limit_note <> '' THEN limit_note ELSE {without} END AS note"
    )
