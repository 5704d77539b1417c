# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of one indicator over many areas: what is read, shown and taken along, each said once.

The address, the page and whoever reads an address again (files, evidence) take it from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.pages import (
    comparing_clusters,
    comparing_funnel,
    comparing_indicator,
    comparing_seen,
    comparing_segregation,
    comparing_slope,
    comparing_standardised,
)
from klammer_web.atlas.pages.inequality_measures import measures_context
from klammer_web.atlas.queries.clusters import clusters
from klammer_web.atlas.queries.distribution import distribution
from klammer_web.atlas.queries.funnel import funnel_figure
from klammer_web.atlas.queries.inequality import InequalityFigure, inequality_figure
from klammer_web.atlas.queries.inequality_measures import measures
from klammer_web.atlas.queries.ranking import rank_figures
from klammer_web.atlas.queries.scatter import Together, together
from klammer_web.atlas.queries.segregation import apart
from klammer_web.atlas.queries.slope import SlopeFigure, slope_figure
from klammer_web.atlas.queries.standardised import standardised_figure
from klammer_web.atlas.seen import Seen


@dataclass(frozen=True)
class Comparison:
    """One way of comparing.

    name     of the address, and of the template below atlas/compare/
    word     in the address
    find     (view, release=, definition=) → figures; with `choose` also other=, None where the two
             have no areas together
    context  (figures, release=, traces=) → what the template needs
    seen     (figures, release=) → what is taken along
    choose   (view, release=, definition=, up=) → the page that asks for the second indicator
    """

    name: str
    word: str
    find: Callable[..., Any]
    context: Callable[..., dict[str, Any]]
    seen: Callable[..., Seen]
    choose: Callable[..., dict[str, Any]] | None = None

    @property
    def template(self) -> str:
        """The page's template."""
        return f"atlas/compare/{self.name}.html"

    def found(self, view: CompareView, *, release: Release, definition: Definition) -> Any | None:
        """Return the figures; None where a second indicator is missing."""
        if self.choose is None:
            return self.find(view, release=release, definition=definition)
        other = release.definitions.get(view.other)
        return other and self.find(view, release=release, definition=definition, other=other)

    def made(
        self, view: CompareView, *, release: Release, definition: Definition
    ) -> dict[str, Any]:
        """Return the context of the page, with what is taken along as `seen`."""
        found = self.found(view, release=release, definition=definition)
        if found is None and self.choose is not None:
            up = release.definitions.get(view.other)
            return self.choose(view, release=release, definition=definition, up=up)
        context = self.context(found, release=release, traces=Traces(release))
        return {**context, "seen": self.seen(found, release=release)}


def _together(
    view: CompareView, *, release: Release, definition: Definition, other: Definition
) -> Together | None:
    return together(view, release=release, across=definition, up=other)


def _slope(
    view: CompareView, *, release: Release, definition: Definition, other: Definition
) -> SlopeFigure | None:
    return slope_figure(view, release=release, definition=definition, order=other)


def _inequality(found: InequalityFigure, *, release: Release, traces: Traces) -> dict[str, Any]:
    context = comparing_indicator.inequality_context(found, release=release, traces=traces)
    return {**context, **measures_context(found, measures(found, release=release))}


COMPARISONS = (
    Comparison(
        "ranking",
        "rangfolge",
        rank_figures,
        comparing_indicator.ranking_context,
        comparing_seen.ranking_seen,
    ),
    Comparison(
        "distribution",
        "verteilung",
        distribution,
        comparing_indicator.distribution_context,
        comparing_seen.distribution_seen,
    ),
    Comparison(
        "scatter",
        "zusammenhang",
        _together,
        comparing_indicator.scatter_context,
        comparing_seen.scatter_seen,
        comparing_indicator.choose_second,
    ),
    Comparison(
        "inequality", "ungleichheit", inequality_figure, _inequality, comparing_seen.inequality_seen
    ),
    Comparison(
        "clusters",
        "haeufungen",
        clusters,
        comparing_clusters.clusters_context,
        comparing_clusters.clusters_seen,
    ),
    Comparison(
        "funnel",
        "trichter",
        funnel_figure,
        comparing_funnel.funnel_context,
        comparing_funnel.funnel_seen,
    ),
    Comparison(
        "segregation",
        "trennung",
        apart,
        comparing_segregation.segregation_context,
        comparing_segregation.segregation_seen,
    ),
    Comparison(
        "slope",
        "gefaelle",
        _slope,
        comparing_slope.slope_context,
        comparing_slope.slope_seen,
        comparing_slope.choose_order,
    ),
    Comparison(
        "standardised",
        "standardisiert",
        standardised_figure,
        comparing_standardised.standardised_context,
        comparing_standardised.standardised_seen,
    ),
)
