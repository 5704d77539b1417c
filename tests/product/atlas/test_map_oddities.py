# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Maps of odd figures and odd areas: a sensible page with a reason each time."""

from collections import OrderedDict

import pytest
import shapely

from klammer.presentation import maps
from klammer_web.atlas.queries import recent
from tests.product.atlas.test_contrasts import styles
from tests.product.atlas.test_map_drawing import legend_of
from tests.product.atlas.test_maps import words_of

MAP = "/atlas/karte/rate/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"
KEYS = ("16061", "16063", "16067")


@pytest.fixture
def figures(atlas, monkeypatch):
    """Let the map show made-up figures of three counties: (value, status) each."""
    from klammer_web.atlas.queries import figures as queries

    monkeypatch.setattr(recent, "_KEPT", OrderedDict())

    def show(*cells):
        rows = [
            queries.empty_row(key, period="2022") | {"value": value, "status": status}
            for key, (value, status) in zip(KEYS, cells, strict=True)
        ]
        monkeypatch.setattr(queries, "_rows", lambda *_: rows)

    return show


def test_all_secret_figures_give_no_classes_and_say_so(figures, client):
    figures(*[(None, "suppressed")] * 3)

    answer = client.get(MAP)

    text = words_of(answer)
    assert answer.status_code == 200
    assert "Nicht als Zahl: 3 geheim." in text
    assert "geheim (3)" in text
    assert legend_of(answer) == []
    assert {styles(answer)[key] for key in KEYS} == {"suppressed"}


def test_all_missing_figures_give_no_classes_and_say_so(figures, client):
    figures(*[(None, "missing")] * 3)

    text = words_of(client.get(MAP))

    assert "Für weniger als zwei von 3 Gebieten liegt ein Wert vor." in text
    assert "Nicht als Zahl: 3 ohne Angabe." in text


def test_zeros_that_may_hide_something_have_their_own_sign(figures, client):
    figures((0.0, "zero_or_hidden"), (0.0, "zero"), (None, "suppressed"))

    found = styles(client.get(MAP))

    assert [found[key] for key in KEYS] == ["maybe-zero", "c1", "suppressed"]


def test_one_value_is_one_class(figures, client):
    figures((4.0, "reported"), (None, "missing"), (None, "missing"))

    answer = client.get(MAP)

    assert legend_of(answer) == ["4,0 (1)"]
    assert "1 statt 5, weil zu wenige verschiedene Werte vorliegen" in words_of(answer)


def test_equal_values_are_one_class(figures, client):
    figures(*[(4.0, "reported")] * 3)

    assert legend_of(client.get(MAP)) == ["4,0 (3)"]


def test_negative_and_huge_values_are_printed_and_coloured(figures, client):
    figures((-1234.5, "reported"), (0.0, "zero"), (9.87e11, "reported"))

    answer = client.get(MAP)

    assert legend_of(answer) == ["−1.234,5 (1)", "0,0 (1)", "987.000.000.000,0 (1)"]
    assert "Von −1.234,5 % (Eichsfeld)" in words_of(answer)


@pytest.mark.parametrize("method", ["quantile", "equal", "jenks"])
def test_every_method_bears_odd_values(figures, client, method):
    figures((-5.0, "reported"), (-5.0, "reported"), (1e12, "reported"))

    answer = client.get(f"{MAP}&klassen={method}:7")

    assert answer.status_code == 200
    assert sum(int(text.rpartition("(")[2][:-1]) for text in legend_of(answer)) == 3


def test_area_without_ground_keeps_its_row_and_its_place(figures, client, monkeypatch):
    from klammer_web.atlas.queries import outlines

    figures((1.0, "reported"), (2.0, "reported"), (3.0, "reported"))
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])  # crosses itself
    parts = shapely.MultiPolygon([shapely.box(20, 0, 30, 10), shapely.box(40, 0, 50, 10)])
    shapes = {"16061": bow, "16063": shapely.Polygon(), "16067": parts}
    monkeypatch.setattr(outlines, "_shapes", lambda *_: shapes)
    outlines._drawn.cache_clear()
    outlines._fingerprint.cache_clear()
    try:
        answer = client.get(MAP)
    finally:
        outlines._drawn.cache_clear()
        outlines._fingerprint.cache_clear()

    assert answer.status_code == 200
    assert set(styles(answer)) == set(KEYS)
    assert "Wartburgkreis 2,0" in words_of(answer)


def test_crossing_outline_is_mended_and_an_empty_one_left_out():
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])

    drawn = maps.outlines({"bow": bow, "none": shapely.Polygon()}, width=10)

    assert drawn.paths["bow"].count("M") == 2
    assert (drawn.paths["none"], list(drawn.anchors)) == ("", ["bow"])


def test_level_without_outlines_shows_its_table(atlas, client, monkeypatch):
    monkeypatch.setattr(recent, "_KEPT", OrderedDict())
    for module in ("queries.figures", "pages.maps.drawing", "pages.maps.state"):
        monkeypatch.setattr(f"klammer_web.atlas.{module}.outlines", lambda *_: None)
    monkeypatch.setattr("klammer_web.atlas.pages.maps.context.fingerprint", lambda *_: "")

    text = words_of(client.get(MAP))

    assert "Keine Karte zu diesem Gebietsstand" in text
    assert "Landkreis Gotha 5,0" in text
