# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the addresses of indices are read again, from whatever release is handed in."""

from collections.abc import Mapping

from django.utils import timezone

from klammer.base.errors import InputRefusedError
from klammer.pipeline import indices as kept
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.forms.index_view import read_index_view
from klammer_web.atlas.pages.indices import seen as pages
from klammer_web.atlas.queries.indices import figures, readable
from klammer_web.atlas.queries.indices.figures import IndexFigure
from klammer_web.atlas.seen import Seen
from klammer_web.catalogue.instance import instance


def register() -> None:
    """Tell which addresses of indices show figures."""
    seeing.register("atlas:index", _index)
    seeing.register("atlas:index_area", _area)


def figure_at(release: Release, words: Mapping[str, str], *, seat: Seat, index: str) -> IndexFigure:
    """Return the figures of an address; an index the seat may not read is as if not there.

    A shipped version is laid down in the instance first: what was seen once can be read again.
    """
    found = readable.one(seat, index, version=words.get("fassung", ""))
    if found is None:
        raise InputRefusedError(
            "there is no such index",
            where="fassung",
            why="nobody made it, or its workspace does not share this version",
            remedy="choose one from the list",
            code="figure_unknown",
        )
    view = read_index_view(words, index=found, release=release)
    kept.lay_down(instance(), found.held, at=timezone.now())
    return figures.figure_of(view, release=release)


def _index(release: Release, words: Mapping[str, str], *, seat: Seat, index: str) -> Seen:
    found = figure_at(release, words, seat=seat, index=index)
    return pages.index_seen(found, release=release)


def _area(release: Release, words: Mapping[str, str], *, seat: Seat, index: str, area: str) -> Seen:
    found = figure_at(release, words, seat=seat, index=index)
    if area not in found.by_key:
        raise InputRefusedError(
            "the index has no such area",
            where="gebiet",
            why="it compares others",
            remedy="choose one of its areas",
            code="figure_unknown",
        )
    return pages.area_seen(found, area, release=release)
