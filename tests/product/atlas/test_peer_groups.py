# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Similar counties as a comparison: who is asked, how their figure is made, how it is tested."""

import math
import statistics

import pytest

from klammer.base.quantities import Kind
from klammer.indicators.significance import Verdict
from klammer.presentation.judgements import judge
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.queries import areas, peer_groups
from tests.product.atlas.compared_atlas import COUNTIES, HIDDEN, PEOPLE, portion
from tests.product.atlas.test_maps import words_of

BOUNDARY = "2022-12-31"
GROUP = "aehnliche:16063"


def row(release, indicator, period="2022", group=GROUP):
    return peer_groups.group_row(release, indicator, group, boundary=BOUNDARY, period=period)


def in_thuringia(release, *, without=()):
    found = peer_groups.members(release, GROUP, boundary=BOUNDARY)
    return [key for key in found if key in COUNTIES and key not in without]


def test_counted_figures_are_added_up_over_the_counties_that_have_them(compared):
    parts = in_thuringia(compared, without=(HIDDEN,))
    cases = sum(portion(COUNTIES.index(key), "2022") for key in parts)

    found = row(compared, "portion")

    assert len(peer_groups.members(compared, GROUP, boundary=BOUNDARY)) == 10
    assert len(parts) < 10  # those beyond the border have no such figure
    assert found["value"] == pytest.approx(100 * cases / (PEOPLE * len(parts)))
    assert (found["numerator"], set(found["members"])) == (cases, set(parts))
    assert found["low"] < found["value"] < found["high"]
    assert "zusammengezählt" in peer_groups.how(found)


def test_delivered_figures_give_their_middle_without_an_interval(compared):
    values = [20_000.0 + 100 * COUNTIES.index(key) for key in in_thuringia(compared)]

    found = row(compared, "income", "2021")

    assert found["value"] == statistics.median(values)
    assert (found["low"], found["high"], found["numerator"]) == (None, None, None)
    assert found["note"] == peer_groups.MIDDLE
    assert "Mitte (Median)" in peer_groups.how(found)


@pytest.mark.parametrize(
    ("indicator", "period", "group"),
    [
        ("lonely", "2022", GROUP),
        ("portion", "1999", GROUP),
        ("portion", "2022", "aehnliche:00000"),
    ],
    ids=["too few have it", "no such year", "no such county"],
)
def test_without_enough_counties_nothing_is_said(compared, indicator, period, group):
    assert row(compared, indicator, period, group) is None


def test_list_of_comparisons_ends_with_similar_counties(compared):
    found = peer_groups.comparisons(compared, "16063", boundary=BOUNDARY)
    towns = peer_groups.comparisons(compared, "16063003", boundary=BOUNDARY)

    assert [one.title for one in found] == ["Thüringen", "Deutschland", "Ähnliche Kreise"]
    assert [one.key for one in towns] == ["16063", "16", GROUP]


def test_without_features_similar_counties_are_not_offered(atlas):
    found = peer_groups.comparisons(atlas, "16063", boundary=BOUNDARY)

    assert [one.title for one in found] == ["Thüringen", "Deutschland"]


def test_group_has_a_name_in_every_sentence():
    found = areas.name_of(GROUP, boundary=BOUNDARY)

    assert found.concerning == "die Kreise, die dem Wartburgkreis ähnlich sind"
    assert found.facing == "den Kreisen, die dem Wartburgkreis ähnlich sind"
    assert areas.name_of("aehnliche:99999", boundary=BOUNDARY) is None
    assert areas.name_of("aehnliche", boundary=BOUNDARY) is None


def sample(numerator, denominator, **more):
    value = 100 * numerator / denominator
    limits = {"low": value - 1, "high": value + 1, "method": "wilson", "note": ""}
    counts = {"numerator": numerator, "denominator": denominator}
    return {"value": value, "status": "reported", "period": "2022", **limits, **counts, **more}


def test_area_and_similar_ones_are_tested_as_two_samples():
    # 60 of 1,000 against 400 of 10,000: z = 0.02 / √(p(1−p)(1/1000 + 1/10000)), p = 460/11,000
    own, beside = sample(60, 1_000), sample(400, 10_000, is_beside=True)
    share = 460 / 11_000
    z = 0.02 / math.sqrt(share * (1 - share) * (1 / 1_000 + 1 / 10_000))

    found = judge(
        own, beside, kind=Kind.PROPORTION, factor=100, direction="high_is_burden",
        relevant_difference=2.5,
    )  # fmt: skip

    assert z == pytest.approx(3.013, abs=1e-3)  # beyond 1.96, short of 3.09
    assert (found.verdict, found.level) == (Verdict.WORSE, 0.95)
    assert found.difference == pytest.approx(2.0)
    assert found.relevant is False


def test_area_that_is_one_of_the_group_is_tested_as_a_part_of_it():
    # 1,000 of the 10,000: z = (60 − 1000·0.04) / √(1000·0.04·0.96·(1 − 0.1))
    own = sample(60, 1_000, area="16066")
    group = sample(400, 10_000, is_beside=True, members=("16066",))

    found = judge(own, group, kind=Kind.PROPORTION, factor=100)

    assert 20 / math.sqrt(1_000 * 0.04 * 0.96 * 0.9) == pytest.approx(3.402, abs=1e-3)
    assert (found.verdict, found.level) == (Verdict.HIGHER, 0.998)


