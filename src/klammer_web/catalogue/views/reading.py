# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading an upload step by step: what stands in the columns, what is meant, what came of it.

While a person answers, the page tries the mapping out and keeps it: leaving loses nothing, and
nothing is read into the instance before "Einlesen und prüfen".
"""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer.base.errors import KlammerError
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules, staging
from klammer_web.catalogue.actions import uploads as actions
from klammer_web.catalogue.actions.uploads import TABLE
from klammer_web.catalogue.answers import is_answered
from klammer_web.catalogue.enums import UploadState
from klammer_web.catalogue.forms.reading import ReadingForm, TableForm
from klammer_web.catalogue.phrases.refusals import refusal
from klammer_web.catalogue.queries import changes, deliveries, reviews
from klammer_web.catalogue.queries.understanding import understand
from klammer_web.catalogue.views.overview import CRUMB

CRUMBS = [CRUMB, ("Lieferungen", "/daten/lieferungen/")]


def own_upload(request, identity):
    """Return seat and upload of the own workspace; whether others exist is not told."""
    seat = seat_of(request)
    rules.check_work_with_data(seat)
    return seat, get_object_or_404(deliveries.uploads_of(seat), pk=identity)


def begin(upload, *, seat):
    """Read at once what needs no question: an official format, or a table read before."""
    if upload.reader and upload.reader != TABLE:
        return _staged(upload, seat=seat)
    try:
        begun = reviews.beginning(upload)
    except KlammerError:
        begun = None  # the page of the assistant says what is wrong
    if begun and begun.is_complete and actions.names_its_origin(TABLE, begun.mapping):
        _choose_table(upload, begun, begun.mapping, seat=seat)
        return _staged(upload, seat=seat)
    return redirect("catalogue:upload", upload.id)


def _staged(upload, *, seat):
    """Read now, or go to the page of the job that does."""
    job = staging.stage(upload, seat=seat)
    if job is not None:
        return redirect("catalogue:work", job.id)
    return redirect("catalogue:upload", upload.id)


def _choose_table(upload, begun, mapping, *, seat) -> None:
    actions.choose_reading(
        upload, seat=seat, reader=TABLE, mapping=mapping, fingerprint=begun.fingerprint
    )


def upload(request, identity):
    """Show an upload where it stands: how to read it, what was found, or why it was refused."""
    seat, found = own_upload(request, identity)
    if (job := staging.under_way(found)) is not None:
        return redirect("catalogue:work", job.id)
    if found.state == UploadState.ACCEPTED:
        return redirect("catalogue:delivery", found.delivery_id)
    if found.state == UploadState.STAGED and "zuordnung" not in request.GET:
        review = reviews.review(found)
        crumbs = [*CRUMBS, (found.name, "")]
        return render(
            request,
            "catalogue/review.html",
            {
                "upload": found,
                "review": review,
                "touched": changes.touched(found, seat=seat),
                "crumbs": crumbs,
            },
        )
    if found.state == UploadState.DISCARDED:
        raise Http404("Diese Datei wurde verworfen.")
    return _reading(request, found)


def _wanted(request) -> dict:
    """Return sheet and first row that the address asks for."""
    row = request.GET.get("ab", "")
    begin = int(row) if row.isdecimal() and len(row) < 8 else 0
    return {"sheet": request.GET.get("blatt", ""), "begin": begin}


def _reading(request, found, *, form=None, table=None, status=200):
    begun, refused = None, found.refusal
    try:
        begun = reviews.beginning(found, **_wanted(request))
    except KlammerError as error:
        refused = refused or refusal(error).as_json()
    if begun and table is None:
        table = TableForm(upload=found, proposal=begun.proposal, begun=begun.mapping)
    mapping, tried = None, None
    if begun and not refused:
        mapping = (table.tentative() if table.is_bound else None) or begun.mapping
        tried = understand(found, mapping)
    return render(
        request,
        "catalogue/reading.html",
        {
            "upload": found,
            "begun": begun,
            "place": _place(request, begun),
            "table": table,
            "understood": tried,
            "is_asked": bool(mapping) and not is_answered(mapping, begun.proposal),
            "form": form or ReadingForm(upload=found),
            "refusal": refused,
            "crumbs": [*CRUMBS, (found.name, "")],
        },
        status=status,
    )


def _place(request, begun) -> str:
    """Return the words of an address for the table that is looked at."""
    words = {"blatt": begun.proposal.sheet if begun else "", "ab": _wanted(request)["begin"] or ""}
    return urlencode({name: word for name, word in words.items() if word})


@require_POST
def read(request, identity):
    """Read an upload by the chosen reader, and show what came of it."""
    seat, found = own_upload(request, identity)
    form = ReadingForm(request.POST, upload=found)
    if not form.is_valid():
        return _reading(request, found, form=form, status=400)
    clean = form.cleaned_data
    actions.choose_reading(
        found,
        seat=seat,
        reader=clean["reader"],
        boundary=clean["boundary"],
        mapping=form.mapping(),
    )
    return _staged(found, seat=seat)


@require_POST
def read_table(request, identity):
    """Read an upload as a plain table by what was said about its columns."""
    seat, found = own_upload(request, identity)
    begun = reviews.beginning(found, **_wanted(request))
    table = TableForm(request.POST, upload=found, proposal=begun.proposal, begun=begun.mapping)
    if request.headers.get("HX-Request"):
        return _tried(request, found, begun, table, seat=seat)
    if not table.is_valid():
        return _reading(request, found, table=table, status=400)
    _choose_table(found, begun, table.mapping, seat=seat)
    return _staged(found, seat=seat)


def _tried(request, found, begun, table, *, seat):
    """Say what the answers given so far would make of the table, and keep them."""
    mapping = table.tentative()
    if mapping is not None:
        actions.keep_answers(found, seat=seat, mapping=mapping, fingerprint=begun.fingerprint)
    return render(
        request,
        "catalogue/_understood.html",
        {
            "understood": understand(found, mapping) if mapping else None,
            "is_asked": mapping is None or not is_answered(mapping, begun.proposal),
            "kept_at": timezone.localtime() if mapping is not None else None,
        },
    )
