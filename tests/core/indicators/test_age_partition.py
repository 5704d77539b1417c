# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Age groups of a source are chained and joined until a standard population has their borders."""

from datetime import date

from klammer.indicators.age_partition import chained, joined
from klammer.indicators.standard_populations import standard_population

ON = date(2015, 12, 31)
GROUPS = ("Y0T2", "Y3T5", "Y6T9", "Y10T17", "Y18T19", "Y20T64", "Y65T74", "Y_GE75")


def test_finest_chain_is_taken_and_overlapping_groups_are_left_out():
    assert chained(["_T", "Y_GE65", *GROUPS, "Y0T9"]) == GROUPS


def test_ages_with_a_gap_are_no_chain():
    assert chained(["Y0T14", "Y15T24", "Y55T64", "Y_GE65"]) == ()
    assert chained(["Y15T24", "Y_GE25"]) == ()
    assert joined(["Y15T24", "Y55T64"], standard="esp2013", on=ON) == {}


def test_groups_are_joined_until_the_standard_has_their_borders():
    found = joined(GROUPS, standard="esp2013", on=ON)

    assert found == {
        "Y0T2": "Y0T9", "Y3T5": "Y0T9", "Y6T9": "Y0T9", "Y10T17": "Y10T19", "Y18T19": "Y10T19",
        "Y20T64": "Y20T64", "Y65T74": "Y65T74", "Y_GE75": "Y_GE75",
    }  # fmt: skip
    weights = standard_population("esp2013", age_groups=set(found.values()), on=ON)["weight"]
    assert sum(weights) == 100_000


def test_oldest_group_that_the_standard_cuts_joins_the_one_before():
    groups = ["Y0T59", "Y60T91", "Y_GE92"]

    assert joined(groups, standard="esp2013", on=ON) == {
        "Y0T59": "Y0T59", "Y60T91": "Y_GE60", "Y_GE92": "Y_GE60",
    }  # fmt: skip
