# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The home page."""

from django.shortcuts import render


def home(request):
    """Show what there is and what comes next."""
    return render(request, "portal/home.html", {})
