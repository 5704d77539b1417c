# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counties that are alike: nearest among all of Germany on stated features of their structure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.patterns.neighbours import Nearest, Neighbour, nearest, standardised
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.newest import newest
from klammer_web.atlas.queries.smallness import shown

COUNT = 10
FEWEST_FEATURES = 3


@dataclass(frozen=True)
class Feature:
    """One input: its indicator, whether its logarithm is compared, and what it stands for."""

    indicator: str
    why: str
    log: bool = False


# Conditions a county cannot change soon, not results of its work: those are to be compared.
FEATURES = (
    Feature("bevoelkerung", "Größe", log=True),
    Feature("bevoelkerungsdichte", "Siedlung", log=True),
    Feature("pkw_dichte", "Wege und Ländlichkeit"),
    Feature("bevoelkerungsentwicklung", "Wachsen oder Schrumpfen"),
    Feature("durchschnittsalter", "Alter"),
    Feature("anteil_unter_18", "Kinder und Jugendliche"),
    Feature("auslaenderanteil", "Zuwanderung"),
    Feature("bip_je_einwohner", "Wirtschaftskraft", log=True),
    Feature("kaufkraft", "Einkommen"),
    Feature("mietniveau", "Wohnungsmarkt"),
)


@dataclass(frozen=True)
class Input:
    """One feature as it was used: definition, year, and area → value [unit]."""

    feature: Feature
    definition: Definition
    period: str
    values: Mapping[str, float]


@dataclass(frozen=True)
class Structure:
    """All counties with their features; `inputs` is empty where the release has too few."""

    boundary: str
    areas: tuple[str, ...]
    inputs: tuple[Input, ...]

    @property
    def columns(self) -> dict[str, list[float | None]]:
        """Feature → values in the order of the areas."""
        return {
            one.definition.id: [one.values.get(key) for key in self.areas] for one in self.inputs
        }

    @property
    def logs(self) -> set[str]:
        """Features compared by their logarithm."""
        return {one.definition.id for one in self.inputs if one.feature.log}


@dataclass(frozen=True)
class Peers:
    """The counties most like one, and where each stands in every feature.

    reason        why none can be found; empty when they can
    standardised  feature → area → distance from the mean of all counties in standard deviations
    """

    area: areas.AreaName
    structure: Structure
    neighbours: Sequence[Neighbour]
    left_out: Sequence[str]
    standardised: Mapping[str, Mapping[str, float]]
    reason: str = ""


@lru_cache(maxsize=8)
def structure(release: Release, boundary: str) -> Structure:
    """Read the features of all counties, each of the newest year that most of them have."""
    keys = tuple(sorted(areas.names("county", boundary)))
    inputs = []
    for feature in FEATURES:
        definition = release.definitions.get(feature.indicator)
        held = compared.coverage_near(release, feature.indicator, level="county", boundary=boundary)
        if definition is None or held is None or held.boundary != boundary:
            continue
        found = newest(release, held, keys)
        if found is not None and len(set(found[1].values())) > 1:
            inputs.append(Input(feature, definition, *found))
    enough = len(inputs) >= FEWEST_FEATURES
    return Structure(boundary, keys, tuple(inputs) if enough else ())


def find_peers(
    area: areas.AreaName, *, release: Release, boundary: str, same_kind: bool, count: int = COUNT
) -> Peers:
    """Find the counties most like one.

    same_kind  only Landkreise for a Landkreis, only cities for a city
    """
    found = structure(release, boundary)
    if not found.inputs:
        why = "Die Freigabe enthält zu wenige der Merkmale, nach denen verglichen wird."
        return Peers(area, found, (), (), {}, why)
    try:
        answer = _nearest(release, boundary, area.key, same_kind, count)
    except InputRefusedError as error:
        reasons = {
            "incomplete": "Für diesen Kreis fehlt mindestens eines der Merkmale.",
            "unknown_area": "Diesen Kreis gibt es zu diesem Gebietsstand nicht.",
            "few_areas": "Zu wenige Kreise haben alle Merkmale.",
        }
        why = reasons.get(error.code, "Die Merkmale lassen sich nicht vergleichen.")
        return Peers(area, found, (), (), {}, why)
    return Peers(area, found, answer.neighbours, answer.left_out, _standardised(release, boundary))


@lru_cache(maxsize=512)
def _nearest(release: Release, boundary: str, key: str, same_kind: bool, count: int) -> Nearest:  # noqa: FBT001  # reason: part of a cache's key
    found = structure(release, boundary)
    among = _of_kind(key, boundary) if same_kind else None
    return nearest(found.areas, found.columns, to=key, count=count, logs=found.logs, among=among)


@lru_cache(maxsize=8)
def _standardised(release: Release, boundary: str) -> dict[str, dict[str, float]]:
    found = structure(release, boundary)
    scores = {}
    for name, values in found.columns.items():
        z = standardised(values, name=name, log=name in found.logs)
        scores[name] = {
            key: float(score)
            for key, score in zip(found.areas, z, strict=True)
            if not math.isnan(score)
        }
    return scores


def distances(
    area: str, others: Sequence[str], *, release: Release, boundary: str
) -> list[Neighbour]:
    """Return how alike some chosen counties are, nearest first; those missing a feature not."""
    found = structure(release, boundary)
    if not found.inputs:
        return []
    try:
        answer = nearest(
            found.areas,
            found.columns,
            to=area,
            count=len(others),
            logs=found.logs,
            among=set(others),
        )
    except InputRefusedError:
        return []
    return list(answer.neighbours)


def is_known(release: Release, area: str, *, boundary: str) -> bool:
    """Whether a county has all features, so that similar ones can be told; cheap."""
    found = structure(release, boundary)
    return bool(found.inputs) and all(area in one.values for one in found.inputs)


def peer_keys(release: Release, area: str, *, boundary: str) -> tuple[str, ...]:
    """Return the keys of the counties most like one, the nearest first; none where not known."""
    named = areas.name_of(area, boundary=boundary)
    if named is None or named.level != "county":
        return ()
    found = find_peers(named, release=release, boundary=boundary, same_kind=False)
    return tuple(one.area for one in found.neighbours)


def _of_kind(key: str, boundary: str) -> set[str]:
    """Return the counties of the same kind: cities, or everything that is none."""
    names = areas.names("county", boundary)
    is_city = _is_city(names[key])
    return {other for other, one in names.items() if _is_city(one) == is_city}


def _is_city(area: areas.AreaName) -> bool:
    return "stadt" in area.kind.casefold() or area.kind.casefold().startswith("stadtkreis")


def feature_rows(
    found: Peers, *, release: Release, chosen: Sequence[str] = ()
) -> list[compared.Row]:
    """Return the figures the comparison rests on: every feature of the county and its peers."""
    others = chosen or [one.area for one in found.neighbours]
    keys = tuple(sorted({found.area.key, *others}))
    periods = {one.definition.id: one.period for one in found.structure.inputs}
    table = release.profiles(
        keys,
        boundary=found.structure.boundary,
        periods=sorted(set(periods.values())),
        indicators=tuple(periods),
    )
    by_indicator: dict[str, list[compared.Row]] = {name: [] for name in periods}
    for row in table.rows():
        if row["period"] == periods[row["indicator"]]:
            by_indicator[row["indicator"]].append(row)
    return [
        row
        for name, rows in by_indicator.items()
        for row in shown(rows, release=release, definition=release.definitions[name])
    ]
