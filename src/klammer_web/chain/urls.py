# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the chain."""

from django.urls import path

from klammer_web.chain import views

app_name = "chain"
urlpatterns = [
    path("verknuepfung/<uuid:identity>/loesen/", views.unlink, name="unlink"),
    path("beleg/<uuid:identity>/entfernen/", views.unpin, name="unpin"),
    path("<str:kind>/<path:identity>/", views.chain, name="chain"),
]
