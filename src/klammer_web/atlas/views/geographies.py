# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Geographies of a workspace's own: list, making one in two steps, what became of it."""

from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from klammer.base.errors import InputRefusedError, KlammerError
from klammer.pipeline.geography_drafts import propose
from klammer.territory import geometry
from klammer_web.accounts import lists
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas import rules
from klammer_web.atlas.actions import geographies as actions
from klammer_web.atlas.actions.geography_drafts import drafted, has_figures
from klammer_web.atlas.downloads import geography_template
from klammer_web.atlas.enums import FROM_DRAWING, FROM_FILE
from klammer_web.atlas.forms.geographies import GeographyForm
from klammer_web.atlas.forms.geography_figures import FiguresForm
from klammer_web.atlas.geography_list import GEOGRAPHIES
from klammer_web.atlas.pages import geographies as pages
from klammer_web.atlas.queries import custom_areas, geographies
from klammer_web.catalogue import rules as data_rules
from klammer_web.catalogue.actions import uploads
from klammer_web.catalogue.instance import current_release
from klammer_web.catalogue.models import Upload
from klammer_web.catalogue.phrases.refusals import refusal
from klammer_web.ui.errors import PageRefusedError, Refusal, refusing


@require_safe
@refusing
def index(request):
    """List the geographies of the workspace."""
    rules.check_see_geographies(seat_of(request))
    page = lists.opened(request, GEOGRAPHIES)
    if answer := lists.answer(page):
        return answer
    context = {
        "may_make": rules.may_make_geographies(seat_of(request)),
        "crumbs": pages.crumbs_to_list(),
    }
    return lists.shown(request, page, "atlas/geographies.html", context=context)


@refusing
def new(request):
    """Say what a geography is and where its areas come from; then look at what was read."""
    seat = seat_of(request)
    rules.check_geographies(seat)
    before = _before(request, seat)
    own = custom_areas.of_workspace(seat)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = _initial(before, seat=seat)
    form = GeographyForm(*given, seat=seat, own=own, before=before, initial=initial)
    refused = None
    if given and form.is_valid():
        try:
            draft = drafted(form.cleaned_data, seat=seat, own=own, before=before)
            if earlier := geographies.draft_of(seat, draft.about.level):
                _drop_figures(earlier, seat=seat)
            draft = _with_figures(draft, form.cleaned_data, seat=seat)
            actions.draft_geography(draft=draft, seat=seat, at=timezone.now())
        except KlammerError as error:
            refused = refusal(error)
        else:
            step = "geography_draw" if FROM_DRAWING in request.POST else "geography_draft"
            return redirect(f"atlas:{step}", draft.about.level)
    context = {
        "form": form,
        "before": before,
        "refusal": refused,
        "crumbs": pages.crumbs_to("Neue Fassung" if before else "Neu"),
    }
    status = 400 if given else 200
    return render(request, "atlas/geography_new.html", context, status=status)


def _with_figures(draft, said, *, seat):
    """Keep the workbook for the step of the figures, so that nobody has to load it twice."""
    if said["way"] != FROM_FILE or not has_figures(draft):
        return draft
    if not data_rules.may_work_with_data(seat):
        return draft
    file = said["file"]
    file.seek(0)
    found = uploads.receive(file, seat=seat, limit=settings.UPLOAD_LIMIT, at=timezone.now())
    return replace(draft, upload=str(found.id))


@refusing
def draft(request, level):
    """Look at what was read: names, outlines, what was mended; keep it, or read it otherwise."""
    seat = seat_of(request)
    rules.check_geographies(seat)
    found = geographies.draft_of(seat, level)
    if found is None:
        raise unknown()
    words = request.POST if request.method == "POST" else request.GET
    code, name = words.get("schluessel", found.code), words.get("name", found.name)
    fields = {"", *found.fields}
    chosen = replace(
        found,
        code=code if code in fields else found.code,
        name=name if name in fields else found.name,
    )
    proposed = propose(chosen)
    if request.method == "POST":
        if "verwerfen" in request.POST:
            actions.drop_draft(level=level, seat=seat)
            _drop_figures(found, seat=seat)
            messages.success(request, "Der Entwurf ist verworfen.")
            return redirect("atlas:geographies")
        if not proposed.stops:
            return _kept(request, chosen, seat=seat)
    context = pages.draft_context(chosen, proposed, chosen=chosen != found)
    return render(request, "atlas/geography_draft.html", context)


def _drop_figures(draft, *, seat):
    """Forget the workbook that came with a draft, unless it was decided already."""
    waiting = Upload.objects.filter(pk=draft.upload or None, workspace=seat.workspace_id)
    for one in waiting:
        if one.is_open and data_rules.may_work_with_data(seat):
            uploads.discard(one, seat=seat, at=timezone.now())


