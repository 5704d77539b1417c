# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of comparisons, below atlas/vergleich/."""

from django.urls import path

from klammer_web.atlas.comparisons import COMPARISONS
from klammer_web.atlas.views import comparing, comparing_area, types

urlpatterns = [
    path("", comparing_area.compare, name="compare"),
    path("waehlen/", comparing_area.choose, name="compare_choose"),
    *(
        path(f"{one.word}/<str:indicator>/", comparing.page_of(one), name=one.name)
        for one in COMPARISONS
    ),
    path("typen/", types.types_page, name="types"),
    path("gebiet/<str:area>/", comparing_area.spine_page, name="spine"),
    path("aehnliche/<str:area>/", comparing_area.peers_page, name="peers"),
    path("umfeld/<str:area>/", comparing_area.surroundings_page, name="surroundings"),
]
