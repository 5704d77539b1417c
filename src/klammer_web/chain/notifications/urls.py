# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of news."""

from django.urls import path

from klammer_web.chain.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.index, name="index"),
    path("gelesen/", views.read, name="read"),
    path("wahl/", views.choices, name="choices"),
    path("<uuid:identity>/", views.open_one, name="open"),
]