def _kept(request, chosen, *, seat):
    try:
        found = actions.keep_geography(draft=chosen, seat=seat, at=timezone.now())
    except InputRefusedError as error:
        said = refusal(error)
        messages.error(request, f"{said.what} {said.why} {said.remedy}")
        return redirect("atlas:geography_draft", chosen.about.level)
    messages.success(request, f"„{found.title}“ ist gespeichert.")
    return after_keeping(request, found, chosen, seat=seat)


def after_keeping(request, found, draft, *, seat):
    """Go on with the figures of the same workbook where there are some, else to the geography."""
    waiting = Upload.objects.filter(pk=draft.upload or None, workspace=seat.workspace_id)
    if data_rules.may_work_with_data(seat) and any(one.is_open for one in waiting):
        messages.info(request, "Weiter mit den Zahlen aus derselben Datei.")
        return redirect("catalogue:upload", draft.upload)
    return redirect("atlas:geography", found.level)


@require_safe
@refusing
def detail(request, level):
    """Show a geography: its areas, its figures, and what comes next."""
    return _shown(request, level, FiguresForm())


@require_POST
@refusing
def figures(request, level):
    """Take in a file of figures for this geography and go on in the assistant."""
    seat = seat_of(request)
    data_rules.check_work_with_data(seat)
    form = FiguresForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, level, form, status=400)
    _version(request, level)
    try:
        found = uploads.receive(
            form.cleaned_data["file"], seat=seat, limit=settings.UPLOAD_LIMIT, at=timezone.now()
        )
    except KlammerError as error:
        said = refusal(error)
        form.add_error("file", f"{said.what} {said.why} {said.remedy}")
        return _shown(request, level, form, status=400)
    return redirect("catalogue:upload", found.id)


@require_POST
@refusing
def end(request, level):
    """End a version without figures."""
    seat, geography = seat_of(request), _version(request, level)
    try:
        actions.end_geography(geography=geography, seat=seat, at=timezone.now())
    except InputRefusedError as error:
        said = refusal(error)
        messages.error(request, f"{said.what} {said.why} {said.remedy}")
        return redirect("atlas:geography", level)
    messages.success(request, f"„{geography.title}“ ist gelöscht.")
    return redirect("atlas:geographies")


@require_safe
@refusing
def template(request, level):
    """Hand out a workbook with codes and names, to be filled with figures."""
    geography = _version(request, level)
    response = HttpResponse(geography_template.workbook(geography))
    response["Content-Type"] = geography_template.MEDIA_TYPE
    response["Content-Disposition"] = f'attachment; filename="{geography_template.name(geography)}"'
    return response


@require_safe
@refusing
def outlines(request, level):
    """Hand out the areas as GeoJSON."""
    geography = _version(request, level)
    names = {key: {"name": name} for key, name in geography.names.items()}
    response = JsonResponse(geometry.to_geojson(geography.shapes, properties=names))
    response["Content-Type"] = "application/geo+json"
    response["Content-Disposition"] = f'attachment; filename="{level}.geojson"'
    return response


def _shown(request, level, form, *, status=200):
    seat, geography = seat_of(request), _version(request, level)
    release = current_release(request)
    found = geographies.standing(geography, release=release)
    context = pages.geography_context(
        found,
        versions=geographies.of_seat(seat, level),
        seat=seat,
        form=form,
        missing=geographies.without_indicator(found, seat=seat),
    )
    return render(request, "atlas/geography.html", context, status=status)


def _version(request, level):
    """Return the version that the address means; whether others exist is not told."""
    seat = seat_of(request)
    rules.check_see_geographies(seat)
    found = geographies.of_seat(seat, level)
    wanted = request.GET.get("stand") or request.POST.get("stand")
    chosen = [one for one in found if one.boundary == wanted] if wanted else found[-1:]
    if not chosen:
        raise unknown()
    return chosen[0]


def _before(request, seat):
    """Return the version that a new one follows or corrects; None for a new geography."""
    level, wanted = request.GET.get("von", ""), request.GET.get("stand", "")
    if not level:
        return None
    found = [one for one in geographies.of_seat(seat, level) if wanted in {"", one.boundary}]
    if not found:
        raise unknown()
    return found[-1]


def _initial(before, *, seat) -> dict:
    if before is None:
        return {"within": seat.workspace_key} if len(seat.workspace_key) == 5 else {}
    return {
        "title": before.title,
        "kind": before.kind,
        "within": before.within,
        "boundary": before.boundary,
    }


def unknown() -> PageRefusedError:
    """Return the refusal of an address that names no geography of the workspace."""
    return PageRefusedError(
        Refusal(
            title="Diese Einteilung gibt es hier nicht",
            what="Unter dieser Adresse ist keine Einteilung Ihres Arbeitsbereichs zu finden.",
            why="Vielleicht wurde sie gelöscht, oder sie gehört einem anderen Arbeitsbereich.",
            remedies=(("Zu den Einteilungen", reverse("atlas:geographies")),),
        )
    )
