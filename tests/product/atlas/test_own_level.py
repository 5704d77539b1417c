# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An own geography in the atlas: map, table, profile and series as for official levels."""

import shutil

import pytest

from klammer.pipeline import geographies
from klammer.pipeline.instance import Instance
from tests.product.atlas.quarters import BOUNDARY, LEVEL, quarters, with_quarters
from tests.product.atlas.small_atlas import AT
from tests.product.atlas.test_maps import words_of

MAP = f"/atlas/karte/local/?ebene={LEVEL}&stand={BOUNDARY}&jahr=2022&bereich=16063003"
OUTLINES = f"/atlas/geometrie/{LEVEL}/{BOUNDARY}/16063003.svg"


@pytest.fixture(scope="module")
def built(pristine_towns, tmp_path_factory):
    """The small atlas with quarters in it, built once."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("quarters")
        patch.setattr("klammer.pipeline.instance.LIBRARY", folder / "library")
        (folder / "library").mkdir()
        shutil.copytree(pristine_towns, folder / "instance")
        with_quarters(Instance.open(folder / "instance"), folder)
    return folder / "instance"


@pytest.fixture
def served(built, settings, db):
    """The built instance, served."""
    settings.INSTANCE = built
    return Instance.open(built)


def test_map_shows_the_areas_with_their_names(served, county, client, signed_in):
    signed_in(county)

    page = client.get(MAP)

    text = words_of(page)
    assert page.status_code == 200
    assert "Örtlicher Anteil: Quartiere in Bad Salzungen, 2022" in text
    for word in ("Altstadt", "17,1", "Allendorf", "Wildprechtroda"):
        assert word in text
    assert page.content.decode().count('" data-area="own-quartier-') == 8  # map and table
    assert client.get(OUTLINES).status_code == 200


def test_small_count_and_what_gives_it_away_are_hidden_from_the_public(
    served, county, client, signed_in
):
    signed_in(county)
    client.logout()
    client.cookies["kreis"] = "16063"

    text = words_of(client.get(MAP))

    assert "Kloster" in text
    assert "geheim" in text
    rows = served.current_release("public", "16063").values(
        "local", area_level=LEVEL, boundary=BOUNDARY, period="2022"
    )
    hidden = [row["area"] for row in rows.rows() if row["value"] is None]
    assert f"{LEVEL}-03" in hidden
    assert len(hidden) >= 2


def test_map_without_a_choice_offers_the_level_beside_the_others(served, county, client, signed_in):
    signed_in(county)

    page = client.get("/atlas/karte/local/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063")

    assert f'<option value="{LEVEL}">Quartiere in Bad Salzungen</option>' in page.content.decode()


def test_profile_and_series_of_an_area(served, county, client, signed_in):
    signed_in(county)

    profile = words_of(client.get(f"/atlas/profil/{LEVEL}-01/?umfang=alles"))
    series = client.get(f"/atlas/zeitreihe/local/{LEVEL}-01/?stand={BOUNDARY}")

    assert "Altstadt" in profile
    assert "Örtlicher Anteil" in profile
    assert "Bad Salzungen" in profile  # the town it lies in is what it is compared with
    assert series.status_code == 200
    assert "17,1" in words_of(series)


def test_figure_leads_to_its_cell(served, county, client, signed_in):
    signed_in(county)
    root = served.current_release("administration", "16063").root[:12]

    page = client.get(f"/daten/herkunft/?wert={root}/local/{BOUNDARY}/{LEVEL}-01/2022")

    text = words_of(page)
    assert page.status_code == 200
    assert "Altstadt" in text
    assert "quartiere.csv" in text


@pytest.mark.parametrize(
    "address",
    [MAP, OUTLINES, f"/atlas/profil/{LEVEL}-01/", f"/atlas/zeitreihe/local/{LEVEL}-01/"],
)
def test_another_workspace_does_not_know_the_areas(
    served, county, neighbour, client, signed_in, address
):
    signed_in(neighbour)

    page = client.get(address)

    assert page.status_code in {400, 404}
    assert "Altstadt" not in page.content.decode()


def test_without_outlines_the_table_stands_alone(
    pristine_towns, tmp_path, settings, county, client, signed_in, monkeypatch
):
    monkeypatch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path / "library")
    (tmp_path / "library").mkdir()
    shutil.copytree(pristine_towns, tmp_path / "instance")
    with_quarters(Instance.open(tmp_path / "instance"), tmp_path, drawn=False)
    settings.INSTANCE = tmp_path / "instance"
    signed_in(county)

    page = client.get(MAP)

    assert page.status_code == 200
    assert "Keine Karte" in words_of(page)
    assert "Altstadt" in words_of(page)


def test_area_is_renamed_at_once(built, tmp_path, settings, county, client, signed_in):
    shutil.copytree(built, tmp_path / "instance")
    settings.INSTANCE = tmp_path / "instance"
    instance = Instance.open(tmp_path / "instance")
    signed_in(county)
    assert "Altstadt" in words_of(client.get(MAP))
    before = quarters()

    renamed = tuple(
        one if one.code != "01" else type(one)(one.code, "Innenstadt") for one in before.parts
    )
    geographies.keep(instance, quarters(parts=renamed), by="Datenpflege", at=AT)

    text = words_of(client.get(MAP))
    assert "Innenstadt" in text
    assert "Altstadt" not in text
