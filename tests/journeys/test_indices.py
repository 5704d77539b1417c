# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A planner builds an index of her own, sees how fragile it is, and everybody reads it."""

import shutil
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import expect

from klammer_web.accounts import actions
from klammer_web.accounts.enums import Role, WorkspaceKind
from tests.journeys.conftest import PHONE, WIDE
from tests.product.atlas.compared_atlas import compared_atlas


@pytest.fixture(scope="session")
def county_figures(tmp_path_factory):
    """One built instance with figures of 22 counties; the journey works on a copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        return compared_atlas(tmp_path_factory.mktemp("county-figures")).folder


@pytest.fixture
def served_counties(county_figures, live_server, settings, tmp_path):
    """The address of a server that shows a copy of it."""
    settings.INSTANCE = tmp_path / "instance"
    shutil.copytree(county_figures, settings.INSTANCE)
    return live_server.url


@pytest.fixture
def people(transactional_db):
    """A coordinator and a head of the same county."""
    county = actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")
    made = {}
    for role in (Role.COORDINATOR, Role.HEAD):
        mail = f"{role.value}@example.org"
        made[role] = actions.create_person(email=mail, name=role.label, password=None)
        actions.admit(user=made[role], workspace=county, role=role, since=date(2026, 1, 1))
    return made


def be(page, user, base):
    """Let the browser be this person, or nobody."""
    page.context.clear_cookies()
    if user is not None:
        client = Client()
        client.force_login(user)
        value = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": value, "url": base}])


def choose(page, number, name, direction):
    page.get_by_label(f"Kennzahl {number}", exact=True).fill(name)
    row = page.locator(".index-inputs li").nth(number - 1)
    row.get_by_label("Richtung").select_option(label=direction)


def passes(page):
    """Return what breaks the rules of accessibility.

    Without the words on the map: axe takes the boxes around areas for what lies behind them.
    """
    found = Axe().run(page, context={"exclude": [[".map__label"]]}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found]


@pytest.mark.browser
def test_own_index_is_built_looked_at_published_and_read(served_counties, people, new_context):
    base = served_counties
    page = new_context(viewport=WIDE, bypass_csp=True).new_page()
    be(page, people[Role.COORDINATOR], base)

    page.goto(f"{base}/atlas/indizes/")
    page.get_by_role("link", name="Index bauen").click()
    page.get_by_label("Name", exact=True).fill("Lage der Kreise")
    page.get_by_label("Wofür er da ist").fill("Für den Jugendhilfeausschuss.")
    choose(page, 1, "Anteil", "hoch = Belastung")
    choose(page, 2, "Kaufkraft", "hoch = günstig")
    choose(page, 3, "Alter", "hoch = Belastung")
    page.get_by_role("button", name="Ansehen").click()

    preview = page.get_by_role("region", name="So sieht es aus")
    expect(preview).to_contain_text("aus 200 Varianten")
    expect(preview).to_contain_text("Die Kennzahlen sagen fast dasselbe")
    assert passes(page) == []
    preview.get_by_role("button", name="Als Entwurf speichern").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lage der Kreise")
    expect(page.get_by_role("region", name="Wie sicher ist die Einordnung?")).to_be_visible()
    assert passes(page) == []
    address = page.url

    page.get_by_role("link", name="Veröffentlichen").click()
    page.get_by_role("link", name="Um den zweiten Blick bitten").click()
    page.get_by_role("button", name="Darum bitten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lage der Kreise")

    be(page, people[Role.HEAD], base)
    page.goto(f"{base}/konto/zweiter-blick/")
    page.get_by_role("link", name="Lage der Kreise").first.click()
    expect(page.locator("main")).to_contain_text("Jeder Teil wiegt gleich")
    page.get_by_role("button", name="Bestätigen", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zweiter Blick")

    be(page, people[Role.COORDINATOR], base)
    page.goto(address)
    page.get_by_role("link", name="Veröffentlichen").click()
    page.get_by_role("button", name="Jetzt veröffentlichen").click()
    expect(page.locator("main")).to_contain_text("außerdem")

    be(page, None, base)
    page.set_viewport_size(PHONE)
    page.goto(f"{base}/atlas/indizes/")
    page.get_by_role("link", name="Lage der Kreise").click()
    page.get_by_role("link", name="Altenburger Land").first.click()

    expect(page.get_by_role("region", name="Warum steht das Gebiet hier?")).to_be_visible()
    assert passes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
