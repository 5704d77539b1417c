# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
"""From a workbook to one's own map, as a person goes: every touch is counted.

At ten seconds for a touch, which is slow, and the reading between, ten minutes are twice enough.
"""

import json
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from klammer.pipeline.instance import Instance
from klammer.territory.geometry import to_geojson
from klammer_web.accounts.enums import Role
from klammer_web.catalogue.models import Preparation
from tests.journeys.demonstration import picture
from tests.product.atlas.conftest import county, neighbour, signed_in  # noqa: F401  # reason: fixtures by name
from tests.product.atlas.quarters import QUARTERS, quarters

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACE = "/atlas/eigene-gebiete/einteilungen/"
MOST_TOUCHES = 30


class Hand:
    """A person's hand on a page: each click, choice and typed word is one touch."""

    def __init__(self, page: Page) -> None:
        self.page, self.touches = page, 0

    def click(self, role: str, name: str) -> None:
        self.touches += 1
        self.page.get_by_role(role, name=name).first.click()

    def fill(self, label: str, text: str) -> None:
        self.touches += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str, value: str) -> None:
        self.touches += 1
        self.page.get_by_label(label).select_option(value)

    def give(self, label: str, path) -> None:
        self.touches += 2  # the button, and the file in the dialog
        self.page.get_by_label(label).set_input_files(path)


@pytest.fixture
def files(tmp_path):
    """The workbook of the town and its outlines."""
    found = quarters()
    data = to_geojson(found.shapes, properties={k: {"name": n} for k, n in found.names.items()})
    outlines = tmp_path / "quartiere.geojson"
    outlines.write_text(json.dumps(data), encoding="utf-8")
    table = tmp_path / "quartiere_2022.csv"
    lines = [f"{name};{of};{n}" for name, n, of in QUARTERS.values()]
    table.write_text("\n".join(["Quartier;Einwohner;Kinder", *lines]), encoding="utf-8")
    return outlines, table


@pytest.fixture
def here(journey_instance, tmp_path, live_server, settings, monkeypatch):
    """A copy of the small atlas, served; releases are made at once."""
    library = tmp_path / "library"
    library.mkdir()
    monkeypatch.setattr("klammer.pipeline.instance.LIBRARY", library)
    settings.INSTANCE = tmp_path / "instance"
    shutil.copytree(journey_instance, settings.INSTANCE)
    settings.WORK_INLINE = True
    Instance.open(settings.INSTANCE)
    return live_server.url


def be(page: Page, client, address: str) -> None:
    cookie = client.cookies["sessionid"].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])


def test_from_workbook_to_own_map(
    here,
    files,
    watched,
    client,
    county,
    neighbour,
    signed_in,
    tmp_path,
):
    signed_in(county)
    be(watched, client, here)
    hand, (outlines, table) = Hand(watched), files
    watched.goto(f"{here}{PLACE}")

    hand.click("link", "Einteilung anlegen")
    hand.fill("Wie heißt die Einteilung?", "Quartiere der Stadt")
    hand.choose("Was sind die Gebiete?", "quarter")
    hand.choose("Wo liegen sie?", "16063003")
    hand.fill("Ab wann gilt diese Einteilung?", "2021-01-01")
    hand.give("Datei mit den Gebieten", outlines)
    hand.click("button", "Lesen und ansehen")
    expect(watched.locator(".map .shape")).to_have_count(4)
    assert Axe().run(watched).response["violations"] == []
    watched.set_viewport_size({"width": 1280, "height": 860})
    picture(watched, "eigene-zahlen-pruefen", tmp_path)
    hand.click("button", "Einteilung speichern")
    hand.give("Tabelle mit Ihren Zahlen", table)
    hand.click("button", "Hochladen und prüfen")
    expect(watched.locator("#verstanden")).to_contain_text("8 Zahlen für 4 Gebiete, 2022")
    hand.fill("Herausgeber", "Stadt Bad Salzungen")
    hand.choose("Sind die Zahlen schon veröffentlicht?", "own")
    hand.fill("Titel der Tabelle", "Quartiere 2022")
    watched.wait_for_load_state("networkidle")
    hand.click("button", "Einlesen und prüfen")
    hand.click("button", "Lieferung übernehmen")
    hand.click("link", "Kennzahlen daraus machen")
    hand.choose("In welchen Bereich des Atlas gehören sie?", "familie")
    hand.click("button", "Kennzahlen anlegen")
    hand.touches += 1
    watched.locator("#audience").select_option("administration")
    hand.click("button", "Rechnen und ansehen")
    watched.wait_for_load_state()
    watched.goto(here + reverse("catalogue:release_prepared", args=[Preparation.objects.get().pk]))
    hand.click("button", "Jetzt freigeben")
    watched.wait_for_load_state()
    watched.goto(f"{here}{PLACE}")
    hand.click("link", "Quartiere der Stadt")
    hand.click("link", "Kinder, Anteil")

    expect(watched.get_by_role("heading", level=1)).to_contain_text("Quartiere in Bad Salzungen")
    expect(watched.locator(".map .shape")).to_have_count(4)
    expect(watched.locator("main")).to_contain_text("17,1")
    picture(watched, "eigene-zahlen-karte", tmp_path)
    assert hand.touches <= MOST_TOUCHES, hand.touches
    own = watched.url
    signed_in(neighbour, Role.COORDINATOR)
    be(watched, client, here)
    assert client.get(own.removeprefix(here)).status_code in {400, 404}
