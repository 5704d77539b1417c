# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the shared pages."""

from django.urls import path

from klammer_web.ui import views

app_name = "ui"
urlpatterns = [
    path("galerie/", views.gallery, name="gallery"),
    path("darstellung/", views.look, name="look"),
    path("zeichen/", views.signs, name="signs"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
]
