# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving and ending roles, departments, and goodbye with handover."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import queries
from klammer_web.accounts.actions import departments, members
from klammer_web.accounts.enums import DepartmentKind, Role
from klammer_web.accounts.models import Department, Membership
from klammer_web.accounts.queries import people
from klammer_web.accounts.rules import RefusedError
from tests.product.accounts.conftest import AT, TODAY, Notes

pytestmark = pytest.mark.django_db


def give(seat, user, role, **more):
    return members.give_role(
        seat=seat, user_id=user.id, role=role, **{"since": TODAY, "at": AT, **more}
    )


def end(seat, membership):
    members.end_role(seat=seat, membership_id=membership.id, day=TODAY, at=AT)


def goodbye(seat, user, day=TODAY, **successors):
    members.say_goodbye(seat=seat, user_id=user.id, successors=successors, day=day, at=AT)


def test_given_role_holds_at_once_and_ended_role_no_more(admin, person, county):
    user = person(county, Role.SECTOR_PLANNER)

    held = give(admin, user, Role.HEAD)
    assert queries.seat_in(user, day=TODAY).roles == {Role.SECTOR_PLANNER, Role.HEAD}

    end(admin, held)
    assert queries.seat_in(user, day=TODAY).roles == {Role.SECTOR_PLANNER}


def test_role_that_was_ended_can_be_given_again(admin, person, county):
    user = person(county, Role.SECTOR_PLANNER)
    end(admin, give(admin, user, Role.HEAD))

    give(admin, user, Role.HEAD)

    assert Role.HEAD in queries.seat_in(user, day=TODAY).roles


def test_nobody_gives_a_role_to_themselves(admin, county):
    me = Membership.objects.get(user_id=admin.user_id).user

    with pytest.raises(ValidationError, match="nicht selbst"):
        give(admin, me, Role.DATA_STEWARD)

    assert queries.seat_in(me, day=TODAY).roles == {Role.ADMINISTRATOR}


def test_person_of_another_workspace_does_not_exist_here(admin, city, person):
    stranger = person(city, Role.COORDINATOR)

    with pytest.raises(Http404):
        give(admin, stranger, Role.HEAD)
    with pytest.raises(Http404):
        end(admin, stranger.memberships.get())
    with pytest.raises(Http404):
        goodbye(admin, stranger)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_STEWARD])
def test_coordinator_neither_gives_nor_ends_guarded_roles(coordinator, person, county, role):
    guarded = person(county, role, name="geschützt")
    other = person(county, Role.SECTOR_PLANNER)

    with pytest.raises(RefusedError):
        give(coordinator, other, role)
    with pytest.raises(RefusedError):
        end(coordinator, guarded.memberships.get())
    with pytest.raises(RefusedError):
        goodbye(coordinator, guarded)


def test_last_person_who_cares_cannot_leave(coordinator, person, county):
    me = Membership.objects.get(user_id=coordinator.user_id)
    person(county, Role.HEAD)

    with pytest.raises(ValidationError, match="niemand mehr"):
        end(coordinator, me)
    with pytest.raises(ValidationError, match="niemand mehr"):
        goodbye(coordinator, me.user)

    assert Membership.objects.get(id=me.id).valid_until is None


def test_goodbye_hands_over_and_ends_in_one_step(admin, person, county, city, notes):
    leaving, heir = person(county, Role.SECTOR_PLANNER), person(county, Role.HEAD)
    members_elsewhere = person(city, Role.HEAD, name="woanders")
    notes.add("1", workspace=county, owner=leaving.id)
    notes.add("2", workspace=county, owner=leaving.id)
    notes.add("3", workspace=city, owner=leaving.id)
    notes.add("4", workspace=county, owner=members_elsewhere.id)

    goodbye(admin, leaving, **{Notes.KIND: heir.id})

    assert [notes.texts[i]["owner"] for i in "1234"] == [
        heir.id, heir.id, leaving.id, members_elsewhere.id,
    ]  # fmt: skip
    assert queries.seat_in(leaving, day=TODAY).roles == frozenset()


def test_goodbye_keeps_the_other_workspaces_and_the_account(admin, person, county, city):
    leaving = person(county, Role.SECTOR_PLANNER)
    Membership.objects.create(
        user=leaving, workspace=city, role=Role.HEAD, valid_from=date(2020, 1, 1)
    )

    goodbye(admin, leaving)

    leaving.refresh_from_db()
    assert leaving.is_active
    assert [one.key for one in queries.workspaces_of(leaving, day=TODAY)] == ["16051"]


