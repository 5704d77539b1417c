# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inviting by mail, and joining by the link."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import queries
from klammer_web.accounts.actions import invitations
from klammer_web.accounts.enums import InvitationState, Role
from klammer_web.accounts.models import Invitation, User
from klammer_web.accounts.rules import RefusedError
from klammer_web.operation.models import OutgoingMail
from tests.product.accounts.conftest import AT, TODAY, link, mailed_words

pytestmark = pytest.mark.django_db
PASSWORD = "ein langes Passwort 7"  # noqa: S105  # reason: of this test alone
NEW = "neu@beispiel.example"


def invite(seat, *, email=NEW, role=Role.SECTOR_PLANNER, at=AT, **more):
    more = {"since": TODAY, **more}
    return invitations.invite(seat=seat, email=email, role=role, link=link, at=at, **more)


def accept_new(word, *, at=AT, password=PASSWORD):
    return invitations.accept_with_new_account(
        word=word, name="Fachplanung", password=password, at=at
    )


def test_invitation_is_mailed_with_a_word_of_which_only_the_hash_is_kept(coordinator):
    invitation = invite(coordinator)

    (word,) = mailed_words(NEW)
    assert invitation.token_hash == invitations.hash_of(word)
    assert word not in str(vars(invitation))
    assert len(word) >= 43
    assert invitation.expires_at == AT + timedelta(days=14)


def test_new_account_joins_with_role_period_and_department(coordinator, county):
    invite(coordinator, until=date(2027, 1, 1))

    _, user = accept_new(mailed_words(NEW)[0])

    held = user.memberships.get()
    assert (held.workspace, held.role, held.valid_from, held.valid_until) == (
        county, Role.SECTOR_PLANNER, TODAY, date(2027, 1, 1),
    )  # fmt: skip
    assert user.check_password(PASSWORD)
    assert user.email == NEW


def test_person_with_an_account_joins_a_second_workspace_with_it(coordinator, county, city, person):
    elsewhere = person(city, Role.HEAD)
    invite(coordinator, email=elsewhere.email)

    invitations.accept(word=mailed_words(elsewhere.email)[0], user=elsewhere, at=AT)

    assert {one.key for one in queries.workspaces_of(elsewhere, day=TODAY)} == {"16051", "16063"}


def test_word_opens_once(coordinator):
    invite(coordinator)
    (word,) = mailed_words(NEW)
    accept_new(word)

    with pytest.raises(Http404):
        invitations.accept(word=word, user=User.objects.get(email=NEW), at=AT)


@pytest.mark.parametrize(
    ("after", "opens"), [(timedelta(days=14, seconds=-1), True), (timedelta(days=14), False)]
)
def test_word_expires_after_14_days(coordinator, after, opens):
    invite(coordinator)
    (word,) = mailed_words(NEW)

    if opens:
        assert accept_new(word, at=AT + after)[1].email == NEW
    else:
        with pytest.raises(Http404):
            accept_new(word, at=AT + after)
        assert Invitation.objects.get().state_at(AT + after) == InvitationState.EXPIRED


def test_revoked_word_opens_nothing(coordinator):
    invitation = invite(coordinator)
    invitations.revoke(seat=coordinator, invitation_id=invitation.id, at=AT)

    with pytest.raises(Http404):
        accept_new(mailed_words(NEW)[0])


def test_resending_makes_a_new_word_and_ends_the_old_one(coordinator):
    invitation = invite(coordinator)
    later = AT + timedelta(days=20)

    invitations.resend(seat=coordinator, invitation_id=invitation.id, link=link, at=later)

    first, second = mailed_words(NEW)
    with pytest.raises(Http404):
        accept_new(first, at=later)
    assert accept_new(second, at=later)[1].email == NEW


