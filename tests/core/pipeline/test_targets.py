# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From delivered boundaries to shown ones: who is carried, by what share, who is left out."""

from klammer.pipeline.targets import Edge, edges_for
from klammer.territory.areas import areas

NOW, BEFORE = "2025-01-01", "2022-12-31"


def ways(edges: list[Edge], *, to_level: str, to_boundary: str) -> dict[tuple[str, str], Edge]:
    return {
        (one.old, one.new): one
        for one in edges
        if (one.to_level, one.to_boundary) == (to_level, to_boundary)
    }


def test_eisenach_joins_the_wartburgkreis_as_a_whole() -> None:
    found = edges_for([("county", "2020-12-31", "16056"), ("county", "2020-12-31", "16063")])

    edges = ways(found, to_level="county", to_boundary=BEFORE)
    assert {key: (e.weight, e.error_class, e.parts) for key, e in edges.items()} == {
        ("16056", "16063"): (1.0, "A", 2),
        ("16063", "16063"): (1.0, "A", 2),
    }


def test_kaltennordheim_leaves_by_weight() -> None:
    edges = ways(
        edges_for([("county", "2018-12-31", "16063")]), to_level="county", to_boundary=BEFORE
    )

    assert round(edges["16063", "16063"].weight, 10) == 0.9731843121
    assert edges["16063", "16063"].error_class == "B"
    assert edges["16066", "16066"].parts == 2  # what the Wartburgkreis gave, and what was there


def test_unchanged_unit_stays_whole() -> None:
    [edge] = ways(
        edges_for([("county", "2018-12-31", "16061")]), to_level="county", to_boundary=BEFORE
    ).values()

    assert (edge.whole, edge.weight, edge.error_class) == (True, 1.0, "")


def test_later_county_keeps_its_key_with_a_note() -> None:
    present = [("county", "2024-12-31", "16063"), ("county", "2024-12-31", "16051")]

    edges = ways(edges_for(present), to_level="county", to_boundary=BEFORE)

    assert edges["16063", "16063"].note == "later_boundary"  # Hallungen left it
    assert edges["16063", "16063"].error_class == "B"
    assert (edges["16051", "16051"].note, edges["16051", "16051"].error_class) == ("", "")


def test_county_is_summed_only_when_every_municipality_is_there() -> None:
    inside = list(areas("municipality", boundary=BEFORE, within="16063"))
    all_there = [("municipality", BEFORE, key) for key in inside]

    complete = ways(edges_for(all_there), to_level="county", to_boundary=BEFORE)
    one_short = ways(edges_for(all_there[1:]), to_level="county", to_boundary=BEFORE)

    assert {new for _, new in complete} == {"16063"}
    assert {edge.parts for edge in complete.values()} == {len(inside)}
    assert one_short == {}


def test_merged_municipality_needs_both_parts_and_takes_no_rate() -> None:
    present = [("municipality", BEFORE, "16063028"), ("municipality", BEFORE, "16063104")]

    edges = ways(edges_for(present), to_level="municipality", to_boundary=NOW)

    assert {old for old, new in edges if new == "16063104"} == {"16063028", "16063104"}
    assert {(e.whole, e.parts) for e in edges.values()} == {(False, 2)}


def test_unknown_version_has_no_edges() -> None:
    assert edges_for([("county", "2022-05-15", "16063")]) == []


def test_state_is_summed_only_when_every_county_is_there() -> None:
    inside = list(areas("county", boundary=BEFORE, within="16"))
    all_there = [("county", BEFORE, key) for key in inside]

    complete = ways(edges_for(all_there), to_level="state", to_boundary=BEFORE)
    one_short = ways(edges_for(all_there[1:]), to_level="state", to_boundary=BEFORE)

    assert {(new, edge.parts) for (_, new), edge in complete.items()} == {("16", 22)}
    assert one_short == {}
