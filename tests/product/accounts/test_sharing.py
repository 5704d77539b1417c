# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sharing with others: who sees what, from when until when."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import queries, sharing
from klammer_web.accounts.actions import sharing as actions
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.models import Share
from klammer_web.accounts.queries import shares
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import NOBODY
from tests.product.accounts.conftest import AT, TODAY, Notes

pytestmark = pytest.mark.django_db


@pytest.fixture
def give(coordinator, county, notes):
    """Share note 1 of the county: give(ShareTarget.PUBLIC)."""
    notes.add("1", workspace=county)

    def share(target, *, seat=coordinator, at=AT, **more):
        draft = actions.draft(
            seat=seat, kind=Notes.KIND, object_id="1", target=target, at=at, **more
        )
        return actions.share(draft=draft, seat=seat, at=at)

    return share


@pytest.fixture
def readers(person, county, city, seat):
    """Every role in the county and in the city, somebody without a role, and nobody."""
    found = {"nobody": NOBODY}
    for place in (county, city):
        for role in Role:
            who = seat(person(place, role, name=f"leser-{role.value}"), place)
            found[f"{place.key}-{role.value}"] = who
    return found


def seen_by(readers, day=TODAY):
    return {
        name
        for name, who in readers.items()
        if shares.may_read(who, kind=Notes.KIND, object_id="1", day=day)
    }


STAFF = {"coordinator", "sector_planner", "head", "adviser", "data_steward"}
IN_COUNTY = {f"16063-{role.value}" for role in Role}


def test_nothing_is_visible_before_it_is_shared(readers, county, notes):
    notes.add("1", workspace=county)

    assert seen_by(readers) == set()


def test_public_share_is_seen_by_everybody(give, readers):
    give(ShareTarget.PUBLIC)

    assert seen_by(readers) == set(readers)


def test_share_with_a_workspace_is_seen_by_its_staff_alone(give, readers, city):
    give(ShareTarget.WORKSPACE, to_workspace_id=city.id)

    assert seen_by(readers) == {f"16051-{role}" for role in STAFF}


def test_share_with_a_role_is_seen_by_that_role_in_that_workspace(give, readers, city):
    give(ShareTarget.ROLE, to_workspace_id=city.id, role=Role.COUNCIL_MEMBER)

    assert seen_by(readers) == {"16051-council_member"}


def test_share_with_a_role_without_a_workspace_means_the_own_one(give, readers):
    give(ShareTarget.ROLE, role=Role.PROVIDER)

    assert seen_by(readers) == {"16063-provider"}


def test_share_with_partners_is_seen_by_providers_and_the_administration_here(give, readers):
    give(ShareTarget.PARTNERS)

    assert seen_by(readers) == IN_COUNTY - {
        "16063-council_member", "16063-adviser", "16063-administrator",
    }  # fmt: skip


def test_share_with_a_committee_is_seen_by_its_members_alone(give, readers, county):
    sitting = readers["16063-council_member"].user_id
    sharing.register_committees(
        of_person=lambda *, user_id, **_named: {"jha"} if user_id == sitting else set(),
        offered=lambda **_named: [("jha", "Jugendhilfeausschuss")],
    )

    give(ShareTarget.COMMITTEE, committee="jha")

    assert seen_by(readers) == {"16063-council_member"}


def test_committee_that_is_not_there_is_refused(give):
    with pytest.raises(ValidationError, match="gibt es hier nicht"):
        give(ShareTarget.COMMITTEE, committee="jha")


def test_share_ends_on_its_day_and_when_withdrawn(give, readers, coordinator):
    share = give(ShareTarget.PUBLIC, until=TODAY + timedelta(days=5))

    assert seen_by(readers, TODAY + timedelta(days=4)) == set(readers)
    assert seen_by(readers, TODAY + timedelta(days=5)) == set()
    actions.withdraw(seat=coordinator, share_id=share.id, at=AT)
    assert seen_by(readers) == set()


