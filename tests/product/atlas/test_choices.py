# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is offered is found by the words people type, and stands where they look for it."""

import pytest
from django.urls import reverse

from klammer_web.atlas.enums import domain_label
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.queries import choices
from klammer_web.catalogue.phrases import words as catalogue_words


def test_the_name_of_a_domain_finds_its_indicators(atlas):
    found = choices.choices(atlas, words="soziale Sicherung")

    assert [one.definition.id for one in found] == ["rate"]


@pytest.mark.parametrize("typed", ["SGB-II-Quote", "sgbiiquote", "SGBII-Quote"])
def test_hyphens_make_no_difference(typed):
    assert choices.plain(typed) == "sgbiiquote"


def test_domains_are_named_as_in_the_catalogue():
    assert {one: domain_label(one) for one in catalogue_words.DOMAINS} == catalogue_words.DOMAINS


def test_counties_stand_under_their_own_name(atlas):
    titles = [one.title for one in choosing.counties(atlas, "16")]

    assert titles == sorted(titles, key=lambda one: one.removeprefix("Landkreis ").casefold())
    assert titles.index("Landkreis Gotha") < titles.index("Wartburgkreis")


def test_an_extent_that_is_no_area_is_refused_with_the_reason(atlas, client):
    address = reverse("atlas:map", args=["rate"])

    answer = client.get(f"{address}?ebene=gemeinde&bereich=99999")

    assert answer.status_code == 404
    text = answer.content.decode()
    assert "Ein Gebiet mit dem Schlüssel „99999“ gibt es nicht." in text
