# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the home page and of what spans all contexts."""

from django.urls import path

from klammer_web.portal.views import beginning, colleague, home, search

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("suche/", search.search, name="search"),
    path("suche/vorschlaege/", search.suggest, name="suggest"),
    path("menschen/<uuid:user_id>/", colleague.colleague, name="colleague"),
    path("anfangen/", beginning.county, name="begin"),
    path("anfangen/plaene/", beginning.plans, name="begin_plans"),
    path("anfangen/gremien/", beginning.committees, name="begin_committees"),
    path("anfangen/verwaltung/", beginning.departments, name="begin_departments"),
    path("anfangen/menschen/", beginning.people, name="begin_people"),
    path("anfangen/einrichten/<str:word>/", beginning.setup, name="setup"),
]
