# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The overview of the demo: whole on a screen, counted on paper, one area at a time on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.browser
OVERVIEW = "/atlas/ueberblick/?ebene=kreis&stand=2022-12-31&bereich=16&vergleich=16"
OVERFLOW = "(frame) => frame.scrollWidth - frame.clientWidth"
CUT = """() => [...document.querySelectorAll('.rug__heads a, .rug__cell')].filter((one) =>
one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth).length"""


def test_all_columns_stand_on_a_screen_1280_wide(demo: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(demo + OVERVIEW)

    assert page.locator(".rug__heads th").count() > 20
    assert page.locator(".rug-frame").evaluate(OVERFLOW) <= 0
    assert page.evaluate(CUT) == 0


@pytest.mark.parametrize(
    ("more", "size", "sheets"),
    [("", b"841.91998 594.95996", 3), ("&gebiet=16063", b"594.95996 841.91998", 2)],
    ids=["across", "one-area"],
)
def test_paper_is_counted_and_tagged(
    demo: str, page: Page, more: str, size: bytes, sheets: int
) -> None:
    page.goto(demo + OVERVIEW + more)

    paper = page.pdf(prefer_css_page_size=True, tagged=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == sheets
    assert (b"/StructTreeRoot" in paper, b"/MediaBox [0 0 " + size in paper) == (True, True)
    assert (b"/S /TH" in paper) == (not more)


def test_phone_shows_one_area_at_a_time_and_turns_to_the_next(demo: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(demo + OVERVIEW)
    expect(page.locator(".rug-frame")).to_be_hidden()

    page.locator("#wahl-gebiet").select_option(label="Wartburgkreis")
    page.get_by_role("button", name="Anzeigen").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Wartburgkreis im Überblick")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Danach: Weimar").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Weimar im Überblick")


def test_cells_are_reached_by_the_keyboard_and_say_what_they_are(demo: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(demo + OVERVIEW)
    first = page.locator(".rug__cell a").first
    assert "Altenquotient" in (page.locator("td.rug__cell").first.get_attribute("title") or "")
    page.locator(".rug__area a").first.focus()

    page.keyboard.press("Tab")

    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/atlas/zeitreihe/"))
