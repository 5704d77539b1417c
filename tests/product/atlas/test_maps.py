# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map page: the whole view in the address, value and status together, refusals with reasons."""

import re

import pytest

MAP = "/atlas/karte/rate/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"


def words_of(response) -> str:
    """The text of a page as it reads."""
    import html

    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    text = html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ")
    return re.sub(r"\s+([.,;:)])", r"\1", " ".join(text.split()))


def test_open_address_is_answered_with_the_full_one(atlas, client):
    response = client.get("/atlas/karte/rate/?ebene=gemeinde")

    assert response.status_code == 302
    assert response["Location"] == (
        "/atlas/karte/rate/?ebene=gemeinde&stand=2025-01-01&jahr=2022&bereich=16"
    )


@pytest.mark.parametrize(
    ("chosen", "answer"),
    [
        (
            "ebene=kreis&stand=2025-01-01&jahr=2022&bereich=16063",
            "ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16",
        ),
        (
            "ebene=gemeinde&stand=2022-12-31&jahr=2018&bereich=DG",
            "ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=DG",
        ),
        (
            "ebene=kreis&stand=2022-12-31&jahr=2019&bereich=16&merkmal=sex:F&ansicht=tabelle",
            "ebene=kreis&stand=2022-12-31&jahr=2019&bereich=16&ansicht=tabelle",
        ),
    ],
)
def test_form_is_answered_with_what_fits_the_new_choice(atlas, client, chosen, answer):
    response = client.get(f"/atlas/karte/rate/?auswahl=1&{chosen}")

    assert (response.status_code, response["Location"]) == (302, f"/atlas/karte/rate/?{answer}")


def test_map_shows_every_area_of_the_extent_and_no_other(atlas, client):
    page = client.get(MAP).content.decode()

    marks = dict(re.findall(r'class="shape ([a-z0-9-]+)" data-area="(\d+)"', page))
    areas = {
        area: style
        for style, area in re.findall(r'class="shape ([a-z0-9-]+)" data-area="(\d+)"', page)
    }
    assert marks
    assert {area[:5] for area in areas} == {"16063"}
    assert len(areas) == 32
    assert areas["16063066"] == "maybe-zero"
    assert areas["16063076"] == "suppressed"
    assert {
        style for key, style in areas.items() if key not in {"16063003", "16063066", "16063076"}
    } == {"missing"}


def test_map_and_table_are_twins(atlas, client):
    page = client.get(MAP).content.decode()

    drawn = re.findall(r'class="shape [a-z0-9-]+" data-area="(\d+)"', page)
    listed = re.findall(r'<tr id="gebiet-\d+" data-area="(\d+)">', page)
    assert sorted(drawn) == sorted(listed)


def test_map_says_what_is_no_number_and_why(atlas, client):
    text = words_of(client.get(MAP))

    assert (
        "Nicht als Zahl: 1 geheim, 1 mit 0 oder zu klein, um veröffentlicht zu werden, "
        "29 ohne Angabe." in text
    )
    assert (
        "Spannweite: keine Zufallsprüfung möglich. Die Quelle liefert nur den fertigen Wert" in text
    )


def test_map_compares_with_the_areas_above(atlas, client):
    text = words_of(client.get(MAP))

    assert "Zum Vergleich: Wartburgkreis 4,8 %, Thüringen 7,0 %, Deutschland 8,0 %." in text


def test_every_number_leads_to_its_source(atlas, client):
    page = client.get(MAP).content.decode()

    rows = re.findall(r'<tr id="gebiet-\d+" data-area="(\d+)">.*?</tr>', page, re.DOTALL)
    traced = re.findall(r'herkunft/\?wert=([^"]+)"', page)
    root = atlas.root[:12]
    assert len(rows) == 32
    assert sorted(traced) == sorted(
        f"{root}/rate/2022-12-31/{area}/2022"
        for area in ("16063", "16", "DG", "16063003", "16063066")
    )


def test_breakdown_changes_figures_and_their_source(atlas, client):
    base = "/atlas/karte/share/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"

    page = client.get(f"{base}&merkmal=sex:F").content.decode()

    assert "Anteil der Prüfung (Frauen)" in page
    assert f"{atlas.root[:12]}/share/2022-12-31/16063/2022/F" in page


def test_share_has_intervals_and_cases_in_the_table(atlas, client):
    address = (
        "/atlas/karte/share/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16&ansicht=tabelle"
    )

    text = words_of(client.get(address))

    assert "Wartburgkreis 14,8 14,1 bis 15,5 1.480 10.000 Zeitreihe" in text


def test_totals_say_that_they_are_no_comparison(atlas, client):
    address = "/atlas/karte/people/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"

    text = words_of(client.get(address))

    assert "Zusammen: Thüringen 150.000 Personen." in text
    assert "Absolute Zahlen: Große Gebiete haben große Werte." in text


