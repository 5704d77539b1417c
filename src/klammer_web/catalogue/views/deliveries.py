# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deliveries: list, upload, how to read, review, decide."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer.base.errors import KlammerError
from klammer_web.accounts import lists
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules, tables
from klammer_web.catalogue.actions import deliveries as withdrawals
from klammer_web.catalogue.actions import uploads as actions
from klammer_web.catalogue.forms import UploadForm
from klammer_web.catalogue.instance import definitions, instance
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.phrases.flags import flag_lines
from klammer_web.catalogue.phrases.refusals import destroyed, refusal, taken_back
from klammer_web.catalogue.queries import deliveries, destructions, releases
from klammer_web.catalogue.views import reading
from klammer_web.catalogue.views.overview import CRUMB
from klammer_web.catalogue.views.reading import CRUMBS, own_upload


def index(request):
    """List accepted deliveries; who may, uploads new ones."""
    return _index(request, UploadForm(seat=seat_of(request)))


def _index(request, form, *, refused=None, status=200):
    seat = seat_of(request)
    works = rules.may_work_with_data(seat)
    page = lists.opened(request, tables.DELIVERIES)
    if request.method != "POST" and (response := lists.answer(page)):
        return response
    return lists.shown(
        request,
        page,
        "catalogue/deliveries.html",
        context={
            "form": form,
            "refusal": refused,
            "may_load": works,
            "waiting": deliveries.waiting(seat) if works else [],
            "to_destroy": destructions.waiting(seat),
            "crumbs": [CRUMB, ("Lieferungen", "")],
        },
        status=status,
    )


@require_POST
def receive(request):
    """Take in one file and go on with it: read it at once, or ask how."""
    seat = seat_of(request)
    rules.check_work_with_data(seat)
    form = UploadForm(request.POST, request.FILES, seat=seat)
    if not form.is_valid():
        return _index(request, form, status=400)
    try:
        upload = actions.receive(
            form.cleaned_data["file"],
            seat=seat,
            limit=settings.UPLOAD_LIMIT,
            is_common=form.is_common,
            at=timezone.now(),
        )
    except KlammerError as error:
        return _index(request, form, refused=refusal(error), status=400)
    return reading.begin(upload, seat=seat)


@require_POST
def accept(request, identity):
    """Accept a reviewed upload as a delivery."""
    seat, found = own_upload(request, identity)
    delivery_id = actions.accept(
        found, seat=seat, note=request.POST.get("note", ""), at=timezone.now()
    )
    messages.success(
        request, "Die Lieferung ist übernommen. Sichtbar wird sie mit der nächsten Freigabe."
    )
    return redirect("catalogue:delivery", delivery_id)


@require_POST
def discard(request, identity):
    """Forget an upload."""
    seat, found = own_upload(request, identity)
    actions.discard(found, seat=seat, at=timezone.now())
    messages.success(
        request, f"„{found.name}“ ist verworfen. Am Datenbestand hat sich nichts geändert."
    )
    return redirect("catalogue:deliveries")


def detail(request, identity):
    """Show an accepted delivery: origin, flags, what is in it."""
    seat = seat_of(request)
    found = deliveries.visible_delivery(identity, seat=seat)
    return render(
        request,
        "catalogue/delivery.html",
        {
            "delivery": found,
            "flags": flag_lines(found.flags, names=found.area_names, labels=found.labels),
            "more_flags": found.flag_count - len(found.flags),
            "format": words.reader(found.reader),
            "variables": [(name, found.labels.get(name, name)) for name in found.variables],
            "may_download": deliveries.may_download(found, seat=seat),
            "unshown": _unshown(found, seat=seat),
            "may_take_back": rules.may_act_for(seat, found.workspace)
            and rules.may_work_with_data(seat),
            "owner": releases.owner_word(found.workspace),
            "releases": releases.made_of(found, seat=seat),
            "taken_back": taken_back(found.taken_back),
            "destroyed": destroyed(found.destroyed, named=seat.is_signed_in),
            "may_destroy": rules.may_destroy(seat, found.workspace),
            "asked": destructions.asked_for(found, seat=seat),
            "crumbs": [*CRUMBS, (found.title, "")],
        },
    )


def _unshown(found, *, seat):
    """Return how many variables no indicator shows, to whoever may make some."""
    may = rules.may_act_for(seat, found.workspace) and rules.may_edit_indicator(seat)
    if not may or found.taken_back or found.destroyed:
        return 0
    known = definitions(found.workspace).values()
    return len(set(found.variables) - {name for one in known for name in one.formula.variables})


@require_POST
def take_back(request, identity):
    """Let a delivery count no longer, with a reason that everyone will read."""
    seat = seat_of(request)
    rules.check_work_with_data(seat)
    found = deliveries.visible_delivery(identity, seat=seat)
    reason = request.POST.get("reason", "")
    withdrawals.take_back(found, seat=seat, reason=reason, at=timezone.now())
    messages.success(
        request,
        "Die Lieferung ist zurückgenommen. Die nächste Freigabe lässt sie weg; bisherige "
        "Freigaben sagen es.",
    )
    return redirect("catalogue:delivery", found.id)


def raw(request, identity):
    """Hand out the bytes as they were delivered."""
    seat = seat_of(request)
    found = deliveries.visible_delivery(identity, seat=seat)
    path = instance() / "raw" / found.sha256
    if not deliveries.may_download(found, seat=seat) or not path.is_file():
        raise Http404("Diese Datei darf nicht weitergegeben werden oder wurde gelöscht.")
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )
