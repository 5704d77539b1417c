# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""People, seats, signing in and out."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from klammer_web.accounts import actions, queries
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import Membership, User
from klammer_web.accounts.seats import NOBODY

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
PASSWORD = "ein langes Passwort 7"  # noqa: S105  # reason: of this test alone


@pytest.fixture
def county():
    return actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")


@pytest.fixture
def city():
    return actions.open_workspace(kind=WorkspaceKind.CITY, key="16051", name="Erfurt")


@pytest.fixture
def planner():
    return actions.create_person(
        email="Planung@Beispiel.example", name="Planung", password=PASSWORD
    )


def test_mail_address_is_kept_in_small_letters_and_found_in_any(planner):
    assert planner.email == "planung@beispiel.example"
    assert User.objects.get_by_natural_key("PLANUNG@beispiel.example") == planner


def test_password_is_stored_as_argon2(planner):
    assert planner.password.startswith("argon2$argon2id$")
    assert planner.check_password(PASSWORD)


def test_real_person_is_not_overwritten_by_a_demo_account(planner):
    with pytest.raises(ValueError, match="exists"):
        actions.create_person(email=planner.email, name="Demo", password=None, is_demo=True)

    planner.refresh_from_db()
    assert (planner.name, planner.is_demo) == ("Planung", False)


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "holds"),
    [
        (date(2026, 1, 1), None, True),
        (TODAY, None, True),
        (date(2026, 11, 23), None, False),
        (date(2026, 1, 1), date(2026, 11, 23), True),
        (date(2026, 1, 1), TODAY, False),
    ],
)
def test_membership_holds_from_its_day_until_before_its_end(
    planner, county, valid_from, valid_until, holds
):
    Membership.objects.create(
        user=planner,
        workspace=county,
        role=Role.HEAD,
        valid_from=valid_from,
        valid_until=valid_until,
    )

    seat = queries.seat_in(planner, day=TODAY)

    assert seat.roles == (frozenset({Role.HEAD}) if holds else frozenset())
    assert seat.workspace_key == ("16063" if holds else "")


def test_membership_cannot_end_before_it_begins(planner, county):
    with pytest.raises(IntegrityError):
        Membership.objects.create(
            user=planner,
            workspace=county,
            role=Role.HEAD,
            valid_from=TODAY,
            valid_until=TODAY,
        )


def test_seat_holds_the_roles_of_one_workspace_alone(planner, county, city):
    actions.admit(user=planner, workspace=county, role=Role.COORDINATOR, since=TODAY)
    actions.admit(user=planner, workspace=city, role=Role.HEAD, since=TODAY)

    first = queries.seat_in(planner, day=TODAY)
    other = queries.seat_in(planner, day=TODAY, workspace_id=county.id)

    assert (first.workspace_name, first.roles) == ("Erfurt", frozenset({Role.HEAD}))
    assert (other.workspace_name, other.roles) == ("Wartburgkreis", frozenset({Role.COORDINATOR}))


def test_sign_in_with_the_right_password_and_out_again(client, planner):
    response = client.post(
        reverse("accounts:sign_in"),
        {"login": "PLANUNG@beispiel.example", "password": PASSWORD},
    )

    assert response.url == reverse("portal:home")
    assert client.session["_auth_user_id"] == str(planner.pk)
    client.post(reverse("accounts:sign_out"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["planung@beispiel.example", "niemand@beispiel.example"])
def test_sign_in_does_not_tell_who_exists(client, planner, email):
    response = client.post(reverse("accounts:sign_in"), {"login": email, "password": "falsch"})

    assert response.status_code == 200
    assert "E-Mail-Adresse oder Passwort stimmt nicht." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_sign_out_by_a_link_is_not_possible(client, planner):
    client.force_login(planner)

    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert "_auth_user_id" in client.session


def test_demo_sign_in_does_not_exist_outside_the_demo(client, planner):
    User.objects.filter(pk=planner.pk).update(is_demo=True)

    response = client.post(reverse("accounts:demo_sign_in"), {"email": planner.email})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_demo_sign_in_takes_demo_accounts_alone(client, planner, settings):
    settings.DEMO = True
    address = reverse("accounts:demo_sign_in")

    assert client.post(address, {"email": planner.email}).status_code == 404
    User.objects.filter(pk=planner.pk).update(is_demo=True)
    assert client.post(address, {"email": planner.email}).status_code == 302
    assert client.session["_auth_user_id"] == str(planner.pk)


def test_workspace_can_be_chosen_only_where_one_has_a_role(client, planner, county, city):
    actions.admit(user=planner, workspace=county, role=Role.HEAD, since=TODAY)
    client.force_login(planner)
    address = reverse("accounts:choose_workspace")

    assert client.post(address, {"workspace": str(city.id)}).status_code == 404
    assert client.post(address, {"workspace": "nonsense"}).status_code == 404
    assert client.post(address, {"workspace": str(county.id)}).status_code == 302
    assert client.session["workspace"] == str(county.id)


def test_forms_without_their_token_are_refused(planner):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)

    response = strict.post(
        reverse("accounts:sign_in"), {"login": planner.email, "password": PASSWORD}
    )

    assert response.status_code == 403
    assert "Das Formular ist nicht mehr gültig" in response.content.decode()


def test_nobody_has_no_role_and_no_workspace():
    assert (NOBODY.is_signed_in, NOBODY.roles, NOBODY.workspace_id) == (False, frozenset(), None)
