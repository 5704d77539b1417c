# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of due dates and calendars."""

from django.urls import path

from klammer_web.chain.due_dates import views

app_name = "due_dates"
urlpatterns = [
    path("", views.index, name="index"),
    path("kalender/", views.renew, name="renew"),
    path("kalender/<str:token>.ics", views.feed, name="feed"),
    path("<uuid:identity>.ics", views.as_file, name="as_file"),
    path("<uuid:identity>/entfernen/", views.remove, name="remove"),
    path("zu/<str:kind>/<path:identity>/", views.of_object, name="of_object"),
]
