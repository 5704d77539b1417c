# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing own areas: corners sent by a form are areas, judged with place and reason, then kept."""

import re

import pytest
import shapely

from klammer.pipeline import geographies as kept
from klammer.pipeline.instance import Instance
from klammer.territory.drawings import read_corners, written
from klammer.territory.geometry import geometry
from tests.product.atlas.quarters import TOWN
from tests.product.atlas.test_maps import words_of

PLACE = "/atlas/eigene-gebiete/einteilungen/"
FILLED = {
    "title": "Planungsräume der Prüfung",
    "kind": "planning_area",
    "within": "16063",
    "boundary": "2022-01-01",
}


@pytest.fixture
def served(atlas, settings):
    """A copy of the small atlas, served."""
    return Instance.open(settings.INSTANCE)


@pytest.fixture
def sheet(served, county, client, signed_in):
    """The drawing page of a new draft, as an address with a way to send to it."""
    signed_in(county)
    return Page(client, client.post(f"{PLACE}neu/", FILLED | {"zeichnen": "1"})["Location"])


class Page:
    """A drawing page: what stands in it, and what is sent from it."""

    def __init__(self, client, address: str) -> None:
        self.client, self.address = client, address
        self.level = address.rstrip("/").split("/")[-2]

    def shown(self):
        return self.client.get(self.address)

    @property
    def stand(self) -> str:
        return self.shown().context["stand"]

    def send(self, *areas, stand: str = "", **more):
        """Send areas as (row, name, corners), as the form without scripts does."""
        body = {
            "stand": stand or self.stand,
            "reihe": [str(row) for row, *_ in areas],
            "schluessel": ["" for _ in areas],
            "name": [name for _, name, *_ in areas],
            "ecken": [corners for *_, corners in areas],
        }
        return self.client.post(self.address, body | more)


def square(x: float, y: float, side: float = 4_000.0) -> str:
    """Corners of a square within the county, x and y kilometres from its middle."""
    left, bottom = 585_000 + 1000 * x, 5_635_000 + 1000 * y
    box = shapely.box(left, bottom, left + side, bottom + side)
    return written([(px, py) for px, py in box.exterior.coords[:-1]])


def test_drawn_areas_are_kept_as_a_geography(served, sheet):
    answer = sheet.send(("", "Nord", square(0, 5)), ("", "Süd", square(0, 0)), fertig="1")

    assert answer.status_code == 302, words_of(answer)
    (found,) = kept.listed(served, "16063")
    assert [(one.code, one.name) for one in found.parts] == [("01", "Nord"), ("02", "Süd")]
    assert found.outlines["01"].area == pytest.approx(16e6)
    assert found.is_drawn
    assert words_of(sheet.client.get(answer["Location"])).count("Süd") >= 1


def test_every_step_is_kept_in_the_draft(served, sheet):
    assert sheet.send(("", "Nord", square(0, 5))).status_code == 302

    again = words_of(sheet.shown())

    assert "Nord" in sheet.shown().content.decode()
    assert "4 Ecken · 16,00 km²" in again
    assert kept.listed(served, "16063") == []


def test_page_says_which_figures_drawn_areas_can_have(sheet):
    text = words_of(sheet.shown())

    assert "nur, wenn Sie sie mitliefern" in text
    assert "aus der Fläche wird nichts geschätzt" in text


def test_line_that_crosses_itself_is_shown_with_its_place_and_not_kept(served, sheet):
    bow = written(
        [(585000.0, 5635000.0), (589000.0, 5639000.0), (589000.0, 5635000.0), (585000.0, 5639000.0)]
    )

    answer = sheet.send(("", "Schleife", bow), fertig="1")

    assert answer.status_code == 400
    text = words_of(answer)
    assert (
        "„Schleife“: Die Seite nach Ecke 1 kreuzt die Seite nach Ecke 3 bei 587.000 Ost, "
        "5.637.000 Nord" in text
    )
    assert 'class="own-crossing"' in answer.content.decode()
    assert kept.listed(served, "16063") == []
    assert "4 Ecken" in words_of(sheet.shown())  # nothing that was drawn is lost


@pytest.mark.parametrize(
    ("corners", "said"),
    [
        ("585000 5635000", "Eine Fläche braucht mindestens drei Ecken."),
        ("585000 5635000\n586000 5635000\n587000 5635000", "Die Linie kreuzt sich selbst."),
        ("", "Die Datei enthält keine Grenzen."),
    ],
    ids=["one-corner", "no-ground", "nothing-drawn"],
)
def test_unfinished_area_is_named(sheet, corners, said):
    sheet.send(("", "Nord", corners))

    assert said in words_of(sheet.client.get(sheet.address.replace("zeichnen/", "")))


def test_corner_that_is_none_keeps_everything_on_the_page(sheet):
    answer = sheet.send(("", "Nord", square(0, 5)), ("", "Süd", "Marktplatz\n1 2"))

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Zeile 1: „Marktplatz“ ist keine Ecke." in words_of(answer)
    assert "Marktplatz\n1 2" in text
    assert square(0, 5) in text
    assert sheet.shown().context["areas"] == []


