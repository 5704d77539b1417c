# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold of a specification before any figure is looked at."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from klammer.patterns.indices.class_limits import check_limits
from klammer.patterns.indices.specification import (
    BY_RANK,
    Classes,
    Combination,
    Input,
    Specification,
    Standardisation,
)
from klammer.patterns.indices.words import refused

_TOLERANCE = 1e-6


def check(found: Specification, *, where: str) -> Specification:
    """Return the specification with its parts filled in; raise `InputRefusedError` otherwise.

    The index's parts, when none are named: domains that belong to no other, then inputs that
    belong to no domain.
    """
    if not found.inputs:
        raise refused("an index needs inputs", where=where, remedy="add [[inputs]] with a column")
    _check_names(found, where)
    for place, one in enumerate(found.inputs, start=1):
        _check_input(found, one, f"{where}, inputs {place} ({one.column})")
    _check_standardisation(found.standardisation, found, f"{where}, standardisation")
    whole = _with_parts(found)
    for domain in whole.domains:
        _check_combination(whole, domain.combination, f"{where}, domain {domain.id}")
    _check_combination(whole, whole.index, f"{where}, index")
    _check_tree(whole, where)
    _check_extras(whole, where)
    return whole


def _check_names(found: Specification, where: str) -> None:
    names = [one.column for one in found.inputs] + [one.id for one in found.domains]
    for name, times in Counter(names).items():
        if times > 1 or name == "index":
            raise refused(
                f"the name '{name}' stands for two things",
                where=where,
                why="columns of inputs and ids of domains are names of their own; 'index' is taken",
                remedy="rename one of them",
            )


def _check_input(found: Specification, one: Input, where: str) -> None:
    if bool(one.numerator) != bool(one.denominator):
        raise refused(
            "numerator and denominator belong together",
            where=where,
            why="one of them is missing",
            remedy="name both columns, or the column with the finished figure",
        )
    if bool(one.earlier_numerator) != bool(one.earlier_denominator):
        raise refused(
            "earlier_numerator and earlier_denominator belong together",
            where=where,
            remedy="name both columns",
        )
    if not one.per > 0 or not one.transformation.per > 0:
        raise refused("'per' is not above 0", where=where)
    if one.transformation.shrink and not (one.numerator and found.larger_area):
        raise refused(
            "shrinkage needs counts and a larger area",
            where=where,
            why="the weight of an area's own figure follows from its numbers of cases",
            remedy="name numerator, denominator and, above, the column larger_area",
        )
    if found.missing_of(one) == "larger_area" and not found.larger_area:
        raise refused(
            "missing = 'larger_area' needs the column of the larger areas",
            where=where,
            remedy="name it above: larger_area = '…'",
        )
    if one.standardisation:
        _check_standardisation(one.standardisation, found, where)


def _check_standardisation(how: Standardisation, found: Specification, where: str) -> None:
    if how.weights == "population" and not found.population:
        raise refused(
            "weights by population need the column with the population",
            where=where,
            remedy="name it above: population = '…'",
        )
    if how.spread is not None and not how.spread > 0:
        raise refused("'spread' is not above 0", where=where)
    if (how.mean is None) != (how.spread is None) or (how.lowest is None) != (how.highest is None):
        raise refused(
            "fixed values of a base year come in pairs",
            where=where,
            why="mean goes with spread, lowest with highest",
            remedy="give both",
        )
    if how.lowest is not None and how.highest is not None and not how.lowest < how.highest:
        raise refused("'lowest' is not below 'highest'", where=where)
    if how.base and how.method in BY_RANK:
        raise refused(
            f"'{how.method}' has no base year",
            where=where,
            why="ranks are among the areas of one year",
            remedy="use z or min_max, or leave 'base' out",
        )
    if not 1 <= how.constant <= 1000:
        raise refused("'constant' is not between 1 and 1000", where=where)


def _with_parts(found: Specification) -> Specification:
    if found.index.parts:
        return found
    inner = {part for one in found.domains for part in one.combination.parts}
    names = [one.id for one in found.domains] + [one.column for one in found.inputs]
    parts = tuple(name for name in names if name not in inner)
    index = replace(found.index, parts=parts)
    changes = found.dynamics
    if changes and changes.index and not changes.index.parts:
        changes = replace(changes, index=replace(changes.index, parts=parts))
    return replace(found, index=index, dynamics=changes)


def _check_combination(found: Specification, how: Combination, where: str) -> None:
    known = {one.column for one in found.inputs} | {one.id for one in found.domains}
    if not how.parts:
        raise refused("nothing is combined", where=where, remedy="name the parts")
    for name in (*how.parts, *how.weights, *how.loadings, *([how.marker] if how.marker else [])):
        if name not in (known if name in how.parts else set(how.parts)):
            raise refused(
                f"there is no part '{name}'",
                where=where,
                why=f"known are {', '.join(sorted(known if name in how.parts else how.parts))}",
                remedy="correct the name, or add the input",
            )
    if len(set(how.parts)) < len(how.parts):
        raise refused("a part is named twice", where=where, remedy="name each once")
    _check_standardisation(how.standardisation, found, where)
    _check_weights(how, where)
    if how.loadings and how.method != "component":
        raise refused("loadings belong to combination = 'component'", where=where)


