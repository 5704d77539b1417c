# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings: the list, one of them, writing and changing, its state, deleting and bringing back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from klammer_web.accounts import lists
from klammer_web.accounts.queries import seat_of, shares
from klammer_web.accounts.rules import may_share
from klammer_web.atlas import finding_list, rules
from klammer_web.atlas.actions import findings as actions
from klammer_web.atlas.enums import FINDING_WAYS, FindingState
from klammer_web.atlas.forms.findings import OutdatedForm
from klammer_web.atlas.models import Finding
from klammer_web.atlas.queries import findings as queries
from klammer_web.atlas.queries.findings import KIND
from klammer_web.atlas.views.figures import release_shown
from klammer_web.atlas.views.seen import seen_asked
from klammer_web.catalogue.instance import current_release
from klammer_web.chain.kinds import Ref
from klammer_web.chain.queries import chain_of
from klammer_web.ui.errors import refusing

ATLAS = ("Atlas", "/atlas/")


def crumbs(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the start to a page about findings."""
    return [("Start", reverse("portal:home")), ATLAS, ("Befunde", reverse("atlas:findings")), *rest]


@require_safe
def index(request):
    """List the findings this person may read."""
    seat = seat_of(request)
    page = lists.opened(request, finding_list.FINDINGS)
    if answer := lists.answer(page):
        return answer
    context = {
        "may_write": rules.may_write(seat),
        "deleted": queries.deleted(seat),
        "is_inside": seat.has_any(rules.READERS),
        "crumbs": [*crumbs()[:-1], ("Befunde", "")],
    }
    return lists.shown(request, page, "atlas/findings/list.html", context=context)


@require_safe
@refusing
def finding(request, identity: UUID):
    """Show one finding in the order of all objects: what, why, what became of it, evidence."""
    seat = seat_of(request)
    found = _read(request, identity)
    shown = queries.shown(found, seat=seat, current=current_release(request))
    is_inside = seat.workspace_id == found.workspace_id and seat.has_any(rules.READERS)
    may_change = rules.may_rewrite(seat, found)
    context = {
        **finding_list.told(found),
        "shown": shown if is_inside else [one for one in shown if one.is_there],
        "newer": sum(bool(one.newer) for one in shown),
        "is_inside": is_inside,
        "may_change": may_change,
        "may_agree": rules.may_agree(seat, found) and found.state == FindingState.DRAFT,
        "missing": rules.missing_to_agree(found, evidence=len(shown)),
        "ways": FINDING_WAYS[FindingState(found.state)],
        "outdate": OutdatedForm(),
        "clipboard": _clipboard(request, found) if may_change else [],
        "chain": chain_of(seat, Ref(KIND, str(found.id)), deepest=1) if is_inside else None,
        "readers": _readers(found) if is_inside else [],
        "may_share": is_inside and may_share(seat) and not found.is_private,
        "crumbs": crumbs((found.title, "")),
    }
    return render(request, "atlas/findings/finding.html", context)


@require_POST
@refusing
def move(request, identity: UUID):
    """Agree to a finding, take it back to a draft, or call it outdated."""
    found = _read(request, identity)
    wanted = request.POST.get("stand", "")
    if wanted not in FindingState.values:
        raise Http404
    form = OutdatedForm(request.POST) if wanted == FindingState.OUTDATED else None
    if form is not None and not form.is_valid():
        messages.error(request, "Bitte sagen Sie, was den Befund überholt hat.")
        return redirect("atlas:finding", found.id)
    actions.move_finding(
        seat=seat_of(request),
        finding_id=found.id,
        state=FindingState(wanted),
        why=form.cleaned_data["why"] if form else "",
        at=timezone.now(),
    )
    messages.success(request, f"Der Befund ist jetzt {FindingState(wanted).label}.")
    return redirect("atlas:finding", found.id)


@require_POST
@refusing
def delete(request, identity: UUID):
    """Delete a finding; the list offers to bring it back."""
    found = _read(request, identity)
    actions.delete_finding(seat=seat_of(request), finding_id=found.id, at=timezone.now())
    messages.success(request, f"„{found.title}“ ist gelöscht. Unten können Sie ihn zurückholen.")
    return redirect("atlas:findings")


@require_POST
@refusing
def restore(request, identity: UUID):
    """Bring a deleted finding back."""
    seat = seat_of(request)
    found = queries.deleted(seat).filter(id=identity).first()
    if found is None:
        raise Http404
    actions.restore_finding(seat=seat, finding_id=found.id, at=timezone.now())
    return redirect("atlas:finding", found.id)


@require_POST
@refusing
def add_evidence(request, identity: UUID):
    """Tie what stands on the person's list, or what is seen, to a finding."""
    seat, found = seat_of(request), _read(request, identity)
    chosen = set(request.POST.getlist("beleg"))
    actions.add_evidence(
        seat=seat,
        finding_id=found.id,
        seen=seen_asked(request, request.POST) if "ansicht" in request.POST else None,
        pinned=[one for one in queries.clipboard(seat) if str(one.pk) in chosen],
        at=timezone.now(),
    )
    return redirect(f"{reverse('atlas:finding', args=[found.id])}#belege")


@require_POST
@refusing
def renew(request, identity: UUID):
    """Let the evidence of a finding point at the release of today."""
    found = _read(request, identity)
    count = actions.renew_evidence(
        seat=seat_of(request),
        finding_id=found.id,
        current=release_shown(request),
        at=timezone.now(),
    )
    said = "Ein Beleg zeigt" if count == 1 else f"{count} Belege zeigen"
    if count:
        messages.success(request, f"{said} jetzt die Zahlen von heute. Prüfen Sie den Text dazu.")
    else:
        messages.info(request, "Kein Beleg ließ sich auf den heutigen Stand bringen.")
    return redirect("atlas:finding", found.id)


def _read(request, identity: UUID) -> Finding:
    found = queries.one(seat_of(request), identity)
    if found is None:
        raise Http404
    return found


def _clipboard(request, found: Finding) -> list:
    """Return what stands on the person's list and is no evidence of the finding yet."""
    held = {one.address for one in queries.held(found)}
    return [one for one in queries.clipboard(seat_of(request)) if one.address not in held]


def _readers(found: Finding) -> list[str]:
    day = timezone.localdate()
    held = shares.holding(day=day).filter(
        kind=KIND, object_id=str(found.id), workspace_id=found.workspace_id
    )
    return [shares.target_in_words(share, day=day) for share in held]
