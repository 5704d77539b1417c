# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""List and sheet of indicators, and their figures as a file."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from klammer_web.accounts import lists
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.rules import may_share
from klammer_web.catalogue import rules, tables
from klammer_web.catalogue.instance import current_release, scope_of
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries import downloads, history, indicators, shared
from klammer_web.catalogue.views.overview import CRUMB


def index(request):
    """List the indicators by domain, narrowed by the filters in the address."""
    page = lists.opened(request, tables.INDICATORS)
    if response := lists.answer(page):
        return response
    context = {
        "shared": shared.shared_with(seat_of(request)),
        "may_edit": rules.may_edit_indicator(seat_of(request)),
        "crumbs": [CRUMB, ("Kennzahlen", "")],
    }
    return lists.shown(request, page, "catalogue/indicators.html", context=context)


def sheet(request, indicator):
    """Show everything that is known about one indicator."""
    release = current_release(request)
    scope = scope_of(request)
    found = indicators.sheet(release, indicator, workspace=scope)
    if found is None:
        raise Http404(f"Eine Kennzahl „{indicator}“ gibt es nicht.")
    one = found.definition
    return render(
        request,
        "catalogue/sheet.html",
        {
            "sheet": found,
            "one": one,
            "domain": words.domain(one.domain),
            "kind_word": words.KINDS[one.kind],
            "direction": words.DIRECTIONS[one.direction],
            "role_word": words.ROLES.get(one.role, one.role),
            "difference_unit": "Prozentpunkte" if one.unit == "%" else one.unit,
            "variables": one.formula.variables,
            "interval_word": words.METHODS.get(one.interval, ""),
            "no_interval": words.NOTES.get(one.why_no_interval, ""),
            "versions": history.versions(indicator, workspace=scope),
            "may_edit": rules.may_edit_indicator(seat_of(request)),
            "sharing": _sharing(seat_of(request), found),
            "crumbs": [CRUMB, ("Kennzahlen", reverse("catalogue:indicators")), (one.title, "")],
        },
    )


def _sharing(seat, found):
    """Return where the own wording is shared, and with whom it is; nothing for others' wordings."""
    if found.owner != "own" or not may_share(seat):
        return None
    indicator = found.definition.id
    identity = shared.identity(seat.workspace_key, indicator)
    return {
        "page": reverse("accounts:share", args=[shared.KIND, identity]),
        "readers": shared.readers_in_words(seat.workspace_id, indicator),
    }


def values(request, indicator):
    """Hand out all figures of one indicator at one level as CSV for a German spreadsheet."""
    release = current_release(request)
    definition = indicators.executed_definition(release, indicator)
    level, boundary = request.GET.get("ebene", ""), request.GET.get("stand", "")
    held = {
        (one.area_level, one.boundary)
        for one in (release.coverage(indicator) if release and definition else ())
    }
    by_slug = {slug: code for code, slug in words.LEVEL_SLUGS.items()}
    level = by_slug.get(level, level)
    if (level, boundary) not in held:
        raise Http404("Für diese Ebene und diesen Gebietsstand gibt es keine Zahlen.")
    lines = downloads.csv_lines(release, definition, level=level, boundary=boundary)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"{indicator}_{words.LEVEL_SLUGS.get(level, level)}_{boundary}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
