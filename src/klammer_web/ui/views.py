# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The gallery of components, the list of signs, the declaration of accessibility."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from klammer.presentation import formats
from klammer_web.ui import appearance
from klammer_web.ui.gallery import examples


def gallery(request):
    """Show every component once; the page is a test."""
    return render(request, "ui/gallery.html", examples())


def signs(request):
    """Explain the signs that stand in place of numbers."""
    rows = [*formats.SIGNS.values(), ("(4,2 %)", formats.PARENTHESES)]
    crumbs = [("Start", "/"), ("Zeichen und Begriffe", "")]
    return render(request, "ui/signs.html", {"signs": rows, "crumbs": crumbs})


def accessibility(request):
    """State what was tested, what is known not to work, and whom to tell."""
    crumbs = [("Start", "/"), ("Barrierefreiheit", "")]
    context = {"said": settings.ACCESSIBILITY, "host": request.get_host(), "crumbs": crumbs}
    return render(request, "ui/accessibility.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def look(request):
    """Let people choose colours and whether single keys work; nothing is kept about whom."""
    if request.method == "POST":
        colours = request.POST.get("farben", "")
        if colours not in appearance.THEMES:
            raise SuspiciousOperation
        answer = redirect("ui:look")
        appearance.keep(answer, colours=colours, keys="tasten" in request.POST)
        messages.success(request, "Die Darstellung ist gespeichert.")
        return answer
    return render(
        request,
        "ui/look.html",
        {
            "colours": appearance.colours_of(request),
            "themes": appearance.THEME_WORDS,
            "keys": appearance.has_keys(request),
            "crumbs": [("Start", "/"), ("Darstellung und Tastatur", "")],
        },
    )
