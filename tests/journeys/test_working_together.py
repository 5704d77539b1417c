# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F401, F811  # reason: fixtures are imported by name
"""Assignments, due dates, comments with a mention, news and calendar, as people click them."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from klammer_web.accounts.enums import Role
from klammer_web.chain.models import Assignment, Comment, DueDate, Notification
from tests.journeys.conftest import PHONE, WIDE
from tests.product.chain.conftest import county
from tests.product.chain.people import person

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung " * 2


def sign_in(page: Page, address: str, user) -> None:
    """Take over the session of a person."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])


def look(page: Page, name: str) -> None:
    """Look at the page wide and narrow: no violation, nothing beside the screen, a picture."""
    folder = os.environ.get("KLAMMER_PICTURES")
    for size, word in ((WIDE, "breit"), (PHONE, "schmal")):
        page.set_viewport_size(size)
        assert [one["id"] for one in Axe().run(page).response["violations"]] == [], name
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{name} is {wider} px too wide"
        if folder:
            page.screenshot(path=Path(folder) / f"{name}-{word}.png", full_page=True)
    page.set_viewport_size(WIDE)


@pytest.fixture
def people(county):
    """Whoever coordinates, and whoever plans."""
    return (
        person(county, Role.COORDINATOR, name="Planungskoordination"),
        person(county, Role.SECTOR_PLANNER, name="Fachplanung Soziales"),
    )


def test_assignment_travels_from_one_person_to_the_other_and_back(served_atlas, watched, people):
    page, base = watched, served_atlas
    chief, planner = people
    today = timezone.localdate()
    sign_in(page, base, planner)
    page.goto(f"{base}/aufgaben/")
    look(page, "aufgaben-leer")

    sign_in(page, base, chief)
    page.goto(f"{base}/aufgaben/")
    page.get_by_role("link", name="Auftrag vergeben").click()
    page.get_by_role("button", name="Auftrag vergeben").click()
    assert page.url.endswith("/aufgaben/neu/")  # the browser itself asks for what is missing
    page.get_by_label("Was ist zu tun?").fill("Zahlen der Kitas in Geisa prüfen")
    page.get_by_label("Wer?").select_option(label="Fachplanung Soziales")
    page.get_by_label(re.compile("Bis wann")).fill(str(today + timedelta(days=2)))
    look(page, "auftrag-vergeben")
    page.get_by_role("button", name="Auftrag vergeben").click()
    expect(page.get_by_text("ist vergeben an Fachplanung Soziales")).to_be_visible()

    more = {"workspace": chief.memberships.get().workspace, "made_by": chief,
            "made_at": timezone.now()}  # fmt: skip
    for days, title in ((-3, "Sitzungsvorlage abstimmen"), (20, LONG[:200])):
        due = today + timedelta(days=days)
        Assignment.objects.create(title=title, role="sector_planner", due_on=due, **more)
    sign_in(page, base, planner)
    page.goto(f"{base}/aufgaben/")
    expect(page.get_by_role("rowheader", name="Überfällig")).to_be_visible()
    look(page, "aufgaben")
    page.get_by_role("button", name="Erledigt: Zahlen der Kitas").click()
    undo = page.get_by_role("button", name=re.compile("Rückgängig"))
    expect(undo).to_be_visible()
    look(page, "aufgaben-erledigt")
    undo.click()
    expect(page.get_by_text("ist wieder offen")).to_be_visible()
    page.get_by_role("link", name="Zahlen der Kitas in Geisa prüfen").click()
    page.get_by_text("Das geht nicht – ablehnen").click()
    page.get_by_label("Warum nicht?").fill("Die Lieferung fehlt noch.")
    look(page, "auftrag")
    page.get_by_role("button", name="Mit dieser Begründung ablehnen").click()
    page.get_by_label("Zeige").select_option(label="mich oder von mir, abgeschlossen")
    expect(page.get_by_text("„Die Lieferung fehlt noch.“")).to_be_visible()
    look(page, "aufgaben-abgeschlossen")


def test_comment_with_a_mention_reaches_the_colleague(served_atlas, watched, people):
    page, base = watched, served_atlas
    chief, planner = people
    one = Assignment.objects.create(
        workspace=chief.memberships.get().workspace, title="Zahlen prüfen", role="head",
        made_by=chief, made_at=timezone.now(),
    )  # fmt: skip
    sign_in(page, base, chief)
    page.goto(f"{base}/kette/chain.assignment/{one.pk}/")
    look(page, "kette-leer")
    field = page.get_by_label("Etwas dazu schreiben")
    field.press_sequentially("Bitte nachsehen, @fach")
    option = page.get_by_role("option", name="Fachplanung Soziales")
    expect(option).to_have_attribute("aria-selected", "true")
    look(page, "erwaehnen")
    field.press("Enter")
    expect(field).to_have_value("Bitte nachsehen, @Fachplanung Soziales ")
    field.press_sequentially("und antworten.\n" + LONG)
    page.get_by_role("button", name="Kommentar abgeben").click()
    expect(page.locator(".mention")).to_have_text("@Fachplanung Soziales")
    page.get_by_role("link", name="Frist setzen").click()
    page.get_by_label("Was ist fällig?").fill("Antwort der Fachplanung")
    page.get_by_label("Tag", exact=True).fill(str(timezone.localdate() + timedelta(days=40)))
    page.get_by_text("Von einem Termin zurückrechnen").click()
    page.get_by_label(re.compile("So viele volle Tage davor")).fill("14")
    look(page, "frist-setzen")
    page.get_by_role("button", name="Frist setzen").click()
    expect(page.get_by_text("Frist gesetzt")).to_be_visible()

    sign_in(page, base, planner)
    page.goto(f"{base}/aufgaben/")
    page.get_by_role("link", name=re.compile("Neues 1")).click()
    look(page, "neues")
    page.get_by_role("link", name=re.compile("erwähnt")).click()
    page.locator("summary", has_text="Antworten").click()
    page.get_by_label("Antwort an Planungskoordination").fill("Mache ich.")
    page.get_by_role("button", name="Antworten", exact=True).click()
    expect(page.locator(".said__text", has_text="Mache ich.")).to_be_visible()
    look(page, "kette-gespraech")
    page.get_by_role("button", name=re.compile("Löschen")).click()
    page.get_by_role("button", name=re.compile("Rückgängig")).click()
    expect(page.locator(".said__text", has_text="Mache ich.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Als geklärt vermerken")).click()
    expect(page.get_by_text("1 geklärtes Gespräch")).to_be_visible()

    page.goto(f"{base}/fristen/")
    page.get_by_role("button", name="Kalenderadresse anlegen").click()
    address = page.get_by_label("Kalenderadresse").input_value()
    assert page.context.request.get(address).text().startswith("BEGIN:VCALENDAR")
    page.evaluate("document.querySelector('.secret__field').value = 'https://klammer.example/…'")
    look(page, "fristen")
    page.goto(f"{base}/neues/")
    look(page, "neues-leer")
    page.goto(f"{base}/neues/wahl/")
    look(page, "neues-wahl")
