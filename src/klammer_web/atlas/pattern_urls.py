# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of patterns of one indicator, below atlas/vergleich/."""

from django.urls import path

from klammer_web.atlas.views import comparing_patterns as views

urlpatterns = [
    path("trichter/<str:indicator>/", views.funnel_page, name="funnel"),
    path("gefaelle/<str:indicator>/", views.slope_page, name="slope"),
    path("standardisiert/<str:indicator>/", views.standardised_page, name="standardised"),
    path("trennung/<str:indicator>/", views.segregation_page, name="segregation"),
]
