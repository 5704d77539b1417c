# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading indices: the list, one index, one area of it, its files."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer.base.errors import KlammerError
from klammer.warehouse.open import Release
from klammer_web.accounts import lists
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.rules import may_share
from klammer_web.atlas import index_list, index_rules
from klammer_web.atlas.forms.area import area_named, boundary_shown
from klammer_web.atlas.forms.index_view import read_index_view
from klammer_web.atlas.pages.indices import area, versions, whole
from klammer_web.atlas.pages.indices import seen as seeing
from klammer_web.atlas.pages.indices.building import crumbs
from klammer_web.atlas.pages.indices.of_area import area_indices_context
from klammer_web.atlas.pages.indices.printing import printed
from klammer_web.atlas.pages.indices.refusals import refusal
from klammer_web.atlas.queries.indices import figures, readable
from klammer_web.atlas.queries.indices.readable import Readable
from klammer_web.atlas.queries.indices.state import IndexView
from klammer_web.atlas.remembered import Remembered
from klammer_web.atlas.views.figures import release_shown
from klammer_web.ui.errors import PageRefusedError, Refusal, refusing
from klammer_web.ui.listing.files import attached, file_response

_ANSWERS: Remembered[dict[str, Any]] = Remembered()
_SHEETS = {"schritte": seeing.steps_sheet, "eingang": seeing.inputs_sheet}


@require_safe
@refusing
def index_list_page(request):
    """List the indices this person may read."""
    seat = seat_of(request)
    page = lists.opened(request, index_list.INDICES)
    if answer := lists.answer(page):
        return answer
    context = {
        "may_build": index_rules.may_build(seat),
        "deleted": readable.deleted(seat),
        "crumbs": [*crumbs()[:-1], ("Indizes", "")],
    }
    return lists.shown(request, page, "atlas/indices/list.html", context=context)


@require_safe
@gzip_page
@refusing
def index_page(request, index: str):
    """Show an index: map, table, how sure, how it is made."""
    release, found = release_shown(request), _read(request, index)
    try:
        view = _view(request, found, release)
    except PageRefusedError:
        if found.is_own:  # a draft that has no figures yet is shown with its making, to mend it
            return render(request, "atlas/indices/without.html", _without(request, found, None))
        raise
    if not view.complete or "auswahl" in request.GET:
        return redirect(f"{request.path}?{view.query()}")
    try:
        context = _ANSWERS.get(
            release, "index", *view.question, view.query(), make=lambda: _made(view, release)
        )
    except KlammerError as error:
        context = _without(request, found, refusal(error))
        return render(request, "atlas/indices/without.html", context)
    return render(request, "atlas/indices/index.html", {**context, **_own(request, found)})


@require_safe
@gzip_page
@refusing
def area_page(request, index: str, area: str):
    """Show why one area stands where it stands."""
    release, found = release_shown(request), _read(request, index)
    view = _view(request, found, release)
    if not view.complete:
        return redirect(f"{request.path}?{view.query(gebiet='', mit='')}")
    try:
        context = _ANSWERS.get(
            release, "index-area", area, *view.question, make=lambda: _area(view, area, release)
        )
    except KlammerError as error:
        context = _without(request, found, refusal(error))
        return render(request, "atlas/indices/without.html", context)
    return render(request, "atlas/indices/area.html", context)


@require_safe
@refusing
def area_indices(request, area: str):
    """Show where one area stands in every index; for a profile without the page around it."""
    release, seat = release_shown(request), seat_of(request)
    boundary = boundary_shown(release, area)
    context = area_indices_context(area_named(area, boundary), release=release, seat=seat)
    part = "_of_area" if request.htmx else "of_area"
    return render(request, f"atlas/indices/{part}.html", context)


@require_safe
@refusing
def steps(request, index: str, ending: str):
    """Hand out every value on the way to the index."""
    return _sheet(request, index, ending, "schritte")


