# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How sure the classes of an index are: in how many plausible variants they stay."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices import Specification, robustness
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import kept
from klammer_web.atlas.queries.indices.inputs import Inputs
from klammer_web.atlas.queries.packing import packed

STABLE, RATHER = 0.90, 0.70  # share of the variants from which a class is called so
VARIANTS, SEED = 200, 1
WORDS = {"stable": "stabil", "rather": "eher stabil", "unsure": "unsicher"}


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure an area's class and rank are.

    share      of the variants in which its class stays; None without classes
    low, high  ranks in the middle 90 % of the variants; 1 is the highest index
    """

    share: float | None
    low: int
    high: int

    @property
    def word(self) -> str:
        """Say it by a code: stable, rather, unsure; "" without classes."""
        if self.share is None:
            return ""
        return "stable" if self.share >= STABLE else "rather" if self.share >= RATHER else "unsure"


@dataclass(frozen=True)
class Fragility:
    """How sure an index is as a whole.

    by_place  place of the area in the result → how sure it is there
    variants  how many were computed; kinds: what was varied → how many of them
    """

    by_place: Mapping[int, Certainty]
    variants: int
    kinds: Sequence[tuple[str, int]] = ()

    @property
    def word(self) -> str:
        """Say it by a code, from the mean share over the areas."""
        shares = [one.share for one in self.by_place.values() if one.share is not None]
        return Certainty(float(np.mean(shares)), 1, 1).word if shares else ""

    def count(self, word: str) -> int:
        """Return how many areas are called so."""
        return sum(one.word == word for one in self.by_place.values())


_FAMILIES = {
    "leave_out": "ohne eine der Kennzahlen",
    "standardisation": "anders vergleichbar gemacht",
    "population": "anders nach Einwohnern gewichtet",
    "weights": "mit Gewichten, die um bis zu einem Viertel abweichen",
    "counts": "mit Fallzahlen, wie sie der Zufall ebenso gut hätte ergeben können",
}


def remembered(
    specification: Specification, read: Inputs, *, release: Release, question: tuple[str, ...]
) -> Fragility:
    """Return how sure an index is, as it was kept beside the release; else compute and keep it.

    question  what its figures depend on beside the release
    """
    asked = ("index-fragility", VARIANTS, SEED, *question)
    held = kept.find(release, asked)
    if held is not None:
        return _from_plain(json.loads(held.plain()))
    found = fragility_of(specification, read)
    kept.keep(release, asked, packed(_to_plain(found)))
    return found


def _to_plain(found: Fragility) -> dict[str, Any]:
    areas = [[place, one.share, one.low, one.high] for place, one in found.by_place.items()]
    return {"areas": areas, "variants": found.variants, "kinds": [list(k) for k in found.kinds]}


def _from_plain(data: Mapping[str, Any]) -> Fragility:
    by_place = {place: Certainty(share, low, high) for place, share, low, high in data["areas"]}
    return Fragility(by_place, data["variants"], [(what, count) for what, count in data["kinds"]])


def fragility_of(
    specification: Specification, read: Inputs, *, variants: int = VARIANTS
) -> Fragility:
    """Compute variants of an index: an input less, other weights, another standardisation.

    Seeded: the same cells give the same answer. Where no variant can be computed, nothing is
    claimed.
    """
    try:
        found = robustness(specification, read.table, variants=variants, seed=SEED)
    except InputRefusedError:
        return Fragility({}, 0)
    has_classes = specification.classes is not None
    shares = found.share_of_variants_in_class
    by_place = {
        place: Certainty(
            float(shares[place]) if has_classes else None,
            int(found.rank_low[place]),
            int(found.rank_high[place]),
        )
        for place in np.flatnonzero(~np.isnan(found.rank_low)).tolist()
    }
    counted = Counter(found.variant_families)
    kinds = [(_FAMILIES.get(name, name), count) for name, count in counted.items()]
    return Fragility(by_place, len(found.variant_names), kinds)
