# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where high or low figures lie together on the map, beyond chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.patterns.autocorrelation import (
    Global,
    HotSpot,
    HotSpots,
    LocalArea,
    LocalMoran,
    hot_spots,
    local_moran,
    moran,
    rate_deviates,
)
from klammer.patterns.weights import Weights, neighbour_weights
from klammer.presentation import sentences
from klammer.presentation.charts.moran import said
from klammer.territory.adjacency import neighbours
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, signs_in, wording_of
from klammer_web.catalogue.queries.origins import sources

MOST = 1_200  # areas of one picture: more would let the page wait for its permutations
FEWEST = 10  # below it neighbours say nothing that could be told from chance
_SEED = 2026  # the same figures give the same picture

_WHY = {
    "missing": "Kein Gebiet hat einen Wert, der gezeigt wird.",
    "constant": "Alle Gebiete haben denselben Wert.",
    "few_areas": "Zu wenige Gebiete haben einen Wert und ein Nachbargebiet mit einem Wert.",
}


@dataclass(frozen=True)
class Clusters:
    """Everything a page on clusters says.

    whole, local, spots  None where nothing could be tested; `reason` says why
    second  what the second test (Getis and Ord) says, in one sentence
    by_cases      chance in small areas was allowed for (empirical Bayes), as the cases are known
    words         sentences, the first the most important
    """

    view: CompareView
    definition: Definition
    wording: sentences.Wording
    figures: Sequence[AreaFigure]
    whole: Global | None
    local: LocalMoran | None
    spots: HotSpots | None
    by_cases: bool
    reason: str
    words: Sequence[str]
    second: str
    gaps: str
    converted: str
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]

    @property
    def found(self) -> Mapping[str, LocalArea]:
        """Area → what was found of it; empty where nothing could be tested."""
        return {one.area: one for one in self.local.areas} if self.local else {}

    @property
    def spotted(self) -> Mapping[str, HotSpot]:
        """Area → what the second test found of it; empty where nothing could be tested."""
        return {one.area: one for one in self.spots.areas} if self.spots else {}


def clusters(view: CompareView, *, release: Release, definition: Definition) -> Clusters:
    """Read the figures of a view and test whether neighbours are alike."""
    rows = compared.rows_of(view, release)
    names = areas.names(view.level, view.boundary)
    wording = wording_of(definition)
    values, by_cases = _values(rows, definition)
    tested, reason = _tested(view, values)
    whole, local, spots = tested or (None, None, None)
    figures = [figure_of(row, area=names[row["area"]], wording=wording) for row in rows]
    return Clusters(
        view=view,
        definition=definition,
        wording=wording,
        figures=figures,
        whole=whole,
        local=local,
        spots=spots,
        by_cases=by_cases,
        reason=reason,
        words=_said(definition, whole, local, reason, {one.key: one.name for one in figures}),
        second=_second(spots, local, {one.key: one.name for one in figures}),
        gaps=sentences.gaps(rows),
        converted=sentences.converted(rows),
        sources=sources(release, definition, level=view.level, period=view.period),
        signs=signs_in(rows),
    )


def _values(
    rows: Sequence[Mapping[str, Any]], definition: Definition
) -> tuple[dict[str, float], bool]:
    """Return area → what is tested: deviates of rates where cases are known, else the figures."""
    known = compared.numbers(rows)
    counted = compared.by_chance(known, definition)
    if known and len(counted) == len(known):
        try:
            deviates = rate_deviates(
                [float(row["numerator"]) for row in counted],
                [float(row["denominator"]) for row in counted],
            )
        except InputRefusedError:
            return {}, True
        return {row["area"]: float(z) for row, z in zip(counted, deviates, strict=True)}, True
    return {row["area"]: float(row["value"]) for row in known}, False


def _tested(
    view: CompareView, values: Mapping[str, float]
) -> tuple[tuple[Global, LocalMoran, HotSpots] | None, str]:
    keys = compared.keys_of(view)
    if len(keys) > MOST:
        return None, (
            f"Geprüft werden höchstens {MOST} Gebiete auf einmal. Wählen Sie ein Land oder einen "
            "Kreis als Bereich."
        )  # fmt: skip
    if len(values) < FEWEST:
        return None, (
            f"Nur {len(values)} Gebiete haben einen Wert. Unter {FEWEST} lässt sich kein Muster "
            "vom Zufall unterscheiden."
        )  # fmt: skip
    weights = _weights(view.level, view.boundary, keys)
    if not len(weights.others):
        return None, "Für diesen Gebietsstand liegen keine Grenzen vor."
    ordered = weights.ordered(values)
    try:
        whole = moran(ordered, weights.row_standardised(), seed=_SEED)
        local = local_moran(ordered, weights, seed=_SEED)
        return (whole, local, hot_spots(ordered, weights, seed=_SEED)), ""
    except InputRefusedError as error:
        return None, _WHY.get(error.code, "Die Werte lassen sich so nicht prüfen.")


@lru_cache(maxsize=16)
def _weights(level: str, boundary: str, keys: tuple[str, ...]) -> Weights:
    beside = neighbours(level, boundary)
    return neighbour_weights({key: beside.get(key, ()) for key in keys})


def _said(
    definition: Definition,
    whole: Global | None,
    local: LocalMoran | None,
    reason: str,
    names: Mapping[str, str],
) -> list[str]:
    if whole is None or local is None:
        return [f"Ob Nachbargebiete sich ähneln, lässt sich hier nicht sagen. {reason}"]
    words = [said(whole, title=definition.title)]
    high, low = local.cluster("HH"), local.cluster("LL")
    if high:
        words.append(f"Hohe Werte liegen beisammen um {_named(high, names)}.")
    if low:
        words.append(f"Niedrige Werte liegen beisammen um {_named(low, names)}.")
    for one, near in (("HL", "niedriger"), ("LH", "hoher")):
        if local.cluster(one):
            word = "Hoch" if one == "HL" else "Niedrig"
            place = _named(local.cluster(one), names)
            words.append(f"{word} inmitten {near} Werte: {place}.")
    if not any(one.cluster for one in local.areas):
        words.append("Für kein einzelnes Gebiet ist eine Häufung belegt; keines ist eingefärbt.")
    return words


def _second(spots: HotSpots | None, local: LocalMoran | None, names: Mapping[str, str]) -> str:
    """Say what Getis and Ord's test finds, which takes an area together with its neighbours."""
    if spots is None or local is None:
        return ""
    hot = [one.area for one in spots.areas if one.spot == "hot"]
    cold = [one.area for one in spots.areas if one.spot == "cold"]
    if not hot and not cold:
        return "Auch Getis-Ord Gi* belegt für kein Gebiet, dass Werte um es herum beisammen liegen."
    parts = [
        f"{word} um {_named(keys, names)}"
        for word, keys in (("hohe Werte", hot), ("niedrige Werte", cold))
        if keys
    ]
    listed = " und ".join(parts)
    return f"Getis-Ord Gi* nimmt jedes Gebiet mit seinen Nachbarn zusammen und findet {listed}."


def _named(keys: Sequence[str], names: Mapping[str, str]) -> str:
    shown = [names[key] for key in keys[:4]]
    more = len(keys) - len(shown)
    if more:
        return f"{', '.join(shown)} und {more} weitere"
    return " und ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