def test_areas_may_not_overlap_until_somebody_says_whose_it_is(served, sheet):
    both = ("", "Nord", square(0, 0)), ("", "Süd", square(0, 2))
    answer = sheet.send(*both, fertig="1")
    assert answer.status_code == 400
    assert "„Nord“ und „Süd“ überschneiden sich um 50,0 %" in words_of(answer)

    given = sheet.send((0, "Nord", square(0, 0)), (1, "Süd", square(0, 2)), stueck="1:0")

    assert given.status_code == 302
    assert "überschneiden" not in words_of(sheet.shown())
    assert "8,00 km²" in words_of(sheet.shown())
    assert sheet.send((0, "Nord", "-"), (1, "Süd", "-"), fertig="1").status_code == 302
    (found,) = kept.listed(served, "16063")
    assert found.outlines["01"].area == pytest.approx(8e6)


def test_area_inside_another_leaves_nothing_when_it_is_given_away(sheet):
    areas = ("", "Groß", square(0, 0, 6000)), ("", "Klein", square(1, 1, 1000))

    answer = sheet.send(*areas, stueck="0:1")

    assert answer.status_code == 400
    assert "bliebe nichts übrig" in words_of(answer)


def test_hole_that_remains_is_kept_but_not_changed_by_corners(sheet):
    sheet.send(("", "Groß", square(0, 0, 6000)), ("", "Klein", square(1, 1, 1000)))
    sheet.send((0, "Groß", square(0, 0, 6000)), (1, "Klein", square(1, 1, 1000)), stueck="1:0")

    text = words_of(sheet.shown())

    assert "hat eine Lücke; ändern lässt es sich in einer Datei." in text
    sheet.send((0, "Ganz groß", "-"), (1, "Klein", square(1, 1, 1000)))
    (big, _) = sheet.shown().context["areas"]
    assert (big.name, big.size) == ("Ganz groß", "35,00 km²")


def test_line_near_a_municipal_border_follows_it(sheet):
    towns = geometry("municipality", boundary="2025-01-01", within="16063")
    town = towns[TOWN]
    coarse = max(shapely.get_parts(town).tolist(), key=lambda part: part.area).simplify(180)
    corners = written([(round(x, 1), round(y, 1)) for x, y in coarse.exterior.coords[:-1]])

    sheet.send(("", "Stadt", corners), anlegen="alle")

    assert "besteht aus ganzen Gemeinden: Bad Salzungen" in words_of(sheet.shown())
    (area,) = sheet.shown().context["areas"]
    followed = shapely.Polygon(read_corners(area.text))
    assert shapely.area(followed ^ town) < 0.2 * shapely.area(coarse ^ town)


def test_draft_changed_in_another_window_is_not_overwritten(sheet):
    seen = sheet.stand
    sheet.send(("", "Nord", square(0, 5)))

    answer = sheet.send(("", "Süd", square(0, 0)), stand=seen)

    assert answer.status_code == 400
    assert "inzwischen an anderer Stelle geändert" in words_of(answer)
    assert "Süd" in answer.content.decode()  # what was typed is still there
    assert [one.name for one in sheet.shown().context["areas"]] == ["Nord"]


def test_area_is_added_and_removed_without_scripts(sheet):
    sheet.send(neu="1")
    sheet.send((0, "Nord", square(0, 5)), neu="1")
    assert [one.name for one in sheet.shown().context["areas"]] == ["Nord", "Planungsraum 2"]

    sheet.send((0, "Nord", square(0, 5)), (1, "Planungsraum 2", ""), entfernen="1")

    assert [one.name for one in sheet.shown().context["areas"]] == ["Nord"]


def test_names_from_a_workbook_are_drawn_one_by_one(served, county, client, signed_in):
    signed_in(county)
    typed = {"text": "07; Oststadt\n09; Weststadt", "zeichnen": "1"}
    sheet = Page(client, client.post(f"{PLACE}neu/", FILLED | typed)["Location"])
    assert "noch nicht gezeichnet" in words_of(sheet.shown())

    sheet.send((0, "Oststadt", square(0, 0)), (1, "Weststadt", square(5, 0)), fertig="1")

    (found,) = kept.listed(served, "16063")
    assert [(one.code, one.name) for one in found.parts] == [
        ("07", "Oststadt"), ("09", "Weststadt"),
    ]  # fmt: skip
    assert found.is_drawn


@pytest.mark.parametrize(
    "more",
    [
        {"stueck": "7:9"}, {"stueck": "x"}, {"anlegen": "99"}, {"entfernen": "-1"},
        {"entfernen": "zwei"},
    ],
    ids=["no-such-rows", "no-pair", "no-such-row", "negative", "words"],
)  # fmt: skip
def test_absurd_step_breaks_nothing(sheet, more):
    sheet.send(("", "Nord", square(0, 5)))

    answer = sheet.send((0, "Nord", square(0, 5)), **more)

    assert answer.status_code in {302, 400}
    assert [one.name for one in sheet.shown().context["areas"]] == ["Nord"]


@pytest.mark.parametrize(
    "corners",
    ["0 0\n1 1\n2 2", "48.85 2.35", "4500000 5600000", "nan nan", "1e9 1e9", "585000"],
    ids=["metres-of-nowhere", "paris", "gauss-krueger", "nan", "huge", "half"],
)
def test_corners_outside_or_unreadable_are_refused_whole(sheet, corners):
    answer = sheet.send(("", "Nord", corners))

    assert answer.status_code == 400
    assert re.search(r"Zeile \d+: „", words_of(answer))
    assert sheet.shown().context["areas"] == []


def test_whoever_may_not_make_geographies_does_not_draw(sheet, neighbour, client, signed_in):
    signed_in(neighbour)

    assert client.get(sheet.address).status_code == 404
