# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several years together as what is seen: it rests on the figures of the years behind it."""

from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.pages.pooled import calculation_of, figures_behind, sentence_of
from klammer_web.atlas.queries.pooling import PooledArea
from klammer_web.atlas.seen import Seen
from klammer_web.catalogue.queries.origins import sources
from klammer_web.chain.enums import EvidenceShape


def pooled_seen(
    own: PooledArea, definition: Definition, *, release: Release, boundary: str
) -> Seen:
    """Return several years of an area as what is seen."""
    area = own.area
    said = calculation_of(own, definition)
    page = reverse("atlas:pooled", args=[definition.id, area.key])
    return Seen(
        what=EvidenceShape.SERIES,
        address=f"{page}?stand={boundary}",
        title=f"{definition.title}: {area.title}, mehrere Jahre zusammen",
        sentence=sentence_of(own, definition),
        sources=sources(release, definition, level=area.level),
        release=release,
        rows=[one.row for one in reversed(figures_behind(own, definition, release))],
        names={area.key: area.title},
        about=[
            ("Gebietsstand", formats.german_date(boundary)),
            *(("Rechnung", text) for text in [said] if text),
        ],
    )
