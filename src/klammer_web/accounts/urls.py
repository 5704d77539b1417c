# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of sign-in and sign-out."""

from django.urls import path

from klammer_web.accounts.signing_in import views as signing_in
from klammer_web.accounts.views import workspaces

app_name = "accounts"
urlpatterns = [
    path("anmelden/", signing_in.SignIn.as_view(), name="sign_in"),
    path("anmelden/vorfuehrung/", signing_in.demo_sign_in, name="demo_sign_in"),
    path("abmelden/", signing_in.sign_out, name="sign_out"),
    path("mandant/", workspaces.choose_workspace, name="choose_workspace"),
]
