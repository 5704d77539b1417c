# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing and changing a finding, with what was seen at hand and drafts kept."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from klammer_web.accountability import editing
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas import rules
from klammer_web.atlas.actions import findings as actions
from klammer_web.atlas.forms.findings import FindingForm
from klammer_web.atlas.models import Finding
from klammer_web.atlas.queries import findings as queries
from klammer_web.atlas.queries.findings import KIND
from klammer_web.atlas.seen import Seen
from klammer_web.atlas.views.findings import crumbs
from klammer_web.atlas.views.seen import seen_asked
from klammer_web.ui.errors import refusing

EITHER = ["GET", "HEAD", "POST"]


@require_http_methods(EITHER)
@refusing
def new(request):
    """Write a finding about what was seen, about what stands on the list, or without figures."""
    rules.check_write(seat_of(request))
    words = request.POST if request.method == "POST" else request.GET
    seen = seen_asked(request, words) if words.get("ansicht") else None
    return _edit(request, present=None, seen=seen)


@require_http_methods(EITHER)
@refusing
def change(request, identity: UUID):
    """Change a finding."""
    seat = seat_of(request)
    present = queries.one(seat, identity)
    if present is None:
        raise Http404
    rules.check_rewrite(seat, present)
    return _edit(request, present=present, seen=None)


def _edit(request, *, present: Finding | None, seen: Seen | None):
    seat, day = seat_of(request), timezone.localdate()
    offered = _offered(request, present=present, seen=seen)
    wanted = {"seat": seat, "day": day, "present": present, "offered": offered}
    known = {key for _, group in queries.area_choices(seat) for key, _ in group}
    wanted["initial"] = _begun(request, seen, offered, known=known)
    form = FindingForm(editing.submitted(request), **wanted)
    edit = editing.Edit(
        request,
        form="atlas.finding",
        object_id=str(present.id) if present else "",
        kind=KIND,
        parts=[form],
        current=[FindingForm(**wanted)],
    )
    if request.method == "POST" and form.is_valid() and not edit.goes_on:
        if edit.conflict:
            return edit.show_conflict()
        saved = _save(request, form, present=present, seen=seen)
        edit.done()
        return redirect("atlas:finding", saved.id)
    title = "Befund ändern" if present else "Befund schreiben"
    way = [(present.title, reverse("atlas:finding", args=[present.id]))] if present else []
    context = {
        "form": form,
        "edit": edit,
        "present": present,
        "seen": seen,
        "heading": title,
        "crumbs": crumbs(*way, (title, "")),
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "atlas/findings/editor.html", context, status=status)


def _save(request, form: FindingForm, *, present: Finding | None, seen: Seen | None) -> Finding:
    common = {
        "seat": seat_of(request),
        "text": form.text,
        "responsible_id": UUID(form.cleaned_data["responsible"]),
        "pinned": form.evidence,
        "at": timezone.now(),
    }
    if present is None:
        saved = actions.write_finding(**common, seen=seen)
        messages.success(request, "Der Befund ist gespeichert.")
    else:
        saved = actions.change_finding(**common, finding_id=present.id)
        messages.success(request, "Die Änderung ist gespeichert.")
    return saved


def _offered(request, *, present: Finding | None, seen: Seen | None):
    """Return what stands on the list and is not tied to the finding yet, each with its title."""
    held = {one.address for one in queries.held(present)} if present else set()
    shown = seen.address if seen else ""
    return [
        (one, one.title or one.address)
        for one in queries.clipboard(seat_of(request))
        if one.address not in held and (not one.view or one.view != shown)
    ]


def _begun(request, seen: Seen | None, offered, *, known: set[str]) -> dict:
    """Return what the form begins with: the sentence that was seen, where, and what was chosen."""
    begun: dict = {}
    chosen = request.GET.get("beleg", "")
    if any(str(one.pk) == chosen for one, _ in offered):
        begun["pinned"] = [chosen]
    if seen is not None:
        begun |= {"seen": seen.sentence, "areas": [k for k in _concerned(seen) if k in known]}
    return begun


def _concerned(seen: Seen) -> list[str]:
    """Return the area that what is seen is about: its own, or the one around all of them."""
    first = seen.rows[0]["area"] if seen.rows else ""
    alike = {row["area"] for row in seen.rows if len(row["area"]) == len(first)}
    parts = (first[:length] for length in (len(first), 5, 2))
    around = next((one for one in parts if all(key.startswith(one) for key in alike)), "")
    return [around] if around else []
