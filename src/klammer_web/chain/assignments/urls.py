# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of tasks and assignments."""

from django.urls import path

from klammer_web.chain.assignments import views

app_name = "assignments"
urlpatterns = [
    path("", views.index, name="index"),
    path("neu/", views.give, name="give"),
    path("<uuid:identity>/", views.assignment, name="assignment"),
    path("<uuid:identity>/aendern/", views.change, name="change"),
    path("<uuid:identity>/erledigt/", views.done, name="done"),
    path("<uuid:identity>/ablehnen/", views.decline, name="decline"),
    path("<uuid:identity>/wieder-oeffnen/", views.reopen, name="reopen"),
]
