# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of comments."""

from django.urls import path

from klammer_web.chain.comments import views

app_name = "comments"
urlpatterns = [
    path("personen/", views.people, name="people"),
    path("<uuid:identity>/aendern/", views.change, name="change"),
    path("<uuid:identity>/loeschen/", views.delete, name="delete"),
    path("<uuid:identity>/wiederherstellen/", views.restore, name="restore"),
    path("<uuid:identity>/geklaert/", views.settle, name="settle"),
    path("zu/<str:kind>/<path:identity>/", views.of_object, name="of_object"),
]
