# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole formula as one query: terms joined, value, interval, status and reason.

    joined   numerator and denominator of one key side by side
    valued   factor × numerator ÷ denominator, or the figure as delivered
    limited  with its interval, or the reason why it has none

Columns of few words are written as codes (ENUM): a Parquet file then gets its dictionary as it is,
without looking at each row. Readers see text.
"""

from collections.abc import Mapping, Sequence

from klammer.base.cells import TOTAL, Secrecy, Status
from klammer.base.quantities import Kind
from klammer.indicators.definitions import Definition
from klammer.territory.own_keys import PREFIX as OWN_LEVEL
from klammer.warehouse import codes
from klammer.warehouse.codes import SECRECY_RANK, STATUS_RANK
from klammer.warehouse.edges import Ways
from klammer.warehouse.engine import literal
from klammer.warehouse.figures.observations import (
    FIRST_WITHOUT_VALUE,
    OWN,
    Observations,
)
from klammer.warehouse.figures.terms import keys, shown_breakdowns, term_sql
from klammer.warehouse.limits import limits_sql
from klammer.warehouse.schema import BREAKDOWNS, VALUES

BETWEEN = {"municipality": "association", "county": "planning_region"}
NOTHING_SHARED: Mapping[object, str] = {}


def figures_sql(
    definition: Definition,
    observations: Sequence[Observations],
    *,
    ways: Ways,
    shared: Mapping[object, str] = NOTHING_SHARED,
) -> str:
    """Return the query for all figures of one definition, columns schema.VALUES, sorted.

    ways    what `edges.load_edges` gave for the engine that will run the query
    shared  what `make_shared` gave for it: terms that lie ready

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
        term_sql(f"{part}{number}", term, definition, observations, ways=ways, shared=shared)
        for part, number, term in parts
    ]
    tables = {part: [f"{p}{n}" for p, n, _ in parts if p == part] for part in "nd"}
    shown = shown_breakdowns(definition, observations)
    own = own_orders(definition, observations)
    joined = _joined_sql(definition, tables["n"], tables["d"], shown=shown, own=own)
    limited = limits_sql(definition.interval, factor=formula.factor)
    columns = [_output_sql(name, definition, shown) for name in VALUES]
    columns += ["source_class"] if own else []
    return (
        f"WITH {', '.join(steps)}, joined AS ({joined}), valued AS ({_valued_sql(definition)}), "
        f"limited AS ({limited}) SELECT {', '.join(columns)} "
        f"FROM limited{_levels_sql(definition)} ORDER BY {_order(shown)}"
    )


def own_orders(definition: Definition, observations: Sequence[Observations]) -> list[int]:
    """Return the orders of the county's own deliveries that a definition reads."""
    variables = set(definition.formula.variables)
    return [one.order for one in observations if one.own and variables & one.variables]


def _order(shown: Sequence[str]) -> str:
    # Qualified: the output holds the same names as text, which sorts much slower.
    return ", ".join(f"limited.{name}" for name in keys(shown).split(", "))


def _joined_sql(
    definition: Definition,
    numerator: list[str],
    denominator: list[str],
    *,
    shown: Sequence[str],
    own: list[int],
) -> str:
    key = keys(shown)
    first, *others = [*numerator, *denominator]
    joins = "".join(f" LEFT JOIN {name} USING ({key})" for name in others)
    num = " + ".join(f"{name}.value" for name in numerator)
    den = " + ".join(f"{name}.value" for name in denominator)
    every = [*numerator, *denominator]
    missing = STATUS_RANK.index(Status.MISSING)
    status = _greatest([f"COALESCE({name}.status, {missing})" for name in every])
    delivered = definition.formula.delivered is not None
    grade = _greatest([f"{name}.error_class" for name in every])
    columns = {
        "numerator": "NULL::DOUBLE" if delivered else f"CAST({num} AS DOUBLE)",
        "denominator": f"CAST({den} AS DOUBLE)" if denominator else "NULL::DOUBLE",
        "delivered": f"CAST({num} AS DOUBLE)" if delivered else "NULL::DOUBLE",
        "rank": status,
        "secrecy_rank": _greatest([f"{name}.secrecy" for name in every]),
        "error_class": f"CASE WHEN {grade} = {codes.grade('X')} THEN {codes.grade('')} "
        f"ELSE {grade} END",
        "carry_note": _greatest([f"{name}.note" for name in every]),
    }
    if own:
        orders = ", ".join(map(str, own))
        mine = " OR ".join(f"COALESCE({name}.delivery IN ({orders}), false)" for name in every)
        columns["source_class"] = f"CASE WHEN {mine} THEN '{OWN}' ELSE 'official' END"
    listed = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    kept = _kept_sql(denominator, shown)
    return f"SELECT {key}, {listed} FROM {first}{joins}{kept}"


