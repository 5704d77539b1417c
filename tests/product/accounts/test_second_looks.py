# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Four eyes: the head looks, or the person who asked confirms alone after a day."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import handing_over
from klammer_web.accounts.actions import members, people
from klammer_web.accounts.actions import second_looks as actions
from klammer_web.accounts.enums import Role, SecondLookState
from klammer_web.accounts.models import SecondLook
from klammer_web.accounts.queries import second_looks as queries
from klammer_web.accounts.rules import RefusedError
from klammer_web.operation.models import OutgoingMail
from tests.product.accounts.conftest import AT, TODAY, Notes, link, mailed_words

pytestmark = pytest.mark.django_db
DAY = timedelta(hours=24)


@pytest.fixture
def head(person, county):
    return person(county, Role.HEAD)


@pytest.fixture
def ask(coordinator, county, notes):
    notes.add("1", workspace=county)
    return lambda seat=coordinator, at=AT: actions.ask(
        seat=seat, kind=Notes.KIND, object_id="1", note="Bitte die Zahlen.", link=link, at=at
    )


def answer(look, user, *, agrees=True, reason="", at=AT, by_link=False):
    return actions.answer(
        look_id=look.id, user_id=user.id, agrees=agrees, reason=reason, at=at, by_link=by_link
    )


def cleared(look):
    return queries.cleared(
        workspace_id=look.workspace_id, kind=look.kind, object_id=look.object_id,
        fingerprint=look.fingerprint,
    )  # fmt: skip


def alone(seat, look, *, at, reason="Es gibt keine Leitung."):
    return actions.confirm_alone(seat=seat, look_id=look.id, reason=reason, at=at)


def test_every_head_gets_a_personal_link(ask, head, person, county):
    other = person(county, Role.HEAD, name="stellvertretung")
    look = ask()

    words = [mailed_words(one.email)[0] for one in (head, other)]
    assert [actions.read_word(word) for word in words] == [
        (look.id, head.id), (look.id, other.id),
    ]  # fmt: skip
    assert cleared(look) is None


def test_head_agrees_and_the_context_is_told_in_the_same_step(ask, head, notes):
    look = ask()

    answer(look, head, by_link=True)

    found = cleared(look)
    assert (found.decided_by, found.by_link, found.state) == (head, True, SecondLookState.AGREED)
    assert notes.told == [("1", SecondLookState.AGREED)]


def test_declined_look_clears_nothing_and_needs_a_reason(ask, head):
    look = ask()
    with pytest.raises(ValidationError, match="was noch nicht stimmt"):
        answer(look, head, agrees=False)

    answer(look, head, agrees=False, reason="Zahl in Absatz 2")

    assert cleared(look) is None
    assert SecondLook.objects.get().reason == "Zahl in Absatz 2"


def test_changed_content_is_neither_answered_nor_cleared(ask, head, notes, coordinator):
    look = ask()
    notes.texts["1"]["text"] = "Anderer Text"

    with pytest.raises(ValidationError, match="wurde geändert"):
        answer(look, head)

    assert SecondLook.objects.get().state == SecondLookState.WAITING


def test_agreed_look_covers_only_the_content_that_was_seen(ask, head, notes):
    look = ask()
    answer(look, head)

    assert cleared(look)
    assert (
        queries.cleared(
            workspace_id=look.workspace_id, kind=look.kind, object_id="1", fingerprint="anders"
        )
        is None
    )


def test_second_answer_is_refused(ask, head, person, county):
    other = person(county, Role.HEAD, name="stellvertretung")
    look = ask()
    answer(look, head)

    with pytest.raises(ValidationError, match="schon entschieden"):
        answer(look, other, agrees=False, reason="nein")

    assert SecondLook.objects.get().state == SecondLookState.AGREED


def test_nobody_looks_twice_at_the_own(person, county, seat, notes):
    both = person(county, Role.COORDINATOR, Role.HEAD)
    notes.add("1", workspace=county)
    look = actions.ask(seat=seat(both, county), kind=Notes.KIND, object_id="1", link=link, at=AT)

    with pytest.raises(Http404):
        answer(look, both)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HEAD])
def test_only_a_head_answers(ask, person, county, role):
    look = ask()

    with pytest.raises(Http404):
        answer(look, person(county, role, name="andere"))


def test_head_of_another_workspace_does_not_answer(ask, person, city):
    look = ask()

    with pytest.raises(Http404):
        answer(look, person(city, Role.HEAD))


def test_forged_or_old_link_opens_nothing(ask, head, monkeypatch):
    ask()
    (word,) = mailed_words(head.email)

    with pytest.raises(Http404):
        actions.read_word(word[:-1] + ("A" if word[-1] != "A" else "B"))
    monkeypatch.setattr(actions, "LINK_HOLDS", timedelta(seconds=-1))
    with pytest.raises(Http404):
        actions.read_word(word)


