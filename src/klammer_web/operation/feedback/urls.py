# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses at which anybody reports a barrier."""

from django.urls import path

from klammer_web.operation.feedback import views

app_name = "feedback"
urlpatterns = [
    path("barriere-melden/", views.report, name="barrier"),
    path("barriere-melden/danke/", views.thanks, name="barrier_thanks"),
]
