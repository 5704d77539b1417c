# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
"""In the browser: the mapping assistant asks, shows what the answers give, and loses nothing."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from klammer_web.accounts.enums import Role
from klammer_web.catalogue.models import Upload
from tests.core.sources.corpus import CORPUS, Made
from tests.product.catalogue.conftest import (  # noqa: F401  # reason: fixtures by name
    _no_library,
    county,
    instance,
    no_library,
    person,
    pristine_instance,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MADE = {one.name: one for one in CORPUS}
EXAMPLES = (
    "tagespflege_2023.xlsx",  # a word to explain
    "landkreis_doppelt_2022.xlsx",  # a name to choose
    "einwohner_gruppiert_2022.csv",  # thousands or decimals
    "einwohner_lang.csv",  # words of breakdowns
    "geburten_zeitreihe.csv",  # transposed
    "eingliederungshilfe.xlsx",  # one sheet a year
)
BROKEN = Made("verrutscht_2023.csv", {"": [["AGS", "Fälle"], ["16063003", 4], ["16063003", 5]]})
LONG = Made(
    "Sehr_langer_Dateiname_der_aus_dem_Fachverfahren_stammt_und_alles_sagt_2023.csv",
    {
        "": [
            ["Gemeinde", *(f"Leistungsberechtigte nach Kapitel {n} SGB XII" for n in range(24))],
            ["Bad Salzungen", *range(24)],
            ["Treffurt", *range(1, 25)],
            ["Vacha", *range(2, 26)],
        ]
    },
)


@pytest.fixture
def signed_in(page: Page, live_server, client, person, county):
    """A browser in which the data steward of the Wartburgkreis is signed in."""
    client.force_login(person(Role.DATA_STEWARD, county))
    cookie = client.cookies["sessionid"]
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie.value, "url": live_server.url, "httpOnly": True}]
    )
    return page


def bring(page: Page, live_server, made: Made, folder: Path) -> None:
    """Upload a delivery through the page."""
    page.goto(f"{live_server.url}/daten/lieferungen/")
    page.locator("input[type=file]").set_input_files(made.write(folder))
    page.get_by_role("button", name="Hochladen und prüfen").click()
    page.wait_for_load_state()


def looked_at(page: Page, name: str, width: int) -> list[str]:
    """Return what is wrong with the page; keep a picture where KLAMMER_PICTURES says."""
    if folder := os.environ.get("KLAMMER_PICTURES"):
        page.screenshot(path=f"{folder}/{Path(name).stem}_{width}.png", full_page=True)
    found = [one["id"] for one in Axe().run(page).response["violations"]]
    is_wide = page.evaluate("document.documentElement.scrollWidth") > width
    return [*found, *(["wider than the screen"] if is_wide else [])]


@pytest.mark.parametrize("width", [1280, 390])
def test_assistant_is_accessible_and_fits(signed_in, live_server, instance, tmp_path, width):
    page = signed_in
    page.set_viewport_size({"width": width, "height": 900})
    wrong = {}

    for made in (*(MADE[name] for name in EXAMPLES), BROKEN, LONG):
        bring(page, live_server, made, tmp_path)
        if problems := looked_at(page, made.name, width):
            wrong[made.name] = problems

    assert wrong == {}


def test_answer_shows_at_once_what_is_read_and_is_kept(signed_in, live_server, instance, tmp_path):
    page = signed_in
    bring(page, live_server, MADE["tagespflege_2023.xlsx"], tmp_path)

    expect(page.get_by_text("Sobald die Fragen oben beantwortet sind")).to_be_visible()
    page.get_by_label("„siehe Anlage“").select_option(label="keine Angabe")
    expect(
        page.get_by_text("4 Zahlen für 4 Gebiete, 2023: „Kinder in Tagespflege“.")
    ).to_be_visible()
    expect(page.get_by_text("gemerkt")).to_be_visible()
    page.goto(f"{live_server.url}/daten/lieferungen/")
    page.get_by_role("link", name="tagespflege_2023.xlsx").click()

    expect(page.get_by_label("„siehe Anlage“")).to_have_value("missing")
    page.get_by_label("Herausgeber", exact=True).fill("Jugendamt")
    page.get_by_label("Titel der Tabelle").fill("Tagespflege")
    page.get_by_label("Sind die Zahlen schon veröffentlicht?").select_option("own")
    page.get_by_role("button", name="Einlesen und prüfen").click()
    expect(page.get_by_text("Noch ist nichts übernommen")).to_be_visible()
    page.get_by_role("link", name="Sagen, was darin steht").click()
    expect(page.get_by_label("Herausgeber", exact=True)).to_have_value("Jugendamt")
    assert Upload.objects.get().state == "staged"
