# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases: list, create, look into, verify, withdraw; and the page of background work."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer_web.accounts import lists
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import jobs, rules, second_looks, tables
from klammer_web.catalogue.actions import releases as actions
from klammer_web.catalogue.instance import current_release, release_for
from klammer_web.catalogue.models import Preparation
from klammer_web.catalogue.phrases import releases as phrases
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.phrases.releases import readers, title_of
from klammer_web.catalogue.queries import releases
from klammer_web.catalogue.views.overview import CRUMB
from klammer_web.operation.actions import ask_to_stop
from klammer_web.operation.enums import JobState
from klammer_web.operation.models import Job
from klammer_web.operation.ports import Actor
from klammer_web.operation.queries import work_is_done_here
from klammer_web.operation.rules import may_stop


def index(request):
    """List the releases; who may, can make a new one."""
    seat = seat_of(request)
    works = rules.may_release(seat)
    page = lists.opened(request, tables.RELEASES)
    if response := lists.answer(page):
        return response
    return lists.shown(
        request,
        page,
        "catalogue/releases.html",
        context={
            "stopped": [one for one in page.everything if one.is_current and one.withdrawn],
            "may_release": works,
            "news": _news(request, seat) if works else [],
            "under_way": second_looks.under_way(seat.workspace_id) if works else [],
            "may_for_all": rules.may_act_for_all(seat),
            "audiences": [
                (a.value, w) for a, w in words.AUDIENCES.items() if rules.may_see_audience(seat, a)
            ],
            "crumbs": [CRUMB, ("Freigaben", "")],
        },
    )


def _news(request, seat):
    """Return what a new release would show besides: of the own workspace, and for all who may."""
    own = releases.freshness(current_release(request), workspace=seat.workspace_key)
    found = [(seat.workspace_name, own)]
    if rules.may_act_for_all(seat):
        shown = release_for(seat, scope=rules.COMMON)
        found.append(("alle Mandanten", releases.freshness(shown)))
    return found


@require_POST
def prepare(request):
    """Count in the background what a release would show; it is confirmed on the next page."""
    seat = seat_of(request)
    rules.check_release(seat)
    try:
        audience = Audience(request.POST.get("audience", "public"))
    except ValueError as error:
        raise Http404 from error
    rules.check_see_audience(seat, audience)
    is_common = request.POST.get("owner") == "all"
    rules.check_act_for(seat, rules.COMMON if is_common else seat.workspace_key)
    title = f"Freigabe vorbereiten für: {words.AUDIENCES[audience]}"
    work = jobs.begin(jobs.PREPARE, title, seat=seat, audience=audience.value, is_common=is_common)
    return redirect("catalogue:work", work.id)


def _preparation(request, identity):
    """Return who asks, and what the own workspace prepared; others' is not there."""
    seat = seat_of(request)
    own = Preparation.objects.select_related("workspace").filter(workspace_id=seat.workspace_id)
    found = get_object_or_404(own, pk=identity)
    rules.check_see_audience(seat, Audience(found.audience))
    rules.check_act_for(seat, found.owner_key)
    return seat, found


def prepared(request, identity):
    """Say what a release would show, and ask; the head looks at it here as well."""
    rules.check_see_prepared(seat_of(request))
    seat, found = _preparation(request, identity)
    audience = Audience(found.audience)
    standing = second_looks.standing(found, besides=seat.user_id)
    return render(
        request,
        "catalogue/prepared.html",
        {
            "prepared": found,
            "summary": releases.prepared(found),
            "audience": words.AUDIENCES[audience],
            "readers": readers(audience, is_common=found.is_common, seat=seat),
            "owner": "alle Mandanten" if found.is_common else seat.workspace_name,
            "standing": standing,
            "may_release": rules.may_release(seat),
            "kind": second_looks.KIND,
            "cleared_in_words": _cleared(standing),
            "crumbs": [
                CRUMB,
                ("Freigaben", reverse("catalogue:releases")),
                ("Neue Freigabe", ""),
            ],
        },
    )


def _cleared(standing):
    told = second_looks.account_of(standing.cleared)
    return phrases.second_look_in_words(told) if told else ""


@require_POST
def create(request):
    """Build and release in the background what was prepared and looked at."""
    seat = seat_of(request)
    rules.check_release(seat)
    try:
        identity = UUID(request.POST.get("preparation", ""))
    except ValueError:
        raise InputRefusedError(
            "nobody looked at this release",
            where="release",
            why="the request names no preparation",
            remedy="prepare it and confirm it on the next page",
            code="not_prepared",
        ) from None
    seat, prepared = _preparation(request, identity)
    actions.check_prepared(prepared)
    second_looks.check_cleared(prepared)
    title = f"Freigabe für: {words.AUDIENCES[Audience(prepared.audience)]}"
    work = jobs.begin(jobs.CREATE, title, seat=seat, preparation=str(prepared.pk))
    return redirect("catalogue:work", work.id)