def test_second_invitation_for_the_same_role_replaces_the_first(coordinator):
    invite(coordinator)
    invite(coordinator)

    first, second = mailed_words(NEW)
    assert [one.state_at(AT) for one in Invitation.objects.order_by("invited_at", "sent")].count(
        InvitationState.OPEN
    ) == 1
    with pytest.raises(Http404):
        accept_new(first)
    assert accept_new(second)


def test_inviting_does_not_tell_whether_the_address_has_an_account(coordinator, city, person):
    known = person(city, Role.HEAD)

    one, other = invite(coordinator, email=known.email), invite(coordinator, email=NEW)

    texts = [mail.text for mail in OutgoingMail.objects.order_by("created_at")]
    words = [mailed_words(known.email)[0], mailed_words(NEW)[0]]
    assert texts[0].replace(words[0], "") == texts[1].replace(words[1], "")
    assert one.state_at(AT) == other.state_at(AT)


def test_address_with_an_account_gets_no_second_one(coordinator, city, person):
    known = person(city, Role.HEAD)
    invite(coordinator, email=known.email)

    with pytest.raises(ValidationError, match="kein neues Konto"):
        accept_new(mailed_words(known.email)[0])

    assert User.objects.filter(email=known.email).count() == 1
    assert Invitation.objects.get().accepted_at is None


def test_weak_password_is_refused_and_the_word_still_opens(coordinator):
    invite(coordinator)
    (word,) = mailed_words(NEW)

    with pytest.raises(ValidationError):
        accept_new(word, password="kurz")  # noqa: S106  # reason: of this test alone

    assert not User.objects.filter(email=NEW).exists()
    assert accept_new(word)


def test_late_answer_after_the_invited_time_is_refused(coordinator):
    invite(coordinator, until=TODAY + timedelta(days=2))

    with pytest.raises(ValidationError, match="ist vorbei"):
        accept_new(mailed_words(NEW)[0], at=AT + timedelta(days=3))

    assert not User.objects.filter(email=NEW).exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_STEWARD])
def test_coordinator_gives_no_role_wider_than_the_own(coordinator, role):
    with pytest.raises(RefusedError, match="vergeben oder beenden"):
        invite(coordinator, role=role)

    assert not OutgoingMail.objects.exists()


def test_administrator_gives_every_role_of_the_kind(admin):
    assert {invite(admin, role=role).role for role in admin.labels.roles} == {
        str(role) for role in Role if role is not Role.ADVISER
    }
    with pytest.raises(RefusedError, match="gibt es in „Wartburgkreis“ nicht"):
        invite(admin, role=Role.ADVISER)


def test_own_address_is_not_invited(admin):
    own = User.objects.get(id=admin.user_id).email

    with pytest.raises(ValidationError, match="eigene Adresse"):
        invite(admin, email=own.upper())


def test_invitation_of_another_workspace_does_not_exist(coordinator, city, person, seat):
    stranger = seat(person(city, Role.COORDINATOR), city)
    invitation = invite(stranger)

    for act in (
        lambda: invitations.revoke(seat=coordinator, invitation_id=invitation.id, at=AT),
        lambda: invitations.resend(seat=coordinator, invitation_id=invitation.id, link=link, at=AT),
    ):
        with pytest.raises(Http404):
            act()


def test_department_of_another_workspace_cannot_be_slipped_in(coordinator, city):
    foreign = city.departments.create(name="Sozialamt", kind="office")

    with pytest.raises(Http404):
        invite(coordinator, department=foreign)


def test_every_step_is_in_the_trail(coordinator, county):
    invitation = invite(coordinator)
    invitations.resend(seat=coordinator, invitation_id=invitation.id, link=link, at=AT)
    accept_new(mailed_words(NEW)[1])

    verbs = AuditEntry.objects.filter(kind="accounts.invitation").order_by("sequence")
    assert list(verbs.values_list("verb", flat=True)) == [
        "accounts.invited", "accounts.resent_invitation", "accounts.accepted_invitation",
    ]  # fmt: skip
    assert set(verbs.values_list("workspace_id", flat=True)) == {county.id}