def test_middle_without_cases_is_compared_by_the_interval_of_the_area():
    own = sample(60, 1_000)
    middle = {**sample(40, 1_000), "numerator": None, "denominator": None, "is_beside": True}

    found = judge(own, middle, kind=Kind.PROPORTION, factor=100)

    assert found.verdict is Verdict.HIGHER
    assert found.difference == pytest.approx(2.0)


MAP = "/atlas/karte/portion/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"


def test_map_is_coloured_by_the_difference_to_similar_counties(compared, client):
    answer = client.get(f"{MAP}&vergleich={GROUP}")
    page, text = answer.content.decode(), words_of(answer)

    assert "als der Wert für die Kreise, die dem Wartburgkreis ähnlich sind" in text
    assert "Ähnliche Kreise sind die 10 Kreise in Deutschland" in text
    assert "Gegenüber ähnlichen Kreisen" in text
    assert '<option value="aehnliche:16063" selected>Kreise wie Wartburgkreis</option>' in page
    assert 'data-columns="wert gegen aehnliche"' in page


def test_map_offers_every_county_of_the_land_and_only_those_that_can_be_compared(compared, client):
    page = client.get(MAP).content.decode()

    assert page.count('<option value="aehnliche:') == len(COUNTIES)
    assert "aehnliche:06631" not in page


def test_map_of_a_county_offers_its_own_group(compared, client):
    towns = MAP.replace("ebene=kreis", "ebene=gemeinde").replace("bereich=16", "bereich=16063")
    page = client.get(towns).content.decode()

    assert page.count('<option value="aehnliche:') == 1


def test_map_refuses_a_group_of_no_county(compared, client):
    answer = client.get(f"{MAP}&vergleich=aehnliche:99999")

    assert answer.status_code == 400
    assert "Mit „aehnliche:99“ lässt sich diese Karte nicht vergleichen." in words_of(answer)


def test_switched_map_tells_that_a_row_for_the_group_is_there(compared, client):
    told = client.get(f"{MAP}&vergleich={GROUP}".replace("/?", "/ansicht.json?")).json()

    assert told["columns"] == "wert gegen aehnliche"
    assert told["comparators"][-1][0] == "Ähnliche Kreise"


def test_seen_map_carries_the_figure_of_the_group_but_no_address_of_it(compared):
    found = seeing.at(f"{MAP}&vergleich={GROUP}", release=compared, seat=None)

    assert any("Ähnliche Kreise: " in text for _, text in found.about)
    assert all(not one.area.startswith("aehnliche") for one in found.figures)


def test_spine_stands_on_similar_counties(compared, client):
    spine = f"/atlas/vergleich/gebiet/16063/?stand={BOUNDARY}&gegen={GROUP}&unter=16"
    answer = client.get(spine)
    text = words_of(answer)

    assert answer.status_code == 200
    assert "In Worten, gegenüber ähnlichen Kreisen" in text
    assert "Ähnliche Kreise sind die 10 Kreise" in text
    assert f"gegen={GROUP}" in client.get(spine.replace(GROUP, "16")).content.decode()


def test_overview_is_coloured_by_the_difference_to_similar_counties(compared, client):
    rug = f"/atlas/ueberblick/?ebene=kreis&stand={BOUNDARY}&bereich=16&vergleich={GROUP}"
    answer = client.get(rug)
    text = words_of(answer)

    assert answer.status_code == 200
    assert "ungünstiger als die ähnlichen Kreise" in text
    assert "Ähnliche Kreise sind die 10 Kreise" in text
    assert '<option value="aehnliche:16063" selected>' in answer.content.decode()
    assert client.get(rug.replace("16063", "99999")).status_code == 400


SERIES = f"/atlas/zeitreihe/portion/16063/?stand={BOUNDARY}"


def test_series_stands_beside_that_of_similar_counties(compared, client):
    offered = client.get(SERIES).content.decode()
    answer = client.get(f"{SERIES}&gebiete={GROUP}")
    text = words_of(answer)

    assert f'<option value="{GROUP}">Ähnliche Kreise</option>' in offered
    assert answer.status_code == 200
    assert "Jahr Wartburgkreis Spannweite Ähnliche Kreise Thüringen" in text
    assert "Ähnliche Kreise sind die 10 Kreise" in text
    rows = peer_groups.group_rows(
        compared, "portion", GROUP, boundary=BOUNDARY, periods=("1999", "2018", "2020", "2022")
    )
    assert list(rows) == ["2018", "2020", "2022"]


def test_sums_and_larger_areas_stand_beside_no_similar_counties(compared, client):
    counted = client.get(f"/atlas/zeitreihe/people/16063/?stand={BOUNDARY}").content.decode()
    state = client.get("/atlas/zeitreihe/portion/16/", {"gebiete": GROUP})

    assert f'<option value="{GROUP}">' not in counted
    assert state.status_code == 400