def _kept_sql(denominator: list[str], shown: Sequence[str]) -> str:
    """A breakdown without its denominator is no figure; a total without one says so."""
    if not denominator or not shown:
        return ""
    total = " AND ".join(f"{name} = '{TOTAL}'" for name in shown)
    return f" WHERE {total} OR {' AND '.join(f'{n}.value IS NOT NULL' for n in denominator)}"


def _levels_sql(definition: Definition) -> str:
    """Only the levels a definition is made for, the sums that lie between them, and own ones."""
    levels = {*definition.levels, *(BETWEEN[name] for name in definition.levels if name in BETWEEN)}
    listed = ", ".join(literal(name) for name in sorted(levels))
    level = "CAST(area_level AS VARCHAR)"
    own = f"starts_with({level}, {literal(OWN_LEVEL)})"
    return f" WHERE {level} IN ({listed}) OR {own}" if levels else ""


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
    return f"SELECT *, CASE WHEN rank < {FIRST_WITHOUT_VALUE} THEN {value} END AS value FROM joined"


def _output_sql(name: str, definition: Definition, shown: Sequence[str]) -> str:
    """One output column; a figure without a value says in its note why, as far as is known."""
    fixed = {"indicator": definition.id, "definition": definition.version}
    fixed |= {one: TOTAL for one in BREAKDOWNS if one not in shown}
    if name in fixed:
        return f"{codes.constant(fixed[name])} AS {name}"
    made = {
        "area": "CAST(area AS VARCHAR) AS area",
        "period": "CAST(year AS VARCHAR) AS period",
        "status": f"{status_sql(definition)} AS status",
        "secrecy": f"{_secrecy_sql()} AS secrecy",
        "note": f"{note_sql(definition)} AS note",
    }
    return made.get(name, name)


def _secrecy_sql() -> str:
    cases = " ".join(
        f"WHEN {rank} THEN {codes.secrecy(word)}" for rank, word in enumerate(SECRECY_RANK)
    )
    return f"CASE secrecy_rank {cases} ELSE {codes.secrecy(Secrecy.EXACT)} END"


def status_sql(definition: Definition) -> str:
    """Status of a figure from the worst of its parts; a computed nothing is an exact zero."""
    names = " ".join(
        f"WHEN {rank} THEN {codes.status(name)}" for rank, name in enumerate(STATUS_RANK)
    )
    harmless = STATUS_RANK.index(Status.ZERO)
    reported = codes.status(Status.REPORTED)
    return (
        f"CASE WHEN {_above_sql(definition)} THEN {codes.status(Status.UNRELIABLE)} "
        f"WHEN value IS NULL AND rank < {FIRST_WITHOUT_VALUE} THEN {codes.status(Status.MISSING)} "
        f"WHEN rank <= {harmless} THEN CASE WHEN value = 0 THEN {codes.status(Status.ZERO)} "
        f"ELSE {reported} END "
        f"WHEN rank = {STATUS_RANK.index(Status.ZERO_OR_HIDDEN)} AND value <> 0 "
        f"THEN {reported} ELSE CASE rank {names} END END"
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
        f"WHEN limit_note <> '' THEN limit_note ELSE {without} END"
    )
