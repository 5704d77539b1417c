# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on clusters: map, scatter over the neighbours, table; and the same to take along."""

from importlib.resources import files as resource_files
from typing import Any

from django.urls import reverse

from klammer.patterns.autocorrelation import HotSpot, LocalArea
from klammer.presentation import formats, maps
from klammer.presentation.charts import moran
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of
from klammer_web.atlas.pages import comparing
from klammer_web.atlas.queries.clusters import Clusters
from klammer_web.atlas.queries.figures import AreaFigure
from klammer_web.atlas.queries.outlines import fingerprint, outlines
from klammer_web.atlas.seen import Drawing, Seen
from klammer_web.chain.enums import EvidenceShape
from klammer_web.ui.listing.columns import Figure, Kind
from klammer_web.ui.listing.writers import Head, Sheet

_HEADING = "Häufungen"
_MOST_LABELS = 45


def clusters_context(found: Clusters, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of the page."""
    context = comparing.shared(
        found.view,
        release=release,
        definition=found.definition,
        name="atlas:clusters",
        heading=_HEADING,
    )
    classes = moran.cluster_classes(found.local) if found.local else {}
    spots = moran.spot_classes(found.spots) if found.spots else {}
    return {
        **context,
        "spots_map": comparing.safe(map_picture(found, spots=True)),
        "spots_legend": moran.cluster_keys(spots),
        "figure": found,
        "map": comparing.safe(map_picture(found)),
        "legend": moran.cluster_keys(classes),
        "scatter": comparing.safe(scatter_picture(found, label=f"Nachbarn: {context['title']}")),
        "table": [_line(one, found, traces) for one in _sorted(found)],
        "is_few": bool(found.local and found.local.few),
    }


def map_picture(found: Clusters, *, alone: bool = False, spots: bool = False) -> str:
    """Draw the map of clusters, or of hot and cold spots; empty without outlines or a test.

    alone  draws outlines instead of referring to them
    """
    view = found.view
    place = (view.level, view.boundary, view.extent)
    drawn = outlines(*place) if found.local else None
    if drawn is None or found.local is None or found.spots is None:
        return ""
    classes = moran.spot_classes(found.spots) if spots else moran.cluster_classes(found.local)
    figures = {one.key: one for one in found.figures}
    marks = {
        key: maps.Mark(
            _style(figures[key], style),
            f"{figures[key].name}: {figures[key].text}, {words}",
            "" if alone else profile_of(key),
        )
        for key, (style, words) in classes.items()
    }
    test = "Getis-Ord Gi*" if spots else "Häufungen"
    label = f"Karte, {test}: {comparing.title_of(view, found.definition)}."
    address = "" if alone else f"{reverse('atlas:outlines', args=place)}?v={fingerprint(*place)}"
    names = comparing.short_names({key: one.name for key, one in figures.items()})
    wanted = {key: (names[key],) for key in classes if key in drawn.anchors}
    labels = maps.room_for_labels(drawn, wanted) if len(drawn.paths) <= _MOST_LABELS else {}
    return maps.picture(
        drawn, address=address, marks=marks, label=label, style="contrast", labels=labels
    )


def scatter_picture(found: Clusters, *, label: str) -> str:
    """Draw each area over the mean of its neighbours, wide and narrow; empty without a test."""
    if found.whole is None or found.local is None:
        return ""
    clusters = {one.area: one.cluster for one in found.local.areas}
    names = {one.key: f"{one.name}: {one.text}" for one in found.figures}
    return "".join(
        moran.moran_scatter(
            found.whole,
            names,
            label=label,
            clusters=clusters,
            own=found.view.own,
            narrow=narrow,
        )
        for narrow in (False, True)
    )


def _style(one: AreaFigure, style: str) -> str:
    """Return the class of an area; hidden figures stay hatched."""
    return "suppressed" if style == "missing" and one.row["status"] == "suppressed" else style


def _sorted(found: Clusters) -> list[AreaFigure]:
    """Return clusters first, then high figures before low ones, hidden ones last."""
    kinds = list(moran.CLUSTERS)

    def place(one: AreaFigure) -> tuple[int, float]:
        local = found.found.get(one.key)
        kind = kinds.index(local.cluster) if local else kinds.index("")
        return (len(kinds), 0.0) if one.value is None else (kind, -one.value)

    return sorted(found.figures, key=place)


def _line(one: AreaFigure, found: Clusters, traces: Traces) -> dict[str, Any]:
    local = found.found.get(one.key)
    return {
        "one": one,
        "is_own": one.key == found.view.own,
        "profile": profile_of(one.key),
        "trace": traces.of(one.row) if one.value is not None else "",
        "words": _words(local),
        "style": _cluster_style(local),
        "chance": _chance(local),
        "spot": _spot(found.spotted.get(one.key)),
    }


def _words(local: LocalArea | None) -> str:
    if local is None or local.reason == "missing":
        return ""  # the sign in the column of figures says it
    return moran.CLUSTERS[local.reason or local.cluster][1]


def _spot(one: HotSpot | None) -> str:
    return "" if one is None or one.reason == "missing" else moran.SPOTS[one.reason or one.spot][1]


def _cluster_style(local: LocalArea | None) -> str:
    return moran.CLUSTERS[local.reason or local.cluster][0] if local else ""


def _chance(local: LocalArea | None) -> str:
    """Print q: how large the share of false alarms may be among areas marked up to this one."""
    if local is None or local.q is None:
        return ""
    return formats.number(local.q, decimals=3)


def clusters_seen(found: Clusters, *, release: Release) -> Seen:
    """Return the page as what is seen."""
    title = f"{_HEADING}: {comparing.title_of(found.view, found.definition)}"
    tested = "empirische Bayes-Abweichungen" if found.by_cases else "Werte"
    return Seen(
        what=EvidenceShape.MAP,
        address=f"{reverse('atlas:clusters', args=[found.view.indicator])}?{found.view.query()}",
        title=title,
        sentence=" ".join(found.words),
        sources=found.sources,
        release=release,
        rows=[one.row for one in found.figures],
        names={one.key: one.name for one in found.figures},
        about=[
            ("Gebietsstand", formats.german_date(found.view.boundary)),
            ("Geprüft", f"{tested}, lokales Moran, Nachbarschaft durch gemeinsame Grenze"),
        ],
        drawing=lambda: _drawing(found),
        table=lambda: _sheet(found),
        places=(found.view.level, found.view.boundary),
    )


def _drawing(found: Clusters) -> Drawing | None:
    drawn = map_picture(found, alone=True)
    if not drawn or found.local is None:
        return None
    styles = resource_files("klammer_web.atlas").joinpath("static/atlas/map-file.css").read_text()
    keys = moran.cluster_keys(moran.cluster_classes(found.local))
    legend = [(f"contrast {one.style}", f"{one.words} ({one.count})") for one in keys]
    return Drawing(drawn, styles, legend, "Häufungen · in Klammern: Zahl der Gebiete")


def _sheet(found: Clusters) -> Sheet:
    heads = (
        Head("Gebietsschlüssel"),
        Head("Gebiet", width=28),
        Head(found.definition.title, Kind.NUMBER, decimals=2, has_status=True),
        Head("Häufung", width=28),
        Head("Gebiet (Standardabweichungen)", Kind.NUMBER, decimals=2),
        Head("Mittel der Nachbarn (Standardabweichungen)", Kind.NUMBER, decimals=2),
        Head("q (Anteil falscher Funde)", Kind.NUMBER, decimals=4),
        Head("Getis-Ord Gi*", width=28),
        Head("z von Gi*", Kind.NUMBER, decimals=2),
    )
    rows = []
    for one in found.figures:
        local = found.found.get(one.key)
        measured = (local.standard, local.lag, local.q) if local else (None, None, None)
        value = Figure(one.value, one.row["status"])
        spot = found.spotted.get(one.key)
        second = (_spot(spot), spot.z if spot else None)
        rows.append((one.key, one.name, value, _words(local), *measured, *second))
    return Sheet(_HEADING, heads, rows)