@pytest.mark.parametrize(
    ("address", "status", "reason"),
    [
        ("/atlas/karte/unknown/", 404, "Diese Kennzahl gibt es nicht"),
        ("/atlas/karte/rate/?ebene=strasse", 400, "Eine Ebene „strasse“ gibt es nicht."),
        (
            "/atlas/karte/share/?ebene=gemeinde", 404,
            "Für Gemeinden gibt es zu dieser Kennzahl keine Werte.",
        ),
        ("/atlas/karte/rate/?ebene=kreis&jahr=1850", 404, "Für 1850 gibt es hier keine Werte."),
        (
            "/atlas/karte/rate/?ebene=kreis&stand=1871-01-18", 404,
            "Zum Gebietsstand „1871-01-18“ gibt es hier keine Werte.",
        ),
        ("/atlas/karte/rate/?ebene=kreis&bereich=' OR 1=1", 400, "ist kein Bereich für diese Karte."),
        ("/atlas/karte/rate/?ebene=kreis&bereich=16063", 404, "gibt es nicht: Sie zeigte nur ein"),
        ("/atlas/karte/rate/?ebene=kreis&bereich=99999", 404, "Ein Gebiet mit dem Schlüssel"),
        ("/atlas/karte/rate/?ebene=kreis&klassen=quantile:99", 400, "ist keine Klasseneinteilung."),
        ("/atlas/karte/rate/?ebene=kreis&klassen=-1", 400, "ist keine Klasseneinteilung."),
        ("/atlas/karte/rate/?ebene=kreis&merkmal=sex:F", 404, "gibt es bei dieser Kennzahl nicht."),
        ("/atlas/karte/rate/?ebene=kreis&ansicht=3d", 400, "„3d“ ist keine Ansicht."),
        ("/atlas/karte/rate/?ebene=kreis&folge=zufall", 400, "„zufall“ ist keine Reihenfolge."),
    ],
)  # fmt: skip
def test_address_of_what_is_not_there_is_refused_with_the_reason(
    atlas, client, address, status, reason
):
    response = client.get(address)

    assert response.status_code == status
    assert reason in words_of(response)


def test_refusal_never_repeats_markup(atlas, client):
    page = client.get("/atlas/karte/rate/?ebene=<script>alert(1)</script>").content.decode()

    assert "<script>alert" not in page


def test_indicator_without_data_says_how_to_get_them(atlas, client):
    text = words_of(client.get("/atlas/karte/nothing/"))

    assert "Dazu sind keine Daten geladen." in text
    assert "So bekommt man sie Beim Registergericht erfragen." in text


def test_table_file_is_what_german_spreadsheets_expect(atlas, client):
    response = client.get(MAP.replace("/rate/", "/rate/tabelle.csv"))

    text = response.content.decode("utf-8-sig")
    lines = text.split("\r\n")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert lines[0].startswith("Schlüssel;Gebiet;Jahr;Kennzahl;Einheit;Wert;Zeichen;")
    by_area = {line.split(";")[0]: line.split(";") for line in lines[1:33]}
    assert by_area["16063003"][5:7] == ["3,25", ""]
    assert by_area["16063066"][5:7] == ["0", "0*"]
    assert by_area["16063076"][5:7] == ["", "•"]
    assert (
        lines[33].startswith("Quelle: Statistisches Amt;")
        or "Quelle: Statistisches Amt" in lines[33]
    )


def test_picture_file_stands_alone(atlas, client):
    response = client.get(MAP.replace("/rate/", "/rate/karte.svg"))

    text = response.content.decode()
    assert response["Content-Type"].startswith("image/svg+xml")
    assert "<use" not in text
    assert "href" not in text
    assert text.count("<path d=") == 32
    assert "<desc>Quelle: Statistisches Amt" in text


def test_withdrawn_release_says_so_on_every_page(atlas, client):
    from datetime import UTC, datetime

    from klammer.pipeline import releases
    from klammer_web.catalogue.instance import instance

    releases.withdraw(
        instance(), atlas.root, reason="Falsche Tabelle", by="Datenpflege",
        at=datetime(2026, 11, 21, tzinfo=UTC),
    )  # fmt: skip

    for address in ("/atlas/", MAP, "/atlas/profil/16063/", "/atlas/zeitreihe/rate/16063/"):
        page = client.get(address).content.decode()
        assert "Diese Freigabe wurde zurückgezogen (21.11.2026)." in page
        assert "Grund: Falsche Tabelle" in page


def test_no_release_is_said_and_leads_on(settings, tmp_path, client, db):
    settings.INSTANCE = tmp_path

    response = client.get("/atlas/")

    assert response.status_code == 404
    assert "Noch keine Zahlen" in words_of(response)
