# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer demo` as a stranger starts it: real figures, from the map to the publisher's cell.

It takes the pictures of the manual and the README: with KLAMMER_PICTURES=1 they are written to
docs/pictures, otherwise it is only checked that they can be taken and are there.
"""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import WIDE
from tests.journeys.demonstration import picture


def test_figure_on_the_map_leads_to_the_publishers_cell(
    demo: str, page: Page, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 1280, "height": 1330})
    page.goto(f"{demo}/atlas/karte/arbeitslosenanteil_gemeinde/?ebene=gemeinde&bereich=16063")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gemeinden im Wartburgkreis")
    picture(page, "demo-karte", tmp_path)

    page.locator("tbody a[href*='/daten/herkunft/']").nth(3).click()

    expect(page.get_by_text("Woher kommt diese Zahl?").first).to_be_visible()
    picture(page, "demo-herkunft", tmp_path)
    text = page.locator("main").inner_text()
    assert re.search(r"Zeile\s+[\d.]+", text)
    assert re.search(r"Spalte", text)
    assert re.search(r"[0-9a-f]{12}", text)


def test_profile_of_the_county_speaks_in_sentences(demo: str, page: Page, tmp_path: Path) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{demo}/atlas/profil/16063/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Wartburgkreis")
    picture(page, "demo-profil", tmp_path)
    assert page.locator("a[href*='/daten/herkunft/']").count() > 40


def test_impossible_figure_is_shown_as_doubtful(demo: str, page: Page) -> None:
    """Gerstengrund 2007: 159 unemployed among 44 persons is flagged, not mended."""
    page.goto(f"{demo}/daten/lieferungen/")
    page.locator("a", has_text="Arbeitslose (INKAR über GISD)").first.click()

    expect(page.locator("main")).to_contain_text("159 Arbeitslose")
    expect(page.locator("main")).to_contain_text("44 Personen")


def test_public_pages_answer(demo: str, page: Page) -> None:
    paths = ("/", "/atlas/", "/daten/", "/daten/indikatoren/", "/daten/quellen/", "/gesundheit/")

    for path in paths:
        assert page.goto(demo + path).status == 200
