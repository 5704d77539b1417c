# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases: list, create, look into, verify, withdraw; and the page of background work."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer.base.cells import Audience
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import jobs, rules
from klammer_web.catalogue.actions import releases as actions
from klammer_web.catalogue.instance import current_release, instance
from klammer_web.catalogue.models import Preparation, Work
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries import releases
from klammer_web.catalogue.views.overview import CRUMB


def index(request):
    """List the releases; who may, can make a new one."""
    seat = seat_of(request)
    works = rules.may_release(seat)
    return render(
        request,
        "catalogue/releases.html",
        {
            "lines": (lines := releases.lines(seat)),
            "stopped": [one for one in lines if one.is_current and one.withdrawn],
            "may_release": works,
            "freshness": releases.freshness(current_release(request)) if works else None,
            "audiences": [
                (a.value, w) for a, w in words.AUDIENCES.items() if rules.may_see_audience(seat, a)
            ],
            "crumbs": [CRUMB, ("Freigaben", "")],
        },
    )


def _asked(request):
    """Return who asks, and for whom the release is; refuse what the seat may not release."""
    seat = seat_of(request)
    rules.check_release(seat)
    try:
        audience = Audience(request.POST.get("audience", "public"))
    except ValueError as error:
        raise Http404 from error
    rules.check_see_audience(seat, audience)
    return seat, audience


@require_POST
def prepare(request):
    """Count in the background what a release would show; it is confirmed on the next page."""
    seat, audience = _asked(request)
    now = timezone.now()

    def task(progress):
        made = actions.prepare_release(seat=seat, audience=audience, at=now, progress=progress)
        return reverse("catalogue:release_prepared", args=[made.id])

    title = f"Freigabe vorbereiten für: {words.AUDIENCES[audience]}"
    return redirect("catalogue:work", jobs.begin(title, seat=seat, task=task).id)


def prepared(request, identity):
    """Say what a release would show, and ask."""
    seat = seat_of(request)
    rules.check_release(seat)
    found = get_object_or_404(Preparation, pk=identity, workspace_id=seat.workspace_id)
    return render(
        request,
        "catalogue/prepared.html",
        {
            "prepared": found,
            "summary": releases.prepared(found),
            "audience": words.AUDIENCES[Audience(found.audience)],
            "crumbs": [
                CRUMB,
                ("Freigaben", reverse("catalogue:releases")),
                ("Neue Freigabe", ""),
            ],
        },
    )


@require_POST
def create(request):
    """Build and release in the background."""
    seat, audience = _asked(request)
    now = timezone.now()

    def task(progress):
        made = actions.create_release(seat=seat, audience=audience, at=now, progress=progress)
        return reverse("catalogue:release", args=[made.root[:12]])

    work = jobs.begin(f"Freigabe für: {words.AUDIENCES[audience]}", seat=seat, task=task)
    return redirect("catalogue:work", work.id)


def detail(request, root):
    """Show what is in a release, from what it was made, and whether it stands."""
    seat = seat_of(request)
    release = releases.visible_release(root, seat=seat)
    current = instance().current_release(release.audience.value)
    definitions = release.definitions
    return render(
        request,
        "catalogue/release.html",
        {
            "release": release,
            "line": releases.line(release, current=current),
            "title": releases.title(release),
            "recalculation": releases.last_recalculation(release),
            "others": releases.showable(release, seat=seat) if rules.may_release(seat) else [],
            "made": release.manifest["made"],
            "deliveries": [
                (one, one["source_class"] == "official" or rules.may_work_with_data(seat))
                for one in release.manifest["deliveries"]
            ],
            "tables": [
                (name, definitions[name].title, table)
                for name, table in release.manifest["tables"].items()
            ],
            "may_release": rules.may_release(seat),
            "crumbs": [
                CRUMB,
                ("Freigaben", reverse("catalogue:releases")),
                (releases.title(release), ""),
            ],
        },
    )


@require_POST
def verify(request, root):
    """Compute a release again from the raw bytes, in the background."""
    seat = seat_of(request)
    rules.check_release(seat)
    release = releases.visible_release(root, seat=seat)
    now = timezone.now()

    def task(progress):
        progress("Alle Lieferungen werden neu gelesen und gerechnet", 0.1)
        actions.verify_release(seat=seat, root=release.root, at=now)
        return reverse("catalogue:release", args=[release.root[:12]])

    work = jobs.begin(f"Freigabe {release.root[:12]} nachrechnen", seat=seat, task=task)
    return redirect("catalogue:work", work.id)


@require_POST
def withdraw(request, root):
    """Withdraw a release with a reason that everyone will read."""
    seat = seat_of(request)
    rules.check_release(seat)
    release = releases.visible_release(root, seat=seat)
    reason = request.POST.get("reason", "")
    actions.withdraw_release(seat=seat, root=release.root, reason=reason, at=timezone.now())
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
    actions.show_release(seat=seat, root=release.root)
    messages.success(request, "Diese Freigabe wird ab sofort gezeigt.")
    return redirect("catalogue:release", release.root[:12])


def work(request, identity):
    """Show how far background work of the own workspace is."""
    seat = seat_of(request)
    found = get_object_or_404(Work, pk=identity, workspace_id=seat.workspace_id)
    if seat.workspace_id is None:
        raise Http404
    template = "catalogue/_work.html" if request.htmx else "catalogue/work.html"
    response = render(
        request,
        template,
        {
            "work": found,
            "percent": round(100 * found.progress),
            "crumbs": [CRUMB, (found.title, "")],
        },
    )
    if request.htmx and found.result:
        response["HX-Redirect"] = found.result
    return response
