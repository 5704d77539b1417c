# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One term of a formula as SQL, each step a common table expression:

    selected   the observations the term names, of every delivery that has its variable
    summed     added up over the selected breakdown codes; incomplete sums have no value
    whole      units that are carried to the target boundary as they are
    carried    and the others: counts by weight, rates refused
    chosen     one per key: not converted before converted, newer delivery before older

Sums are taken over DECIMAL, so that they do not depend on the order of rows or threads. Places are
codes (ENUM, in the order of their texts): they sort and join like numbers. A breakdown that a
definition does not offer is no column of its steps.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from klammer.base.cells import TOTAL, Status
from klammer.indicators.definitions import Definition
from klammer.indicators.formulas import Term
from klammer.warehouse.codes import SECRECY_RANK, STATUS_RANK, grade
from klammer.warehouse.edges import Ways
from klammer.warehouse.engine import column, literal
from klammer.warehouse.figures.observations import Observations
from klammer.warehouse.schema import BREAKDOWNS
from klammer.warehouse.tidy import YEAR

_SUM = "DECIMAL(18, 4)"
_PAYLOAD = "delivery, value, status, secrecy, error_class, note"

# Which of several answers counts: one with a value, or a secret, before one without; a figure as
# delivered before a converted one; one of the same level before a sum of units; the newer
# delivery before the older.
CHOICE = (
    f"value IS NULL AND status <> {STATUS_RANK.index(Status.SUPPRESSED)}, error_class, "
    "from_level <> CAST(area_level AS VARCHAR), delivery DESC, from_boundary DESC"
)


def holders_of(term: Term, observations: Sequence[Observations]) -> list[Observations]:
    """Return the deliveries that have a term's variable."""
    return [one for one in observations if term.variable in one.variables]


def shown_breakdowns(
    definition: Definition, observations: Sequence[Observations]
) -> tuple[str, ...]:
    """Return the breakdowns a definition offers and one of its deliveries has."""
    variables = set(definition.formula.variables)
    held = {name for one in observations if variables & one.variables for name in one.columns}
    return tuple(name for name in BREAKDOWNS if name in definition.breakdowns and name in held)


def keys(shown: Sequence[str]) -> str:
    """Return the columns that name one figure, in the order in which figures are sorted."""
    return ", ".join(("area_level", "boundary", "year", *shown, "area"))


def term_sql(
    name: str,
    term: Term,
    definition: Definition,
    observations: Sequence[Observations],
    *,
    ways: Ways,
    shared: Mapping[object, str],
) -> str:
    """Return the steps of one term; the last is called `name`.

    shared  identity of a term → table in which it lies ready
    """
    shown = shown_breakdowns(definition, observations)
    ready = shared.get(identity(term, definition, shown))
    steps, source = "", ready
    if ready is None:
        source = f"{name}_chosen"
        made = chosen_steps(name, term, definition, observations, ways=ways)
        steps = f"{made}, "
    years = f"year + {term.years_back} AS year" if term.years_back else "year"
    value = f"{term.sign} * value AS value" if term.sign != 1 else "value"
    columns = keys(shown).replace("year", years) + ", " + _PAYLOAD.replace("value", value)
    return f"{steps}{name} AS (SELECT {columns} FROM {source})"


def identity(term: Term, definition: Definition, shown: Sequence[str]) -> object:
    """Return what two terms must have in common to be the same rows."""
    where = tuple(sorted((name, tuple(codes)) for name, codes in term.where.items()))
    offered = tuple(sorted(definition.breakdowns))
    return term.variable, where, offered, tuple(shown), definition.formula.delivered is not None


