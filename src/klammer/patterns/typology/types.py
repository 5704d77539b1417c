# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a typology says of its types and of each area."""

from collections.abc import Mapping
from dataclasses import dataclass

STABLE = 0.75  # mean Jaccard from which on a type is called stable (Hennig 2007)
OUTSTANDING = 0.5  # standard deviations from which on the mean of a type stands out


@dataclass(frozen=True, slots=True)
class Feature:
    """An input by which a type stands out: its mean in standard deviations over all areas."""

    name: str
    mean: float

    @property
    def is_high(self) -> bool:
        """Whether the type lies above the others."""
        return self.mean > 0


@dataclass(frozen=True, slots=True)
class AreaType:
    """One type.

    number      from 1, the largest type first
    areas       keys, sorted
    typical     the area nearest to the mean of the type: what to look at first
    profile     input → mean of the standardised values (of their logarithm where asked for)
    means       input → mean in its own unit
    features    inputs that stand out, the most outstanding first; may be none
    silhouette  mean over its areas, −1 to 1; above 0.5 clearly apart, below 0.25 hardly
    stability   mean Jaccard over resampled areas, 0 to 1; None when nothing was resampled
    """

    number: int
    areas: tuple[str, ...]
    typical: str
    profile: Mapping[str, float]
    means: Mapping[str, float]
    features: tuple[Feature, ...]
    silhouette: float
    stability: float | None

    @property
    def is_stable(self) -> bool:
        """Whether the type comes back when areas are resampled (Jaccard at least 0.75)."""
        return self.stability is not None and self.stability >= STABLE


@dataclass(frozen=True, slots=True)
class Membership:
    """To which type an area belongs.

    silhouette  (b − a) ÷ max(a, b): a mean distance to its own type, b to the next; below 0 the
                area would fit the next type better
    next        number of the type it would belong to otherwise
    """

    area: str
    number: int
    silhouette: float
    next: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Two groups of types become one: numbers of both sides, and the distance at which (Ward)."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    distance: float


@dataclass(frozen=True, slots=True)
class Typology:
    """Types of areas.

    method          ward or kmeans
    proposed        the number of types with the highest mean silhouette among those tried
    silhouettes     number of types → mean silhouette, of all that were tried
    merges          how the types join, nearest first; empty for kmeans
    first_component share of the variance in one direction, 0 to 1; above 0.8 the inputs say nearly
                    the same, and an order would say as much as types
    left_out        areas that miss an input
    """

    method: str
    types: tuple[AreaType, ...]
    members: Mapping[str, Membership]
    silhouette: float
    silhouettes: Mapping[int, float]
    proposed: int
    merges: tuple[Merge, ...]
    first_component: float
    left_out: tuple[str, ...]
