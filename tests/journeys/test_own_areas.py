# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own areas in a browser: chosen by pointer, by keyboard, by a drawn line; one tab stop a map."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, WIDE

PLACE = "/atlas/eigene-gebiete/"
EDITOR = f"{PLACE}neu/?ebene=gemeinde&stand=2022-12-31&bereich=16063"
SEEN = f"{PLACE}ansehen/?ebene=gemeinde&stand=2022-12-31&name=Nord&teile=16063003,16063066"
MAP = "/atlas/karte/rate/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"
COLOURED = "/atlas/karte/share/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16&vergleich=16"


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", [PLACE, EDITOR, SEEN, COLOURED])
def test_page_passes_the_rules_of_accessibility(served_atlas, new_context, address, theme):
    size = WIDE if theme == "light" else PHONE
    page = new_context(viewport=size, color_scheme=theme, bypass_csp=True).new_page()
    page.goto(served_atlas + address)

    found = Axe().run(page).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.browser
def test_click_on_the_map_and_in_the_list_are_the_same(served_atlas, watched):
    watched.goto(served_atlas + EDITOR)
    box = watched.locator('input[name="teil"][value="16063003"]')

    watched.locator('.shape[data-area="16063003"]').click()
    expect(box).to_be_checked()
    box.uncheck()

    expect(watched.locator('.shape[data-area="16063003"]')).to_have_class(re.compile("free"))
    expect(watched.locator("[data-own-sum]")).to_have_text("Noch nichts ausgewählt")


@pytest.mark.browser
def test_choice_is_summed_taken_back_and_kept_in_the_address(served_atlas, watched):
    watched.goto(served_atlas + EDITOR)
    said = watched.locator("[data-own-sum]")
    for key in ("16063003", "16063066"):
        watched.locator(f'.shape[data-area="{key}"]').click()
    expect(said).to_contain_text("2 Gemeinden")
    expect(watched).to_have_url(re.compile("teile=16063003,16063066"))

    watched.keyboard.press("Control+z")
    expect(said).to_contain_text("1 Gemeinde")
    watched.get_by_role("button", name="Wiederholen").click()
    expect(said).to_contain_text("2 Gemeinden")
    watched.reload()

    expect(said).to_contain_text("2 Gemeinden")
    assert watched.locator('input[name="teil"]:checked').count() == 2


@pytest.mark.browser
def test_parts_are_chosen_on_the_map_by_keyboard(served_atlas, watched):
    watched.goto(served_atlas + EDITOR)
    assert watched.locator('.shape[tabindex="0"]').count() == 1
    watched.locator('.shape[tabindex="0"]').focus()

    watched.keyboard.press("Space")
    watched.keyboard.press("ArrowDown")
    watched.keyboard.press("Space")
    watched.get_by_role("button", name="Werte ansehen").click()

    expect(watched.locator("h1")).to_have_text("Neues Gebiet")
    expect(watched.locator(".lead")).to_contain_text("2 Gemeinden")


@pytest.mark.browser
def test_drawn_line_becomes_whole_areas(served_atlas, watched):
    watched.goto(served_atlas + EDITOR)
    watched.get_by_role("button", name="Linie zeichnen").click()
    watched.locator("[data-own-map] svg").scroll_into_view_if_needed()
    box = watched.locator("[data-own-map] svg").bounding_box()
    width, height = box["width"], box["height"]
    for x, y in ((0.02, 0.02), (0.98, 0.02), (0.98, 0.98), (0.02, 0.98)):
        watched.mouse.click(box["x"] + x * width, box["y"] + y * height)

    watched.keyboard.press("Enter")

    expect(watched.locator("#meldung")).to_contain_text("ganz in der Fläche")
    assert watched.locator('input[name="teil"]:checked').count() > 5


@pytest.mark.browser
def test_circle_is_dragged(served_atlas, watched):
    watched.goto(served_atlas + EDITOR)
    watched.get_by_role("button", name="Kreis ziehen").click()
    box = watched.locator("[data-own-map] svg").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    watched.mouse.move(*middle)
    watched.mouse.down()
    watched.mouse.move(middle[0] + box["width"] * 0.3, middle[1])
    watched.mouse.up()

    expect(watched.locator("#meldung")).to_contain_text("ganz in der Fläche")


@pytest.mark.browser
def test_list_is_searched(served_atlas, watched):
    watched.goto(served_atlas + EDITOR)

    watched.get_by_label("In der Liste suchen").fill("salzung")

    expect(watched.locator(".own-parts li:visible")).to_have_count(1)


@pytest.mark.browser
def test_map_and_table_are_one_tab_stop_each(served_atlas, watched):
    watched.goto(served_atlas + MAP)

    assert watched.locator('.map .shape[tabindex="0"]').count() == 1
    assert watched.locator('tbody tr[data-area] a:not([tabindex="-1"])').count() == 1
    watched.locator('.map .shape[tabindex="0"]').focus()
    first = watched.evaluate("document.activeElement.dataset.area")
    watched.keyboard.press("ArrowDown")
    second = watched.evaluate("document.activeElement.dataset.area")
    assert second != first
    watched.keyboard.press("Enter")
    expect(watched).to_have_url(re.compile(f"/atlas/profil/{second}/"))


@pytest.mark.browser
def test_letters_of_a_chart_can_be_read_on_a_phone(served_atlas, new_context):
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"{served_atlas}/atlas/zeitreihe/share/16063/")

    heights = page.locator(".chart:visible text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )

    assert heights
    assert min(heights) >= 12
