# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Maps that were judged lately, kept for the process: years are switched to and fro.

A release never changes, so neither does a map of it; the part that is shown and the kind of view do
not matter. How much is kept is bounded by the number of areas.
"""

import threading
from collections import OrderedDict
from dataclasses import replace

from klammer.warehouse.open import Release
from klammer_web.atlas.queries.figures import MapFigure
from klammer_web.atlas.queries.outlines import edition
from klammer_web.atlas.queries.pairs import map_figures
from klammer_web.atlas.view_state import WHOLE_MAP, MapView

MOST_AREAS = 60_000  # about 60 MB
_KEPT: OrderedDict[tuple[str, str, str], tuple[MapFigure, ...]] = OrderedDict()
_LOCK = threading.Lock()


def recent_figures(view: MapView, *, release: Release) -> tuple[MapFigure, ...]:
    """Return the one or two maps of a view, judged now or lately."""
    judged = replace(view, window=WHOLE_MAP, every_row=False, ground=False, view="karte")
    # The folder belongs to it: two instances may hold the same release.
    drawn = edition(view.level, view.boundary)
    asked = (str(release.folder), view.indicator, f"{judged.query()} {drawn}")
    with _LOCK:
        found = _KEPT.get(asked)
        if found is not None:
            _KEPT.move_to_end(asked)
    if found is None:
        found = map_figures(judged, release=release)
        _keep(asked, found)
    shown = {"window": view.window, "every_row": view.every_row, "ground": view.ground}
    return tuple(replace(one, view=replace(one.view, **shown, view=view.view)) for one in found)


def _keep(asked: tuple[str, str, str], found: tuple[MapFigure, ...]) -> None:
    with _LOCK:
        _KEPT[asked] = found
        while len(_KEPT) > 1 and sum(_size(one) for one in _KEPT.values()) > MOST_AREAS:
            _KEPT.popitem(last=False)


def _size(found: tuple[MapFigure, ...]) -> int:
    return sum(len(one.figures) for one in found)
