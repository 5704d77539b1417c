# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The atlas in a browser: accessible, by keyboard, without script, on a phone, on paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, WIDE

MAP = "/atlas/karte/rate/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"
SHARE = "/atlas/karte/share/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"
PAGES = (
    "/atlas/",
    MAP,
    f"{SHARE}&ansicht=tabelle",
    f"{SHARE}&daneben=jahr:2020&lage=2:0.4:0.4",
    "/atlas/profil/16063/",
    "/atlas/zeitreihe/share/16063/",
    "/atlas/karte/nothing/",
    "/atlas/karte/unknown/",
    "/ui/galerie/",
    "/ui/zeichen/",
    "/ui/barrierefreiheit/",
)


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_page_passes_the_rules_of_accessibility(served_atlas, new_context, address, theme):
    size = WIDE if theme == "light" else PHONE
    # The rules are injected as a script, which the security policy rightly forbids to pages.
    context = new_context(viewport=size, color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    page.goto(served_atlas + address)

    found = Axe().run(page).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.browser
@pytest.mark.parametrize("address", [one for one in PAGES if "unknown" not in one])
def test_page_keeps_the_security_policy(served_atlas, watched, address):
    watched.goto(served_atlas + address)
    watched.wait_for_load_state("networkidle")

    expect(watched.locator("h1").first).to_be_visible()


@pytest.mark.browser
def test_map_draws_its_outlines_from_the_file_that_is_kept(served_atlas, watched):
    with watched.expect_response(re.compile(r"/atlas/geometrie/.*\.svg\?v=")) as answer:
        watched.goto(served_atlas + MAP)

    box = watched.locator('[data-area="16063003"].shape').bounding_box()
    assert answer.value.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert box["width"] > 20
    assert box["height"] > 20


@pytest.mark.browser
def test_choosing_another_year_changes_figure_and_address(served_atlas, watched):
    watched.goto(served_atlas + SHARE)
    before = watched.locator(".figure__head").inner_text()

    watched.get_by_label("im Jahr").select_option("2018")

    expect(watched.locator("h1")).to_contain_text("2018")
    expect(watched).to_have_url(re.compile("jahr=2018"))
    watched.go_back()
    expect(watched.locator("h1")).to_contain_text("2022")
    assert watched.locator(".figure__head").inner_text() == before


@pytest.mark.browser
def test_choosing_another_level_keeps_what_fits(served_atlas, watched):
    watched.goto(served_atlas + MAP)

    watched.get_by_label("Zeige").focus()
    watched.get_by_label("Zeige").select_option("kreis")

    expect(watched.locator("h1")).to_contain_text("Kreise und kreisfreie Städte in Thüringen")
    expect(watched.get_by_label("Zeige")).to_be_focused()
    expect(watched.locator("#wahl-bereich")).to_have_value("16")
    assert "auswahl" not in watched.url


@pytest.mark.browser
def test_pointing_at_a_row_lights_its_area(served_atlas, watched):
    watched.goto(served_atlas + MAP)

    watched.locator('tr[data-area="16063003"]').hover()

    expect(watched.locator('.shape[data-area="16063003"]')).to_have_class(re.compile("is-lit"))
    watched.locator("h1").hover()
    expect(watched.locator('.shape[data-area="16063003"]')).not_to_have_class(re.compile("is-lit"))


@pytest.mark.browser
def test_page_works_without_script(served_atlas, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(served_atlas + SHARE)

    page.get_by_label("im Jahr").select_option("2018")
    page.get_by_role("button", name="Anzeigen").click()

    expect(page.locator("h1")).to_contain_text("2018")
    expect(page.locator("table")).to_contain_text("Wartburgkreis")


@pytest.mark.browser
def test_first_tab_leads_to_the_content(served_atlas, watched):
    watched.goto(served_atlas + MAP)

    watched.keyboard.press("Tab")
    expect(watched.locator(".skip")).to_be_focused()
    watched.keyboard.press("Enter")

    expect(watched.locator("#inhalt")).to_be_focused()


@pytest.mark.browser
def test_table_and_its_links_are_reached_by_keyboard(served_atlas, watched):
    watched.goto(served_atlas + MAP)
    watched.locator('tr[data-area="16063003"] a').first.focus()

    watched.keyboard.press("Enter")

    expect(watched.locator("h1")).to_have_text("Bad Salzungen")


@pytest.mark.browser
def test_profile_prints_without_navigation(served_atlas, watched):
    watched.goto(served_atlas + "/atlas/profil/16063/")

    watched.emulate_media(media="print")

    expect(watched.get_by_role("navigation", name="Hauptbereiche")).to_be_hidden()
    expect(watched.get_by_role("heading", name="Wartburgkreis")).to_be_visible()