def test_withdrawn_share_can_be_given_again_and_a_held_one_not(give, coordinator):
    first = give(ShareTarget.PUBLIC)
    with pytest.raises(ValidationError, match="schon zu lesen"):
        give(ShareTarget.PUBLIC)

    actions.withdraw(seat=coordinator, share_id=first.id, at=AT)
    give(ShareTarget.PUBLIC)

    assert Share.objects.count() == 2


@pytest.mark.parametrize("role", list(Role))
def test_who_may_share_and_who_may_publish(give, person, county, seat, role):
    who = seat(person(county, role, name="wer"), county)
    outcome = {}
    for target in (ShareTarget.PARTNERS, ShareTarget.PUBLIC):
        try:
            outcome[target] = bool(give(target, seat=who))
        except RefusedError:
            outcome[target] = False

    assert outcome == {
        ShareTarget.PARTNERS: role.value in STAFF,
        ShareTarget.PUBLIC: role in {Role.COORDINATOR, Role.HEAD},
    }


def test_object_of_another_workspace_cannot_be_shared(give, person, city, seat):
    with pytest.raises(Http404):
        give(ShareTarget.PUBLIC, seat=seat(person(city, Role.COORDINATOR), city))


def test_kind_that_nobody_registered_cannot_be_shared(coordinator):
    with pytest.raises(Http404):
        actions.draft(
            seat=coordinator, kind="support.advice", object_id="1",
            target=ShareTarget.PUBLIC, at=AT,
        )  # fmt: skip


def test_kind_goes_only_to_the_targets_it_names(coordinator, county, notes):
    notes.add("1", workspace=county)
    sharing.register(
        Notes.KIND, word="Beratung", plural="Beratungen", title=notes.title,
        preview=notes.preview, address=str, targets=(ShareTarget.ROLE,),
    )  # fmt: skip

    with pytest.raises(ValidationError, match="nicht weitergegeben"):
        actions.draft(
            seat=coordinator, kind=Notes.KIND, object_id="1", target=ShareTarget.PUBLIC, at=AT
        )


def test_share_of_another_workspace_cannot_be_withdrawn(give, person, city, seat, readers):
    share = give(ShareTarget.PUBLIC)

    with pytest.raises(Http404):
        actions.withdraw(seat=readers["16051-coordinator"], share_id=share.id, at=AT)
    assert seen_by(readers) == set(readers)


def test_database_refuses_a_share_that_does_not_name_its_target(county):
    with pytest.raises(IntegrityError):
        Share.objects.create(
            workspace=county, kind="test", object_id="1", title="x", target="role", at=AT
        )


def test_own_workspace_is_no_other_workspace(give, county):
    with pytest.raises(Http404):
        give(ShareTarget.WORKSPACE, to_workspace_id=county.id)


def test_shares_are_listed_for_giver_and_receiver(give, city, county, readers):
    share = give(ShareTarget.WORKSPACE, to_workspace_id=city.id)

    assert [one.id for one in shares.given(county.id)] == [share.id]
    assert [one.id for one in shares.received(readers["16051-head"], day=TODAY)] == [share.id]
    assert list(shares.received(readers["16051-provider"], day=TODAY)) == []
    assert list(shares.received(readers["16063-head"], day=TODAY)) == []
    assert shares.reach_in_words(share, day=TODAY).startswith("Heute können es 5 Personen lesen")


def test_ended_membership_ends_what_one_could_read(give, city, person):
    give(ShareTarget.WORKSPACE, to_workspace_id=city.id)
    user = person(city, Role.HEAD)
    user.memberships.update(valid_until=TODAY)

    seat = queries.seat_in(user, day=TODAY)
    assert not shares.may_read(seat, kind=Notes.KIND, object_id="1", day=TODAY)


def test_sharing_and_taking_back_stand_in_the_trail(give, coordinator, county):
    actions.withdraw(seat=coordinator, share_id=give(ShareTarget.PUBLIC).id, at=AT)

    entries = AuditEntry.objects.filter(kind=Notes.KIND, object_id="1").order_by("sequence")
    assert [(one.verb, one.workspace_id) for one in entries] == [
        ("accounts.shared", county.id), ("accounts.withdrew_share", county.id),
    ]  # fmt: skip