def detail(request, root):
    """Show what is in a release, from what it was made, and whether it stands."""
    seat = seat_of(request)
    release = releases.visible_release(root, seat=seat)
    may_change = rules.may_release(seat) and rules.may_act_for(seat, release.workspace)
    definitions = release.definitions
    return render(
        request,
        "catalogue/release.html",
        {
            "release": release,
            "line": releases.line(release),
            "title": title_of(release),
            "taken_back": releases.taken_back(release, seat=seat),
            "recalculation": releases.last_recalculation(release),
            "destroyed": releases.destroyed(release, seat=seat),
            "others": releases.showable(release, seat=seat) if may_change else [],
            "made": release.manifest["made"],
            "second_look": _second_look(release, seat),
            "is_seen": rules.is_seen(release),
            "deliveries": [
                (one, rules.may_know_delivery(seat, one))
                for one in release.manifest["deliveries"]
                if rules.may_see_cells(seat, one)
            ],
            "unnamed": sum(
                not rules.may_see_cells(seat, one) for one in release.manifest["deliveries"]
            ),
            "tables": [
                (name, definitions[name].title, table)
                for name, table in release.manifest["tables"].items()
            ],
            "may_verify": rules.may_release(seat),
            "may_release": may_change,
            "crumbs": [
                CRUMB,
                ("Freigaben", reverse("catalogue:releases")),
                (title_of(release), ""),
            ],
        },
    )


def _second_look(release, seat):
    """Say who looked a second time; nothing for releases that wait for nobody."""
    told = release.manifest["made"].get("second_look")
    if told:
        return phrases.second_look_in_words(told, named=seat.is_signed_in)
    is_public_own = release.workspace and release.audience is Audience.PUBLIC
    return "nicht aufgezeichnet" if is_public_own else ""


@require_POST
def verify(request, root):
    """Compute a release again from the raw bytes, in the background."""
    seat = seat_of(request)
    rules.check_release(seat)
    release = releases.visible_release(root, seat=seat)
    title = f"Freigabe {release.root[:12]} nachrechnen"
    work = jobs.begin(jobs.VERIFY, title, seat=seat, root=release.root)
    return redirect("catalogue:work", work.id)


@require_POST
def withdraw(request, root):
    """Withdraw a release with a reason that everyone will read."""
    seat = seat_of(request)
    rules.check_release(seat)
    release = releases.visible_release(root, seat=seat)
    reason = request.POST.get("reason", "")
    actions.withdraw_release(seat=seat, release=release, reason=reason, at=timezone.now())
    messages.success(
        request, "Die Freigabe ist zurückgezogen. Alle Seiten, die sie zeigen, sagen es."
    )
    return redirect("catalogue:release", release.root[:12])


@require_POST
def show(request, root):
    """Show an older release again instead of the present one."""
    seat = seat_of(request)
    rules.check_release(seat)
    release = releases.visible_release(root, seat=seat)
    actions.show_release(seat=seat, release=release, at=timezone.now())
    messages.success(request, "Diese Freigabe wird ab sofort gezeigt.")
    return redirect("catalogue:release", release.root[:12])


def work(request, identity):
    """Show how far background work of the own workspace is."""
    found = _own_work(request, identity)
    template = "catalogue/_work.html" if request.htmx else "catalogue/work.html"
    response = render(
        request,
        template,
        {
            "work": found,
            "percent": round(100 * found.progress),
            "may_stop": may_stop(found) and rules.may_release(seat_of(request)),
            "nobody_works": found.state == JobState.WAITING and not work_is_done_here(),
            "crumbs": [CRUMB, (found.title, "")],
        },
    )
    if request.htmx and found.result:
        response["HX-Redirect"] = found.result
    return response


@require_POST
def stop_work(request, identity):
    """End background work of the own workspace at its next step."""
    found, seat = _own_work(request, identity), seat_of(request)
    rules.check_release(seat)
    actor = Actor(seat.user_id, seat.workspace_id)
    if may_stop(found):
        ask_to_stop(found, actor=actor, at=timezone.now())
    return redirect("catalogue:work", found.id)


def _own_work(request, identity):
    seat = seat_of(request)
    if seat.workspace_id is None:
        raise Http404
    return get_object_or_404(
        Job, pk=identity, workspace_id=seat.workspace_id, name__startswith="catalogue."
    )
