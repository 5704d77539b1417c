# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The result of an index, which also writes itself as tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.base.tables import Table
from klammer.patterns.indices.outcome import Outcome
from klammer.patterns.indices.tabulating import steps_of_result, table_of_result


@dataclass(frozen=True)
class IndexResult(Outcome):
    """An index of all areas of a table, in its order, with its tables for readers."""

    def table(self) -> Table:
        """Return area → score, index, rank, class and what else the specification asks for.

        grain    one row per area of the table, also those without index
        columns  area, score, index, rank, class; decile, flags; <domain>_score, <domain>,
                 <domain>_flags; dynamics_score, dynamics_index, dynamics_rank, dynamics_class,
                 group; reason
        missing  an area without index has no value anywhere but in `reason`
        """
        return table_of_result(self)

    def steps(self, areas: Sequence[str] = ()) -> Table:
        """Return every value on the way to the index: area × side × part × step → number, text.

        areas  only these; empty: all
        side   status or dynamics
        part   input, domain or "index"
        step   counted (before shrinkage), delivered, filled (where a rule filled something),
               transformed, standardised; score; rank, class, decile, group, flagged, reason; and
               without area the constants: n, mean, deviation, lowest, highest; weight in …
        """
        return steps_of_result(self, areas=frozenset(areas))
