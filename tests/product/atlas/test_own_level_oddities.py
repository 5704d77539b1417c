# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of an own level that nobody expects: every page stays a page, with a reason."""

import shutil

import pytest

from klammer.base.errors import InputRefusedError
from klammer.pipeline import deliveries, geographies, releases
from klammer.pipeline.instance import Instance
from tests.product.atlas.quarters import BOUNDARY, LEVEL, QUARTERS, TOWN, mapping, quarters
from tests.product.atlas.small_atlas import AT
from tests.product.atlas.test_maps import words_of

PLACE = f"ebene={LEVEL}&stand={BOUNDARY}"
MAP = f"/atlas/karte/local/?{PLACE}&jahr=2022&bereich={TOWN}"
PAGES = {
    "map": MAP,
    "table": f"{MAP}&ansicht=tabelle",
    "picture": f"/atlas/karte/local/karte.svg?{PLACE}&jahr=2022&bereich={TOWN}",
    "profile": f"/atlas/profil/{LEVEL}-01/?umfang=alles",
    "series": f"/atlas/zeitreihe/local/{LEVEL}-01/?stand={BOUNDARY}",
    "multiples": f"/atlas/verlaeufe/local/?{PLACE}&bereich={TOWN}",
    "ranking": f"/atlas/vergleich/rangfolge/local/?{PLACE}&jahr=2022&bereich={TOWN}",
    "distribution": f"/atlas/vergleich/verteilung/local/?{PLACE}&jahr=2022&bereich={TOWN}",
}
# kind → cases and persons of each quarter as they stand in the table
TABLES = {
    "all-suppressed": [("•", "•")] * 4,
    "negative": [("-120", "700"), ("97", "700"), ("20", "100"), ("81", "500")],
    "one-value": [("120", "700"), ("", ""), ("", ""), ("", "")],
    "all-the-same": [("70", "700")] * 4,
    "no-people": [("0", "0"), ("97", "700"), ("20", "100"), ("81", "500")],
    "huge": [("1200000000", "7000000000"), ("97", "700"), ("20", "100"), ("81", "500")],
    "more-cases-than-people": [("900", "700"), ("97", "700"), ("20", "100"), ("81", "500")],
}


def table(path, cells):
    lines = ["Quartier;Fälle;Menschen"]
    for (name, *_), (cases, persons) in zip(QUARTERS.values(), cells, strict=True):
        lines.append(f"{name};{cases};{persons}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def loaded(pristine, folder, cells) -> Instance:
    """Return an instance in which a county has loaded these figures for its quarters."""
    (folder / "library").mkdir()
    shutil.copytree(pristine, folder / "instance")
    instance = Instance.open(folder / "instance")
    found = geographies.keep(instance, quarters(complete=False), by="Datenpflege", at=AT)
    path = table(folder / "quartiere.csv", cells)
    staged = deliveries.stage(
        instance, path, at=AT, reader="table", mapping=mapping(found), workspace="16063"
    )
    deliveries.accept(instance, staged.id, by="Datenpflege", at=AT, note="Test")
    return instance


@pytest.fixture(scope="module", params=sorted(TABLES))
def built(request, pristine_towns, tmp_path_factory):
    """The small atlas with one kind of odd figures, built once for all its pages."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp(request.param)
        patch.setattr("klammer.pipeline.instance.LIBRARY", folder / "library")
        instance = loaded(pristine_towns, folder, TABLES[request.param])
        releases.create(
            instance, by="Datenpflege", at=AT, audience="administration", workspace="16063"
        )
    return request.param, folder / "instance"


@pytest.fixture
def pages(built, settings, county, client, signed_in):
    """All pages of the odd figures: name → answer."""
    kind, settings.INSTANCE = built
    signed_in(county)
    return kind, {name: client.get(address, follow=True) for name, address in PAGES.items()}


NOTHING = "Es ist noch keiner freigegeben, oder alle sind geheim oder fehlen."
# kind → page → what it says
SAID = {
    "all-suppressed": {name: NOTHING for name in PAGES if name != "profile"}
    | {"profile": "gehört zu keinem Gebiet, von dem Sie Zahlen sehen können"},
    "negative": {"map": "Altstadt /", "series": "zu wenige Fälle", "ranking": "Altstadt /"},
    "one-value": {
        "map": "Allendorf k. A.",
        "series": "17,1 %",
        "ranking": "Ränge stehen hier nicht",
        "distribution": "zu wenige Werte",
    },
    "all-the-same": {"map": "10,0 (4)", "ranking": "Altstadt 10,0 8,0 bis 12,4 1 bis 4"},
    "no-people": {"map": "Altstadt k. A.", "series": "Die Bezugsgröße ist null."},
    "huge": {"map": "17,1 17,1 bis 17,1", "ranking": "17,1 17,1 bis 17,1"},
    "more-cases-than-people": {
        "map": "Altstadt (128,6)",
        "profile": "Der Zähler ist größer als der Nenner; es ist kein Anteil.",
        "series": "(128,6 %)",
    },
}


def test_every_page_answers_with_figures_or_a_reason(pages):
    kind, found = pages

    expected = 404 if kind == "all-suppressed" else 200
    assert {name: one.status_code for name, one in found.items()} == dict.fromkeys(PAGES, expected)
    for name, said in SAID[kind].items():
        assert said in words_of(found[name]), name


@pytest.mark.parametrize("cell", ["viele", "12 Fälle", "1.2.3", "=A1+1"])
def test_text_in_place_of_a_number_is_refused_with_its_place(
    pristine_towns, tmp_path, monkeypatch, cell
):
    monkeypatch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path / "library")
    cells = [("120", "700"), (cell, "700"), ("2", "100"), ("81", "500")]

    with pytest.raises(InputRefusedError) as refused:
        loaded(pristine_towns, tmp_path, cells)

    assert (refused.value.where.row, refused.value.where.column) == (3, 2)
    assert cell in refused.value.what


def test_nothing_but_empty_cells_is_refused(pristine_towns, tmp_path, monkeypatch):
    monkeypatch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path / "library")

    with pytest.raises(InputRefusedError) as refused:
        loaded(pristine_towns, tmp_path, [("", "")] * 4)

    assert "no figures" in refused.value.what


def test_negative_count_is_told_before_it_is_accepted(pristine_towns, tmp_path, monkeypatch):
    monkeypatch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path / "library")

    instance = loaded(pristine_towns, tmp_path, TABLES["negative"])

    (delivery,) = [one for one in deliveries.accepted(instance) if one.workspace == "16063"]
    assert "negative_count" in {one.code for one in delivery.flags}