def _check_weights(how: Combination, where: str) -> None:
    for given, word in ((how.weights, "weights"), (how.loadings, "loadings")):
        lacking = [part for part in how.parts if given and part not in given]
        if lacking:
            raise refused(
                f"'{lacking[0]}' has no place among the {word}",
                where=where,
                why=f"{word} are given for the others",
                remedy="give one for each part, or none",
            )
    if not how.weights:
        return
    if how.method in {"factor", "component"}:
        raise refused(
            f"weights of combination = '{how.method}' are estimated",
            where=where,
            remedy="leave the weights out, or use sum or mean",
        )
    if any(not weight > 0 for weight in how.weights.values()):
        raise refused(
            "a weight is not above 0",
            where=where,
            remedy="leave the part out; what is good says direction = 'high_is_good'",
        )
    total = math.fsum(how.weights.values())
    allowed = (1.0, 100.0) if how.total is None else (how.total,)
    if all(abs(total - one) > _TOLERANCE * max(1.0, one) for one in allowed):
        raise refused(
            f"the weights sum to {total:.6g}",
            where=where,
            why=f"expected {' or '.join(f'{one:g}' for one in allowed)}",
            remedy="correct them, or say what they sum to: total = …",
        )


def _check_tree(found: Specification, where: str) -> None:
    inner = {one.id: one.combination.parts for one in found.domains}
    used = Counter(part for parts in (*inner.values(), found.index.parts) for part in parts)
    for name, times in used.items():
        if times > 1:
            raise refused(
                f"'{name}' is part of two combinations",
                where=where,
                why="it would count twice",
                remedy="leave it in one of them",
            )
    reached, ahead = set[str](), list(found.index.parts)
    while ahead:
        name = ahead.pop()
        reached.add(name)
        ahead += [part for part in inner.get(name, ()) if part not in reached]
    names = {one.column for one in found.inputs} | set(inner)
    unused = sorted(names - reached)
    if unused:
        raise refused(
            f"'{unused[0]}' does not enter the index",
            where=where,
            why="it is part of no combination that leads to it",
            remedy="add it to the parts of a domain or of the index, or leave it out",
        )


def _check_extras(found: Specification, where: str) -> None:
    if found.exclusion.population_below is not None and not found.population:
        raise refused(
            "population_below needs the column with the population",
            where=f"{where}, exclusion",
            remedy="name it above: population = '…'",
        )
    for classes, place in ((found.classes, "classes"), (found.deciles, "deciles")):
        if classes:
            check_classes(classes, found, where=f"{where}, {place}")
    changes = found.dynamics
    if changes:
        _check_dynamics(found, where=f"{where}, dynamics")
    if found.groups and not (found.classes and changes and changes.classes):
        raise refused(
            "groups need classes of the status and of the dynamics",
            where=f"{where}, groups",
            remedy="add [classes] and [dynamics.classes]",
        )
    if found.flags and not found.domains and found.flags.of == "domains":
        raise refused("there are no domains to flag", where=f"{where}, flags")


def _check_dynamics(found: Specification, *, where: str) -> None:
    changes = found.dynamics
    if changes is None:
        return
    for one in found.inputs:
        if not (one.change or one.earlier or one.earlier_numerator):
            raise refused(
                f"'{one.column}' has no earlier period",
                where=where,
                why="an index of changes needs the change of every input",
                remedy="name earlier (or its numerator and denominator), or the column with change",
            )
    if changes.standardisation:
        _check_standardisation(changes.standardisation, found, where)
    if changes.index:
        _check_combination(found, changes.index, where)
        if set(changes.index.parts) != set(found.index.parts):
            raise refused(
                "the index of changes has other parts than the index",
                where=where,
                remedy="leave parts out, or name the same",
            )
    if changes.classes:
        check_classes(changes.classes, found, where=f"{where}, classes")


def check_classes(classes: Classes, found: Specification, *, where: str) -> None:
    """Raise `InputRefusedError` when a class scheme has a gap, an overlap or too few names."""
    if classes.weights == "population" and not found.population:
        raise refused(
            "classes weighted by population need the column with the population",
            where=where,
            remedy="name it above: population = '…'",
        )
    if classes.method == "limits":
        check_limits(classes.limits, where=where)
        return
    if classes.limits:
        raise refused("limits belong to method = 'limits'", where=where)
    if not 2 <= classes.count <= 100:
        raise refused("'count' is not between 2 and 100", where=where)
    _check_count("names", classes.names, classes.count, where)
    _check_count("titles", classes.titles, classes.count, where)


def _check_count(word: str, given: Sequence[str], count: int, where: str) -> None:
    if given and (len(given) != count or len(set(given)) < count):
        raise refused(
            f"{len(given)} {word} for {count} classes",
            where=where,
            remedy="give each class one of its own",
        )
