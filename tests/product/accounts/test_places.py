# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which workspaces there can be, and what each kind calls its offices."""

import pytest

from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.labels import labels_of
from klammer_web.accounts.places import offered


def test_offered_places_are_17_counties_5_cities_the_centre_and_the_land():
    kinds = [place.kind for place in offered().values()]

    assert {kind: kinds.count(kind) for kind in WorkspaceKind} == {
        WorkspaceKind.COUNTY: 17,
        WorkspaceKind.CITY: 5,
        WorkspaceKind.CENTRE: 1,
        WorkspaceKind.LAND: 1,
    }


def test_eisenach_is_an_area_and_no_workspace():
    assert "16056" not in offered()
    assert [place.name for place in offered().values() if "Eisenach" in place.name] == []


@pytest.mark.parametrize(
    ("key", "name"),
    [("16063", "Wartburgkreis"), ("16067", "Landkreis Gotha"), ("16051", "Erfurt"),
     ("16061", "Eichsfeld"), ("16", "Freistaat Thüringen")],
)  # fmt: skip
def test_places_are_called_as_people_call_them(key, name):
    assert offered()[key].name == name


@pytest.mark.parametrize(
    ("kind", "council", "head"),
    [
        (WorkspaceKind.COUNTY, "Kreistag", "Landrätin oder Landrat"),
        (WorkspaceKind.CITY, "Stadtrat", "Oberbürgermeisterin oder Oberbürgermeister"),
        (WorkspaceKind.CENTRE, "Beirat", "Leitung"),
        (WorkspaceKind.LAND, "Landtag", "Hausleitung"),
    ],
)
def test_each_kind_calls_its_offices_by_their_names(kind, council, head):
    labels = labels_of(kind)

    assert (labels.council, labels.head) == (council, head)
    assert labels.role(Role.COUNCIL_MEMBER) == council
    assert labels.role("head") == "Leitung"


def test_advisers_sit_in_the_centre_alone():
    assert [kind for kind in WorkspaceKind if Role.ADVISER in labels_of(kind).roles] == ["centre"]
