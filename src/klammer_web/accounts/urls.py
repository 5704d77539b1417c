# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of sign-in and sign-out."""

from django.contrib.auth import views
from django.urls import path

app_name = "accounts"
urlpatterns = [
    path(
        "anmelden/",
        views.LoginView.as_view(template_name="accounts/sign_in.html"),
        name="sign_in",
    ),
    path("abmelden/", views.LogoutView.as_view(), name="sign_out"),
]