@pytest.mark.parametrize(("after", "works"), [(DAY - timedelta(seconds=1), False), (DAY, True)])
def test_without_a_head_one_confirms_alone_after_24_hours(ask, coordinator, after, works):
    look = ask()

    if not works:
        with pytest.raises(ValidationError, match=r"erst ab 23\.11\.2026, 10:00"):
            alone(coordinator, look, at=AT + after)
        return
    alone(coordinator, look, at=AT + after)
    assert cleared(look).get_state_display() == "allein bestätigt, ohne zweiten Blick"
    assert AuditEntry.objects.filter(verb="accounts.second_look_alone").count() == 1


def test_with_a_head_nobody_confirms_alone_however_long_it_takes(ask, coordinator, head):
    look = ask()

    with pytest.raises(ValidationError, match="Hier gibt es eine Leitung"):
        alone(coordinator, look, at=AT + 30 * DAY)


def test_ending_the_heads_role_opens_no_way_around(ask, coordinator, head):
    look = ask()
    head.memberships.update(valid_until=TODAY + timedelta(days=1))

    with pytest.raises(ValidationError, match="Hier gibt es eine Leitung"):
        alone(coordinator, look, at=AT + 30 * DAY)


def test_confirming_alone_needs_a_reason_and_the_person_who_asked(
    ask, coordinator, person, county, seat
):
    look = ask()
    other = seat(person(county, Role.SECTOR_PLANNER), county)

    with pytest.raises(ValidationError, match="warum"):
        alone(coordinator, look, at=AT + DAY, reason=" ")
    with pytest.raises(Http404):
        alone(other, look, at=AT + DAY)


def test_question_waits_once_and_can_be_asked_again_after_taking_back(ask, coordinator, head):
    look = ask()
    with pytest.raises(ValidationError, match="schon gebeten"):
        ask()

    actions.take_back(seat=coordinator, look_id=look.id, at=AT)

    assert ask().state == SecondLookState.WAITING
    with pytest.raises(ValidationError, match="schon entschieden"):
        answer(look, head)


def test_object_of_another_workspace_cannot_be_asked_about(ask, person, city, seat):
    with pytest.raises(Http404):
        ask(seat=seat(person(city, Role.COORDINATOR), city))


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.PROVIDER])
def test_roles_that_do_not_plan_do_not_ask(ask, person, county, seat, role):
    with pytest.raises(RefusedError):
        ask(seat=seat(person(county, role, name="andere"), county))


def test_new_head_gets_the_link_to_what_waits(ask, person, county):
    look = ask()
    assert OutgoingMail.objects.count() == 0

    late = person(county, Role.HEAD, name="neue-leitung")

    mail = OutgoingMail.objects.get(recipient=late.email)
    word = re.search(r"/konto/zweiter-blick/link/(\S+)/", mail.text)[1]
    assert actions.read_word(word) == (look.id, late.id)
    answer(look, late, by_link=True)
    assert cleared(look)


def test_new_head_is_not_asked_about_the_own_nor_about_what_changed(
    ask, person, county, coordinator, notes
):
    look = ask()
    give = {"workspace": county, "role": Role.HEAD, "since": TODAY, "at": AT}
    people.admit(user=look.asked_by, **give)
    notes.texts["1"]["text"] = "Anderer Text"
    person(county, Role.HEAD, name="neue-leitung")

    assert OutgoingMail.objects.count() == 0


def leaves(seat, user, successor):
    members.say_goodbye(
        seat=seat,
        user_id=user.id,
        successors={handing_over.KIND: successor.id},
        day=TODAY,
        at=LATER,
    )


LATER = AT + timedelta(hours=8)


def test_who_leaves_hands_a_pending_look_over_and_the_head_still_answers(
    ask, head, person, county, admin
):
    look = ask()
    successor = person(county, Role.SECTOR_PLANNER, name="nachfolge")

    leaves(admin, look.asked_by, successor)

    look.refresh_from_db()
    assert (look.asked_by, look.asked_at, look.state) == (successor, LATER, SecondLookState.WAITING)
    entry = AuditEntry.objects.get(verb="accounts.second_look_handed_over")
    assert (entry.kind, entry.object_id) == (Notes.KIND, "1")
    answer(look, head, by_link=True, at=LATER)
    assert cleared(look)


def test_nobody_inherits_half_of_the_waiting(ask, person, county, seat, admin):
    look = ask()
    successor = person(county, Role.SECTOR_PLANNER, name="nachfolge")
    leaves(admin, look.asked_by, successor)
    sitting = seat(successor, county)

    with pytest.raises(ValidationError, match="erst ab"):
        alone(sitting, look, at=AT + DAY)
    alone(sitting, look, at=LATER + DAY)

    assert cleared(look)


def test_head_who_takes_over_cannot_answer_what_nobody_else_saw(ask, head, admin):
    look = ask()
    leaves(admin, look.asked_by, head)

    with pytest.raises(Http404):
        answer(look, head, at=LATER)


def test_pending_look_is_not_left_behind(ask, admin):
    look = ask()
    with pytest.raises(ValidationError, match="Wer übernimmt"):
        members.say_goodbye(
            seat=admin, user_id=look.asked_by_id, successors={}, day=TODAY, at=LATER
        )
    assert SecondLook.objects.get().asked_by == look.asked_by
