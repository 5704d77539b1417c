# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in as people do it: password, key (a virtual one, in Chromium), spare codes, sessions."""

import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from klammer_web.accounts import actions
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import User
from tests.journeys.conftest import PHONE, WIDE

EMAIL, PASSWORD = "daten@beispiel.example", "ein langes Passwort 7"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def steward(transactional_db, settings):
    """Somebody whose role needs a second factor."""
    settings.SECOND_FACTOR_ROLES = frozenset({"data_steward"})
    person = User.objects.create_user(EMAIL, PASSWORD, name="Datenpflege")
    county = actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")
    actions.admit(user=person, workspace=county, role=Role.DATA_STEWARD, since=date(2026, 1, 1))
    return person


@pytest.fixture
def key(page: Page):
    """A key in the computer: it has a finger on it all the time."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    identity = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield lambda is_there: session.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": identity["authenticatorId"], "isUserVerified": is_there},
    )
    session.detach()


def check(page: Page) -> None:
    """Nothing is in the way of people who read with other senses."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def by_password(page: Page, address: str) -> None:
    page.goto(f"{address}/konto/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(EMAIL)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")


def test_key_replaces_the_password(served_atlas, watched, steward, key):
    page = watched
    page.set_viewport_size(WIDE)
    by_password(page, served_atlas)
    expect(page.get_by_role("heading", level=1)).to_have_text("Zweiter Faktor")
    expect(page.get_by_text("Bitte zuerst einen zweiten Faktor einrichten")).to_be_visible()
    check(page)

    page.get_by_role("link", name="Schlüssel einrichten").click()
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)  # asked once more before a change
    page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Name des Schlüssels").fill("Dienstrechner")
    page.get_by_label("Damit auch ohne Passwort anmelden").check()
    check(page)
    page.get_by_role("button", name="Schlüssel einrichten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Ersatzcodes")
    assert page.locator(".spare-codes li").count() == 10

    page.goto(f"{served_atlas}/daten/lieferungen/")
    expect(page).to_have_url(f"{served_atlas}/daten/lieferungen/")  # the role may go on
    page.locator("summary.head__who").click()
    page.get_by_role("button", name="Abmelden").first.click()
    page.goto(f"{served_atlas}/konto/anmelden/?next=/daten/lieferungen/")
    page.get_by_role("button", name="Mit Schlüssel anmelden").click()
    page.wait_for_url(re.compile(r"^(?!.*/konto/)"))
    page.goto(f"{served_atlas}/konto/schluessel/")
    expect(page.get_by_text("Dienstrechner", exact=True).first).to_be_visible()
    check(page)


def test_wrong_key_is_told_and_the_password_still_works(served_atlas, watched, steward, key):
    page = watched
    page.set_viewport_size(PHONE)
    page.goto(f"{served_atlas}/konto/anmelden/")
    key(False)  # reason: no finger on it

    page.get_by_role("button", name="Mit Schlüssel anmelden").click()

    expect(page.get_by_role("alert")).to_contain_text("Der Schlüssel wurde nicht angenommen")
    check(page)
    by_password(page, served_atlas)
    expect(page.get_by_role("heading", level=1)).to_have_text("Zweiter Faktor")
    check(page)


def test_forgotten_password_and_sessions_by_keyboard(served_atlas, watched, steward, settings):
    settings.SECOND_FACTOR_ROLES = frozenset()
    page = watched
    page.goto(f"{served_atlas}/konto/passwort/vergessen/")
    page.keyboard.type("niemand@beispiel.example")  # the field has the focus
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sehen Sie in Ihr Postfach")
    check(page)

    by_password(page, served_atlas)
    page.wait_for_url(re.compile(r"^(?!.*/konto/)"))
    page.goto(f"{served_atlas}/konto/sitzungen/")

    expect(page.get_by_text("Nur hier.")).to_be_visible()
    assert "Chrome" in page.locator("tbody tr").inner_text()
    check(page)
