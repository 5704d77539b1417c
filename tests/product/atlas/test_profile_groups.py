# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The profile by groups of people, and beside similar counties: page, address, file, reasons."""

import pytest
from django.urls import reverse

from klammer_web.atlas import seen as seeing
from tests.product.atlas.test_maps import words_of

PROFILE = "/atlas/profil/16063/"


def test_profile_offers_everybody_women_and_men_with_the_number_of_figures(atlas, client):
    text = words_of(client.get(PROFILE))

    assert "insgesamt Frauen 1 Kennzahl Männer 1 Kennzahl" in text
    assert "Nicht nach Alter oder Staatsangehörigkeit verfügbar." in text
    assert "„divers“" not in text


def test_profile_of_women_shows_their_figures_and_names_what_does_not_come_by_sex(atlas, client):
    text = words_of(client.get(PROFILE + "?merkmal=sex:F&umfang=alles"))

    assert "Wartburgkreis: Frauen" in text
    assert "„divers“" in text
    assert "14,8" in text  # 740 of 5,000 in 2022, as for everybody: the interval is wider
    assert "Nicht nach Geschlecht verfügbar. Die Quelle liefert den fertigen Wert" in text


def test_links_of_a_profile_keep_the_group(atlas, client):
    page = client.get(PROFILE + "?merkmal=sex:F&vergleich=16").content.decode()

    assert 'href="?vergleich=16&amp;merkmal=sex:M"' in page
    assert f"{PROFILE}?umfang=alles&amp;vergleich=16&amp;merkmal=sex:F" in page
    assert f"{PROFILE}?merkmal=sex:F" in page  # without colours
    assert "/atlas/zeitreihe/share/16063/?stand=2022-12-31&amp;merkmal=sex:F" in page


def test_seen_profile_of_a_group_is_read_again_from_its_address(atlas, rf):
    address = reverse("atlas:profile", args=["16063"]) + "?merkmal=sex:M"

    found = seeing.at(address, release=atlas, seat=None)

    assert found.address == address
    assert found.title == "Profil: Wartburgkreis, Männer"
    assert {row["sex"] for row in found.rows} == {"M"}
    assert ("Menschen", "Männer") in found.about


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("merkmal=sex:X", 404, "Eine Gruppe „sex:X“ gibt es im Profil nicht."),
        ("merkmal=age:Y0T2", 404, "Es gibt: Frauen, Männer"),
        ("merkmal=schuhgroesse", 404, "Eine Gruppe „schuhgroesse“ gibt es im Profil nicht."),
        ("umfang=halb", 400, "Einen Umfang „halb“ gibt es nicht."),
        ("vergleich=aehnliche:16063", 400, "Möglich: Thüringen, Deutschland."),
        ("vergleich=aehnliche:99999", 400, "lässt sich dieses Gebiet nicht vergleichen"),
    ],
    ids=["code", "column", "word", "scope", "no features", "no county"],
)
def test_bad_words_are_refused_with_what_there_is(atlas, client, query, status, said):
    answer = client.get(f"{PROFILE}?{query}")

    assert answer.status_code == status
    assert said.replace("Es gibt", "gibt es") in words_of(answer)


def test_similar_counties_stand_beside_and_are_explained(compared, client):
    page = client.get(PROFILE + "?vergleich=aehnliche:16063").content.decode()
    text = words_of(client.get(PROFILE + "?vergleich=aehnliche:16063"))

    assert "Thüringen, Deutschland und ähnliche Kreise" in text
    assert "Ähnliche Kreise sind die 10 Kreise in Deutschland, die dem Wartburgkreis in 3" in text
    assert 'href="/atlas/vergleich/aehnliche/16063/"' in page
    assert "unter diesem und den ähnlichen Kreisen" in text


def test_similar_counties_are_not_shown_unasked(compared, client):
    text = words_of(client.get(PROFILE))

    assert "Zum Vergleich: Thüringen und Deutschland." in text
    assert "Ähnliche Kreise sind" not in text
