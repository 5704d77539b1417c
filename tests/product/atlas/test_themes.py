# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The council view: three figures with a number each, the rest named."""

from dataclasses import replace

import pytest

from klammer.indicators.definitions import load_definitions
from klammer.pipeline.instance import LIBRARY
from klammer_web.atlas.pages.themes import in_plain_words, reads_on
from klammer_web.atlas.queries import areas, themes
from klammer_web.atlas.queries.themes import theme_figures
from tests.product.atlas.test_maps import words_of

THEME = themes.Theme(
    "pruefung", "Prüfung", "Was ist {place}?", ("nothing", "rate", "share", "people", "local"), (),
    (),
)  # fmt: skip


@pytest.fixture
def mine(monkeypatch):
    """A theme of the small atlas."""
    monkeypatch.setattr("klammer_web.atlas.views.themes.themes", lambda: {"pruefung": THEME})
    return THEME


def test_every_indicator_of_every_theme_is_in_the_library():
    known = load_definitions(LIBRARY)

    wanted = {name for one in themes.themes().values() for name in (*one.figures, *one.more)}
    assert sorted(wanted - set(known)) == []


def test_first_three_indicators_with_a_number_are_shown(atlas):
    area = areas.name_of("16063", boundary="2022-12-31")

    found = theme_figures(THEME, area, release=atlas, boundary="2022-12-31")

    assert [one.definition.id for one in found.lines] == ["rate", "share", "people"]
    assert found.hidden == []


def test_what_is_secret_is_named_and_not_shown(towns):
    area = areas.name_of("16063076", boundary="2022-12-31")

    found = theme_figures(THEME, area, release=towns, boundary="2022-12-31")

    assert [one.definition.id for one in found.lines] == []
    assert [one.definition.id for one in found.hidden] == ["rate", "local"]


def test_page_reads_as_a_sentence(atlas, client, mine):
    text = words_of(client.get("/atlas/themen/pruefung/16063/"))

    assert "Was ist im Wartburgkreis?" in text
    assert "Quote der Prüfung 2022 4,8 von 100. Das ist weniger als der Wert für Thüringen" in text


def test_page_without_any_figure_says_where_there_are_some(towns, client, mine):
    text = words_of(client.get("/atlas/themen/pruefung/16063076/"))

    assert "Dazu gibt es hier keine Zahlen" in text
    assert "Sehen Sie das Thema für den Kreis oder das Land an." in text


def test_number_reads_on_where_the_definition_begins_with_so_many(atlas):
    line = theme_figures(
        THEME,
        areas.name_of("16063", boundary="2022-12-31"),
        release=atlas,
        boundary="2022-12-31",
    ).lines[0]
    other = replace(line, definition=replace(line.definition, sentence="Der Anteil derer."))

    assert (reads_on(line), in_plain_words(line)) == (True, "von 100.")
    assert (reads_on(other), in_plain_words(other)) == (False, "Der Anteil derer.")


def test_themes_without_area_lead_to_the_land_and_with_a_seat_to_its_county(
    atlas, client, county, signed_in
):
    assert client.get("/atlas/themen/")["Location"] == "/atlas/themen/?gebiet=16"
    signed_in(county)
    assert client.get("/atlas/themen/")["Location"] == "/atlas/themen/?gebiet=16063"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/atlas/themen/wetter/16063/", "Ein Thema „wetter“ ist nicht eingerichtet."),
        ("/atlas/themen/bildung/99999/", "Dieses Gebiet gibt es nicht"),
        ("/atlas/themen/?gebiet=xyz", "Dieses Gebiet gibt es nicht"),
    ],
    ids=["theme", "area", "list"],
)
def test_unknown_themes_and_areas_are_refused(atlas, client, address, reason):
    answer = client.get(address)

    assert answer.status_code == 404
    assert reason in words_of(answer)
