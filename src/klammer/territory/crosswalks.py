# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weighted keys between boundary versions; the weights of an old unit add up to exactly 1.

Weights are whole parts of 10¹², so that chaining and adding stay exact. Forward, BBSR weights
lead from each 31 December since 1990 to 2020-12-31 and on to 2023-12-31, the Destatis lists of
changes to 2025-01-01. Backward, or to a version before 2020, only whole units move: a unit of the
one version that lies completely inside a unit of the other.

Error classes. Of an old unit: A it goes wholly into one new unit; B its largest weight is at least
0.97; C smaller. Of a new unit: the worst class among the old units it receives from. So the class
of a result is the maximum over the edges that lead to it, with A < B < C.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from klammer.base.errors import InputRefusedError, NotConvertibleError
from klammer.base.tables import Table
from klammer.territory import steps as known_steps
from klammer.territory import versions
from klammer.territory.steps import UNIT, Parts

WEIGHTS = ("population", "area", "employment")
ALMOST_WHOLE = 97 * UNIT // 100  # from this largest weight on a split unit is class B


@dataclass(frozen=True)
class Crosswalk:
    """Where each unit of one version lies in another.

    parts    old key → ((new key, weight in parts of 10¹²), …), every convertible unit, also those
             that stay what they are
    refused  old key → the new units its ground is divided among without weights; empty for the
             forward crosswalks
    """

    level: str
    from_date: str
    to_date: str
    weights: str
    parts: Mapping[str, Parts] = field(repr=False)
    refused: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def edges(
        self,
        *,
        identity: bool = False,
        areas: Iterable[str] | None = None,
        drop_refused: bool = False,
    ) -> Table:
        """Return one row for each pair of units.

        areas    keys to restrict the old units to; None means all
        drop_refused  leave out units that cannot be carried over, and with them every new unit
                 they have ground in, so that no sum is partial; otherwise they raise
        returns  old × new → weight [share of the old unit], error_class [A, B, C of the old unit]

        Missing: units that stay what they are, unless `identity` is asked for.
        Raises `NotConvertibleError` naming the first unit that cannot be carried over.
        """
        chosen = list(self.parts) + list(self.refused) if areas is None else list(areas)
        lost = frozenset().union(*self.refused.values()) if drop_refused else frozenset()
        rows = []
        for old in sorted(chosen):
            if drop_refused and old in self.refused:
                continue
            parts = self.parts_of(old)
            if identity or parts != ((old, UNIT),):
                grade = self.error_class(old)
                rows += [(old, new, share / UNIT, grade) for new, share in parts if new not in lost]
        columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
        return Table(dict(zip(("old", "new", "weight", "error_class"), columns, strict=True)))

    def parts_of(self, old: str) -> Parts:
        """Return new keys and weights of one unit; raise when it is unknown or not convertible."""
        found = self.parts.get(old)
        if found is None:
            raise self._no_parts(old)
        return found

    def require(self, areas: Iterable[str]) -> None:
        """Raise when one of these units is unknown or not convertible, saying how many are."""
        lost = [old for old in dict.fromkeys(areas) if old not in self.parts]
        if lost:
            refusal = self._no_parts(lost[0])
            if len(lost) > 1:
                more = ", ".join(lost[1:6]) + (" …" if len(lost) > 6 else "")
                refusal.why += f"; {len(lost) - 1} more cannot be carried over: {more}"
            raise refusal

    def error_class(self, old: str) -> str:
        """Return A, B or C of an old unit."""
        grade = self._classes.get(old)
        if grade is None:
            raise self._no_parts(old)
        return grade

    def sources_of(self, new: str) -> tuple[str, ...]:
        """Return the old units with ground in a new unit, sorted; refused ones are among them."""
        return self._sources.get(new, ())

    def result_class(self, new: str) -> str:
        """Return the worst class among the old units a new unit receives from."""
        return self._result_classes.get(new, "A")

    @cached_property
    def _classes(self) -> dict[str, str]:
        return {old: _class_of(parts) for old, parts in self.parts.items()}

    @cached_property
    def _result_classes(self) -> dict[str, str]:
        return {
            new: max((self._classes[old] for old in olds if old in self._classes), default="A")
            for new, olds in self._sources.items()
        }

    @cached_property
    def _sources(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for old in sorted(self.parts):
            for new, _ in self.parts[old]:
                found.setdefault(new, []).append(old)
        for old, news in self.refused.items():
            for new in news:
                found.setdefault(new, []).append(old)
        return {new: tuple(sorted(olds)) for new, olds in found.items()}

    def _no_parts(self, old: str) -> InputRefusedError:
        if old in self.refused:
            among = sorted(self.refused[old])
            named = ", ".join(among[:5]) + (" …" if len(among) > 5 else "")
            return NotConvertibleError(
                f"{old} cannot be carried from {self.from_date} to {self.to_date}",
                where=old,
                why=f"on {self.to_date} its ground belonged to several units ({named}); for this "
                "direction there are no weights, only whole units can move",
                remedy="convert forward to a later version, or leave the figures on the "
                "boundaries they were counted on",
                code="not_whole",
                area=old,
            )
        return unknown_unit(old, level=self.level, date=self.from_date)


def _class_of(parts: Parts) -> str:
    largest = max(weight for _, weight in parts)
    return "A" if largest == UNIT else "B" if largest >= ALMOST_WHOLE else "C"


@lru_cache(maxsize=64)
def crosswalk(
    level: str, from_date: str, to_date: str, *, weights: str = "population"
) -> Crosswalk:
    """Return the crosswalk of counties or municipalities between two versions.

    weights  by what a split unit is divided: population, area or employment

    Raises `NotConvertibleError` when employment weights are not published for a step, and
    `InputRefusedError` for an unknown level, date or weight.
    """
    _check(level, weights)
    for date in (from_date, to_date):
        versions.version(date, level=level)
    if from_date <= to_date and (to_date >= known_steps.HUB or from_date == to_date):
        parts = known_steps.forward(level, from_date, to_date, weights=weights)
        return Crosswalk(level, from_date, to_date, weights, parts)
    parts, refused = known_steps.whole_only(level, from_date, to_date)
    return Crosswalk(level, from_date, to_date, weights, parts, refused)


def edges_table(
    level: str,
    from_date: str,
    to_date: str,
    *,
    weights: str = "population",
    areas: Iterable[str] | None = None,
    drop_refused: bool = False,
) -> Table:
    """Return every edge including units that stay, for a join in SQL.

    areas    keys to restrict the old units to; None means every unit of Germany
    drop_refused  see `Crosswalk.edges`: for a direction in which only whole units move
    returns  old × new → weight [share, sums to 1 by old], error_class [class of the old unit]

    A result is complete only when every old unit with an edge to it is there with a value; its
    class is max(error_class) over its edges; sum(value * weight) is rounded to six decimals.
    Raises as `crosswalk` and `Crosswalk.edges` do.
    """
    found = crosswalk(level, from_date, to_date, weights=weights)
    return found.edges(identity=True, areas=areas, drop_refused=drop_refused)


def unknown_unit(key: str, *, level: str, date: str) -> InputRefusedError:
    """Return the refusal of a key that no unit of a version has, with where it is known."""
    lives = known_steps.lifetimes(level, key)
    spans = ", ".join(f"{first} to {last}" if first != last else first for first, last in lives)
    return InputRefusedError(
        f"the {level} {key} does not exist on {date}",
        where=key,
        why=f"the key is known {spans}"
        if spans
        else "no official register since 1990 has this key",
        remedy="choose the boundary version the figures were counted on"
        if spans
        else "correct the key",
        code="unknown_area",
        area=key,
        date=date,
    )


def _check(level: str, weights: str) -> None:
    if level not in {"county", "municipality"}:
        raise InputRefusedError(
            f"there is no crosswalk for the level '{level}'",
            why="crosswalks are published for counties and municipalities",
            remedy="convert municipalities and add them up to the level",
            code="level_without_crosswalk",
            level=level,
        )
    if weights not in WEIGHTS:
        raise InputRefusedError(
            f"'{weights}' is not a kind of weight",
            why=f"known: {', '.join(WEIGHTS)}",
            remedy="choose one of them",
            code="weights_unknown",
        )
