# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the manual."""

from django.urls import path

from klammer_web.ui.manual import views

app_name = "manual"
urlpatterns = [
    path("", views.index, name="contents"),
    path("als-dokument/", views.whole, name="whole"),
    path("bild/<str:name>", views.picture, name="picture"),
    path("<slug:folder>/<slug:slug>/", views.page, name="page"),
]
