# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tool bar stands on every page with figures; a new page without it fails here."""

import re

import pytest
from django.urls import get_resolver, reverse

from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.queries.themes import Theme

QUERIES = {
    "atlas:overview": "?ebene=kreis&stand=2022-12-31&bereich=16&vergleich=16",
    "atlas:spine": "?stand=2022-12-31&gegen=16&unter=16",
    "atlas:peers": "?stand=2022-12-31",
    "atlas:surroundings": "?stand=2022-12-31&kennzahl=portion",
    "atlas:scatter": "?und=income",
    "atlas:slope": "?und=income",
    "catalogue:trace": "?wert={root}/portion/2022-12-31/16063/2022",
}
WORDS = {"indicator": "portion", "area": "16063", "theme": "pruefung"}
# Pages that print figures of a release and offer something else instead of the bar.
READ_ELSEWHERE = {"atlas:index", "atlas:index_area"}  # tests/product/atlas/indices
WITHOUT = {
    "atlas:entry": "leads to pages with figures; shows a few as a foretaste",
    "catalogue:indicators": "a list to choose from, with its own export",
}
FIGURE = 'class="trace"'  # the link of a printed figure to its source
BAR = re.compile(r'class="tools\b')


THEME = Theme("pruefung", "Prüfung", "Was ist {place}?", ("portion", "income", "even"), (), ())


@pytest.fixture(autouse=True)
def _theme(monkeypatch):
    """One theme of the small atlas."""
    for room in ("views.themes", "overview_readers"):
        monkeypatch.setattr(f"klammer_web.atlas.{room}.themes", lambda: {"pruefung": THEME})


def pages():
    """Yield (name, names of arguments) of every address of the atlas, and of the catalogue's sheet."""
    for space in ("atlas", "catalogue"):
        _, resolver = get_resolver().namespace_dict[space]
        for name, ways in resolver.reverse_dict.lists():
            if isinstance(name, str):
                yield f"{space}:{name}", tuple(ways[0][0][0][1])


PAGES = sorted((name, words) for name, words in pages() if set(words) <= set(WORDS))


@pytest.mark.parametrize(("name", "words"), PAGES, ids=[name for name, _ in PAGES])
def test_page_with_figures_has_the_bar(compared, client, name, words):
    address = reverse(name, args=[WORDS[word] for word in words])
    query = QUERIES.get(name, "").format(root=compared.root[:12])
    answer = client.get(address + query, follow=True)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return  # no page for everybody
    text = answer.content.decode()
    if FIGURE in text or (name in seeing._READERS and name != "atlas:gap"):
        assert (name in WITHOUT) != bool(BAR.search(text))


def test_gap_of_a_figure_without_sexes_says_so_and_needs_no_bar(compared, client):
    text = client.get(reverse("atlas:gap", args=["portion", "16063"])).content.decode()
    assert ("nach Geschlecht" in text, bool(BAR.search(text))) == (True, False)


def test_every_page_that_is_read_again_is_tried():
    tried = {name for name, _ in PAGES}
    assert set(seeing._READERS) - tried - READ_ELSEWHERE == set()


@pytest.mark.parametrize(
    "name", ["atlas:overview", "atlas:theme", "atlas:pooled", "catalogue:indicator"]
)
def test_summary_is_read_again_from_its_own_address(compared, client, name):
    words = dict(PAGES)[name]
    address = reverse(name, args=[WORDS[word] for word in words]) + QUERIES.get(name, "")
    found = seeing.at(address, release=compared, seat=NOBODY)
    again = seeing.at(found.address, release=compared, seat=NOBODY)
    assert (again.title, again.figures, again.address) == (
        found.title,
        found.figures,
        found.address,
    )
    assert len(found.figures) > 0
    taken = client.get(reverse("atlas:take", args=["xlsx"]), {"ansicht": found.address})
    assert taken.status_code == 200


def test_one_area_of_the_overview_is_taken_alone(compared):
    address = reverse("atlas:overview") + QUERIES["atlas:overview"]
    whole = seeing.at(address, release=compared, seat=NOBODY)
    one = seeing.at(f"{address}&gebiet=16063", release=compared, seat=NOBODY)
    heads = [head.label for head in one.table().heads]
    column = heads.index("Gebietsschlüssel")
    assert {row[column] for row in one.table().rows} == {"16063"}
    assert len(whole.table().rows) > len(one.table().rows)
    assert (one.drawing, "Wartburgkreis" in one.title) == (None, True)


def test_sheet_takes_along_how_it_is_calculated(compared):
    found = seeing.at(
        reverse("catalogue:indicator", args=["portion"]), release=compared, seat=NOBODY
    )
    definition = compared.definitions["portion"]
    assert found.sentence.startswith(definition.sentence)
    assert dict(found.about)["So wird gerechnet"].startswith(str(definition.formula))
