# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms that several definitions use, computed once: population stands below most rates."""

from collections import Counter
from collections.abc import Iterable, Sequence

from klammer.indicators.definitions import Definition
from klammer.indicators.formulas import Term
from klammer.warehouse.edges import Ways
from klammer.warehouse.engine import Connection, side_by_side
from klammer.warehouse.figures.observations import Observations
from klammer.warehouse.figures.terms import chosen_steps, identity, shown_breakdowns

_LEAST_USES = 2


def make_shared(
    connection: Connection,
    definitions: Iterable[Definition],
    observations: Sequence[Observations],
    *,
    ways: Ways,
    threads: int | None = None,
) -> dict[object, str]:
    """Make a table of every term that is used more than once; returns its identity → table."""
    uses: Counter[object] = Counter()
    first: dict[object, tuple[Term, Definition]] = {}
    for definition in definitions:
        shown = shown_breakdowns(definition, observations)
        for term in _terms(definition):
            key = identity(term, definition, shown)
            uses[key] += 1
            first.setdefault(key, (term, definition))
    wanted = [key for key, number in uses.items() if number >= _LEAST_USES]
    tables = {key: f"shared_{place}" for place, key in enumerate(wanted)}

    def made(key: object, cursor: Connection) -> None:
        term, definition = first[key]
        steps = chosen_steps("one", term, definition, observations, ways=ways)
        cursor.execute(f"CREATE TABLE {tables[key]} AS WITH {steps} SELECT * FROM one_chosen")

    for _ in side_by_side(connection, made, wanted, threads=threads):
        pass
    return tables


def _terms(definition: Definition) -> list[Term]:
    formula = definition.formula
    delivered = [formula.delivered] if formula.delivered else []
    return [*formula.numerator, *formula.denominator, *delivered]
