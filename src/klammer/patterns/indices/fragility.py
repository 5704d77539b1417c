# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How fragile an index is: the share of plausible variants that leave an area in its class."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table
from klammer.patterns.indices.classing import different, numbers_of
from klammer.patterns.indices.computing import compute, ranks_of
from klammer.patterns.indices.evaluating import evaluate
from klammer.patterns.indices.figures import Columns, Source
from klammer.patterns.indices.outcome import Remark
from klammer.patterns.indices.ranking import Array
from klammer.patterns.indices.result import IndexResult
from klammer.patterns.indices.specification import Classes, Specification
from klammer.patterns.indices.tabulating import plain
from klammer.patterns.indices.variants import Variant, variants_of

LEVEL = 0.90  # from the 5 % to the 95 % quantile of an area's ranks
QUINTILES = Classes(method="quantiles", count=5)  # where the specification has no classes


@dataclass(frozen=True)
class Robustness:
    """What becomes of each area's class and rank in other plausible variants of the index.

    share_of_variants_in_class  area → share of variants with the same class, NaN without index
    rank_low, rank_high  area → 5 and 95 % quantile of its ranks over the variants
    variant_names, variant_families  one for each variant that could be computed
    same_class       variant × area → whether the class is the same
    share_by_family  family → area → share of that family's variants with the same class
    not_computed     name → reason of variants the figures did not allow
    remarks          those of the index, e.g. that its inputs are nearly one dimension
    """

    result: IndexResult
    share_of_variants_in_class: Array
    rank_low: Array
    rank_high: Array
    variant_names: tuple[str, ...]
    variant_families: tuple[str, ...]
    same_class: NDArray[np.bool_]
    share_by_family: dict[str, Array]
    not_computed: Mapping[str, str]

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of the table in its order."""
        return self.result.areas

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What a reader should know of the index."""
        return self.result.remarks

    def table(self) -> Table:
        """Return area → share of variants with the same class, ranks, and the shares by family.

        grain    one row per area of the table
        columns  area, robustness, rank_low, rank_high, and same_<family> for each family
        missing  an area without index has no value
        """
        families = {f"same_{name}": plain(share) for name, share in self.share_by_family.items()}
        return Table(
            {
                "area": list(self.areas),
                "robustness": plain(self.share_of_variants_in_class),
                "rank_low": plain(self.rank_low),
                "rank_high": plain(self.rank_high),
                **families,
            }
        )


def robustness(
    specification: Specification, table: Columns, *, variants: int = 500, seed: int = 0
) -> Robustness:
    """Compute an index and `variants` other plausible ways to make it.

    table     as in `compute`
    variants  how many; the same seed gives the same ones. Each input left out; other
              standardisations; weights by population; the rest: weights × 0.75 to 1.25, and
              counts drawn again where the inputs have numerators
    returns   for each area the share of variants in which its class stays, and its ranks

    Classes are made anew in each variant. Limits on an index that is not standardised itself are
    laid on the variant's index after it has been given the same mean and deviation. Without
    classes in the specification, fifths count (of fewer than five areas, fewer parts).
    Raises what `compute` raises, and `InputRefusedError` for fewer than 20 variants.
    Method: uncertainty analysis of composite indicators, OECD 2008, chapter 7; one change a time.
    """
    if variants < 20:
        raise InputRefusedError(
            f"{variants} variants say nothing about robustness",
            where="variants",
            why="an interval from 5 to 95 % needs 20 at least",
            remedy="ask for 500",
            code="index_variants",
        )
    result = compute(specification, table)
    found = result.status
    classes = specification.classes or _quantiles(found.index)
    own = numbers_of(found.index, classes, areas=result.areas, people=found.figures.people)
    ways = variants_of(
        specification,
        found.figures,
        found.evaluation,
        source=Source(specification, table),
        count=variants,
        seed=seed,
    )
    done, same, ranks, failed = [], [], [], {}
    for way in ways:
        try:
            index = _index(way, result, classes)
            numbers = numbers_of(index, classes, areas=result.areas, people=found.figures.people)
        except InputRefusedError as error:
            failed[way.name] = error.what
            continue
        done.append(way)
        same.append((numbers == own) & (own > 0))
        ranks.append(ranks_of(index, specification.ranking).astype(np.float32))
    return _summed(result, done, np.array(same), np.array(ranks), failed)


def _quantiles(index: Array) -> Classes:
    """Return fifths, or as many parts as a few areas allow."""
    return replace(QUINTILES, count=max(2, min(QUINTILES.count, different(index))))


def _index(way: Variant, result: IndexResult, classes: Classes) -> Array:
    figures, own = result.status.figures, result.index
    index = evaluate(way.specification, figures, ready=dict(way.ready)).index
    if classes.method != "limits" or way.specification.index.standardisation.method != "none":
        return index
    both = ~np.isnan(index) & ~np.isnan(own)
    spread = index[both].std()
    moved = (index - index[both].mean()) / (spread if spread > 0 else 1.0)
    matched: Array = moved * own[both].std() + own[both].mean()
    return matched


def _summed(
    result: IndexResult,
    done: list[Variant],
    same: NDArray[np.bool_],
    ranks: NDArray[np.float32],
    failed: dict[str, str],
) -> Robustness:
    if not done:
        raise InputRefusedError(
            "no variant of the index could be computed",
            where="variants",
            why="; ".join(f"{name}: {why}" for name, why in list(failed.items())[:3]),
            remedy="check the inputs: one alone carries the index",
            code="index_variants",
        )
    there = ~np.isnan(result.index)
    tail = (1 - LEVEL) / 2
    ordered = np.sort(ranks.T, axis=1)  # missing ranks last
    known = np.count_nonzero(~np.isnan(ordered), axis=1)
    families = np.array([way.family for way in done])
    share = np.where(there, same.mean(axis=0), np.nan)
    return Robustness(
        result=result,
        share_of_variants_in_class=share,
        rank_low=_at(ordered, known, tail, there),
        rank_high=_at(ordered, known, 1 - tail, there),
        variant_names=tuple(way.name for way in done),
        variant_families=tuple(way.family for way in done),
        same_class=same,
        share_by_family={
            str(family): np.where(there, same[families == family].mean(axis=0), np.nan)
            for family in dict.fromkeys(families.tolist())
        },
        not_computed=failed,
    )


def _at(
    ordered: NDArray[np.float32], known: NDArray[np.int_], level: float, there: NDArray[np.bool_]
) -> Array:
    """Return the smallest rank that a share of `level` of an area's ranks does not exceed."""
    place = np.maximum(np.ceil(np.round(level * known, 9)).astype(np.int_) - 1, 0)
    found = ordered[np.arange(len(ordered)), place].astype(np.float64)
    limits: Array = np.where(there & (known > 0), found, np.nan)
    return limits
