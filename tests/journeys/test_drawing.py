# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
"""Drawing own areas in a browser: by pointer, by keys, without scripts; and on to the map."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from klammer.pipeline import geographies, releases
from klammer.pipeline.instance import Instance
from klammer_web.catalogue.models import Preparation
from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.demonstration import picture
from tests.journeys.test_own_figures import Hand, be, here  # noqa: F401  # reason: fixtures by name
from tests.product.atlas.conftest import county, signed_in  # noqa: F401  # reason: fixtures by name
from tests.product.atlas.small_atlas import AT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACE = "/atlas/eigene-gebiete/einteilungen/"
FILLED = {
    "title": "Planungsräume", "kind": "planning_area", "within": "16063", "boundary": "2022-01-01",
}  # fmt: skip
BOOK = "Planungsraum;Menschen 2022;Kinder 2022\nNord;700;120\nSüd;900;90\n"
# Corners as shares of the picture's width and height.
NORTH = ((0.40, 0.25), (0.62, 0.25), (0.62, 0.40), (0.40, 0.40))
SOUTH = ((0.25, 0.50), (0.45, 0.50), (0.45, 0.62), (0.25, 0.62))


@pytest.fixture
def drawn(here, county, client, signed_in):
    """The address of the drawing page of a new draft."""
    signed_in(county)
    return here + client.post(f"{PLACE}neu/", FILLED | {"zeichnen": "1"})["Location"]


class Board:
    """The map on which is drawn."""

    def __init__(self, page) -> None:
        self.page, self.svg = page, page.locator("[data-drawing-map] svg.map")
        page.set_viewport_size({**page.viewport_size, "height": 1000})
        self.tools = page.locator("[data-drawing-tools]")

    def place(self, x: float, y: float) -> tuple[float, float]:
        box = self.svg.bounding_box()
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def draw(self, corners) -> None:
        for corner in (*corners, corners[0]):
            self.page.mouse.click(*self.place(*corner))

    def new(self, corners) -> None:
        self.tools.get_by_role("button", name="Neues Gebiet").click()
        self.draw(corners)

    def is_kept(self) -> None:
        expect(self.page.locator("[data-drawing-saved]")).to_contain_text(
            re.compile("^gespeichert")
        )


def states(page):
    return page.locator("[data-area-state]")


def test_areas_are_drawn_changed_and_taken_back(drawn, watched, client, here):
    be(watched, client, here)
    watched.goto(drawn)
    board = Board(watched)
    board.new(NORTH)
    expect(states(watched)).to_contain_text(["4 Ecken"])
    board.is_kept()

    before = states(watched).text_content()
    watched.locator('[data-corner="2"]').hover()
    watched.mouse.down()
    watched.mouse.move(*board.place(0.70, 0.48), steps=3)
    watched.mouse.up()
    expect(states(watched)).not_to_have_text(before)
    watched.keyboard.press("Control+z")
    expect(states(watched)).to_have_text(before)
    board.tools.get_by_role("button", name="Wiederholen").click()
    expect(states(watched)).not_to_have_text(before)

    board.new(SOUTH)
    expect(states(watched)).to_contain_text(["4 Ecken", "4 Ecken"])
    watched.locator("[data-drawing-areas] [name=entfernen]").first.or_(
        watched.locator("[data-drawing-areas] [data-do=remove]").first
    ).click()
    expect(states(watched)).to_have_count(1)
    watched.keyboard.press("Control+z")
    expect(states(watched)).to_have_count(2)
    board.is_kept()
    watched.reload()

    expect(states(watched)).to_contain_text(["4 Ecken", "4 Ecken"])


def test_area_is_drawn_and_mended_by_keys(drawn, watched, client, here):
    be(watched, client, here)
    watched.goto(drawn)
    watched.get_by_role("button", name="Neues Gebiet").focus()
    watched.keyboard.press("Enter")
    for way, steps in (("ArrowUp", 12), ("ArrowRight", 12), ("ArrowDown", 12), ("ArrowLeft", 12)):
        for _ in range(steps):
            watched.keyboard.press(way)
        watched.keyboard.press("Enter")
    watched.keyboard.press("Escape")
    expect(states(watched)).to_contain_text("4 Ecken")

    before = states(watched).text_content()
    watched.locator("[data-corner]").first.focus()
    watched.keyboard.press("ArrowLeft")
    expect(states(watched)).not_to_have_text(before)
    watched.keyboard.press("Delete")

    expect(states(watched)).to_contain_text("3 Ecken")


def test_crossing_line_and_overlap_are_shown_where_they_are(drawn, watched, client, here):
    be(watched, client, here)
    watched.goto(drawn)
    board = Board(watched)
    first, second, third, fourth = NORTH
    board.new((first, third, second, fourth))

    said = watched.locator("[data-drawing-said]")
    expect(said).to_contain_text("Die Seite nach Ecke 1 kreuzt die Seite nach Ecke 3")
    expect(watched.locator(".own-crossing")).to_be_visible()
    watched.keyboard.press("Control+z")
    watched.locator("[data-do=clear]").first.evaluate("one => one.click()")
    board.draw(NORTH)
    board.new(tuple((x + 0.1, y + 0.05) for x, y in NORTH))
    expect(said).to_contain_text("überschneiden sich um")
    said.get_by_role("button", name="Planungsraum 1").click()

    expect(said).not_to_contain_text("überschneiden sich um")


def test_area_with_a_hole_stays_on_the_map_when_others_go(drawn, watched, client, here):
    be(watched, client, here)
    watched.goto(drawn)
    board = Board(watched)
    board.new(SOUTH)
    board.new(((0.35, 0.25), (0.70, 0.25), (0.70, 0.45), (0.35, 0.45)))
    board.new(((0.45, 0.30), (0.55, 0.30), (0.55, 0.38), (0.45, 0.38)))
    said = watched.locator("[data-drawing-said]")
    said.get_by_role("button", name="Planungsraum 3").click()
    expect(states(watched).nth(1)).to_contain_text("hat eine Lücke")
    expect(watched.locator(".own-drawn")).to_have_count(3)

    watched.get_by_role("button", name="Planungsraum 1 entfernen").click()

    expect(states(watched)).to_have_count(2)
    expect(watched.locator(".own-drawn")).to_have_count(2)
    board.is_kept()
    watched.reload()
    expect(states(watched).first).to_contain_text("hat eine Lücke")
    expect(watched.locator(".own-drawn")).to_have_count(2)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_drawing_page_passes_the_rules_of_accessibility(drawn, new_context, client, here, theme):
    size = WIDE if theme == "light" else PHONE
    page = new_context(viewport=size, color_scheme=theme, bypass_csp=True).new_page()
    be(page, client, here)
    page.goto(drawn)
    Board(page).new(NORTH)
    Board(page).is_kept()

    found = Axe().run(page).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_corners_are_typed_without_scripts(drawn, new_context, client, here, settings):
    page = new_context(java_script_enabled=False).new_page()
    be(page, client, here)
    page.goto(drawn)
    page.get_by_role("button", name="Gebiet hinzufügen").click()
    page.get_by_text("Ecken als Liste").click()
    page.locator("textarea[name=ecken]").fill(
        "50.85, 10.15\n50.85, 10.20\n50,90000 10,20000\n50.90, 10.15"
    )
    page.get_by_role("button", name="Ansehen und weiterzeichnen").click()
    expect(states(page)).to_contain_text("4 Ecken")
    expect(page.locator(".own-drawn")).to_have_count(1)

    page.get_by_role("button", name="Einteilung speichern").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Planungsräume")
    assert len(geographies.listed(Instance.open(settings.INSTANCE), "16063")) == 1


def released(hand, here) -> None:
    """Go on from the drawing: say what the columns mean, and release the figures."""
    watched = hand.page
    expect(watched.locator("#verstanden")).to_contain_text("4 Zahlen für 2 Gebiete, 2022")
    hand.fill("Herausgeber", "Landratsamt")
    hand.choose("Sind die Zahlen schon veröffentlicht?", "own")
    hand.fill("Titel der Tabelle", "Planungsräume 2022")
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
    expect(watched).to_have_url(re.compile(r"/daten/(arbeit|freigaben/[0-9a-f])"))


def test_from_drawing_to_what_everybody_sees(
    here, watched, client, county, signed_in, tmp_path, settings
):
    signed_in(county)
    be(watched, client, here)
    book = tmp_path / "planungsraeume_2022.csv"
    book.write_text(BOOK, encoding="utf-8")
    hand = Hand(watched)
    watched.set_viewport_size({"width": 1280, "height": 860})
    watched.goto(f"{here}{PLACE}")

    hand.click("link", "Einteilung anlegen")
    hand.fill("Wie heißt die Einteilung?", "Planungsräume")
    hand.choose("Was sind die Gebiete?", "planning_area")
    hand.fill("Ab wann gilt diese Einteilung?", "2022-01-01")
    hand.give("Datei mit den Gebieten", book)
    hand.click("button", "Auf der Karte zeichnen")
    board = Board(watched)
    for number, corners in enumerate((NORTH, SOUTH)):
        watched.locator("[data-do=pick]").nth(number).click()
        board.draw(corners)
        hand.touches += 1 + len(corners)
    expect(states(watched)).to_contain_text(["4 Ecken", "4 Ecken"])
    board.is_kept()
    picture(watched, "eigene-zahlen-zeichnen", tmp_path)
    hand.click("button", "Einteilung speichern")

    released(hand, here)
    instance = Instance.open(settings.INSTANCE)
    releases.create(instance, by="Leitung", at=AT, audience="public", workspace="16063")
    watched.goto(f"{here}{PLACE}")
    hand.click("link", "Planungsräume")
    picture(watched, "eigene-zahlen-fertig", tmp_path)
    hand.click("link", "Auf der Karte ansehen")

    expect(watched.get_by_role("heading", level=1)).to_contain_text("Planungsräume")
    expect(watched.locator(".map .shape")).to_have_count(2)
    watched.go_back()
    expect(watched.locator("main")).to_contain_text("Die Öffentlichkeit sieht alles davon")
    hand.click("button", "So sehen es alle")
    expect(watched.locator("body")).to_contain_text("Sie sehen die öffentlichen Zahlen")
    expect(watched.locator(".map .shape")).to_have_count(2)
    assert hand.touches <= 38, hand.touches