@pytest.mark.parametrize("heir", ["nobody", "leaving", "stranger", "gone"])
def test_goodbye_without_a_real_successor_changes_nothing(admin, person, county, city, notes, heir):
    leaving = person(county, Role.SECTOR_PLANNER)
    gone = person(county, Role.PROVIDER)
    gone.memberships.update(valid_until=TODAY)
    ids = {"nobody": None, "leaving": leaving.id, "gone": gone.id,
           "stranger": person(city, Role.COORDINATOR).id}  # fmt: skip
    notes.add("1", workspace=county, owner=leaving.id)

    with pytest.raises(ValidationError):
        goodbye(admin, leaving, **{Notes.KIND: ids[heir]})

    assert notes.texts["1"]["owner"] == leaving.id
    assert queries.seat_in(leaving, day=TODAY).roles == {Role.SECTOR_PLANNER}


def test_goodbye_on_a_later_day_leaves_access_until_then(admin, person, county):
    leaving = person(county, Role.SECTOR_PLANNER)
    day = TODAY + timedelta(days=10)

    goodbye(admin, leaving, day=day)

    assert queries.seat_in(leaving, day=day - timedelta(days=1)).roles == {Role.SECTOR_PLANNER}
    assert queries.seat_in(leaving, day=day).roles == frozenset()


def test_goodbye_in_the_past_is_refused(admin, person, county):
    with pytest.raises(ValidationError, match="Vergangenheit"):
        goodbye(admin, person(county, Role.SECTOR_PLANNER), day=TODAY - timedelta(days=1))


def test_last_role_of_somebody_responsible_is_ended_by_goodbye_alone(admin, person, county, notes):
    user = person(county, Role.SECTOR_PLANNER)
    notes.add("1", workspace=county, owner=user.id)

    with pytest.raises(ValidationError, match="Verabschieden"):
        end(admin, user.memberships.get())


def test_goodbye_is_in_the_trail_with_before_and_after(admin, person, county):
    leaving = person(county, Role.SECTOR_PLANNER, Role.HEAD)

    goodbye(admin, leaving)

    ended = AuditEntry.objects.filter(verb="accounts.ended", actor_key=admin.user_id)
    assert ended.count() == 2


def test_departments_form_a_tree_and_count_their_people(admin, person, county):
    soz = departments.add_department(
        seat=admin, name="Dezernat II", kind=DepartmentKind.DIVISION, parent=None, at=AT
    )
    amt = departments.add_department(
        seat=admin, name="Jugendamt", kind=DepartmentKind.OFFICE, parent=soz, at=AT
    )
    user = person(county, Role.SECTOR_PLANNER)
    members.move_membership(
        seat=admin, membership_id=user.memberships.get().id, department=amt, at=AT
    )

    tree = people.departments(county.id, day=TODAY)

    assert [(one.department.name, one.depth, one.members) for one in tree] == [
        ("Dezernat II", 0, 0), ("Jugendamt", 1, 1),
    ]  # fmt: skip


def test_department_stands_never_below_itself(admin, county):
    above = county.departments.create(name="Dezernat", kind="division")
    below = county.departments.create(name="Amt", kind="office", parent=above)

    with pytest.raises(ValidationError, match="unter sich selbst"):
        departments.change_department(
            seat=admin, department_id=above.id, name="Dezernat",
            kind=DepartmentKind.DIVISION, parent=below, at=AT,
        )  # fmt: skip


def test_department_with_parts_is_not_removed_and_people_stay(admin, person, county):
    above = county.departments.create(name="Dezernat", kind="division")
    below = county.departments.create(name="Amt", kind="office", parent=above)
    user = person(county, Role.SECTOR_PLANNER)
    user.memberships.update(department=below)

    with pytest.raises(ValidationError, match="gehören noch andere"):
        departments.remove_department(seat=admin, department_id=above.id, at=AT)
    departments.remove_department(seat=admin, department_id=below.id, at=AT)

    assert [one.name for one in Department.objects.all()] == ["Dezernat"]
    assert user.memberships.get().department is None


def test_department_name_stands_once_in_a_workspace(admin, county, city):
    city.departments.create(name="Jugendamt", kind="office")
    add = {"seat": admin, "kind": DepartmentKind.OFFICE, "parent": None, "at": AT}
    departments.add_department(name="Jugendamt", **add)

    with pytest.raises(ValidationError, match="gibt es hier schon"):
        departments.add_department(name="JUGENDAMT", **add)


def test_foreign_department_neither_changes_nor_becomes_a_parent(admin, city):
    foreign = city.departments.create(name="Sozialamt", kind="office")

    with pytest.raises(Http404):
        departments.remove_department(seat=admin, department_id=foreign.id, at=AT)
    with pytest.raises(Http404):
        departments.add_department(
            seat=admin, name="Neu", kind=DepartmentKind.UNIT, parent=foreign, at=AT
        )
