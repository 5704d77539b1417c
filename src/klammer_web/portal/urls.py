# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the home page."""

from django.urls import path

from klammer_web.portal import views

app_name = "portal"
urlpatterns = [path("", views.home, name="home")]
