# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the data pages."""

app_name = "catalogue"
urlpatterns: list = []
