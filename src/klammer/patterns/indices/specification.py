# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a composite index is made of: values, each with its documented default, no calculation.

Files say the same in the same words (`docs/reference/indices.md`); `reading` builds and checks.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property

DIRECTIONS = ("high_is_burden", "high_is_good")
MISSING = ("refuse", "leave_out", "no_domain", "mean_of_domain", "average", "larger_area")
TRANSFORMATIONS = ("none", "log", "logit", "rank", "percentile", "normal_scores")
STANDARDISATIONS = (
    "none", "z", "min_max", "percentile", "rank", "rank_share", "normal_scores", "exponential",
)  # fmt: skip
COMBINATIONS = ("sum", "mean", "geometric_mean", "factor", "component")
TIES = ("lowest", "mean", "highest")
ROUNDINGS = ("half_up", "half_even", "cut")
CLASSES = ("limits", "quantiles", "equal", "jenks")
CHANGES = ("difference", "percent")
BY_RANK = frozenset({"percentile", "rank", "rank_share", "normal_scores", "exponential"})


@dataclass(frozen=True)
class Transformation:
    """How the values of an input are bent before they are standardised.

    add     added before the logarithm: 1 for shares that may be 0
    base    of the logarithm: e, 10 or 2
    per     logit: what the whole is, 1 for shares, 100 for percentages
    ties    of the methods by rank
    shrink  towards the larger area before anything else; needs numerator and denominator
    """

    method: str = "none"
    add: float = 0.0
    base: str = "e"
    per: float = 1.0
    ties: str = "mean"
    shrink: bool = False


@dataclass(frozen=True)
class Standardisation:
    """How values are made comparable; `docs/reference/indices.md` has the formulas.

    deviation  z: population (÷n) or sample (÷(n−1))
    weights    z: areas (each counts once) or population
    ties       methods by rank
    mean, spread, lowest, highest  z, min_max: fixed values of a base year
    base       z, min_max: column with the values of a base year, from which these are taken
    clip       min_max: values beyond lowest and highest count as these
    constant   exponential: 23 gives a tenth of cancellation
    scale, shift  result × scale + shift, e.g. 100 and 1000
    decimals   result rounded, None for not; rounding: half_up, half_even, cut
    """

    method: str = "none"
    deviation: str = "population"
    weights: str = "areas"
    ties: str = "lowest"
    mean: float | None = None
    spread: float | None = None
    lowest: float | None = None
    highest: float | None = None
    base: str = ""
    clip: bool = False
    constant: float = 23.0
    scale: float = 1.0
    shift: float = 0.0
    decimals: int | None = None
    rounding: str = "half_up"


@dataclass(frozen=True)
class Input:
    """One figure that enters an index: a column, or numerator ÷ denominator × per.

    direction  whether a high value is a burden or good; against the index's own: reversed
    change     column with the change itself, where dynamics are published that way
    earlier, earlier_numerator, earlier_denominator  the same figure in the earlier period
    decimals   values are rounded before anything else, None for not
    missing    rule for this input alone; empty: that of the specification
    """

    column: str
    title: str = ""
    direction: str = "high_is_burden"
    note: str = ""
    numerator: str = ""
    denominator: str = ""
    per: float = 1.0
    transformation: Transformation = Transformation()
    standardisation: Standardisation | None = None
    missing: str = ""
    earlier: str = ""
    earlier_numerator: str = ""
    earlier_denominator: str = ""
    change: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class Combination:
    """How parts (inputs or domains) become one score, and how the score is standardised.

    parts     ids of inputs and domains
    weights   part → weight; empty: each counts 1. Given ones must sum to 1, to 100 or to `total`
    loadings  component: part → fixed loading (correlation with the component); empty: estimated
    marker    factor, component: the part that counts positively; empty: loadings sum to more than 0
    weights_from  factor: scores (regression, sums to 1) or loadings
    of        which value of a domain enters: its standardised value, or its score
    decimals  the score is rounded before it is standardised, None for not
    """

    parts: tuple[str, ...] = ()
    method: str = "sum"
    weights: Mapping[str, float] = field(default_factory=dict)
    total: float | None = None
    loadings: Mapping[str, float] = field(default_factory=dict)
    marker: str = ""
    weights_from: str = "scores"
    of: str = "standardised"
    standardisation: Standardisation = Standardisation()
    decimals: int | None = None


