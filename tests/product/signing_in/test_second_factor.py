# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second factor: app, spare codes, what a role demands, and how secrets are kept."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from klammer_web.accounts.signing_in.requirement import needs_second_factor
from tests.product.signing_in.conftest import EMAIL, PASSWORD, code_of, set_up_app

SIGN_IN, CHECK = "/konto/anmelden/", "/konto/zweiter-faktor/pruefen/"


def begun(client) -> None:
    """Come as far as the password leads."""
    client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})


def test_password_alone_opens_nothing_once_an_app_is_set_up(signed_in):
    set_up_app(signed_in)
    elsewhere = Client()

    answer = elsewhere.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})

    assert answer.url == CHECK
    assert "_auth_user_id" not in elsewhere.session
    assert elsewhere.get("/konto/sitzungen/").status_code == 302


def test_code_of_the_app_opens(signed_in):
    secret = set_up_app(signed_in)
    elsewhere = Client()
    begun(elsewhere)

    elsewhere.post(CHECK, {"code": code_of(secret, periods_ago=-1)})

    assert "_auth_user_id" in elsewhere.session


def test_code_opens_once(signed_in):
    secret = set_up_app(signed_in)
    first, second = Client(), Client()
    begun(first)
    begun(second)
    code = code_of(secret, periods_ago=-1)

    first.post(CHECK, {"code": code})
    second.post(CHECK, {"code": code})

    assert ("_auth_user_id" in first.session, "_auth_user_id" in second.session) == (True, False)


def test_wrong_code_is_refused_and_guessing_ends(signed_in):
    set_up_app(signed_in)
    elsewhere = Client()
    begun(elsewhere)

    said = [elsewhere.post(CHECK, {"code": "000000"}).content.decode() for _ in range(7)]

    assert "Dieser Code stimmt nicht" in said[0]
    assert "zu viele" in said[-1]
    assert "_auth_user_id" not in elsewhere.session


def test_spare_codes_are_shown_once_and_open_once(signed_in):
    set_up_app(signed_in)
    shown = signed_in.get("/konto/ersatzcodes/")
    codes = shown.context["unused_codes"]
    assert len(set(codes)) == 10
    assert codes[0] in shown.content.decode()
    assert codes[0] not in signed_in.get("/konto/ersatzcodes/").content.decode()

    outcomes = []
    for _ in range(2):
        elsewhere = Client()
        begun(elsewhere)
        elsewhere.post(CHECK, {"code": codes[0]})
        outcomes.append("_auth_user_id" in elsewhere.session)

    assert outcomes == [True, False]


def test_secrets_lie_encrypted(signed_in, person):
    secret = set_up_app(signed_in)

    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(secret)) is True


def test_with_another_key_of_the_instance_no_code_fits_and_nothing_breaks(signed_in, settings):
    secret = set_up_app(signed_in)
    settings.SECRET_KEY = "x" * 60

    kept = Authenticator.objects.get(type="totp")

    assert kept.wrap().validate_code(code_of(secret)) is False


def test_change_of_the_second_factor_asks_again_after_ten_minutes(signed_in):
    session = signed_in.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 60 * 11
    session.save()

    answer = signed_in.get("/konto/zweiter-faktor/app/")

    assert answer.status_code == 302
    assert answer.url.startswith("/konto/nachfrage/")


def test_role_that_needs_a_second_factor_is_led_to_it(client, steward, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"data_steward"})
    begun(client)

    answer = client.get("/daten/lieferungen/")
    page = client.get(answer.url)
    write = client.post("/daten/lieferungen/hochladen/")
    fragment = client.get("/daten/lieferungen/", headers={"HX-Request": "true"})

    assert answer.url == write.url == fragment["HX-Redirect"] == "/konto/zweiter-faktor/"
    assert "Bitte zuerst einen zweiten Faktor einrichten" in page.content.decode()


def test_role_goes_on_once_the_second_factor_is_there(client, steward, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"data_steward"})
    begun(client)
    client.post("/konto/nachfrage/", {"password": PASSWORD})
    set_up_app(client)

    assert client.get("/daten/lieferungen/").status_code != 302


def test_spare_codes_alone_are_no_second_factor(client, steward, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"data_steward"})
    begun(client)
    Authenticator.objects.create(user=steward, type="recovery_codes", data={"seed": "x"})

    assert client.get("/").url == "/konto/zweiter-faktor/"


@pytest.mark.parametrize(("demo", "demanded"), [(True, False), (False, True)])
def test_demonstration_demands_no_second_factor(steward, settings, demo, demanded):
    from django.utils import timezone

    from klammer_web.accounts.queries import seat_in

    settings.SECOND_FACTOR_ROLES, settings.DEMO = frozenset({"data_steward"}), demo

    assert needs_second_factor(seat_in(steward, day=timezone.localdate())) is demanded


def test_roles_that_need_it_by_default():
    from klammer_web.config import environment

    assert environment.words("KLAMMER_SECOND_FACTOR_ROLES") == ["data_steward", "administrator"]


def test_key_without_the_browsers_answer_is_refused(signed_in):
    answer = signed_in.post("/konto/schluessel/neu/", {"name": "x", "credential": "{}"})

    assert answer.status_code == 200
    assert Authenticator.objects.count() == 0
    assert Session.objects.count() >= 1


@pytest.mark.parametrize("credential", ["[" * 100_000, "null", "[]", '{"response": 5}', '"x"'])
def test_key_of_nonsense_is_refused(client, db, credential):
    client.get("/konto/schluessel/anmelden/", headers={"Accept": "application/json"})

    answer = client.post("/konto/schluessel/anmelden/", {"credential": credential})

    assert answer.status_code in {302, 400}
    assert "_auth_user_id" not in client.session
