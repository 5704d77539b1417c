# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personal data: one's own, those of the people of a workspace, and the record of processing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from klammer_web.accountability import tables
from klammer_web.accountability.access import door
from klammer_web.accountability.actions.erasure import erase_person
from klammer_web.accountability.exports import person as exports
from klammer_web.accountability.exports import processing
from klammer_web.accountability.personal.rows import person
from klammer_web.accountability.queries import personal
from klammer_web.accountability.queries.processing import record_of_processing

_PEOPLE = "Personen und ihre Daten"


def own(request):
    """Show everybody what is kept about them."""
    reader = door().check_signed_in(request)
    someone = person(reader.user_id)
    context = {
        "kept": personal.summary_of(someone),
        "person": someone,
        "acts": personal.count_of_acts(someone),
        "crumbs": [("Start", reverse("portal:home")), ("Meine Daten", "")],
    }
    return render(request, "accountability/own.html", context)


def own_export(request):
    """Give a person all of their data."""
    return _archive(door().check_signed_in(request).user_id)


def people(request):
    """List the people of the workspace, for those who answer requests about personal data."""
    reader = door().check_care(request)
    page = door().list_opened(request, tables.PEOPLE)
    if answer := door().list_answer(page):
        return answer
    context = {
        "reader": reader,
        "crumbs": [("Start", reverse("portal:home")), (_PEOPLE, "")],
    }
    return door().list_shown(request, page, "accountability/people.html", context=context)


def export(request, person_id):
    """Give all data of a person of the own workspace."""
    door().check_care(request)
    if not door().may_export(request, person_id):
        raise Http404
    return _archive(person_id)


@require_http_methods(["GET", "POST"])
def erase(request, person_id):
    """Say what erasing does, then do it."""
    reader = door().check_care(request)
    known = next((one for one in door().people(request) if one.id == person_id), None)
    if known is None:
        raise Http404
    if request.method == "POST" and not known.why_not:
        erase_person(
            person_id=person_id, actor_id=reader.user_id, workspace_id=reader.workspace_id,
            at=timezone.now(),
        )  # fmt: skip
        messages.success(
            request,
            "Die personenbezogenen Daten sind gelöscht. Was bleiben muss, nennt „ehemalige "
            "Person“. Der Vorgang steht im Protokoll.",
        )
        return redirect("accountability:people")
    context = {
        "known": known,
        "kept": personal.summary_of(person(person_id)),
        "crumbs": [(_PEOPLE, reverse("accountability:people")), (known.name, "")],
    }
    return render(
        request,
        "accountability/erase.html",
        context,
        status=409 if request.method == "POST" else 200,
    )


def processing_record(request):
    """Show the record of processing activities."""
    reader = door().check_trail(request)
    context = {
        "entries": [(one, processing.facts(one)) for one in record_of_processing()],
        "measures": processing.MEASURES,
        "reader": reader,
        "crumbs": [("Protokoll", reverse("accountability:trail")), ("Verarbeitungen", "")],
    }
    return render(request, "accountability/processing.html", context)


def processing_odt(request):
    """Give the record as a text document."""
    reader = door().check_trail(request)
    today = timezone.localdate()
    body = processing.as_odt(record_of_processing(), responsible=reader.workspace_name, on=today)
    response = HttpResponse(body, content_type="application/vnd.oasis.opendocument.text")
    name = f"verzeichnis-verarbeitungen-{today.isoformat()}.odt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _archive(person_id):
    now = timezone.now()
    someone = person(person_id)
    if someone is None:
        raise Http404
    response = HttpResponse(exports.as_zip(someone, at=now), content_type="application/zip")
    name = f"meine-daten-{timezone.localdate(now).isoformat()}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
