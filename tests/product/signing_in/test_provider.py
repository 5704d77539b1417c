# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in by the house's own provider: a real process of glewlwyd on loopback."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from klammer.base.errors import InputRefusedError
from klammer_web.accounts.models import User
from klammer_web.config import openid
from tests.conftest import require
from tests.product.signing_in import provider as house
from tests.product.signing_in.conftest import EMAIL, PASSWORD

START, BACK = "/konto/anmeldedienst/haus/", "/konto/anmeldedienst/haus/zurueck/"
PEOPLE = {"planung": EMAIL, "fremd": "fremd@beispiel.example"}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of the provider's description of itself."""
    require(house.program(), "an OpenID Connect provider (apt-get install glewlwyd)")
    folder = tmp_path_factory.mktemp("provider")
    with house.provider(folder, back=f"http://testserver{BACK}", people=PEOPLE) as found:
        yield found


@pytest.fixture
def trusted(address, settings, monkeypatch):
    """Klammer with this provider, whose addresses count as checked."""
    _configure(address, settings, monkeypatch, trust="yes")


def _configure(address, settings, monkeypatch, *, trust):
    for name, value in {
        "SERVER": address, "CLIENT_ID": house.CLIENT, "CLIENT_SECRET": house.SECRET,
        "NAME": "Kreisverwaltung", "TRUST_EMAIL": trust,
    }.items():  # fmt: skip
        monkeypatch.setenv(f"KLAMMER_OIDC_{name}", value)
    settings.SOCIALACCOUNT_PROVIDERS = openid.providers()


def begun(client, **more) -> str:
    """Press the button; return the provider's address to which the page leads."""
    page = client.post(START, more)
    assert page.status_code == 200
    return html.unescape(re.search(r'content="0; url=([^"]+)"', page.content.decode())[1])


def came_back(client, address: str):
    """Follow the provider's redirect."""
    return client.get(address.removeprefix("http://testserver"), follow=True)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.usefixtures("trusted")
def test_person_with_an_account_is_signed_in_and_recognised_again(client, person):
    came_back(client, house.agree("planung", begun(client)))

    assert client.session["_auth_user_id"] == str(person.pk)
    assert SocialAccount.objects.get().user == person
    User.objects.filter(pk=person.pk).update(email="anders@beispiel.example")
    again = Client()
    came_back(again, house.agree("planung", begun(again)))
    assert again.session["_auth_user_id"] == str(person.pk)


@pytest.mark.usefixtures("trusted")
def test_person_without_an_account_gets_none(client, person):
    page = came_back(client, house.agree("fremd", begun(client)))

    assert not is_signed_in(client)
    assert "Zugang bekommen Sie mit einer Einladung" in page.content.decode()
    assert User.objects.count() == 1


def test_address_that_nobody_checked_opens_nothing(address, client, person, settings, monkeypatch):
    _configure(address, settings, monkeypatch, trust="no")

    came_back(client, house.agree("planung", begun(client)))

    assert not is_signed_in(client)
    assert SocialAccount.objects.count() == 0


@pytest.mark.usefixtures("trusted")
def test_request_to_the_provider_carries_state_nonce_and_proof(client, person):
    asked = parse_qs(urlsplit(begun(client)).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]


@pytest.mark.usefixtures("trusted")
def test_answer_of_somebody_elses_sign_in_is_refused(client, person):
    stolen = house.agree("planung", begun(Client()))

    page = came_back(client, stolen)

    assert not is_signed_in(client)
    assert "Der Anmeldedienst hat Sie nicht angemeldet" in page.content.decode()


@pytest.mark.usefixtures("trusted")
def test_answer_without_our_word_is_refused(client, person):
    answer = house.agree("planung", begun(client))
    session = client.session
    session["provider_nonce"] = "another"
    session.save()

    page = came_back(client, answer)

    assert not is_signed_in(client)
    assert "Der Anmeldedienst hat Sie nicht angemeldet" in page.content.decode()


@pytest.mark.usefixtures("trusted")
def test_refusal_at_the_provider_is_told(client, person):
    page = came_back(client, house.refuse(begun(client)))

    assert not is_signed_in(client)
    assert "Anmeldung abgebrochen" in page.content.decode()


@pytest.mark.usefixtures("trusted")
def test_second_factor_is_asked_for_after_the_provider_too(client, person):
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})

    page = came_back(client, house.agree("planung", begun(client)))

    assert not is_signed_in(client)
    assert page.redirect_chain[-1][0] == "/konto/zweiter-faktor/pruefen/"


@pytest.mark.usefixtures("trusted")
def test_account_is_joined_and_parted_by_its_owner(client, signed_in, person):
    came_back(signed_in, house.agree("fremd", begun(signed_in, process="connect")))
    joined = SocialAccount.objects.filter(user=person)

    assert "Kreisverwaltung" in signed_in.get("/konto/anmeldedienst/").content.decode()
    signed_in.post("/konto/anmeldedienst/", {"account": joined.get().pk})
    assert not SocialAccount.objects.exists()


@pytest.mark.usefixtures("trusted")
def test_sign_in_page_offers_the_provider_first(client, db):
    text = client.get("/konto/anmelden/").content.decode()

    assert text.index("Mit „Kreisverwaltung“ anmelden") < text.index('type="password"')


def test_provider_that_does_not_answer_is_told(client, db, settings, monkeypatch):
    _configure("http://127.0.0.1:9/", settings, monkeypatch, trust="no")

    page = client.post(START, follow=True)

    assert page.status_code == 401
    assert "Der Anmeldedienst hat Sie nicht angemeldet" in page.content.decode()


def test_provider_nobody_configured_does_not_exist(client, db):
    assert client.post(START).status_code == 404


def test_provider_without_its_secret_is_refused(monkeypatch):
    monkeypatch.setenv("KLAMMER_OIDC_SERVER", "https://anmeldung.example")

    with pytest.raises(InputRefusedError, match="but not what the provider asks for"):
        openid.providers()


def test_password_still_opens_beside_the_provider(trusted, client, person):
    client.post("/konto/anmelden/", {"login": EMAIL, "password": PASSWORD})

    assert is_signed_in(client)
