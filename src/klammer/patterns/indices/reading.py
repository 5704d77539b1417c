# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A specification from a file or a form's values, and back: one set of words for both."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from klammer.patterns.indices import specification as spec
from klammer.patterns.indices.soundness import check
from klammer.patterns.indices.specification import (
    Classes,
    Combination,
    Domain,
    Dynamics,
    Exclusion,
    Flags,
    Groups,
    Input,
    Limit,
    Ranking,
    Specification,
    Standardisation,
    Transformation,
)
from klammer.patterns.indices.words import Words, refused

LIBRARY = Path(__file__).parent / "library"


def read_specification(path: Path) -> Specification:
    """Read a specification file (TOML).

    Raises `InputRefusedError` naming file, table and word of what is wrong.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise refused(
            f"there is no file {path.name}", where=path.name, remedy="check the path"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refused(
            f"{path.name} is not readable as TOML",
            where=path.name,
            why=str(error),
            remedy="mend the line named above; the file is UTF-8",
        ) from error
    return specification_of(data, where=path.name)


def shipped() -> dict[str, Path]:
    """Return the specification files that come with Klammer: id → file, sorted by id."""
    return {path.stem: path for path in sorted(LIBRARY.glob("*.toml"))}


def specification_of(data: Mapping[str, Any], *, where: str = "") -> Specification:
    """Build a specification from plain values, as a file or a form holds them, and check it.

    where  named in refusals: the file, or the form
    Raises `InputRefusedError` for unknown words (saying which are known), wrong types, parts that
    are nowhere defined, weights that do not sum, classes with a gap or an overlap.
    """
    words = Words(data, where=where or "specification")
    found = Specification(
        id=words.text("id", None),
        title=words.text("title", None),
        description=words.text("description"),
        citation=words.text("citation"),
        licence=words.text("licence"),
        note=words.text("note"),
        direction=words.choice("direction", spec.DIRECTIONS, "high_is_burden"),
        area=words.text("area", "area"),
        population=words.text("population"),
        larger_area=words.text("larger_area"),
        missing=words.choice("missing", spec.MISSING, "refuse"),
        missing_codes=words.numbers("missing_codes"),
        exclusion=words.table("exclusion", _exclusion) or Exclusion(),
        inputs=words.tables("inputs", _input),
        standardisation=words.table("standardisation", _standardisation) or Standardisation(),
        domains=words.tables("domains", _domain),
        index=words.table("index", _combination) or Combination(),
        ranking=words.table("ranking", _ranking) or Ranking(),
        classes=words.table("classes", _classes),
        deciles=words.table("deciles", _deciles),
        dynamics=words.table("dynamics", _dynamics),
        groups=words.table("groups", _groups),
        flags=words.table("flags", _flags),
    )
    words.done()
    return check(found, where=words.where)


def _input(words: Words) -> Input:
    return Input(
        column=words.text("column", None),
        title=words.text("title"),
        direction=words.choice("direction", spec.DIRECTIONS, "high_is_burden"),
        note=words.text("note"),
        numerator=words.text("numerator"),
        denominator=words.text("denominator"),
        per=words.real("per", 1.0),
        transformation=words.table("transformation", _transformation) or Transformation(),
        standardisation=words.table("standardisation", _standardisation),
        missing=words.choice("missing", ("", *spec.MISSING), ""),
        earlier=words.text("earlier"),
        earlier_numerator=words.text("earlier_numerator"),
        earlier_denominator=words.text("earlier_denominator"),
        change=words.text("change"),
        decimals=words.decimals(),
    )


def _transformation(words: Words) -> Transformation:
    return Transformation(
        method=words.choice("method", spec.TRANSFORMATIONS, "none"),
        add=words.real("add", 0.0),
        base=words.choice("base", ("e", "10", "2"), "e"),
        per=words.real("per", 1.0),
        ties=words.choice("ties", spec.TIES, "mean"),
        shrink=words.flag("shrink"),
    )


def _standardisation(words: Words) -> Standardisation:
    return Standardisation(
        method=words.choice("method", spec.STANDARDISATIONS),
        deviation=words.choice("deviation", ("population", "sample"), "population"),
        weights=words.choice("weights", ("areas", "population"), "areas"),
        ties=words.choice("ties", spec.TIES, "lowest"),
        mean=words.number("mean"),
        spread=words.number("spread"),
        lowest=words.number("lowest"),
        highest=words.number("highest"),
        base=words.text("base"),
        clip=words.flag("clip"),
        constant=words.real("constant", 23.0),
        scale=words.real("scale", 1.0),
        shift=words.real("shift", 0.0),
        decimals=words.decimals(),
        rounding=words.choice("rounding", spec.ROUNDINGS, "half_up"),
    )


def _combination(words: Words) -> Combination:
    return Combination(
        parts=words.texts("parts"),
        method=words.choice("combination", spec.COMBINATIONS, "sum"),
        weights=words.figures("weights"),
        total=words.number("total"),
        loadings=words.figures("loadings"),
        marker=words.text("marker"),
        weights_from=words.choice("weights_from", ("scores", "loadings"), "scores"),
        of=words.choice("of", ("standardised", "score"), "standardised"),
        standardisation=words.table("standardisation", _standardisation) or Standardisation(),
        decimals=words.decimals(),
    )


def _domain(words: Words) -> Domain:
    return Domain(
        id=words.text("id", None),
        title=words.text("title"),
        note=words.text("note"),
        combination=_combination(words),
    )


def _exclusion(words: Words) -> Exclusion:
    listed = words.tables("areas", lambda one: (one.text("area", None), one.text("reason", None)))
    return Exclusion(population_below=words.number("population_below"), areas=dict(listed))


def _ranking(words: Words) -> Ranking:
    return Ranking(
        first=words.choice("first", ("highest", "lowest"), "highest"),
        ties=words.choice("ties", spec.TIES, "lowest"),
    )


def _classes(words: Words) -> Classes:
    return Classes(
        method=words.choice("method", spec.CLASSES, "limits"),
        count=words.whole("count") or 0,
        first=words.choice("first", ("lowest", "highest"), "lowest"),
        names=words.texts("names"),
        titles=words.texts("titles"),
        rule=words.choice("rule", ("rank", "values"), "rank"),
        weights=words.choice("weights", ("areas", "population"), "areas"),
        limits=words.tables("limits", _limit),
    )


def _deciles(words: Words) -> Classes:
    return Classes(
        method="quantiles",
        count=words.whole("count") or 10,
        first=words.choice("first", ("lowest", "highest"), "lowest"),
        rule=words.choice("rule", ("rank", "values"), "rank"),
        weights=words.choice("weights", ("areas", "population"), "areas"),
    )


def _limit(words: Words) -> Limit:
    return Limit(
        name=words.text("name", None),
        title=words.text("title"),
        above=words.number("above"),
        at_least=words.number("at_least"),
        at_most=words.number("at_most"),
        below=words.number("below"),
    )


def _dynamics(words: Words) -> Dynamics:
    return Dynamics(
        change=words.choice("change", spec.CHANGES, "difference"),
        title=words.text("title"),
        standardisation=words.table("standardisation", _standardisation),
        index=words.table("index", _combination),
        classes=words.table("classes", _classes),
    )


def _groups(words: Words) -> Groups:
    return Groups(name=words.text("name", "{status}{dynamics}"), titles=words.labels("titles"))


def _flags(words: Words) -> Flags:
    return Flags(
        at_least=words.real("at_least", 0.90),
        of=words.choice("of", ("inputs", "domains"), "inputs"),
    )
