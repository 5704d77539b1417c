# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the addresses of pages with figures are read again, from whatever release is handed in."""

from collections.abc import Mapping

from klammer.base.errors import InputRefusedError
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import overview_readers
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.forms.gap_view import read_gap_view
from klammer_web.atlas.forms.map_view import read_map_view
from klammer_web.atlas.forms.profile_view import read_profile_view
from klammer_web.atlas.forms.series_view import read_series_view
from klammer_web.atlas.pages import seen as pages
from klammer_web.atlas.pages.gaps import gap_seen
from klammer_web.atlas.pages.multiples import multiples_seen
from klammer_web.atlas.queries import figures, gaps, multiples, series
from klammer_web.atlas.seen import Seen
from klammer_web.atlas.views.figures import HOME_STATE, definition_of
from klammer_web.atlas.views.profiles import profile_shown
from klammer_web.catalogue.queries.addresses import parse_address
from klammer_web.catalogue.queries.origins import sources
from klammer_web.catalogue.queries.pinned import line


def register() -> None:
    """Tell which addresses show figures."""
    seeing.register("atlas:map", _map)
    seeing.register("atlas:series", _series)
    seeing.register("atlas:gap", _gap)
    seeing.register("atlas:multiples", _multiples)
    seeing.register("atlas:profile", _profile)
    seeing.register("catalogue:trace", _cell)
    overview_readers.register()


def _map(release: Release, words: Mapping[str, str], *, seat: Seat, indicator: str) -> Seen:  # noqa: ARG001  # reason: every reader is asked alike
    definition = definition_of(release, indicator)
    view = read_map_view(dict(words), indicator=indicator, release=release, home=HOME_STATE)
    found = figures.map_figure(view, release=release, definition=definition)
    return pages.map_seen(found, release=release)


def _series(
    release: Release,
    words: Mapping[str, str],
    *,
    seat: Seat,  # noqa: ARG001  # reason: every reader is asked alike
    indicator: str,
    area: str,
) -> Seen:
    definition = definition_of(release, indicator)
    view = read_series_view(
        words, indicator=indicator, area=area, release=release, definition=definition
    )
    found = series.series_figure(
        view.area,
        release=release,
        definition=definition,
        coverage=view.coverage,
        breakdown=view.breakdown,
        chosen=view.others,
    )
    return pages.series_seen(found, release=release)


def _gap(
    release: Release,
    words: Mapping[str, str],
    *,
    seat: Seat,  # noqa: ARG001  # reason: every reader is asked alike
    indicator: str,
    area: str,
) -> Seen:
    definition = definition_of(release, indicator)
    view = read_gap_view(
        words, indicator=indicator, area=area, release=release, definition=definition
    )
    found = gaps.gap_figure(
        view.series.area,
        release=release,
        definition=definition,
        coverage=view.series.coverage,
        pair=view.pair,
    )
    return gap_seen(found, release=release)


def _multiples(
    release: Release,
    words: Mapping[str, str],
    *,
    seat: Seat,  # noqa: ARG001  # reason: every reader is asked alike
    indicator: str,
) -> Seen:
    definition = definition_of(release, indicator)
    view = read_map_view(dict(words), indicator=indicator, release=release, home=HOME_STATE)
    found = multiples.multiples(view, release=release, definition=definition)
    return multiples_seen(found, release=release)


def _profile(release: Release, words: Mapping[str, str], *, seat: Seat, area: str) -> Seen:  # noqa: ARG001  # reason: every reader is asked alike
    view = read_profile_view(words, area=area, release=release)
    found = profile_shown(view, release)
    return pages.profile_seen(found, release=release, boundary=view.boundary, query=view.query())


def _cell(release: Release, words: Mapping[str, str], *, seat: Seat) -> Seen:  # noqa: ARG001  # reason: every reader is asked alike
    """Read one figure; its address names the release itself."""
    found = line(parse_address(words.get("wert", "")), seat=seat)
    address = found.address
    definition = found.release.definitions[address.indicator]
    said = sources(found.release, definition, level=found.row["area_level"], period=address.period)
    return pages.cell_seen(found, sources=said)


def _nothing(where: str) -> InputRefusedError:
    return InputRefusedError(
        "the release has no figures there",
        where=where,
        why="it does not hold this level at this boundary version",
        remedy="choose another boundary version",
        code="figure_unknown",
    )
