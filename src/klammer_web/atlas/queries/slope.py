# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a figure falls or rises over areas ordered by another figure (slope index)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.definitions import Definition
from klammer.patterns.slope import Slope, slope_index
from klammer.presentation import formats, pattern_sentences
from klammer.presentation.sentences import gaps
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.queries import compared, scatter
from klammer_web.atlas.queries.funnel import why_no_chance
from klammer_web.atlas.queries.scatter import Pair, Together

FEWEST, FIFTHS, TENTHS = 5, 10, 50  # areas: each its own group, from 10 fifths, from 50 tenths
_SEED = 2026
Counts = tuple[tuple[float, float], ...]
_ENDS = {
    "high_is_burden": ("am stärksten belastet", "am wenigsten belastet"),
    "high_is_good": ("am stärksten belastet", "am wenigsten belastet"),
    "neutral": ("höchste Werte", "niedrigste Werte"),
}


@dataclass(frozen=True)
class Group:
    """Areas that stand side by side in the order; cases and people of all of them."""

    pairs: Sequence[Pair]
    cases: float
    people: float

    @property
    def value(self) -> float:
        """Cases ÷ people, without factor."""
        return self.cases / self.people


@dataclass(frozen=True)
class SlopeFigure:
    """Everything a page on the slope says.

    both    the two figures of every area, read as the page on two indicators reads them
    found   None where it cannot be computed; `reason` says why
    groups  from the worst placed to the best, or from high to low where neither is a burden
    ends    what the first and the last placed are called
    """

    view: CompareView
    both: Together
    found: Slope | None
    groups: Sequence[Group]
    ends: tuple[str, str]
    reason: str
    words: Sequence[str]
    gaps: str


def slope_figure(
    view: CompareView, *, release: Release, definition: Definition, order: Definition
) -> SlopeFigure | None:
    """Read a figure and the one it is ordered by; None when the second has no such areas."""
    both = scatter.together(view, release=release, across=definition, up=order)
    if both is None:
        return None
    rows = [pair.across.row for pair in both.pairs]
    counted = {str(row["area"]) for row in compared.by_chance(rows, definition)}
    pairs = [pair for pair in both.pairs if pair.is_drawn and pair.across.key in counted]
    reason = _why_not(rows, pairs, counted, order)
    groups = [] if reason else _groups(_ordered(pairs, order))
    found = _found(groups, definition) if groups else None
    if groups and found is None:
        reason = "Aus diesen Fällen lässt sich kein Gefälle berechnen."
    return SlopeFigure(
        view=view,
        both=both,
        found=found,
        groups=groups,
        ends=_ENDS[order.direction],
        reason=reason,
        words=_said(found, definition, order, reason, len(pairs)),
        gaps=gaps(rows),
    )


def _why_not(
    rows: Sequence[compared.Row], pairs: Sequence[Pair], counted: set[str], order: Definition
) -> str:
    if compared.numbers(rows) and not counted:
        return why_no_chance(compared.numbers(rows))
    if len(pairs) < FEWEST:
        return (
            f"Nur {len(pairs)} Gebiete haben beide Werte und bekannte Fälle. Für ein Gefälle "
            f"braucht es mindestens {FEWEST}."
        )
    if len({pair.up.value for pair in pairs}) == 1:
        return f"„{order.title}“ ist überall gleich; danach lässt sich nicht ordnen."
    return ""


def _ordered(pairs: Sequence[Pair], order: Definition) -> list[Pair]:
    """Return areas with the worst placed first; from high to low where neither is a burden."""
    sign = 1 if order.direction == "high_is_good" else -1
    return sorted(pairs, key=lambda pair: (sign * float(pair.up.value or 0.0), pair.across.key))


def _groups(pairs: Sequence[Pair]) -> list[Group]:
    count = 10 if len(pairs) >= TENTHS else 5 if len(pairs) >= FIFTHS else len(pairs)
    edges = [round(len(pairs) * place / count) for place in range(count + 1)]
    found = []
    for start, end in pairwise(edges):
        inside = pairs[start:end]
        counts = [(one.across.row["numerator"], one.across.row["denominator"]) for one in inside]
        cases, people = (sum(float(pair[side]) for pair in counts) for side in (0, 1))
        found.append(Group(inside, cases, people))
    return found


def _found(groups: Sequence[Group], definition: Definition) -> Slope | None:
    counts = tuple((one.cases, one.people) for one in groups)
    return _slope(counts, definition.kind, definition.formula.factor)


@lru_cache(maxsize=256)
def _slope(counts: Counts, kind: Kind, factor: float) -> Slope | None:
    """Simulate once for the same counts: they come from a release, which never changes."""
    cases, people = zip(*counts, strict=True)
    if sum(cases) <= 0 or (kind is Kind.PROPORTION and sum(cases) >= sum(people)):
        return None
    try:
        return slope_index(cases, people, kind=kind, factor=factor, seed=_SEED)
    except InputRefusedError:
        return None


def _said(
    found: Slope | None, definition: Definition, order: Definition, reason: str, areas: int
) -> list[str]:
    if found is None:
        return [f"Ein Gefälle lässt sich hier nicht berechnen. {reason}"]
    text = {"unit": definition.unit, "decimals": definition.decimals}
    if order.direction == "neutral":
        words = [_neutral(found, definition, order)]
    else:
        words = [pattern_sentences.slope_said(found, **text)]
    if found.rii is not None and found.rii_low is not None and found.rii_high is not None:
        ratio = formats.number(found.rii, decimals=2)
        span = formats.interval(found.rii_low, found.rii_high, decimals=2)
        words.append(f"Am Ende der Ordnung ist er {ratio}-mal so hoch wie am Anfang (RII, {span}).")
    words.append(
        f"Geordnet sind {formats.number(areas)} Gebiete nach „{order.title}“. Was zusammentrifft, "
        "muss einander nicht verursachen."
    )
    return words


def _neutral(found: Slope, definition: Definition, order: Definition) -> str:
    """Say the slope without calling an end a burden."""
    ends: Mapping[str, str] = {
        name: formats.with_unit(value, decimals=definition.decimals, unit=definition.unit)
        for name, value in (("first", found.first), ("last", found.last))
    }
    span = formats.interval(found.sii_low, found.sii_high, decimals=definition.decimals)
    way = (
        f"von {ends['first']} bei den höchsten bis {ends['last']} bei den niedrigsten Werten von "
        f"„{order.title}“"
    )
    if found.direction == 0:
        return f"Ein Gefälle ist nicht belegt ({way}; Unterschied {span})."
    fact = "sinkt" if found.direction < 0 else "steigt"
    return f"Der Wert {fact} {way} (Unterschied {span})."
