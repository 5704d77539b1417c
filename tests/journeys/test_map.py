# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map in a browser: enlarged, switched, two side by side; by mouse, keyboard, without script."""

import re

import pytest
from playwright.sync_api import expect

RATE = "/atlas/karte/rate/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"
TOWNS = "/atlas/karte/rate/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"
TOWN = '.shape[data-area="16063003"]'


def wide(page, selector):
    """How wide something is drawn, in pixels."""
    return page.locator(selector).bounding_box()["width"]


@pytest.mark.browser
def test_map_is_enlarged_by_button_and_key_and_the_address_keeps_it(served_atlas, watched):
    watched.goto(served_atlas + TOWNS)
    before = wide(watched, TOWN)

    watched.get_by_role("link", name="Vergrößern").click()

    assert wide(watched, TOWN) == pytest.approx(1.6 * before, rel=0.02)
    expect(watched).to_have_url(re.compile("lage=1.6:0.5:0.5"))
    watched.locator(TOWN).focus()
    watched.keyboard.press("+")
    expect(watched).to_have_url(re.compile("lage=2.5:"))
    there = wide(watched, TOWN)
    watched.reload()
    assert wide(watched, TOWN) == pytest.approx(there, rel=0.02)
    watched.get_by_role("link", name="Ganze Karte").click()
    expect(watched).not_to_have_url(re.compile("lage"))


@pytest.mark.browser
def test_wheel_enlarges_only_with_a_modifier_and_around_the_pointer(served_atlas, watched):
    watched.goto(served_atlas + TOWNS)
    watched.locator(TOWN).hover()
    before = wide(watched, TOWN)

    watched.mouse.wheel(0, 60)
    assert wide(watched, TOWN) == before
    watched.locator(TOWN).hover()
    watched.keyboard.down("Control")
    watched.mouse.wheel(0, -300)
    watched.keyboard.up("Control")

    expect(watched).to_have_url(re.compile("lage="))
    assert wide(watched, TOWN) > 2 * before


@pytest.mark.browser
def test_years_switch_without_loading_the_page(served_atlas, watched):
    watched.goto(served_atlas + RATE)
    watched.evaluate("window.isSamePage = true")
    county = watched.locator('.shape[data-area="16063"]')

    watched.locator("[data-year='2018']").click()

    expect(watched.locator("h1")).to_contain_text("2018")
    expect(watched.locator('tr[data-area="16063"] td').first).to_have_text("6,0")
    expect(watched.locator(".legend")).to_contain_text("Grenzen wie 2022")
    expect(county).to_have_class(re.compile("c3"))
    expect(watched.locator("#wahl-jahr")).to_have_value("2018")
    expect(watched.locator('tr[data-area="16063"] a.trace')).to_have_attribute(
        "href", re.compile("/16063/2018$")
    )
    assert watched.url.endswith("jahr=2018&bereich=16&skala=2022")
    watched.locator("[data-year='2018']").focus()
    watched.keyboard.press("ArrowRight")
    expect(watched.locator("h1")).to_contain_text("2019")
    expect(watched.locator("[data-year='2019']")).to_be_focused()
    watched.go_back()
    expect(watched.locator("h1")).to_contain_text("2018")
    assert watched.evaluate("window.isSamePage") is True


@pytest.mark.browser
def test_another_indicator_is_switched_in_place(served_atlas, watched):
    watched.goto(served_atlas + RATE)
    watched.evaluate("window.isSamePage = true")

    watched.locator("#wahl-kennzahl").select_option("share")

    expect(watched.locator("h1")).to_contain_text("Anteil der Prüfung")
    expect(watched.locator("#figur-tabelle")).to_contain_text("Spannweite")
    expect(watched.locator('tr[data-area="16063"]')).to_contain_text("14,1 bis 15,5")
    assert "/atlas/karte/share/" in watched.url
    assert watched.evaluate("window.isSamePage") is True


@pytest.mark.browser
def test_two_maps_light_up_and_move_together(served_atlas, watched):
    watched.goto(f"{served_atlas}{RATE}&daneben=jahr:2018")
    both = watched.locator('.shape[data-area="16063"]')

    expect(both).to_have_count(2)
    both.first.hover()
    for number in (0, 1):
        expect(both.nth(number)).to_have_class(re.compile("is-lit|c"))
    expect(both.nth(1)).to_have_class(re.compile("is-lit"))
    watched.get_by_role("link", name="Vergrößern").first.click()
    boxes = [watched.locator("svg.map").nth(number).get_attribute("viewBox") for number in (0, 1)]
    assert boxes[0] == boxes[1]


@pytest.mark.browser
def test_note_tells_name_value_and_interval_and_goes_with_escape(served_atlas, watched):
    watched.goto(served_atlas + RATE.replace("/rate/", "/share/"))
    note = watched.locator(".map-tip")

    watched.locator('.shape[data-area="16063"]').hover()

    expect(note).to_contain_text("Wartburgkreis")
    expect(note).to_contain_text("14,8")
    expect(note).to_contain_text("Spannweite 14,1 bis 15,5")
    watched.keyboard.press("Escape")
    expect(note).to_be_hidden()
    watched.mouse.move(5, 5)
    watched.locator('.shape[data-area="16061"]').focus()
    expect(note).to_contain_text("Eichsfeld")


@pytest.mark.browser
def test_touching_an_area_offers_profile_and_series(served_atlas, new_context):
    context = new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(served_atlas + RATE)

    page.locator('.shape[data-area="16063"]').tap()

    note = page.locator(".map-tip")
    expect(note.get_by_role("link", name="Zeitreihe")).to_be_visible()
    note.get_by_role("link", name="Profil").tap()
    expect(page.locator("h1")).to_have_text("Wartburgkreis")


@pytest.mark.browser
def test_map_works_without_script(served_atlas, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(served_atlas + RATE)

    page.locator("[data-year='2018']").click()
    expect(page.locator("h1")).to_contain_text("2018")
    page.get_by_role("link", name="Vergrößern").click()

    assert page.url.endswith("jahr=2018&bereich=16&skala=2022&lage=1.6:0.5:0.5")
    expect(page.locator("svg.map")).to_have_attribute("viewBox", re.compile(r"^\d+\.\d+ "))
