# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas of a planner's own: list, editor, figures, and keeping them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from klammer.base.errors import InputRefusedError
from klammer.territory.custom_areas import CustomArea, combine_units
from klammer_web.accounts import lists
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas import listing, models, rules
from klammer_web.atlas.actions import custom_areas as actions
from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.forms.map_view import read_breakdown
from klammer_web.atlas.forms.own_areas import Choosing, NameForm, read_choosing, read_parts
from klammer_web.atlas.pages import own_areas as pages
from klammer_web.atlas.pages.breakdown_switch import breakdown_switch
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.queries import areas, custom_areas, own_figures
from klammer_web.atlas.views.figures import HOME_STATE, definition_of, release_shown
from klammer_web.ui.errors import PageRefusedError, Refusal, refusing

_NAMELESS = "Neues Gebiet"


@require_safe
@refusing
def own_areas(request):
    """List the areas of the workspace, and those that others opened."""
    seat = seat_of(request)
    page = lists.opened(request, listing.OWN_AREAS)
    if answer := lists.answer(page):
        return answer
    context = {
        "deleted": list(custom_areas.deleted(seat)),
        "may_make": rules.may_make(seat),
        "crumbs": crumbs(("Eigene Gebiete", "")),
    }
    return lists.shown(request, page, "atlas/own_areas.html", context=context)


@require_safe
@refusing
def own_new(request):
    """Choose the parts of a new area: from the list, on the map, by a line or circle."""
    return _editor(request, None)


@require_safe
@refusing
def own_edit(request, area_id):
    """Choose the parts of an area anew."""
    present = _visible(request, area_id)
    rules.check_change(seat_of(request), present)
    return _editor(request, present)


@require_safe
@refusing
def own_sum(request):
    """Say what a choice comes to, as a part of the editor."""
    release = release_shown(request)
    level, boundary, parts = read_parts(request.GET, release=release)
    chosen = Choosing(level, boundary, "", parts=parts)
    context = {"sum": pages.sum_context(chosen, release=release)}
    return render(request, "atlas/_own_sum.html", context)


@require_safe
@refusing
def own_preview(request):
    """Show the figures of an area that is not kept, as its address describes it."""
    release = release_shown(request)
    level, boundary, parts = read_parts(request.GET, release=release)
    if not parts:
        raise PageRefusedError(
            Refusal(
                title="Noch nichts ausgewählt",
                what="Ein eigenes Gebiet braucht mindestens einen Teil.",
                why="Es wurde nichts gespeichert.",
                remedies=(("Teile auswählen", reverse("atlas:own_new")),),
            ),
            status=400,
        )
    name = request.GET.get("name", "").strip()[:80]
    area = combine_units(parts, name=name or _NAMELESS, boundary=boundary, level=level)
    present = _changed(request)
    seen = request.GET.get("fassung", "")
    form = NameForm(initial={"name": name, "edition": seen if seen.isdigit() else None})
    return _figures(request, area, changed=present, form=form)


@require_safe
@refusing
def own_area(request, area_id):
    """Show the figures of an area that was kept."""
    present = _visible(request, area_id)
    return _figures(request, _made(present), present=present)


@require_POST
@refusing
def own_save(request):
    """Keep a new area, or change one."""
    seat, release = seat_of(request), release_shown(request)
    rules.check_make(seat)
    level, boundary, parts = read_parts(request.POST, release=release)
    form, changed = NameForm(request.POST), _changed(request)
    if form.is_valid():
        draft = actions.Draft(form.cleaned_data["name"], level, boundary, parts)
        try:
            return _saved(request, draft, changed, edition=form.cleaned_data["edition"] or 0)
        except InputRefusedError as error:
            form.add_error("name", _reason(error))
        except actions.AreaConflictError as conflict:
            changed = conflict.present
            form = NameForm(initial={"name": draft.name, "edition": changed.edition})
            form.conflict = changed
    name = request.POST.get("name", "").strip()[:80] or _NAMELESS
    area = combine_units(parts, name=name, boundary=boundary, level=level)
    return _figures(request, area, changed=changed, form=form, status=400)


@require_POST
@refusing
def own_delete(request, area_id):
    """Delete an area; the list offers to bring it back."""
    seat = seat_of(request)
    present = _visible(request, area_id)
    actions.delete_area(area_id=present.id, seat=seat, at=timezone.now())
    messages.success(request, f"„{present.name}“ ist gelöscht. Sie können es unten zurückholen.")
    return redirect("atlas:own_areas")


@require_POST
@refusing
def own_restore(request, area_id):
    """Bring a deleted area back."""
    seat = seat_of(request)
    found = custom_areas.deleted(seat).filter(id=area_id).first()
    if found is None:
        raise _unknown()
    try:
        area = actions.restore_area(area_id=found.id, seat=seat, at=timezone.now())
    except InputRefusedError:
        messages.error(
            request,
            f"Ein anderes Gebiet heißt inzwischen „{found.name}“. Geben Sie ihm einen anderen "
            "Namen, dann lässt sich dieses zurückholen.",
        )
        return redirect("atlas:own_areas")
    messages.success(request, f"„{area.name}“ ist wieder da.")
    return redirect("atlas:own_area", area.id)


