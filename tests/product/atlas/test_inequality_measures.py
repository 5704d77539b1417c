# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Curve and indexes of inequality: by hand, beyond chance, split by counties."""

from types import SimpleNamespace

import pytest

from klammer.base.quantities import Kind
from klammer.patterns import chance
from klammer.patterns.inequality_of_counts import inequality_of_counts
from klammer_web.atlas.forms.comparing import read_compare_view
from klammer_web.atlas.queries.inequality import inequality_figure
from klammer_web.atlas.queries.inequality_measures import _parts, measures
from tests.product.atlas.compared_atlas import COUNTIES, HIDDEN, PEOPLE, portion
from tests.product.atlas.test_maps import words_of

PAGE = "/atlas/vergleich/ungleichheit/portion/"
OF_2022 = "?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"
SHOWN = [n for n, area in enumerate(COUNTIES) if area != HIDDEN]


def measured(release, indicator="portion", **words):
    """Measure an indicator as its page does."""
    definition = release.definitions[indicator]
    view = read_compare_view(
        {"ebene": "kreis", "bereich": "16", **words},
        indicator=indicator,
        release=release,
        home="16",
    )
    found = inequality_figure(view, release=release, definition=definition)
    return measures(found, release=release)


def test_curve_starts_at_the_lowest_and_ends_at_all(compared):
    cases = sorted(portion(n, "2022") for n in SHOWN)
    curve = measured(compared, jahr="2022").curves[0]

    assert (curve.name, len(curve.shares)) == ("2022", 22)
    assert curve.shares[1] == pytest.approx(cases[0] / sum(cases))
    assert curve.people[1] == pytest.approx(1 / 21)
    assert (curve.people[-1], curve.shares[-1]) == (pytest.approx(1), pytest.approx(1))


def test_gini_is_what_the_counts_give_and_its_change_is_tested(compared, client):
    """2018 and 2020 have the same figures: nothing may be said to have changed."""
    counts = [portion(n, "2020") for n in range(22)]
    free = inequality_of_counts(counts, [PEOPLE] * 22, kind=Kind.PROPORTION, seed=2026)
    page = client.get(f"{PAGE}{OF_2022.replace('jahr=2022', 'jahr=2020')}")
    text = words_of(page).replace("\xa0", " ")

    assert measured(compared, jahr="2020").beyond["gini"] == free
    assert f"Gini-Koeffizient {free.value:.3f}".replace(".", ",") in text
    assert chance.change(free, free).direction == 0
    assert text.count("Von 2018 bis 2020 ist keine Veränderung belegt") == 1


def test_hidden_county_takes_no_part_and_no_change_is_claimed(compared):
    found = measured(compared, jahr="2022")

    assert found.beyond["gini"].areas == 21
    assert not any("geworden" in one for one in found.words)


def test_delivered_figures_have_a_curve_and_no_limits(compared):
    found = measured(compared, "income", jahr="2021")

    assert found.curves
    assert not found.beyond


def test_equal_figures_lie_on_the_line(compared):
    found = measured(compared, "even")

    assert list(found.curves[0].people) == pytest.approx(list(found.curves[0].shares))
    assert found.parts is None


def test_one_area_alone_has_neither(compared, client):
    found = measured(compared, "lonely")

    assert not found.curves
    assert not found.beyond
    assert client.get("/atlas/vergleich/ungleichheit/lonely/", follow=True).status_code == 200


def test_municipalities_are_split_by_their_counties():
    """10, 20 | 30, 90 with the same people: 0.192745 between, 0.115976 within."""
    values = {"16061001": 10.0, "16061002": 20.0, "16063003": 30.0, "16063004": 90.0}
    rows = [
        {"area": area, "value": value, "status": "reported", "denominator": 100.0}
        for area, value in values.items()
    ]
    hidden = {"area": "16063005", "value": None, "status": "suppressed", "denominator": None}
    view = SimpleNamespace(level="municipality", period="2022", boundary="2022-12-31")
    found = SimpleNamespace(
        definition=SimpleNamespace(kind=Kind.PROPORTION),
        within=(),
        view=view,
        now=SimpleNamespace(weights="denominator"),
        rows=[*rows, hidden],
    )

    parts, year = _parts(found, None)

    assert year == "2022"
    assert (parts.between, parts.within) == (
        pytest.approx(0.192745, abs=1e-6),
        pytest.approx(0.115976, abs=1e-6),
    )
    assert parts.groups["16063"].areas == 2


def test_municipalities_of_one_county_are_not_split():
    """Within one county there is nothing between."""
    rows = [{"area": f"1606300{n}", "value": n, "status": "reported"} for n in (3, 4)]
    found = SimpleNamespace(
        definition=SimpleNamespace(kind=Kind.MEAN),
        within=(),
        view=SimpleNamespace(level="municipality", period="2022", boundary="2022-12-31"),
        now=SimpleNamespace(weights=""),
        rows=rows,
    )

    assert _parts(found, None) == (None, "")