@dataclass(frozen=True)
class Domain:
    """A sub-index: some inputs, or other domains, combined."""

    id: str
    combination: Combination
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class Limit:
    """One class by limits: open where nothing is said. A value may belong to one class only."""

    name: str
    title: str = ""
    above: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None

    def holds(self, value: float) -> bool:
        """Say whether a value belongs to this class."""
        return not (
            (self.above is not None and not value > self.above)
            or (self.at_least is not None and not value >= self.at_least)
            or (self.at_most is not None and not value <= self.at_most)
            or (self.below is not None and not value < self.below)
        )


@dataclass(frozen=True)
class Classes:
    """How an index is divided into classes.

    method   limits; quantiles; equal (widths); jenks (natural breaks)
    count    of classes, where there are no limits
    first    which end class 1 lies at: lowest or highest index
    names    of the classes from 1 on; empty: 1, 2, 3 …
    rule     quantiles: rank (equally many areas, ceil(count × rank ÷ n)) or values (limits by
             linear interpolation; a value on a limit belongs above it)
    weights  quantiles by rank: areas, or population (equally many people)
    """

    method: str = "limits"
    count: int = 0
    first: str = "lowest"
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    rule: str = "rank"
    weights: str = "areas"
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class Exclusion:
    """Which areas take no part: too few people, or listed with a reason."""

    population_below: float | None = None
    areas: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Dynamics:
    """An index of changes, made like the status unless said otherwise.

    change  difference, or percent of the earlier value
    """

    change: str = "difference"
    title: str = ""
    standardisation: Standardisation | None = None
    index: Combination | None = None
    classes: Classes | None = None


@dataclass(frozen=True)
class Groups:
    """Status × dynamics: `name` with {status} and {dynamics} filled in; titles by group."""

    name: str = "{status}{dynamics}"
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Flags:
    """Inputs or domains whose percentile rank is high are counted."""

    at_least: float = 0.90
    of: str = "inputs"


@dataclass(frozen=True)
class Ranking:
    """Where rank 1 stands, and how equal values are ranked."""

    first: str = "highest"
    ties: str = "lowest"


@dataclass(frozen=True)
class Specification:
    """A composite index. Texts are the author's; nothing in it knows where the figures lie.

    direction    what a high index means
    area         column with the areas' keys
    population   column with people, needed for weights and the lower limit
    larger_area  column with the larger area each area lies in, needed for shrinkage
    missing      refuse; leave_out (the area takes no part); no_domain (no index, but the area
                 still counts in what it has); mean_of_domain; average (as an average area);
                 larger_area (value of the larger area)
    missing_codes  numbers that mean "missing" in the delivered columns, e.g. −999
    """

    id: str
    title: str
    inputs: tuple[Input, ...]
    index: Combination
    standardisation: Standardisation = Standardisation()
    domains: tuple[Domain, ...] = ()
    description: str = ""
    citation: str = ""
    licence: str = ""
    note: str = ""
    direction: str = "high_is_burden"
    area: str = "area"
    population: str = ""
    larger_area: str = ""
    missing: str = "refuse"
    missing_codes: tuple[float, ...] = ()
    exclusion: Exclusion = Exclusion()
    ranking: Ranking = Ranking()
    classes: Classes | None = None
    deciles: Classes | None = None
    dynamics: Dynamics | None = None
    groups: Groups | None = None
    flags: Flags | None = None

    @cached_property
    def version(self) -> str:
        """First 12 digits of the hash over everything the specification says."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def input(self, column: str) -> Input:
        """Return the input of a column; raises `KeyError`."""
        return {one.column: one for one in self.inputs}[column]

    def standardisation_of(self, one: Input) -> Standardisation:
        """Return how an input is standardised: its own way, or that of the specification."""
        return one.standardisation or self.standardisation

    def missing_of(self, one: Input) -> str:
        """Return the rule for a missing value of an input."""
        return one.missing or self.missing

    def columns(self) -> tuple[str, ...]:
        """Return the columns the index needs from a table, in the order they are asked for."""
        wanted = [self.area, self.population, self.larger_area]
        for one in self.inputs:
            wanted += [one.numerator, one.denominator] if one.numerator else [one.column]
            wanted.append(self.standardisation_of(one).base)
        return tuple(dict.fromkeys(name for name in (*wanted, *self.dynamic_columns()) if name))

    def dynamic_columns(self) -> tuple[str, ...]:
        """Return the columns that only the dynamics need: changes and earlier values."""
        if self.dynamics is None:
            return ()
        wanted = []
        for one in self.inputs:
            if one.change:
                wanted.append(one.change)
            elif one.earlier_numerator:
                wanted += [one.earlier_numerator, one.earlier_denominator]
            else:
                wanted.append(one.earlier)
        return tuple(wanted)
