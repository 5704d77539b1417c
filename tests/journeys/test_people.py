# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F401, F811  # reason: fixtures are imported by name
"""Inviting, joining, sharing, a second look and goodbye, as people click them."""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from klammer_web.accounts.enums import Role
from klammer_web.operation.models import OutgoingMail
from tests.journeys.conftest import PHONE, WIDE
from tests.product.accounts.conftest import Notes, city, county, notes, person

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "neu@beispiel.example"


def sign_in(page: Page, address: str, user) -> None:
    """Take over the session of a person."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])


def look(page: Page, name: str, folder: Path) -> None:
    """Look at the page wide and narrow: no violation, nothing beside the screen, a picture."""
    for size, word in ((WIDE, "breit"), (PHONE, "schmal")):
        page.set_viewport_size(size)
        assert [one["id"] for one in Axe().run(page).response["violations"]] == [], name
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{name} is {wider} px too wide"
        page.screenshot(path=folder / f"{name}-{word}.png", full_page=True)
    page.set_viewport_size(WIDE)


@pytest.fixture
def pictures(tmp_path):
    """The folder of pictures; KLAMMER_PICTURES keeps them."""
    folder = Path(os.environ.get("KLAMMER_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_somebody_is_invited_joins_and_is_said_goodbye(
    served_atlas,
    watched,
    person,
    county,
    notes,
    pictures,
):
    page, base = watched, served_atlas
    sign_in(page, base, person(county, Role.COORDINATOR, name="Planungskoordination"))
    page.goto(f"{base}/konto/mandant/")
    page.get_by_role("link", name="Jemanden einladen").first.click()
    page.get_by_label("E-Mail-Adresse").fill(NEW)
    page.get_by_label("Rolle").select_option(label="Fachplanung")
    page.get_by_role("button", name="Einladung senden").click()
    expect(page.get_by_text(f"Die Einladung an {NEW} ist unterwegs.")).to_be_visible()
    look(page, "personen", pictures)

    path = re.search(r"http://[^/]+(/\S+)", OutgoingMail.objects.get(recipient=NEW).text)[1]
    page.context.clear_cookies()
    page.goto(base + path)
    look(page, "einladung", pictures)
    page.get_by_label("Name").fill("Fachplanung Senioren")
    page.get_by_label("Passwort").fill("ein langes Passwort 7")
    page.get_by_role("button", name="Konto anlegen und annehmen").click()
    expect(
        page.get_by_text("Willkommen: Sie arbeiten jetzt mit in „Wartburgkreis“.")
    ).to_be_visible()

    head = person(county, Role.HEAD, name="Leitung")
    sign_in(page, base, head.__class__.objects.get(name="Planungskoordination"))
    joined = head.__class__.objects.get(email=NEW)
    for number in range(3):
        notes.add(str(number), workspace=county, owner=joined.id)
    page.goto(f"{base}/konto/mandant/personen/{joined.id}/")
    look(page, "person", pictures)
    page.get_by_role("link", name="Verabschieden").click()
    look(page, "verabschieden", pictures)
    page.get_by_label("Wer übernimmt 3 Notizen?").select_option(label="Leitung")
    page.get_by_role("button", name="Übergeben und verabschieden").click()
    expect(page.get_by_role("heading", name="2 Personen arbeiten hier")).to_be_visible()
    assert {one["owner"] for one in notes.texts.values()} == {head.id}


def test_something_is_shared_after_a_preview_and_looked_at_twice(
    served_atlas,
    watched,
    person,
    county,
    city,
    notes,
    pictures,
):
    page, base = watched, served_atlas
    head = person(county, Role.HEAD, name="Leitung")
    text = "Je 1.000 Menschen über 80 gibt es 34 Plätze. " * 12
    notes.add("1", workspace=county, text=text)
    sign_in(page, base, person(county, Role.COORDINATOR, name="Planungskoordination"))
    page.goto(f"{base}/konto/weitergeben/{Notes.KIND}/1/")
    look(page, "weitergeben", pictures)
    page.get_by_label("anderer Mandant").check()
    page.locator("#id_to_workspace").select_option(label="Erfurt")
    page.get_by_role("button", name="Vorschau ansehen").click()
    expect(page.get_by_role("heading", name="Das werden sie sehen")).to_be_visible()
    look(page, "vorschau", pictures)
    page.get_by_role("button", name="So weitergeben").click()
    look(page, "weitergaben", pictures)

    page.goto(f"{base}/konto/zweiter-blick/bitten/{Notes.KIND}/1/")
    page.get_by_label("Worauf soll die Leitung achten?").fill("Bitte die Zahl in Satz 1 ansehen.")
    page.get_by_role("button", name="Darum bitten").click()
    look(page, "zweiter-blick-wartet", pictures)
    mailed = OutgoingMail.objects.get(recipient=head.email)
    page.context.clear_cookies()
    page.goto(base + re.search(r"http://[^/]+(/\S+)", mailed.text)[1])
    look(page, "zweiter-blick", pictures)
    page.get_by_role("button", name="Bestätigen", exact=True).click()
    expect(page.get_by_role("heading", name="Danke")).to_be_visible()
    sign_in(page, base, head)
    page.goto(f"{base}/konto/zweiter-blick/")
    look(page, "zweite-blicke", pictures)
