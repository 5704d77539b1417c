# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The gallery of components, the list of signs, the declaration of accessibility."""

from django.conf import settings
from django.shortcuts import render

from klammer.presentation import formats
from klammer_web.ui.gallery import examples


def gallery(request):
    """Show every component once; the page is a test."""
    return render(request, "ui/gallery.html", examples())


def signs(request):
    """Explain the signs that stand in place of numbers."""
    rows = [*formats.SIGNS.values(), ("(4,2 %)", formats.PARENTHESES)]
    return render(request, "ui/signs.html", {"signs": rows})


def accessibility(request):
    """State what was tested, what is known not to work, and whom to tell."""
    context = {"said": settings.ACCESSIBILITY, "host": request.get_host()}
    return render(request, "ui/accessibility.html", context)
