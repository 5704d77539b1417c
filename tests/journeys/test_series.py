# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Series, two groups and small drawings in a browser: read by keyboard, without script, on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, WIDE

SERIES = "/atlas/zeitreihe/share/16063/?stand=2022-12-31&gebiete=16061,16067"
PAGES = (
    SERIES,
    "/atlas/abstand/share/16063/",
    "/atlas/verlaeufe/share/?ebene=kreis&stand=2022-12-31&bereich=16",
    "/daten/indikatoren/share/",
)


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_pass_the_rules_of_accessibility(served_atlas, new_context, theme):
    size = WIDE if theme == "light" else PHONE
    context = new_context(viewport=size, color_scheme=theme, bypass_csp=True)
    page = context.new_page()

    for address in PAGES:
        page.goto(served_atlas + address)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.browser
def test_a_year_is_read_step_by_step_with_the_keyboard(served_atlas, watched):
    watched.goto(served_atlas + SERIES)
    read = watched.locator(".reading output")
    expect(read).to_contain_text("2022")

    watched.get_by_role("button", name="Jahr davor").focus()
    watched.keyboard.press("Enter")
    expect(read).to_contain_text("2021")
    expect(read).to_contain_text("Wartburgkreis: 13,6")
    watched.keyboard.press("ArrowLeft")
    expect(read).to_contain_text("2020")

    expect(watched.locator("tr.is-read th")).to_have_text("2020")
    watched.locator("svg.chart:not(.chart--narrow) .year").first.click()
    expect(read).to_contain_text("2018")
    expect(watched.get_by_role("button", name="Jahr davor")).to_be_disabled()


@pytest.mark.browser
def test_without_a_script_years_are_titles_and_areas_can_be_added(served_atlas, new_context):
    page = new_context(viewport=WIDE, java_script_enabled=False).new_page()
    page.goto(f"{served_atlas}/atlas/zeitreihe/share/16063/")
    titles = page.locator("svg.chart:not(.chart--narrow) .year title")

    assert titles.count() == 5
    page.get_by_label("Daneben").select_option("16061")
    page.get_by_role("button", name="Dazunehmen").click()

    expect(page.locator(".beside__chosen")).to_contain_text("Eichsfeld")
    assert "gebiete=16061" in page.url
    page.get_by_role("link", name="Verläufe aller Gebiete").click()
    expect(page.locator(".multiple")).to_have_count(4)
    page.get_by_role("link", name="Landkreis Gotha").click()
    expect(page.locator("h1")).to_contain_text("Landkreis Gotha")


@pytest.mark.browser
def test_small_drawings_stand_in_two_columns_on_a_phone(served_atlas, new_context):
    page = new_context(viewport=PHONE).new_page()
    page.goto(served_atlas + PAGES[2])

    boxes = [page.locator(".multiple").nth(number).bounding_box() for number in range(3)]
    assert boxes[0]["y"] == pytest.approx(boxes[1]["y"], abs=1)
    assert boxes[2]["x"] == pytest.approx(boxes[0]["x"], abs=1)
    assert boxes[2]["y"] > boxes[0]["y"]
    assert page.locator(".multiple svg").first.bounding_box()["width"] > 120
