# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""List and sheet of indicators, and their figures as a file."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import lists
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.rules import may_share
from klammer_web.catalogue import instance as served
from klammer_web.catalogue import rules, tables
from klammer_web.catalogue.instance import current_release, scope_of
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries import (
    downloads,
    history,
    indicators,
    origins,
    quality,
    related,
    shared,
)
from klammer_web.catalogue.views.overview import CRUMB
from klammer_web.ui.listing.columns import text_of
from klammer_web.ui.listing.files import ENDINGS, MOST_IN_A_BOOK, file_response

LINES = ("csv", "csv-schlicht")  # files that hold any number of rows
MOST_AT_ONCE = 20_000  # rows of a workbook with all levels: written in some four seconds
FILES = (
    ("xlsx", "Excel (XLSX)"),
    ("ods", "LibreOffice (ODS)"),
    ("csv", "CSV für deutsche Tabellenprogramme"),
    ("csv-schlicht", "CSV, schlicht"),
)


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
            **_figures(release, found),
            "related": related.related(one, served.definitions(scope).values()),
            "may_edit": rules.may_edit_indicator(seat_of(request)),
            "sharing": _sharing(seat_of(request), found),
            "crumbs": [CRUMB, ("Kennzahlen", reverse("catalogue:indicators")), (one.title, "")],
        },
    )


def _figures(release, found):
    """Return what is told of the figures behind a sheet: sources, completeness, files, a map."""
    if release is None or not found.reach:
        return {}
    one, coverage = found.definition, release.coverage(found.definition.id)
    is_book = downloads.rows(release, coverage) <= MOST_AT_ONCE
    best = max(coverage, key=lambda c: (c.area_level == "county", c.area_level == "municipality"))
    slug = words.LEVEL_SLUGS.get(best.area_level, best.area_level)
    return {
        "sources": origins.sources(release, one, level=best.area_level),
        "complete": quality.completeness(release, one.id),
        "groups": quality.years_of_groups(release, best),
        "groups_level": words.level(best.area_level),
        "is_book": is_book,
        "files": [(end, word) for end, word in FILES if is_book or end in LINES],
        "map_query": f"ebene={slug}&stand={best.boundary}&jahr={best.periods[-1]}",
        "map_words": f"{words.level(best.area_level)}, {best.periods[-1]}",
        "has_map": best.area_level in {"county", "municipality"},
    }


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


def values(request, indicator, ending="csv"):
    """Hand out figures of one indicator as a file: of one level, or of all without a level."""
    release = current_release(request)
    definition = indicators.executed_definition(release, indicator)
    if ending not in ENDINGS or release is None or definition is None:
        raise Http404("So lässt sich die Kennzahl nicht herunterladen.")
    places = _places(release, indicator, request.GET)
    if not places:
        raise Http404("Für diese Ebene und diesen Gebietsstand gibt es keine Zahlen.")
    most = MOST_IN_A_BOOK if len(places) == 1 else MOST_AT_ONCE
    if ending not in LINES and downloads.rows(release, places) > most:
        raise Http404("Für eine Arbeitsmappe sind das zu viele Zeilen. Als CSV geht es.")
    said = downloads.particulars(
        release,
        definition,
        places=places,
        sources=origins.sources(release, definition, level=places[0].area_level),
        taken=text_of(timezone.localtime()),
    )
    sheet = downloads.values_sheet(release, definition, places=places)
    parts = [indicator]
    if len(places) == 1:
        slug = words.LEVEL_SLUGS.get(places[0].area_level, places[0].area_level)
        parts += [slug, places[0].boundary]
    return file_response(sheet, ending, name="_".join(parts), particulars=said)


def _places(release, indicator, query):
    """Return the levels and versions that are asked for; all when none is."""
    word, boundary = query.get("ebene", ""), query.get("stand", "")
    by_slug = {slug: code for code, slug in words.LEVEL_SLUGS.items()}
    level = by_slug.get(word, word)
    return [
        one
        for one in release.coverage(indicator)
        if not (level or boundary) or (one.area_level, one.boundary) == (level, boundary)
    ]
