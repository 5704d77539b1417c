# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deliveries: list, upload, how to read, review, decide."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer.base.errors import KlammerError
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules
from klammer_web.catalogue.actions import deliveries as withdrawals
from klammer_web.catalogue.actions import uploads as actions
from klammer_web.catalogue.actions.uploads import TABLE
from klammer_web.catalogue.enums import UploadState
from klammer_web.catalogue.forms import ReadingForm, TableForm, UploadForm
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.phrases.flags import flag_lines
from klammer_web.catalogue.phrases.refusals import refusal, taken_back
from klammer_web.catalogue.queries import deliveries, releases, reviews
from klammer_web.catalogue.views.overview import CRUMB

CRUMBS = [CRUMB, ("Lieferungen", "/daten/lieferungen/")]


def index(request):
    """List accepted deliveries; who may, uploads new ones."""
    return _index(request, UploadForm(seat=seat_of(request)))


def _index(request, form, *, refused=None, status=200):
    seat = seat_of(request)
    works = rules.may_work_with_data(seat)
    return render(
        request,
        "catalogue/deliveries.html",
        {
            "form": form,
            "refusal": refused,
            "may_load": works,
            "waiting": deliveries.waiting(seat) if works else [],
            "accepted": deliveries.recorded(seat),
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
    _read_if_known(upload, seat=seat)
    return redirect("catalogue:upload", upload.id)


def _read_if_known(upload, *, seat) -> None:
    """Read at once what needs no question: an official format, or a table read before."""
    now = timezone.now()
    if upload.reader and upload.reader != TABLE:
        actions.stage(upload, seat=seat, at=now)
        return
    try:
        begun = reviews.beginning(upload)
    except KlammerError:
        return  # the page of the assistant says what is wrong
    if begun.is_complete and actions.names_its_origin(TABLE, begun.mapping):
        _choose_table(upload, begun, begun.mapping, seat=seat)
        actions.stage(upload, seat=seat, at=now)


def _choose_table(upload, begun, mapping, *, seat) -> None:
    actions.choose_reading(
        upload,
        seat=seat,
        reader=TABLE,
        mapping=mapping,
        fingerprint=begun.fingerprint,
    )


def _upload(request, identity):
    """Return an upload of the own workspace; whether others exist is not told."""
    seat = seat_of(request)
    rules.check_work_with_data(seat)
    return seat, get_object_or_404(deliveries.uploads_of(seat), pk=identity)


def upload(request, identity):
    """Show an upload where it stands: how to read it, what was found, or why it was refused."""
    _seat, found = _upload(request, identity)
    crumbs = [*CRUMBS, (found.name, "")]
    if found.state == UploadState.ACCEPTED:
        return redirect("catalogue:delivery", found.delivery_id)
    if found.state == UploadState.STAGED and "zuordnung" not in request.GET:
        review = reviews.review(found)
        return render(
            request, "catalogue/review.html", {"upload": found, "review": review, "crumbs": crumbs}
        )
    if found.state == UploadState.DISCARDED:
        raise Http404("Diese Datei wurde verworfen.")
    return _reading(request, found, crumbs=crumbs)


def _reading(request, found, *, crumbs, form=None, table=None, status=200):
    begun, refused = None, found.refusal
    try:
        begun = reviews.beginning(found, sheet=request.GET.get("blatt", ""))
    except KlammerError as error:
        refused = refused or refusal(error).as_json()
    if begun and table is None:
        table = TableForm(upload=found, proposal=begun.proposal, begun=begun.mapping)
    return render(
        request,
        "catalogue/reading.html",
        {
            "upload": found,
            "begun": begun,
            "table": table,
            "form": form or ReadingForm(upload=found),
            "refusal": refused,
            "crumbs": crumbs,
        },
        status=status,
    )


@require_POST
def read(request, identity):
    """Read an upload by the chosen reader, and show what came of it."""
    seat, found = _upload(request, identity)
    form = ReadingForm(request.POST, upload=found)
    if not form.is_valid():
        return _reading(request, found, crumbs=[*CRUMBS, (found.name, "")], form=form, status=400)
    clean = form.cleaned_data
    actions.choose_reading(
        found,
        seat=seat,
        reader=clean["reader"],
        boundary=clean["boundary"],
        mapping=form.mapping(),
    )
    actions.stage(found, seat=seat, at=timezone.now())
    return redirect("catalogue:upload", found.id)


@require_POST
def read_table(request, identity):
    """Read an upload as a plain table by what was said about its columns; remember it."""
    seat, found = _upload(request, identity)
    begun = reviews.beginning(found, sheet=request.GET.get("blatt", ""))
    table = TableForm(request.POST, upload=found, proposal=begun.proposal, begun=begun.mapping)
    if not table.is_valid():
        crumbs = [*CRUMBS, (found.name, "")]
        return _reading(request, found, crumbs=crumbs, table=table, status=400)
    _choose_table(found, begun, table.mapping, seat=seat)
    actions.stage(found, seat=seat, at=timezone.now())
    return redirect("catalogue:upload", found.id)


@require_POST
def accept(request, identity):
    """Accept a reviewed upload as a delivery."""
    seat, found = _upload(request, identity)
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
    seat, found = _upload(request, identity)
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
            "may_take_back": rules.may_act_for(seat, found.workspace)
            and rules.may_work_with_data(seat),
            "owner": releases.owner_word(found.workspace),
            "releases": releases.made_of(found, seat=seat),
            "taken_back": taken_back(found.taken_back),
            "crumbs": [*CRUMBS, (found.title, "")],
        },
    )


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
