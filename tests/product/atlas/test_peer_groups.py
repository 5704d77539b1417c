# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Similar counties as a comparison: who is asked, how their figure is made, how it is tested."""

import math
import statistics

import pytest

from klammer.base.quantities import Kind
from klammer.indicators.significance import Verdict
from klammer.presentation.judgements import judge
from klammer_web.atlas.queries import areas, peer_groups
from tests.product.atlas.compared_atlas import COUNTIES, HIDDEN, PEOPLE, portion

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
    assert (found["numerator"], found["of"]) == (cases, len(parts))
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


def test_middle_without_cases_is_compared_by_the_interval_of_the_area():
    own = sample(60, 1_000)
    middle = {**sample(40, 1_000), "numerator": None, "denominator": None, "is_beside": True}

    found = judge(own, middle, kind=Kind.PROPORTION, factor=100)

    assert found.verdict is Verdict.HIGHER
    assert found.difference == pytest.approx(2.0)
