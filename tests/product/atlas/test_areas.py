# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Profiles, series and the entry."""

import re

import pytest

from klammer_web.atlas.queries import areas
from tests.product.atlas.test_maps import words_of


def test_profile_compares_says_and_explains(atlas, client):
    text = words_of(client.get("/atlas/profil/16063/?umfang=alles"))

    assert "Wartburgkreis" in text
    assert "Quote der Prüfung % 4,8 2022 7,0 8,0 gesunken" in text
    assert (
        "Das ist weniger als der Wert für Thüringen und für Deutschland. Von 2018 bis 2022 ist der "
        "Wert von 6,0 auf 4,8 % gesunken." in text
    )


def test_short_profile_has_the_sentence_under_the_figure(atlas, client):
    text = words_of(client.get("/atlas/profil/16063/"))

    assert (
        "Quote der Prüfung 2022 4,8 % Thüringen 7,0 Deutschland 8,0 Das ist weniger als der Wert "
        "für Thüringen und für Deutschland. Von 2018 bis 2022 ist der Wert von 6,0 auf 4,8 % "
        "gesunken." in text
    )


def test_short_profile_names_what_is_not_published_once_for_each_reason(atlas, client):
    text = words_of(client.get("/atlas/profil/16063003/"))

    assert (
        "Anteil der Prüfung. Die Quelle veröffentlicht das nur für Kreise und kreisfreie Städte "
        "und Länder." in text
    )
    assert "Vereine. Beim Registergericht erfragen." in text


def test_profile_says_why_a_figure_is_missing(atlas, client):
    text = words_of(client.get("/atlas/profil/16063003/?umfang=alles"))

    assert (
        "Anteil der Prüfung % Die Quelle veröffentlicht das nur für Kreise und kreisfreie Städte "
        "und Länder." in text
    )
    assert "Vereine Vereine Beim Registergericht erfragen." in text


def test_profile_never_leaves_a_cell_blank(atlas, client):
    page = client.get("/atlas/profil/16063/?umfang=alles").content.decode()

    cells = re.findall(r'<td class="num profile__other"[^>]*>(.*?)</td>', page, re.DOTALL)
    assert cells
    assert [cell for cell in cells if not re.sub(r"<[^>]+>", "", cell).strip()] == []


def test_profile_names_suppressed_and_hidden_figures(atlas, client):
    secret = words_of(client.get("/atlas/profil/16063076/"))
    hidden = words_of(client.get("/atlas/profil/16063066/"))

    assert "ist der Wert 2022 geheim: So wenige Fälle" in secret
    assert "0 oder zu klein, um veröffentlicht zu werden." in hidden


def test_profile_of_everything_holds_more_than_the_headlines(atlas, client):
    some = words_of(client.get("/atlas/profil/16063/"))
    every = words_of(client.get("/atlas/profil/16063/?umfang=alles"))

    assert "Menschen Personen 10.000" not in some
    assert "Menschen Personen 10.000" in every


def test_series_has_figures_intervals_and_breaks(atlas, client):
    response = client.get("/atlas/zeitreihe/share/16063/")

    text = words_of(response)
    assert "Im Wartburgkreis lag der Wert 2022 bei 14,8 %." in text
    assert "Das ist mehr als der Wert für Thüringen (10,3 %)." in text
    assert (
        "Der Abstand zum Wert für Thüringen ist größer, als der Zufall erwarten lässt (99,8 % "
        "Sicherheit)." in text
    )
    assert "1 Ab 2019 nicht mit den Jahren davor vergleichbar: neue Abgrenzung" in text
    assert "2022 14,8 14,1 bis 15,5 10,3" in text


def test_series_by_sex_leads_to_the_source_of_that_figure(atlas, client):
    page = client.get("/atlas/zeitreihe/share/16063/?merkmal=sex:M").content.decode()

    assert f"wert={atlas.root[:12]}/share/2022-12-31/16063/2022/M" in page
    assert "Anteil der Prüfung (Männer)" in page


