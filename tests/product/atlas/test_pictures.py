# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every view with a picture gives one that stands alone: no shape without a colour, no link."""

import io
import re
from datetime import UTC, datetime

import pytest
from lxml import etree
from PIL import Image

from klammer.base.errors import InputRefusedError
from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas import commands
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.downloads import pictures
from klammer_web.atlas.queries.themes import Theme

NS = "{http://www.w3.org/2000/svg}"
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
VIEWS = {
    "map": "/atlas/karte/portion/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16",
    "series": "/atlas/zeitreihe/portion/16063/",
    "multiples": "/atlas/verlaeufe/portion/?ebene=kreis&bereich=16",
    "ranking": "/atlas/vergleich/rangfolge/portion/?ebene=kreis&bereich=16",
    "distribution": "/atlas/vergleich/verteilung/portion/?ebene=kreis&bereich=16",
    "inequality": "/atlas/vergleich/ungleichheit/portion/?ebene=kreis&bereich=16",
    "funnel": "/atlas/vergleich/trichter/portion/?ebene=kreis&bereich=16&jahr=2022",
    "segregation": "/atlas/vergleich/trennung/portion/?ebene=kreis&bereich=16&jahr=2022",
    "slope": "/atlas/vergleich/gefaelle/portion/?ebene=kreis&bereich=16&jahr=2022&und=income",
    "overview": "/atlas/ueberblick/?ebene=kreis&stand=2022-12-31&bereich=16&vergleich=16",
    "theme": "/atlas/themen/pruefung/16063/",
    "spine": "/atlas/vergleich/gebiet/16063/?stand=2022-12-31&gegen=16&unter=16",
    "peers": "/atlas/vergleich/aehnliche/16063/?stand=2022-12-31",
    "surroundings": "/atlas/vergleich/umfeld/16063/?stand=2022-12-31&kennzahl=portion",
}
SHAPES = {f"{NS}{name}" for name in ("path", "rect", "circle", "line", "polygon", "use")}
PAINTED = {"fill", "stroke"}


@pytest.fixture(autouse=True)
def _theme(monkeypatch):
    """One theme of the small atlas."""
    only = Theme("pruefung", "Prüfung", "Was ist {place}?", ("portion", "income", "even"), (), ())
    monkeypatch.setattr("klammer_web.atlas.overview_readers.themes", lambda: {"pruefung": only})


def drawn(release, view):
    seen = seeing.at(VIEWS[view], release=release, seat=NOBODY)
    return seen, etree.fromstring(pictures.plate(seen, address="https://klammer.example/x", at=AT))


def said(picture):
    return " ".join(" ".join(one.itertext()) for one in picture.iter(f"{NS}text"))


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_shape_has_a_colour_of_its_own(compared, view):
    _, picture = drawn(compared, view)
    rules = "".join(one.text for one in picture.iter(f"{NS}style"))
    styled = set(re.findall(r"\.([a-z][a-z0-9-]*)", rules))
    shapes = [one for one in picture.iter() if one.tag in SHAPES and not PAINTED & set(one.attrib)]
    # a shape with classes of its own is coloured by one of them, another by those around it
    bare = [one for one in shapes if not set(_classes(one) or _around(one)) & styled]
    assert [(one.tag, one.get("class")) for one in bare] == []


def _classes(one):
    return (one.get("class") or "").split()


def _around(one):
    return [name for above in one.iterancestors() for name in _classes(above)]


@pytest.mark.parametrize("view", list(VIEWS))
def test_picture_says_title_source_and_day_and_leads_nowhere(compared, view):
    seen, picture = drawn(compared, view)
    text = said(picture)
    assert seen.title.split()[0] in text
    assert ("Quelle" in text, "heruntergeladen am 01.03.2026" in text) == (True, True)
    assert [one for one in picture.iter() if etree.QName(one).localname == "a"] == []


def test_spine_names_every_indicator_and_what_the_colours_mean(compared):
    seen, picture = drawn(compared, "spine")
    text = said(picture)
    titles = {compared.definitions[row["indicator"]].title for row in seen.rows}
    assert {title for title in titles if title not in text} == set()
    assert ("günstiger: 99,8 % sicher" in text, "Linie die Mitte der Gebiete" in text) == (
        True,
        True,
    )


def test_multiples_show_each_area_with_its_newest_value(compared):
    seen, picture = drawn(compared, "multiples")
    text = said(picture)
    names = {name.removeprefix("Landkreis ") for name in seen.names.values()}
    assert {name for name in names if name.split("…")[0][:12] not in text} == set()
    assert len(picture.findall(f".//{NS}svg[@viewBox='0 0 220 120']")) == len(names)


@pytest.mark.parametrize("view", ["map", "spine", "multiples", "overview"])
def test_picture_is_drawn_as_png_with_its_colours(compared, view):
    seen = seeing.at(VIEWS[view], release=compared, seat=NOBODY)
    content = pictures.pixels_of(seen, address="https://klammer.example/x", at=AT)
    with Image.open(io.BytesIO(content)) as picture:
        wide = picture.width
        counted = picture.convert("RGB").resize((200, 200)).getcolors(40_000)
    dark = sum(count for count, colour in counted if max(colour) < 10) / 40_000
    assert (wide, len(counted) > 20, dark < 0.02) == (2000, True, True)


def test_rug_has_a_cell_for_each_area_and_indicator(compared):
    seen, picture = drawn(compared, "overview")
    values = [one for one in picture.iter(f"{NS}text") if one.get("class") == "rug-value middle"]
    rows = {row["area"] for row in seen.rows if len(row["area"]) == 5}
    columns = {row["indicator"] for row in seen.rows}
    assert (len(values), len(rows)) == (len(rows) * len(columns), 22)
    hidden = [one.text for one in values if one.text == "•"]
    assert (len(hidden) > 0, "belegter Unterschied" in said(picture)) == (True, True)


def test_theme_says_each_figure_in_a_sentence_of_its_own(compared):
    seen, _ = drawn(compared, "theme")
    for title in ("Anteil 2022: ", "Einkommen"):
        assert title in seen.sentence


def test_command_draws_a_view_of_the_public_atlas(compared, tmp_path, capsys):
    path = tmp_path / "karte.png"
    assert commands.atlas(["picture", VIEWS["map"], "-o", str(path)]) == 0
    with Image.open(path) as picture:
        assert (picture.format, picture.width) == ("PNG", 2000)
    assert "Anteil" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("view", "name", "why"),
    [
        ("/atlas/karte/nichts/", "x.png", "ist in der Freigabe nicht enthalten"),
        ("/atlas/profil/16063/", "x.svg", "the view has no picture"),
        (VIEWS["map"], "x.jpg", "a picture is .png or .svg"),
        (VIEWS["map"], "fehlt/x.svg", "No such file"),
    ],
    ids=["unknown", "table", "ending", "folder"],
)
def test_command_refuses_with_a_reason_and_writes_nothing(compared, tmp_path, view, name, why):
    with pytest.raises(InputRefusedError, match=why):
        commands.atlas(["picture", view, "-o", str(tmp_path / name)])
    assert list(tmp_path.glob("x.*")) == []
