# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who knows Excel and no atlas looks for child poverty around Geisa, with real figures.

What is really there (INKAR 2024, municipalities of 2022): Geisa 3.36 %, Buttlar 2.13 %, Schleid
1.09 % (about two of 190 children), Gerstengrund 0.0, which means none or too few. The source
delivers finished rates for municipalities alone; of unemployment it gives cases.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WIDE

pytestmark = pytest.mark.browser
HEAVIEST = 300_000  # bytes of a page with styles and scripts, compressed
# The typeface comes once for the whole site and is kept for a year: it is not the page's weight.
WEIGHT = """() => [...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource')].filter(one => !one.name.endsWith('.woff2'))
    .reduce((sum, one) => sum + one.transferSize, 0)"""


def test_child_poverty_around_geisa_is_understood(demo: str, page: Page) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{demo}/atlas/")

    page.get_by_label("Was suchen Sie?").fill("Kinderarmut in Geisa")
    page.get_by_role("link", name="auf der Karte, mit der Umgebung").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kinderarmut: Gemeinden im Wartb")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page.locator("#gebiet-16063032")).to_contain_text("3,4")
    expect(page.locator("#gebiet-16063033")).to_contain_text("0*")
    expect(page.locator("#gebiet-16063068")).not_to_contain_text("1,1")

    page.locator("#gebiet-16063068").get_by_role("link", name="warum?").click()
    expect(page.get_by_role("heading", name="Warum hier keine Zahl steht")).to_be_visible()
    note = page.locator("#warum")
    expect(note).to_contain_text("höchstens etwa 2 Kinder unter rund 1")
    expect(note).to_contain_text("Mehrere Jahre zusammen")
    expect(note).to_contain_text("Quoten lassen sich nicht zusammenzählen")
    expect(note.get_by_role("link", name=re.compile("^Arbeitslosenanteil"))).to_be_visible()

    note.get_by_role("link", name="Zur Zelle der Quelle").click()
    expect(page.get_by_text(re.compile(r"Zeile\s+[\d.]+")).first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name=re.compile("^Erfüllende Gemeinde Geisa zusammen")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("erfüllenden Gemeinde Geisa")
    for name in ("Buttlar", "Geisa", "Gerstengrund", "Schleid"):
        expect(page.locator(".rug__area").filter(has_text=re.compile(f"^{name}$"))).to_be_visible()


def test_zero_is_no_proven_zero_and_a_rate_has_no_interval(demo: str, page: Page) -> None:
    page.goto(f"{demo}/atlas/zeitreihe/kinderarmut/16063033/?stand=2022-12-31")
    note = page.locator("#warum")
    expect(note).to_contain_text("Warum das keine belegte Null ist")
    expect(note).to_contain_text("wäre unter rund 12 Kindern und Jugendlichen unter 18 Jahren")

    page.goto(f"{demo}/atlas/zeitreihe/kinderarmut/16063032/?stand=2022-12-31")
    page.locator("#warum summary").click()
    expect(page.locator("#warum")).to_contain_text("Eine Spannweite gibt es nicht.")
    expect(page.locator("#warum")).to_contain_text("Erfüllende Gemeinde Geisa")


def test_search_of_the_head_leads_by_keyboard_to_the_place_and_on_to_similar_counties(
    demo: str, page: Page
) -> None:
    page.set_viewport_size(WIDE)
    page.goto(demo)
    page.locator("#kopfsuche").focus()
    page.keyboard.type("kinderarmut gei")
    offers = page.get_by_role("listbox", name="Vorschläge").get_by_role("option")
    expect(offers.first).to_have_text(re.compile("^Kinderarmut in Geisa.*Wartburgkreis$"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Geisa")

    page.get_by_role("link", name="Auf der Karte").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gemeinden im Wartburgkreis")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    page.goto(f"{demo}/atlas/profil/16063/")
    page.get_by_role("link", name="Ähnliche Kreise", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ähnliche Kreise")
    expect(page.get_by_role("heading", name="Die zehn ähnlichsten")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "sheets"),
    [
        ("/atlas/profil/16063/", 2),
        ("/atlas/profil/16063032/", 2),
        ("/atlas/themen/kinder-familien/16063/", 1),
    ],
    ids=["county", "municipality", "theme"],
)
def test_paper_is_counted_and_tagged(demo: str, page: Page, address: str, sheets: int) -> None:
    page.goto(demo + address)

    paper = page.pdf(prefer_css_page_size=True, tagged=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == sheets
    assert b"/StructTreeRoot" in paper
    assert b"/MediaBox [0 0 594.95996 841.91998]" in paper  # A4
    assert 5_000 < page.evaluate(WEIGHT) < HEAVIEST
