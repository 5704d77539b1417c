# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is found, by whom, and in which order."""

import pytest

from klammer.base.cells import Audience
from klammer_web.accounts.enums import Role
from klammer_web.accounts.seats import NOBODY
from klammer_web.chain.search import entries, readers
from klammer_web.chain.search.entries import Found
from klammer_web.chain.search.queries import search
from tests.product.chain.conftest import seat_at

pytestmark = pytest.mark.django_db


def found(number, title, text="", *, who=(readers.EVERYBODY,), **more):
    return Found("tests.plan", str(number), title, f"/{number}/", who, text=text, **more)


def titles(text, seat=NOBODY, **more):
    return [hit.entry.title for hit in search(seat, text, **more).hits]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("traeger", "Freie Träger im Landkreis"),
        ("TRÄGERN", "Freie Träger im Landkreis"),
        ("Strasse", "Wohnen in der Langen Straße"),
        ("Jugendämter", "Bericht des Jugendamts"),
        ("betreuung kinder", "Kindertagesbetreuung"),
        ("kindertagesb", "Kindertagesbetreuung"),
        ("Krippe", "Kindertagesbetreuung"),
        ("16063", "Wartburgkreis"),
        ("§ 27 SGB VIII", "Hilfen nach § 27 SGB VIII"),
        ("Bürgergeld", "Leistungen im SGB II"),
        ("Planer*innen", "Austausch der Planerinnen"),
    ],
)
def test_search_finds_the_word_in_each_of_its_forms(asked, title):
    entries.put(
        [
            found(1, "Freie Träger im Landkreis"),
            found(2, "Wohnen in der Langen Straße"),
            found(3, "Bericht des Jugendamts"),
            found(4, "Kindertagesbetreuung", "Plätze in Kinderkrippen und Kindergärten"),
            found(5, "Wartburgkreis", keys=("16063",)),
            found(6, "Hilfen nach § 27 SGB VIII"),
            found(7, "Leistungen im SGB II"),
            found(8, "Austausch der Planerinnen"),
            found(9, "Kinder am Tag der Betreuung", "Der Tag der offenen Tür und die Betreuung"),
        ]
    )
    assert title in titles(asked)


def test_search_finds_the_compound_by_its_parts_and_the_parts_by_the_compound():
    entries.put([found(1, "Pflege", "Beratung zu Haus"), found(2, "Pflegeberatung")])
    assert sorted(titles("Beratung Pflege")) == ["Pflege", "Pflegeberatung"]
    assert titles("Pflegeberatung") == ["Pflegeberatung", "Pflege"]


def test_search_mends_a_mistyped_word_and_says_so():
    entries.put([found(1, "Alleinerziehende mit Kindern"), found(2, "Arbeitslose")])
    results = search(NOBODY, "Aleinerzihende")
    assert [hit.entry.title for hit in results.hits] == ["Alleinerziehende mit Kindern"]
    assert results.mended == {"aleinerzihende": "alleinerziehende"}


def test_search_shows_what_fits_some_words_when_nothing_fits_all():
    entries.put([found(1, "Pflege"), found(2, "Wohnen")])
    results = search(NOBODY, "Pflege Raumfahrt")
    assert ([hit.entry.title for hit in results.hits], results.is_loose) == (["Pflege"], True)


def test_search_puts_the_title_before_the_text():
    entries.put([found(1, "Pflegebedürftige"), found(2, "Bericht", "über Pflegebedürftige")])
    assert titles("Pflegebedürftige") == ["Pflegebedürftige", "Bericht"]


def test_search_shows_the_place_in_the_text():
    entries.put([found(1, "Bericht", "Am Anfang steht etwas. Die Zahl der Träger sank.")])
    marked = [word for word, is_marked in search(NOBODY, "träger").hits[0].excerpt if is_marked]
    assert marked == ["Träger"]


def test_search_neither_shows_nor_counts_what_the_seat_may_not_see(county, neighbour):
    inside = readers.of_workspace(county.id, Audience.ADMINISTRATION)
    partners = readers.of_workspace(county.id, Audience.PARTNERS)
    entries.put(
        [
            found(1, "Bedarf öffentlich"),
            found(2, "Bedarf intern", who=(inside,)),
            found(3, "Bedarf für Partner", who=(partners,)),
            found(4, "Bedarf der Leitung", who=(readers.of_role(county.id, Role.HEAD),)),
        ]
    )
    seen = {
        "niemand": search(NOBODY, "Bedarf"),
        "Träger": search(seat_at(county, Role.PROVIDER), "Bedarf"),
        "Planung": search(seat_at(county), "Bedarf"),
        "Leitung": search(seat_at(county, Role.HEAD), "Bedarf"),
        "Nachbarkreis": search(seat_at(neighbour), "Bedarf"),
    }
    assert {who: results.count for who, results in seen.items()} == {
        "niemand": 1, "Träger": 2, "Planung": 3, "Leitung": 4, "Nachbarkreis": 1,
    }  # fmt: skip
    assert {who: results.kinds["tests.plan"] for who, results in seen.items()} == {
        "niemand": 1, "Träger": 2, "Planung": 3, "Leitung": 4, "Nachbarkreis": 1,
    }  # fmt: skip


def test_search_forgets_what_was_removed_and_learns_what_changed():
    entries.put([found(1, "Pflege"), found(2, "Wohnen")])
    entries.put([found(1, "Teilhabe")])
    entries.remove("tests.plan", ["2"])
    assert (titles("Pflege"), titles("Wohnen"), titles("Teilhabe")) == ([], [], ["Teilhabe"])


def test_rebuild_gives_the_same_answers(monkeypatch):
    objects = [found(1, "Pflegeberatung", "Stützpunkt"), found(2, "Pflege"), found(3, "Beratung")]
    monkeypatch.setattr(entries, "_SOURCES", {})
    entries.register("tests", kinds={"tests.plan": "Pläne"}, objects=lambda: objects)
    assert entries.rebuild() == 3
    assert titles("Beratung") == ["Beratung", "Pflegeberatung"]


@pytest.mark.parametrize(
    "asked", ["", "   ", "???", "' OR 1=1 --", '"', "t=public", "r=public*", "𝔄\0"]
)
def test_search_takes_whatever_is_typed(asked):
    entries.put([found(1, "Pflege")])
    assert titles(asked) == []


def test_refresh_takes_out_what_its_source_names_no_longer(monkeypatch):
    objects = [found(1, "Pflege"), found(2, "Wohnen")]
    monkeypatch.setattr(entries, "_SOURCES", {})
    entries.register("tests", kinds={"tests.plan": "Pläne"}, objects=lambda: objects)
    entries.refresh("tests")
    objects.pop()
    entries.refresh("tests")
    assert (titles("Pflege"), titles("Wohnen")) == (["Pflege"], [])
