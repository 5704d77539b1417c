# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How overviews, themes, several years and sheets are read again, from the release handed in."""

from collections.abc import Mapping

from klammer.base.errors import InputRefusedError
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.forms import overview_view
from klammer_web.atlas.forms.area import area_named, boundary_shown
from klammer_web.atlas.forms.map_view import read_map_view
from klammer_web.atlas.pages.overview_seen import overview_seen
from klammer_web.atlas.pages.pooled_seen import pooled_seen
from klammer_web.atlas.pages.seen import map_seen
from klammer_web.atlas.pages.sheet_seen import sheet_seen
from klammer_web.atlas.pages.themes_seen import theme_seen
from klammer_web.atlas.queries import figures
from klammer_web.atlas.queries.overview import overview
from klammer_web.atlas.queries.pooling import pooled_area
from klammer_web.atlas.queries.themes import theme_figures, themes
from klammer_web.atlas.seen import Seen
from klammer_web.atlas.views.figures import HOME_STATE, definition_of


def register() -> None:
    """Tell which addresses of these pages show figures."""
    seeing.register("atlas:overview", _overview)
    seeing.register("atlas:theme", _theme)
    seeing.register("atlas:pooled", _pooled)
    seeing.register("catalogue:indicator", _sheet)


def _overview(release: Release, words: Mapping[str, str], *, seat: Seat) -> Seen:
    home = seat.workspace_key if len(seat.workspace_key) == 5 else ""
    view, _ = overview_view.read_overview(words, release=release, home=home, state=HOME_STATE)
    return overview_seen(overview(view, release=release), release=release)


def _theme(
    release: Release,
    words: Mapping[str, str],  # noqa: ARG001  # reason: every reader is asked alike
    *,
    seat: Seat,  # noqa: ARG001  # reason: every reader is asked alike
    theme: str,
    area: str,
) -> Seen:
    chosen = themes().get(theme)
    if chosen is None:
        raise _nothing("themen")
    boundary = boundary_shown(release, area)
    found = theme_figures(chosen, area_named(area, boundary), release=release, boundary=boundary)
    return theme_seen(found, release=release, boundary=boundary)


def _pooled(
    release: Release,
    words: Mapping[str, str],
    *,
    seat: Seat,  # noqa: ARG001  # reason: every reader is asked alike
    indicator: str,
    area: str,
) -> Seen:
    definition = definition_of(release, indicator)
    boundary = boundary_shown(release, area, wanted=words.get("stand", ""))
    own = pooled_area(area_named(area, boundary), definition, release=release, boundary=boundary)
    if not own.rows:
        raise _nothing("mehrere-jahre")
    return pooled_seen(own, definition, release=release, boundary=boundary)


def _sheet(release: Release, words: Mapping[str, str], *, seat: Seat, indicator: str) -> Seen:  # noqa: ARG001  # reason: every reader is asked alike
    """Read the newest map of an indicator: of counties, or of municipalities without them."""
    definition = definition_of(release, indicator)
    held = {one.area_level: one for one in release.coverage(indicator)}
    level = next((one for one in ("county", "municipality") if one in held), "")
    if not level:
        raise _nothing("kennzahl")
    newest = {"ebene": LEVEL_BY_CODE[level].word, "stand": held[level].boundary}
    view = read_map_view(newest, indicator=indicator, release=release, home=HOME_STATE)
    found = figures.map_figure(view, release=release, definition=definition)
    return sheet_seen(map_seen(found, release=release), indicator=indicator)


def _nothing(where: str) -> InputRefusedError:
    return InputRefusedError(
        "the release has no figures there",
        where=where,
        why="it holds neither theme nor level",
        remedy="follow a link from a page with figures",
        code="figure_unknown",
    )