def _editor(request, present):
    release, seat = release_shown(request), seat_of(request)
    words = request.GET.copy()
    if present is not None and "ebene" not in words:
        made = _made(present)
        words.update({"ebene": LEVEL_BY_CODE[made.level].word, "stand": made.boundary})
        words.update({"name": present.name, "teile": ",".join(made.units)})
    home = _home(seat, words)
    chosen = read_choosing(words, release=release, home=home)
    context = pages.editor_context(chosen, release=release, present=present)
    return render(request, "atlas/own_editor.html", context)


def _home(seat, words) -> str:
    """Return the extent to begin with: the county of all parts, of the seat, or the state."""
    counties = {key[:5] for key in words.get("teile", "").split(",") if key}
    if len(counties) == 1:
        return counties.pop()
    key = seat.workspace_key
    is_county = len(key) == 5 and key.startswith(HOME_STATE) and not counties
    return key if is_county else HOME_STATE


def _figures(request, area: CustomArea, *, present=None, changed=None, form=None, status=200):
    release = release_shown(request)
    traces = Traces(release)
    if indicator := request.GET.get("kennzahl"):
        return _series(request, area, release, definition_of(release, indicator), present=present)
    profile = own_figures.own_profile(area, release=release)
    context = pages.own_context(
        profile,
        release=release,
        seat=seat_of(request),
        present=present,
        changed=changed,
        traces=traces,
    )
    context |= {"form": form, "changed": changed, "conflict": getattr(form, "conflict", None)}
    return render(request, "atlas/own_area.html", context, status=status)


def _series(request, area: CustomArea, release, definition, *, present):
    """Show one figure of an area over time, for everybody or for one group of people."""
    coverage = own_figures.coverage_of(area, release=release, definition=definition)
    chosen = read_breakdown(request.GET.get("merkmal", ""), coverage) if coverage else ()
    found = own_figures.own_series(area, release=release, definition=definition, breakdown=chosen)
    context = pages.own_series_context(
        found,
        area=area,
        comparators=custom_areas.above(area.units, level=area.level, boundary=area.boundary),
        present=present,
        traces=Traces(release),
        chosen=chosen,
    )
    if coverage:
        context["breakdown_switch"] = breakdown_switch(
            release, coverage=coverage, definition=definition, chosen=chosen,
            link=lambda word, _year: f"?{_with(request, merkmal=word)}",
        )  # fmt: skip
    return render(request, "atlas/own_series.html", context)


def _with(request, **changed: str) -> str:
    """Return the address's words with some changed; an empty one leaves its word out."""
    words = {**request.GET.dict(), **changed}
    return urlencode({name: word for name, word in words.items() if word}, safe=":,")


def _saved(request, draft, changed, *, edition: int):
    seat, at = seat_of(request), timezone.now()
    if changed is None:
        area = actions.keep_area(draft=draft, seat=seat, at=at)
    else:
        area = actions.change_area(
            area_id=changed.id, draft=draft, edition=edition, seat=seat, at=at
        )
    messages.success(request, f"„{area.name}“ ist gespeichert.")
    return redirect("atlas:own_area", area.id)


def _changed(request) -> models.CustomArea | None:
    """Return the area that a preview is going to change; None for a new one."""
    wanted = request.POST.get("gebiet") or request.GET.get("gebiet")
    if not wanted:
        return None
    try:
        present = _visible(request, wanted)
    except (ValueError, ValidationError) as error:
        raise _unknown() from error
    rules.check_change(seat_of(request), present)
    return present


def _made(present: models.CustomArea) -> CustomArea:
    """Return the area as the library knows it; refuse one whose parts are not known any more."""
    known = areas.known(present.level, boundary=present.boundary)
    if any(key not in known for key in present.parts):
        raise PageRefusedError(
            Refusal(
                title="Dieses Gebiet lässt sich nicht mehr bilden",
                what=f"„{present.name}“ enthält Gebiete, die es in dieser Fassung nicht gibt.",
                why="Das Gebietsverzeichnis wurde ausgetauscht.",
                remedies=(("Zu den eigenen Gebieten", reverse("atlas:own_areas")),),
            )
        )
    return combine_units(
        present.parts, name=present.name, boundary=present.boundary, level=present.level
    )


def _visible(request, area_id) -> models.CustomArea:
    found = custom_areas.one_visible(area_id, seat=seat_of(request))
    if found is None:
        raise _unknown()
    return found


def _unknown() -> PageRefusedError:
    return PageRefusedError(
        Refusal(
            title="Dieses Gebiet gibt es hier nicht",
            what="Unter dieser Adresse ist kein eigenes Gebiet zu sehen.",
            why="Vielleicht wurde es gelöscht, oder sein Arbeitsbereich hat es nicht "
            "veröffentlicht.",
            remedies=(("Zu den eigenen Gebieten", reverse("atlas:own_areas")),),
        )
    )


def _reason(error: InputRefusedError) -> str:
    if error.code == "name_taken":
        return "So heißt hier schon ein anderes Gebiet. Wählen Sie einen anderen Namen."
    if error.code == "empty":
        return "Das Gebiet ist leer. Wählen Sie mindestens einen Teil aus."
    return "Die Auswahl passt nicht zum Gebietsstand. Wählen Sie die Teile noch einmal aus."
