# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the operator's link to a county's home in five pages; colours and keys of the shell."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from klammer_web.portal import beginning
from tests.journeys.conftest import PHONE, WIDE

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = ("Weiter zu den Plänen", "Weiter zu den Gremien", "Weiter zur Verwaltung",
         "Weiter zu den Menschen")  # fmt: skip


def _is_sound(page):
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_county_is_opened_in_five_pages(served_atlas, watched):
    page = watched
    page.goto(served_atlas + beginning.setup_path())
    page.get_by_role("radio", name="Landkreis Nordhausen").check()
    for word in WORDS:
        _is_sound(page)
        page.get_by_role("button", name=word).click()
    _is_sound(page)
    page.get_by_label("Ihr Name").fill("Planung")
    page.get_by_label("Ihre E-Mail-Adresse").fill("planung@kreis.example")
    page.get_by_label("Ihr Passwort").fill("ein langes Passwort 7")
    page.get_by_role("button", name="Eröffnen").click()

    expect(page.get_by_text("„Landkreis Nordhausen“ ist eröffnet. Willkommen.")).to_be_visible()
    _is_sound(page)


def test_keys_open_rooms_until_they_are_switched_off(served_atlas, watched):
    page = watched
    page.goto(f"{served_atlas}/ui/darstellung/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#kopfsuche")).to_be_focused()
    page.keyboard.type("ga?")
    expect(page.locator("#kopfsuche")).to_have_value("ga?")
    page.get_by_label("Kürzel mit einzelnen Tasten benutzen").uncheck()
    page.get_by_label("dunkel").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    _is_sound(page)
