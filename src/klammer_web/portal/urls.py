# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the home page and of what spans all contexts."""

from django.urls import path

from klammer_web.portal.views import home, search

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("suche/", search.search, name="search"),
]
