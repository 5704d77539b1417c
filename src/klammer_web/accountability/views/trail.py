# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page "Protokoll" and its exports: what was done in the reader's own workspace."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from klammer_web.accountability.access import door
from klammer_web.accountability.exports import trail as exports
from klammer_web.accountability.forms import TrailFilter
from klammer_web.accountability.queries import trail

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def index(request):
    """List what was done, the newest first."""
    reader = door().check_trail(request)
    form, wanted = _wanted(request, reader)
    acts, following = trail.page(reader.workspace_id, wanted, before=_number(request))
    chosen = {name: value for name, value in request.GET.items() if value and name != "vor"}
    context = {
        "form": form,
        "acts": acts,
        "chosen": urlencode(chosen),
        "is_filtered": bool(chosen),
        "following": urlencode({**chosen, "vor": following}) if following else "",
        "is_first": "vor" not in request.GET,
        "crumbs": [("Start", reverse("portal:home")), ("Protokoll", "")],
        "reader": reader,
    }
    template = "_acts" if request.htmx and not request.htmx.boosted else "trail"
    return render(request, f"accountability/{template}.html", context)


def as_csv(request):
    """Give the filtered trail as CSV."""
    reader = door().check_trail(request)
    _, wanted = _wanted(request, reader)
    lines = exports.as_csv(trail.every(reader.workspace_id, wanted))
    return _attached(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), "csv")


def as_xlsx(request):
    """Give the filtered trail as a workbook."""
    reader = door().check_trail(request)
    _, wanted = _wanted(request, reader)
    book = exports.as_xlsx(trail.every(reader.workspace_id, wanted))
    return _attached(HttpResponse(book, content_type=_XLSX), "xlsx")


def _attached(response, ending: str):
    name = f"protokoll-{timezone.localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _wanted(request, reader) -> tuple[TrailFilter, trail.Wanted]:
    form = TrailFilter(
        request.GET,
        people=trail.people(reader.workspace_id),
        kinds=trail.kinds(reader.workspace_id),
    )
    form.is_valid()
    clean = form.cleaned_data
    return form, trail.Wanted(
        person=UUID(clean["person"]) if clean.get("person") else None,
        kind=clean.get("art", ""),
        object_id=clean.get("gegenstand", ""),
        since=clean.get("ab"),
        until=clean.get("bis"),
    )


def _number(request) -> int | None:
    given = request.GET.get("vor", "")
    return int(given) if given.isdecimal() and len(given) < 18 else None
