# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works in this workspace: list, one person, goodbye."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klammer_web.accounts import lists, ownership, rules, tables
from klammer_web.accounts.actions import members as actions
from klammer_web.accounts.actions.second_factors import remove_second_factor
from klammer_web.accounts.enums import Role
from klammer_web.accounts.forms.people import GoodbyeForm, ReasonForm, RoleForm
from klammer_web.accounts.models import Department, Membership
from klammer_web.accounts.queries import people, seat_of
from klammer_web.accounts.signing_in.requirement import has_second_factor
from klammer_web.accounts.views.answers import done, posted, tried

DAY = timedelta(days=1)


@require_safe
def index(request):
    """List the people of the workspace, and the invitations that wait."""
    seat = seat_of(request)
    rules.check_care_for_people(seat)
    page = lists.opened(request, tables.PEOPLE)
    if response := lists.answer(page):
        return response
    at, day = timezone.now(), timezone.localdate()
    past = people.past_memberships(seat.workspace_id, day=day).count()
    return render(
        request,
        "accounts/people.html",
        {
            "list": page,
            "members": people.members(seat.workspace_id, day=day),
            "invitations": [
                (one, one.state_at(at), Role(one.role) in rules.roles_given_by(seat))
                for one in people.invitations(seat.workspace_id, at=at)
            ],
            "past": past,
            "crumbs": [("Start", "/"), ("Mandant", "")],
        },
    )


@require_safe
def person(request, user_id):
    """Show what one person is here, and what can be changed about it."""
    seat = seat_of(request)
    rules.check_care_for_people(seat)
    return _person(request, seat, user_id, RoleForm(seat=seat))


@require_POST
def give_role(request, user_id):
    """Give a person of this workspace one more role."""
    seat = seat_of(request)
    rules.check_care_for_people(seat)
    form = RoleForm(request.POST, seat=seat)
    if form.is_valid() and tried(
        form,
        lambda: actions.give_role(
            seat=seat,
            user_id=user_id,
            role=Role(form.cleaned_data["role"]),
            since=form.cleaned_data["since"],
            until=_after(form.cleaned_data["until"]),
            department=form.cleaned_data["department"],
            at=timezone.now(),
        ),
    ):
        return redirect("accounts:person", user_id)
    return _person(request, seat, user_id, form)


@require_POST
def end_role(request, membership_id):
    """End one role today; the person keeps the others."""
    seat, at = seat_of(request), timezone.now()
    done(
        request,
        lambda: actions.end_role(
            seat=seat, membership_id=membership_id, day=timezone.localdate(at), at=at
        ),
        said="Die Rolle ist beendet.",
    )
    return redirect("accounts:people")


@require_POST
def move(request, membership_id):
    """Put a membership into another department."""
    seat, chosen = seat_of(request), request.POST.get("department", "")
    rules.check_care_for_people(seat)
    offered = {str(one.id): one for one in Department.objects.filter(workspace=seat.workspace_id)}
    if chosen and chosen not in offered:
        raise Http404
    done(
        request,
        lambda: actions.move_membership(
            seat=seat,
            membership_id=membership_id,
            department=offered.get(chosen),
            at=timezone.now(),
        ),
        said="Die Zuordnung ist geändert.",
    )
    return redirect("accounts:people")


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request, user_id):
    """Say what removing a lost second factor does, then do it."""
    seat = seat_of(request)
    rules.check_remove_second_factor(seat)
    found, form = _member(seat, user_id), ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        removed = tried(
            form,
            lambda: remove_second_factor(
                seat=seat, user_id=user_id, at=timezone.now(), **form.cleaned_data
            ),
        )
        if removed:
            messages.success(
                request,
                f"Der zweite Faktor von {removed} ist entfernt, alle Sitzungen sind beendet. "
                "Die Mails sind unterwegs.",
            )
            return redirect("accounts:person", user_id)
    context = {
        "member": found,
        "has_one": has_second_factor(user_id),
        "is_self": user_id == seat.user_id,
        "form": form,
        "crumbs": [*_CRUMBS, (str(found.user), "../"), ("Zweiter Faktor", "")],
    }
    status = 400 if form.errors else 200
    return render(request, "accounts/second_factor.html", context, status=status)


def goodbye(request, user_id):
    """Show what the person is responsible for; end everything and hand it over in one step."""
    seat, day = seat_of(request), timezone.localdate()
    rules.check_care_for_people(seat)
    leaving = _member(seat, user_id)
    holdings = ownership.holdings(user_id=user_id, workspace_id=seat.workspace_id)
    others = [
        one.user
        for one in people.members(seat.workspace_id, day=day)
        if one.user.id != user_id and one.user.is_active
    ]
    form = GoodbyeForm(posted(request), holdings=holdings, successors=others)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            form,
            lambda: actions.say_goodbye(
                seat=seat,
                user_id=user_id,
                successors=form.successors(),
                day=form.cleaned_data["day"],
                at=timezone.now(),
            ),
        )
    ):
        return redirect("accounts:people")
    return render(
        request,
        "accounts/goodbye.html",
        {
            "leaving": leaving,
            "holdings": [(one, form[f"successor_{number}"]) for number, one in enumerate(holdings)],
            "form": form,
            "crumbs": [*_CRUMBS, (str(leaving.user), "../"), ("Verabschieden", "")],
        },
    )


def _after(last_day):
    """Return the first day after; memberships hold until before a day."""
    return last_day + DAY if last_day else None


_CRUMBS = [("Start", "/"), ("Mandant", "/konto/mandant/")]


def _member(seat, user_id):
    found = people.member(seat.workspace_id, user_id, day=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _person(request, seat, user_id, form):
    found = _member(seat, user_id)
    given = rules.roles_given_by(seat)
    return render(
        request,
        "accounts/person.html",
        {
            "member": found,
            "memberships": [(one, Role(one.role) in given) for one in found.memberships],
            "holdings": ownership.holdings(user_id=user_id, workspace_id=seat.workspace_id),
            "every_membership": Membership.objects.filter(
                user=user_id, workspace=seat.workspace_id
            ).values_list("id", flat=True),
            "departments": Department.objects.filter(workspace=seat.workspace_id),
            "form": form,
            "is_self": user_id == seat.user_id,
            "has_second_factor": has_second_factor(user_id),
            "crumbs": [*_CRUMBS, (str(found.user), "")],
        },
        status=400 if form.errors else 200,
    )
