# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The view of an index as it stands in the address, checked against what a release holds."""

from collections.abc import Mapping
from dataclasses import replace

from klammer.presentation.formats import german_date
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, LEVEL_BY_WORD, WHOLE
from klammer_web.atlas.forms.comparing import read_group
from klammer_web.atlas.forms.refusals import refused, retry
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.indices import inputs
from klammer_web.atlas.queries.indices.beginning import Places, begun
from klammer_web.atlas.queries.indices.readable import Readable
from klammer_web.atlas.queries.indices.state import IndexView


def read_index_view(words: Mapping[str, str], *, index: Readable, release: Release) -> IndexView:
    """Read an address; raise `PageRefusedError` (400 or 404) saying what is not there."""
    columns = inputs.columns_of(index.specification, release)
    found = inputs.places(columns, release)
    if not found:
        raise _without_figures(inputs.unknown(columns, release))
    first = begun(index, found)
    level, boundary = _place(words, found, first)
    periods = found[level, boundary]
    period = words.get("jahr") or periods[-1]
    if period not in periods:
        raise refused(
            f"Für {period[:12]} lässt sich der Index nicht bilden.",
            why=f"Alle Kennzahlen zugleich gibt es für: {', '.join(periods)}.",
            remedies=retry(words, "jahr", periods[-1], f"{periods[-1]} ansehen"),
            status=404,
        )
    extent = _extent(words, first, boundary)
    view = IndexView(index, level, boundary, period, extent, periods)
    return replace(
        view,
        own=_own(words, view),
        group=read_group(words.get("mit", ""), level=level, boundary=boundary),
        complete=all(words.get(one) for one in ("fassung", "ebene", "stand", "jahr", "bereich")),
    )


def _place(words: Mapping[str, str], found: Places, first: IndexView) -> tuple[str, str]:
    word, boundary = words.get("ebene", ""), words.get("stand", "")
    if word and word not in LEVEL_BY_WORD:
        raise refused(f"Eine Ebene „{word[:40]}“ gibt es nicht.")
    level = LEVEL_BY_WORD[word].code if word else first.level
    there = sorted(one for held, one in found if held == level)
    if not there:
        raise refused(
            f"Für {LEVEL_BY_CODE[level].plural} lässt sich der Index nicht bilden.",
            why="Nicht alle seine Kennzahlen gibt es auf dieser Ebene.",
            remedies=retry(words, "ebene", "", "Wie vorgesehen ansehen"),
            status=404,
        )
    if not boundary:
        boundary = first.boundary if level == first.level else there[-1]
    if boundary not in there:
        known = ", ".join(german_date(one) for one in there)
        raise refused(
            f"Zum Gebietsstand „{boundary[:20]}“ lässt sich der Index nicht bilden.",
            why=f"Möglich: {known}.",
            remedies=retry(words, "stand", there[-1], "Neuesten Gebietsstand ansehen"),
            status=404,
        )
    return level, boundary


def _extent(words: Mapping[str, str], first: IndexView, boundary: str) -> str:
    extent = words.get("bereich") or first.extent
    if extent != WHOLE and areas.name_of(extent, boundary=boundary) is None:
        raise refused(
            f"Ein Gebiet mit dem Schlüssel „{extent[:12]}“ gibt es nicht.",
            why=f"Zum Gebietsstand {german_date(boundary)} ist keines bekannt.",
            remedies=retry(words, "bereich", "", "Wie vorgesehen ansehen"),
            status=404,
        )
    return extent


def _own(words: Mapping[str, str], view: IndexView) -> str:
    key = words.get("gebiet", "")
    is_inside = areas.inside(view.extent, level=view.level, boundary=view.boundary)
    if not key or (key in areas.names(view.level, view.boundary) and is_inside(key)):
        return key
    raise refused(
        f"Ein Gebiet „{key[:12]}“ gehört nicht zu denen, die dieser Index vergleicht.",
        why=f"Er vergleicht {LEVEL_BY_CODE[view.level].plural}.",
        remedies=retry(words, "gebiet", "", "Ohne hervorgehobenes Gebiet ansehen"),
        status=404,
    )


def _without_figures(missing: list[str]):
    listed = ", ".join(f"„{one}“" for one in missing[:6])
    why = (
        f"In der Freigabe fehlt: {listed}."
        if missing
        else "Es gibt keine Ebene und kein Jahr, für die alle seine Kennzahlen zugleich vorliegen."
    )
    return refused("Dieser Index lässt sich hier nicht bilden.", why=why, status=404)
