# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page "Meine Aufgaben", one assignment, and giving and ending them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from klammer_web.accounts import lists
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.rules import RefusedError, check_signed_in
from klammer_web.chain import colleagues, kinds, tasks
from klammer_web.chain.assignments import actions, listing, queries, rules
from klammer_web.chain.assignments.forms import AssignmentForm, DeclineForm, start_of
from klammer_web.chain.enums import AssignmentState
from klammer_web.chain.kinds import Ref

_HOME = ("Start", "/")
_LIST = ("Meine Aufgaben", "/aufgaben/")


@require_GET
def index(request):
    """List what waits for this person, what is due first."""
    seat = _member(request)
    page = lists.opened(request, listing.TASKS)
    if answer := lists.answer(page):
        return answer
    waiting = page.everything
    context = {
        "is_closed": request.GET.get(listing.CHOICE) == listing.CLOSED,
        "count": len(waiting),
        "overdue": sum(row.stretch == tasks.OVERDUE for row in waiting),
        "may_give": rules.may_give(seat),
        "just_ended": _just_ended(request, seat),
        "crumbs": [_HOME, ("Meine Aufgaben", "")],
    }
    return lists.shown(request, page, "chain/tasks.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def give(request):
    """Give an assignment, about an object or by itself."""
    seat = _member(request)
    rules.check_give(seat)
    ref, card = _object(request, seat)
    form = AssignmentForm(
        request.POST if request.method == "POST" else None,
        seat=seat,
        initial={"title": request.GET.get("was", "")[:200]},
    )
    if request.method == "POST" and form.is_valid():
        one = _tried(
            form, lambda: actions.assign(seat=seat, ref=ref, at=timezone.now(), **form.given())
        )
        if one is not None:
            whom = queries.whom_in_words(one, seat)
            messages.success(request, f"Der Auftrag „{one.title}“ ist vergeben an {whom}.")
            return redirect(card.address if card else "assignments:index")
    return render(
        request,
        "chain/assignment_form.html",
        {
            "form": form,
            "card": card,
            "ref": ref,
            "crumbs": [_HOME, _LIST, ("Auftrag vergeben", "")],
        },
        status=400 if form.errors else 200,
    )


@require_GET
def assignment(request, identity):
    """Show one assignment: what, about what, who, until when, and what was said."""
    seat = _member(request)
    one = _found(seat, identity)
    return render(request, "chain/assignment.html", _page(seat, one))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, identity):
    """Change what is to be done, by whom, until when."""
    seat = _member(request)
    one = _found(seat, identity)
    rules.check_change(seat, one)
    posted = request.POST if request.method == "POST" else None
    form = AssignmentForm(posted, seat=seat, initial=start_of(one))
    if posted is not None and form.is_valid():
        done = _tried(
            form,
            lambda: actions.change(seat=seat, identity=identity, at=timezone.now(), **form.given()),
        )
        if done is not None:
            return redirect("assignments:assignment", identity)
    address = f"/aufgaben/{identity}/"
    return render(
        request,
        "chain/assignment_form.html",
        {
            "form": form,
            "assignment": one,
            "card": kinds.card(seat, Ref(one.object_kind, one.object_id)),
            "crumbs": [_HOME, _LIST, (one.title, address), ("Ändern", "")],
        },
        status=400 if form.errors else 200,
    )


@require_POST
def done(request, identity):
    """Say that it is done; the list offers to take that back."""
    seat = _member(request)
    one = _found(seat, identity)
    actions.end(seat=seat, identity=one.pk, at=timezone.now())
    return _back(request, one)


@require_POST
def decline(request, identity):
    """Say with a reason that it will not be done."""
    seat = _member(request)
    one = _found(seat, identity)
    departments = colleagues.departments_of(seat, day=timezone.localdate())
    rules.check_end(seat, one, departments=departments)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        page = _page(seat, one) | {"decline_form": form}
        return render(request, "chain/assignment.html", page, status=400)
    actions.end(
        seat=seat,
        identity=one.pk,
        state=AssignmentState.DECLINED,
        reason=form.cleaned_data["reason"],
        at=timezone.now(),
    )
    return _back(request, one)


@require_POST
def reopen(request, identity):
    """Take back that it is done or declined."""
    seat = _member(request)
    one = _found(seat, identity)
    actions.reopen(seat=seat, identity=one.pk, at=timezone.now())
    messages.success(request, f"„{one.title}“ ist wieder offen.")
    return _back(request, None)


def _member(request):
    seat = seat_of(request)
    check_signed_in(seat)
    if seat.workspace_id is None:
        raise RefusedError(
            "Aufgaben gibt es in einem Mandanten; Sie haben noch in keinem eine Rolle.",
            ask="Bitten Sie die Stelle, für die Sie arbeiten, um eine Einladung.",
        )
    return seat


def _found(seat, identity):
    one = queries.one_of(seat, identity)
    if one is None:
        raise Http404
    return one


def _page(seat, one) -> dict:
    departments = colleagues.departments_of(seat, day=timezone.localdate())
    return {
        "assignment": one,
        "whom": queries.whom_in_words(one, seat),
        "card": kinds.card(seat, Ref(one.object_kind, one.object_id)),
        "is_overdue": one.is_open and one.due_on and one.due_on < timezone.localdate(),
        "may_end": rules.may_end(seat, one, departments=departments),
        "may_change": rules.may_change(seat, one),
        "decline_form": DeclineForm(),
        "crumbs": [_HOME, _LIST, (one.title, "")],
    }


def _object(request, seat):
    """Return the object of the address and its card; what the seat may not see is not there."""
    kind, identity = request.GET.get("art", ""), request.GET.get("zu", "")
    if not kind:
        return None, None
    ref = Ref(kind, identity)
    card = kinds.card(seat, ref)
    if card is None:
        raise Http404
    return ref, card


def _just_ended(request, seat):
    from uuid import UUID

    try:
        identity = UUID(request.GET.get("erledigt", ""))
    except ValueError:
        return None
    one = queries.one_of(seat, identity)
    return one if one is not None and not one.is_open else None


def _tried(form, act):
    """Return what the action returned; a refused input stands beside its field."""
    try:
        return act()
    except ValidationError as error:
        known = getattr(error, "error_dict", {})
        form.add_error(
            None, error if set(known) <= set(form.fields) else ValidationError(error.messages)
        )
        return None


def _back(request, one):
    target = request.POST.get("zurueck", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/aufgaben/"
    if one is not None and target.split("?")[0] == "/aufgaben/":
        target = f"{target}{'&' if '?' in target else '?'}erledigt={one.pk}"
    return redirect(target)