@pytest.mark.parametrize(
    ("address", "status", "reason"),
    [
        ("/atlas/profil/99999/", 404, "Dieses Gebiet gibt es nicht"),
        ("/atlas/profil/abc/", 404, "Dieses Gebiet gibt es nicht"),
        ("/atlas/profil/16063/?stand=gestern", 404, "Zu diesem Gebietsstand gibt es keine Werte"),
        ("/atlas/zeitreihe/share/16063003/", 404, "gibt es in Bad Salzungen nicht."),
        ("/atlas/zeitreihe/share/16063/?stand=1900-01-01", 404, "gibt es im Wartburgkreis nicht."),
        ("/atlas/zeitreihe/unknown/16063/", 404, "Diese Kennzahl gibt es nicht"),
        ("/atlas/zeitreihe/share/nowhere/", 404, "Dieses Gebiet gibt es nicht"),
        ("/atlas/zeitreihe/share/16063/?merkmal=sex:Q", 404, "Eine Gliederung „sex:Q“ gibt es"),
    ],
)
def test_what_is_not_there_is_refused_with_the_reason(atlas, client, address, status, reason):
    response = client.get(address)

    assert response.status_code == status
    assert reason in words_of(response)


def test_entry_finds_by_synonym_and_without_accents(atlas, client):
    assert "1 Kennzahl gefunden" in words_of(client.get("/atlas/?suche=ARMUT"))
    assert "2 Kennzahlen gefunden" in words_of(client.get("/atlas/?suche=prufung"))
    assert "Keine Kennzahl passt" in words_of(client.get("/atlas/?suche=xyzzy"))


def test_somebody_who_types_gets_only_what_fits(atlas, client):
    typing = client.get("/atlas/?suche=ARMUT", headers={"HX-Request": "true"})
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "1 Kennzahl gefunden" in typing.content.decode()
    assert "<main" not in typing.content.decode()
    assert "<main" in client.get("/atlas/?suche=ARMUT", headers=back).content.decode()
    assert "HX-Request" in typing["Vary"]


def test_entry_filters_by_level_and_domain(atlas, client):
    assert "1 Kennzahl gefunden" in words_of(client.get("/atlas/?ebene=gemeinde"))
    assert "1 Kennzahl gefunden" in words_of(client.get("/atlas/?bereich=arbeit"))


@pytest.mark.parametrize("wanted", ["wartburgkreis", "16063", "Wartburgk"])
def test_area_that_is_clear_leads_to_its_profile(atlas, client, wanted):
    response = client.get("/atlas/profil/", {"gebiet": wanted})

    assert (response.status_code, response["Location"]) == (302, "/atlas/profil/16063/")


def test_area_that_is_unclear_offers_a_choice(atlas, client):
    text = words_of(client.get("/atlas/profil/", {"gebiet": "eis"}))

    assert "Gebiete passen:" in text or "Kein Gebiet mit diesem Namen" in text


def test_profile_leads_to_the_areas_beside_it(atlas):
    found = areas.beside("16063", boundary="2022-12-31")

    assert "06632" in {one.key for one in found}  # Hersfeld-Rotenburg, beyond the state's border
    assert "16061" not in {one.key for one in found}
    assert "16063" not in {one.key for one in found}
    assert [one.sorting for one in found] == sorted(one.sorting for one in found)
    assert areas.beside("DG", boundary="2022-12-31") == []


def test_series_leads_to_its_area_marked_on_the_map(atlas, client):
    page = client.get("/atlas/zeitreihe/rate/16063/").content.decode()
    table = client.get("/atlas/karte/rate/?ebene=kreis", follow=True).content.decode()

    assert "bereich=16#gebiet-16063" in page
    assert table.count('id="gebiet-16063"') == 1


def test_entry_offers_an_indicator_in_an_area_where_both_are_named(atlas, client):
    page = client.get("/atlas/?suche=Quote im Wartburgkreis").content.decode()

    assert "Quote der Prüfung im Wartburgkreis" in page
    assert 'href="/atlas/zeitreihe/rate/16063/?stand=2022-12-31"' in page
    assert "/atlas/karte/rate/?ebene=kreis&amp;bereich=16#gebiet-16063" in page


def test_entry_finds_areas_by_key_and_tells_an_association_from_its_seat(atlas, client):
    by_key = words_of(client.get("/atlas/?suche=16063"))
    by_name = words_of(client.get("/atlas/?suche=Wartburgk"))

    assert "Gebiete Wartburgkreis Landkreis" in by_key
    assert "Gebiete Wartburgkreis Landkreis" in by_name


def test_entry_asks_the_search_of_the_instance_where_the_words_do_not_stand(atlas, client):
    from klammer_web.chain.search import entries

    entries.rebuild()

    text = words_of(client.get("/atlas/?suche=Quotn der Prüfung"))

    assert "Quote der Prüfung" in text
    assert "Gesucht wurde auch nach „quote“" in text


def test_entry_shows_every_way_to_look(atlas, client):
    text = words_of(client.get("/atlas/"))

    for word in ("Karte", "Überblick", "Vergleichen", "Profil", "Themen", "Eigene Gebiete"):
        assert f" {word} " in text
