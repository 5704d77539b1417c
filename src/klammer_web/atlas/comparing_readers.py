# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the addresses of comparisons are read again, from whatever release is handed in."""

from collections.abc import Mapping

from django.http import QueryDict

from klammer.base.errors import InputRefusedError
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.comparisons import COMPARISONS, Comparison
from klammer_web.atlas.forms import comparing_area as reading
from klammer_web.atlas.forms.area import area_named
from klammer_web.atlas.forms.comparing import read_compare_view
from klammer_web.atlas.forms.types_view import read_types_view
from klammer_web.atlas.pages import comparing_seen as pages
from klammer_web.atlas.pages import types as pages_of_types
from klammer_web.atlas.queries import (
    peers,
    spine,
    surroundings,
    types,
)
from klammer_web.atlas.seen import Seen
from klammer_web.atlas.views.figures import HOME_STATE, definition_of


def register() -> None:
    """Tell which addresses of comparisons show figures."""
    for one in COMPARISONS:
        seeing.register(f"atlas:{one.name}", _of_indicator(one))
    seeing.register("atlas:types", _types)
    seeing.register("atlas:spine", _spine)
    seeing.register("atlas:peers", _peers)
    seeing.register("atlas:surroundings", _surroundings)


def _of_indicator(way: Comparison) -> seeing.Reader:
    def read(release: Release, words: Mapping[str, str], *, seat: Seat, indicator: str) -> Seen:  # noqa: ARG001  # reason: every reader is asked alike
        definition = definition_of(release, indicator)
        view = read_compare_view(words, indicator=indicator, release=release, home=HOME_STATE)
        found = way.found(view, release=release, definition=definition)
        if found is None:
            raise InputRefusedError(
                "the address names no second indicator with figures",
                where="und",
                why="two indicators of the same areas are needed",
                remedy="choose the second indicator",
                code="figure_unknown",
            )
        return way.seen(found, release=release)

    return read


def _types(release: Release, words: Mapping[str, str], *, seat: Seat) -> Seen:  # noqa: ARG001  # reason: every reader is asked alike
    view = read_types_view(_query(words), release=release)
    return pages_of_types.types_seen(types.types(view, release=release), release=release)


def _spine(release: Release, words: Mapping[str, str], *, seat: Seat, area: str) -> Seen:  # noqa: ARG001  # reason: every reader is asked alike
    view = reading.read_spine_view(_query(words), area=area, release=release)
    found = spine.spine_chart(
        area_named(area, view.boundary),
        release=release,
        boundary=view.boundary,
        whole=reading.whole_named(view),
        among=reading.similar_keys(release, area, view),
        everything=view.everything,
    )
    return pages.spine_seen(found, view, release=release)


def _peers(release: Release, words: Mapping[str, str], *, seat: Seat, area: str) -> Seen:  # noqa: ARG001  # reason: every reader is asked alike
    view = reading.read_peers_view(_query(words), area=area, release=release)
    found = peers.find_peers(
        area_named(area, view.boundary),
        release=release,
        boundary=view.boundary,
        same_kind=view.kind_word == "gleiche",
    )
    rows = peers.feature_rows(found, release=release, chosen=view.group)
    return pages.peers_seen(found, view, release=release, rows=rows)


def _surroundings(release: Release, words: Mapping[str, str], *, seat: Seat, area: str) -> Seen:  # noqa: ARG001  # reason: every reader is asked alike
    view = reading.read_around_view(_query(words), area=area, release=release)
    found = surroundings.surroundings(
        area_named(area, view.boundary),
        release=release,
        boundary=view.boundary,
        indicator=view.indicator,
    )
    return pages.surroundings_seen(found, view, release=release)


def _query(words: Mapping[str, str]) -> QueryDict:
    found = QueryDict(mutable=True)
    found.update(dict(words))
    return found