@require_safe
@refusing
def inputs(request, index: str, ending: str):
    """Hand out what went in, as the command takes it."""
    return _sheet(request, index, ending, "eingang")


@require_safe
@refusing
def specification(request, index: str):
    """Hand out the specification file of a version."""
    found = _read(request, index)
    response = HttpResponse(found.held.text, content_type="application/toml; charset=utf-8")
    return attached(response, f"{found.id}-{found.version}.toml")


def _sheet(request, index: str, ending: str, what: str) -> HttpResponse:
    release, found = release_shown(request), _read(request, index)
    if ending not in {"csv", "xlsx", "ods"}:
        raise Http404(f"Eine Datei „{ending[:20]}“ gibt es hier nicht.")
    view = _view(request, found, release)
    try:
        figure = figures.figure_of(view, release=release)
    except KlammerError as error:
        raise _refused(refusal(error).text) from error
    sheet = _SHEETS[what]
    own = (view.own,) if view.own and what == "schritte" else ()
    table = sheet(figure, areas=own) if own else sheet(figure)
    said = [("Index", found.title), ("Fassung", found.version), *seeing.about(figure)]
    at = timezone.localtime()
    name = f"{found.id}-{view.period}-{what}-{at:%Y-%m-%d}"
    way = "csv-schlicht" if what == "eingang" and ending == "csv" else ending
    return file_response(table, way, name=name, particulars=said)


def _made(view: IndexView, release: Release) -> dict[str, Any]:
    found = figures.figure_of(view, release=release)
    context = whole.whole_context(found, release=release)
    return {**context, "seen": seeing.index_seen(found, release=release)}


def _area(view: IndexView, key: str, release: Release) -> dict[str, Any]:
    found = figures.figure_of(view, release=release)
    if key not in found.by_key:
        raise _refused("Dieses Gebiet gehört nicht zu denen, die der Index vergleicht.")
    context = area.area_context(found, key, release=release)
    return {**context, "seen": seeing.area_seen(found, key, release=release)}


def _own(request, found: Readable) -> dict[str, Any]:
    """Return what only some may do with an index."""
    seat = seat_of(request)
    row = found.row
    may_change = row is not None and found.is_own and index_rules.may_rebuild(seat, row)
    return {
        "found": found,
        "may_build": index_rules.may_build(seat),
        "may_change": may_change,
        "may_publish": row is not None and found.is_own and index_rules.may_publish(seat, row),
        "may_share": row is not None and found.is_own and may_share(seat),
        "shared_with": readable.shared_with(row) if row is not None and found.is_own else [],
        "versions": versions.listed(found) if found.is_own or row is None else [],
    }


def _without(request, found: Readable, refused) -> dict[str, Any]:
    return {
        "index": found,
        "made": printed(found.specification),
        "refused": refused,
        "title": found.title,
        "crumbs": crumbs((found.title, "")),
        **_own(request, found),
    }


def _view(request, found: Readable, release: Release) -> IndexView:
    words = request.GET.dict()
    if "auswahl" in request.GET:
        words["mit"] = ",".join(request.GET.getlist("mit"))
    return read_index_view(words, index=found, release=release)


def _read(request, index: str) -> Readable:
    found = readable.one(seat_of(request), index, version=request.GET.get("fassung", ""))
    if found is None:
        raise PageRefusedError(
            Refusal(
                title="Diesen Index gibt es hier nicht",
                what="Unter dieser Adresse ist kein Index zu lesen.",
                why="Vielleicht wurde er gelöscht, oder sein Arbeitsbereich hat diese Fassung "
                "nicht veröffentlicht.",
                remedies=(("Zu den Indizes", reverse("atlas:indices")),),
            )
        )
    return found


def _refused(what: str) -> PageRefusedError:
    remedies = (("Zu den Indizes", reverse("atlas:indices")),)
    return PageRefusedError(Refusal(what=what, remedies=remedies), status=404)