def chosen_steps(
    name: str,
    term: Term,
    definition: Definition,
    observations: Sequence[Observations],
    *,
    ways: Ways,
) -> str:
    """Return the steps up to `name`_chosen, before sign and years back."""
    holders = holders_of(term, observations)
    shown = shown_breakdowns(definition, observations)
    selected = " UNION ALL ".join(selected_sql(one, term, definition, shown) for one in holders)
    codes = 1
    for wanted in term.where.values():
        codes *= len(wanted)
    summed = _summed_sql(f"{name}_selected", codes)
    split = any((p == way[:2]) for one in holders for p in one.places for way in ways.split)
    carried = f"SELECT * FROM {name}_whole"
    if split:
        carry = _refused_sql if definition.formula.delivered else _split_sql
        carried += f" UNION ALL {carry(f'{name}_summed', shown)}"
    chosen = f" QUALIFY row_number() OVER (PARTITION BY {keys(shown)} ORDER BY {CHOICE}) = 1"
    return (
        f"{name}_selected AS ({selected or _nothing(shown)}), {name}_summed AS ({summed}), "
        f"{name}_whole AS ({_whole_sql(f'{name}_summed', shown)}), {name}_carried AS ({carried}), "
        f"{name}_chosen AS (SELECT {keys(shown)}, {_PAYLOAD} "
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


def _nothing(shown: Sequence[str]) -> str:
    texts = ("area", "area_level", "boundary", *shown)
    listed = ", ".join(f"NULL::VARCHAR AS {name}" for name in texts)
    return (
        f"SELECT NULL::INTEGER AS delivery, {listed}, NULL::INTEGER AS year, "
        f"NULL::DOUBLE AS value, NULL::TINYINT AS status, NULL::TINYINT AS secrecy WHERE false"
    )


def selected_sql(
    one: Observations,
    term: Term,
    definition: Definition,
    shown: Sequence[str] = BREAKDOWNS,
    *,
    more: str = "",
) -> str:
    """Return the query for what a term selects from one delivery.

    shown  the breakdowns to return as columns; more: further columns
    """
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
    broken = "".join(f"{_breakdown_sql(name, one, term, definition)}, " for name in shown)
    latest = f" QUALIFY period = max(period) OVER (PARTITION BY area, boundary, {YEAR})"
    return (
        f"SELECT {one.order} AS delivery, area, area_level, boundary, {YEAR} AS year, "
        f"{broken}value, {_rank_sql('status', STATUS_RANK)} AS status, "
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
        f"SELECT * EXCLUDE (value, status, secrecy), "
        f"CASE WHEN count(value) = {codes} THEN CAST(sum(CAST(value AS {_SUM})) AS DOUBLE) END "
        f"AS value, CASE WHEN count(*) < {codes} THEN greatest({missing}, max(status)) "
        f"ELSE max(status) END AS status, max(secrecy) AS secrecy "
        f"FROM {source} GROUP BY ALL"
    )


_EDGE = "s.area_level = e.from_level AND s.boundary = e.from_boundary AND s.area = e.old"


def _carried(shown: Sequence[str]) -> str:
    return ", ".join(
        (
            "delivery, s.boundary AS from_boundary, s.area_level AS from_level",
            "to_level AS area_level, to_boundary AS boundary, year",
            *shown,
            "new AS area",
        )
    )


def _whole_sql(source: str, shown: Sequence[str]) -> str:
    """A unit that stays as it is takes everything along."""
    return (
        f"SELECT {_carried(shown)}, value, status, secrecy, error_class, e.note AS note "
        f"FROM {source} s JOIN whole_edges e ON {_EDGE}"
    )


def _split_sql(source: str, shown: Sequence[str]) -> str:
    """Counts by weight: a part that is missing leaves the whole without a value."""
    missing = STATUS_RANK.index(Status.MISSING)
    share = "CAST(value AS DECIMAL(19, 4)) * CAST(weight AS DECIMAL(19, 12))"
    return (
        f"SELECT {_carried(shown)}, CASE WHEN count(value) = any_value(parts) "
        f"THEN round(CAST(sum(CAST({share} AS DECIMAL(38, 16))) AS DOUBLE), 4) END AS value, "
        f"CASE WHEN count(*) < any_value(parts) THEN greatest({missing}, max(status)) "
        f"ELSE max(status) END AS status, max(secrecy) AS secrecy, "
        f"max(error_class) AS error_class, max(e.note) AS note "
        f"FROM {source} s JOIN split_edges e ON {_EDGE} GROUP BY ALL"
    )


def _refused_sql(source: str, shown: Sequence[str]) -> str:
    """Rates and means of units that did not stay whole are not converted, and say so."""
    return (
        f"SELECT {_carried(shown)}, NULL::DOUBLE AS value, "
        f"{STATUS_RANK.index(Status.NOT_APPLICABLE)} AS status, max(secrecy) AS secrecy, "
        f"{grade('X')} AS error_class, 'rate_not_convertible' AS note FROM {source} s "
        f"JOIN split_edges e ON {_EDGE} WHERE CAST(e.to_level AS VARCHAR) = e.from_level "
        f"GROUP BY ALL"
    )
