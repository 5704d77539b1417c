# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody lost the second factor: another administrator takes it off, and everybody can know."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client
from django.urls import reverse

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import actions as people
from klammer_web.accounts.actions.second_factors import remove_second_factor
from klammer_web.accounts.commands import workspace as command
from klammer_web.accounts.enums import Role
from klammer_web.accounts.rules import RefusedError
from klammer_web.operation.models import OutgoingMail
from tests.product.accounts.conftest import AT

pytestmark = pytest.mark.django_db
WHY = "Telefon im Rhein"


@pytest.fixture
def steward(person, county):
    """Somebody with an app and spare codes."""
    user = person(county, Role.DATA_STEWARD)
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=user, type=kind, data={})
    return user


def remove(seat, user, reason=WHY):
    return remove_second_factor(seat=seat, user_id=user.id, reason=reason, at=AT)


def test_factor_and_sessions_end_and_everybody_is_told(admin, steward, person, county):
    other = person(county, Role.ADMINISTRATOR, name="zweite-verwaltung")
    theirs, mine = Client(), Client()
    theirs.force_login(steward)
    mine.force_login(other)

    remove(admin, steward)

    assert not Authenticator.objects.filter(user=steward).exists()
    assert theirs.get(reverse("accounts:account")).status_code == 302
    assert mine.get(reverse("accounts:account")).status_code == 200
    assert Session.objects.count() == 1
    told = dict(OutgoingMail.objects.values_list("recipient", "text"))
    assert set(told) == {steward.email, other.email}
    assert all(WHY in text and "administrator" in text for text in told.values())
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.verb, entry.actor_id) == ("accounts.second_factor_taken_off", admin.user_id)


@pytest.mark.parametrize("role", [one for one in Role if one != Role.ADMINISTRATOR], ids=str)
def test_only_administrators_remove(person, county, seat, steward, role):
    with pytest.raises(RefusedError):
        remove(seat(person(county, role, name="wer"), county), steward)
    assert Authenticator.objects.filter(user=steward).count() == 2


def test_refused_without_a_reason_for_oneself_and_for_others_people(
    admin, steward, person, city, seat
):
    stranger = seat(person(city, Role.ADMINISTRATOR, name="fremd"), city)
    with pytest.raises(ValidationError, match="warum"):
        remove(admin, steward, reason="  ")
    with pytest.raises(Http404):
        remove(stranger, steward)
    with pytest.raises(ValidationError, match="jemand anderen"):
        remove_second_factor(seat=admin, user_id=admin.user_id, reason=WHY, at=AT)
    assert Authenticator.objects.filter(user=steward).count() == 2


def test_who_guards_another_workspace_is_for_the_operator(
    admin, steward, land, settings, capsys, monkeypatch
):
    people.admit(user=steward, workspace=land, role=Role.ADMINISTRATOR, since=date(2020, 1, 1))
    with pytest.raises(ValidationError, match="wer die Anwendung betreibt"):
        remove(admin, steward)

    monkeypatch.setattr("django.setup", lambda: None)
    assert command(["unlock", "niemand@beispiel.example", "--reason", WHY]) == 1
    assert command(["unlock", steward.email, "--reason", WHY]) == 0

    assert not Authenticator.objects.filter(user=steward).exists()
    assert OutgoingMail.objects.get().recipient == steward.email
    assert command(["unlock", steward.email, "--reason", WHY]) == 1
    assert "nothing was removed" in capsys.readouterr().err


def test_page_says_what_happens_and_does_it(client, person, county, steward):
    client.force_login(person(county, Role.ADMINISTRATOR, name="verwaltung"))
    page = reverse("accounts:person_second_factor", args=[steward.id])

    of_person = client.get(reverse("accounts:person", args=[steward.id])).content.decode()
    before = client.get(page).content.decode()
    refused = client.post(page, {"reason": ""})
    done = client.post(page, {"reason": WHY}, follow=True).content.decode()

    assert "Zweiten Faktor entfernen" in of_person
    assert "Vergewissern Sie sich" in before
    assert refused.status_code == 400
    assert "ist entfernt, alle Sitzungen sind beendet" in done
    assert "Es ist nichts zu entfernen" in client.get(page).content.decode()
