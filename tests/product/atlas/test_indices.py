# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading indices: what is computed from shown cells, what is said, and what is refused."""

import html
import re
import shutil
from datetime import UTC, datetime

import numpy as np
import pytest
from django.urls import reverse

from klammer.pipeline import indices as kept
from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.pages.indices.printing import printed
from klammer_web.atlas.queries.indices import figures, readable
from klammer_web.atlas.queries.indices.beginning import begin_view
from klammer_web.atlas.queries.indices.leaving import leaving
from klammer_web.catalogue.instance import instance
from tests.product.atlas.compared_atlas import COUNTIES, HIDDEN
from tests.product.atlas.index_specifications import (
    AREAS,
    CONSTANT,
    SIMPLE,
    UNKNOWN,
    WITH_CHANGE,
)

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WORDS = "ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"


@pytest.fixture
def place(pristine_compared, tmp_path, settings, db):
    """A copy of the instance with 22 counties; returns its release."""
    folder = tmp_path / "instance"
    shutil.copytree(pristine_compared, folder)
    settings.INSTANCE = folder
    return instance().current_release()


@pytest.fixture
def common(place):
    """Return what makes a specification common to all."""

    def make(text=SIMPLE, index="probe"):
        return kept.keep(instance(), text, index=index, about=AREAS, at=AT)

    return make


def figure(release, index="probe"):
    view = begin_view(readable.one(NOBODY, index), release=release)
    return figures.figure_of(view, release=release)


def text_of(response):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def test_open_address_is_answered_with_the_full_one(common, client):
    version = common().version

    answer = client.get(reverse("atlas:index", args=["probe"]))

    assert answer["Location"] == f"/atlas/indizes/probe/?fassung={version}&{WORDS}"


def test_index_is_computed_from_what_is_shown_and_the_secret_area_is_named(common, place):
    common()
    found = figure(place)
    line = found.by_key[HIDDEN]

    assert (len(found.known), line.value, line.is_hidden) == (21, None, True)
    assert line.reason == "nicht veröffentlicht oder zu klein: Anteil"


def test_values_follow_the_specification(common, place):
    common()
    found = figure(place)
    places = [n for n, area in enumerate(COUNTIES) if area != HIDDEN]
    steps = np.array(places, dtype=float)  # all three inputs are straight lines over the places
    z = (steps - steps.mean()) / steps.std()

    values = [found.by_key[COUNTIES[n]].value for n in places]

    assert values == pytest.approx(z.tolist())  # z + z − z, standardised again


def test_page_says_class_interval_and_how_sure(common, client):
    common()
    response = client.get(reverse("atlas:index", args=["probe"]), follow=True)
    said = text_of(response)

    assert "gehören 5 zur Klasse der größten Belastung („hoch“)" in said
    assert "nicht veröffentlicht oder zu klein: Anteil" in said
    assert "In ihnen stecken Werturteile" in said
    assert re.search(r"Rangspanne.*stabil.*% der Varianten", said)


def test_no_bare_rank_stands_in_the_table(common, place):
    common()
    found = figure(place)

    assert all(one.certainty.low <= one.certainty.high for one in found.known)
    assert all(one.certainty.low >= 1 and one.certainty.high <= 21 for one in found.known)
    assert found.fragility.variants == 200


def test_how_sure_is_kept_beside_the_release_and_the_same_again(common, place):
    common()
    first = figure(place).fragility
    figures._FIGURES._answers.clear()
    again = figure(place).fragility

    assert first == again
    assert list((instance() / "served" / place.root).rglob("*"))


def test_inputs_that_are_one_dimension_are_warned_of(common, client):
    common()
    said = text_of(client.get(reverse("atlas:index", args=["probe"]), follow=True))

    assert "Die Kennzahlen sagen fast dasselbe" in said


def test_area_page_leads_from_every_input_to_its_cell(common, client):
    common()
    page = reverse("atlas:index_area", args=["probe", "16077"])
    response = client.get(page, follow=True)
    said = text_of(response)

    assert "Über dem Mittel der Gebiete, den Index erhöhend: Anteil und Alter." in said
    assert "Unter dem Mittel, den Index senkend: Kaufkraft." in said
    assert response.content.decode().count('class="trace"') == 3


def test_area_without_index_says_what_is_there(common, client):
    common()
    page = reverse("atlas:index_area", args=["probe", HIDDEN])
    said = text_of(client.get(page, follow=True))

    assert (
        "In Sonneberg lässt sich der Index nicht bilden" in said or "lässt sich der Index" in said
    )
    assert "•" in said


def test_what_would_have_to_differ_really_changes_the_class(common, place):
    common()
    found = figure(place)
    line = next(one for one in found.known if one.title == "mittel")
    said = [one for one in leaving(found, line.key) if one.value is not None]

    for one in said:
        table = {name: np.array(column) for name, column in found.inputs.table.items()}
        table[one.column][line.place] = one.value
        changed = figures.compute(found.specification, table)
        assert changed.classes[line.place] != found.result.classes[line.place]
    assert said


def test_status_and_dynamics_stand_in_a_matrix(common, client, place):
    common(WITH_CHANGE, "bewegung")
    found = figure(place, "bewegung")
    response = client.get(reverse("atlas:index", args=["bewegung"]), follow=True)
    said = text_of(response)

    assert {one.group for one in found.known} <= {"A+", "A-", "B+", "B-"}
    assert "Stand und Veränderung zusammen" in said
    assert "Veränderung seit 2020" in said


def test_flags_are_counted_where_the_specification_asks_for_them(common, client, place):
    common()
    common(SIMPLE + "\n[flags]\nat_least = 0.9\n", "auffaellig")
    plain = client.get(reverse("atlas:index", args=["probe"]), follow=True)
    flagged = client.get(reverse("atlas:index", args=["auffaellig"]), follow=True)

    assert (">auffällig<" in plain.content.decode(), ">auffällig<" in flagged.content.decode()) == (
        False,
        True,
    )
    assert figure(place, "auffaellig").by_key["16077"].flags == 2  # not in Kaufkraft: it is good


def test_constant_input_is_refused_with_the_reason(common, client):
    common(CONSTANT)
    response = client.get(reverse("atlas:index", args=["probe"]), follow=True)

    assert response.status_code == 200
    assert "even" in text_of(response)
    assert "Wie gemacht?" in text_of(response)


def test_unknown_indicator_is_refused_by_name(common, client):
    common(UNKNOWN)
    response = client.get(reverse("atlas:index", args=["probe"]))

    assert response.status_code == 404
    assert "gibt_es_nicht" in text_of(response)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("jahr=1990", "Für 1990 lässt sich der Index nicht bilden"),
        ("ebene=quatsch", "Eine Ebene „quatsch“ gibt es nicht"),
        ("stand=2001-01-01", "Zum Gebietsstand „2001-01-01“"),
        ("bereich=99", "Ein Gebiet mit dem Schlüssel „99“ gibt es nicht"),
        ("gebiet=99999", "Ein Gebiet „99999“ gehört nicht zu denen"),
    ],
    ids=["year", "level", "boundary", "extent", "area"],
)
def test_addresses_that_ask_for_what_is_not_there_are_refused(common, client, query, said):
    common()
    response = client.get(f"{reverse('atlas:index', args=['probe'])}?{query}")

    assert response.status_code in {400, 404}
    assert said in text_of(response)


def test_index_that_nobody_made_is_not_there(place, client):
    assert client.get(reverse("atlas:index", args=["nichts"])).status_code == 404


def test_steps_allow_to_recompute_by_hand(common, client):
    common()
    page = reverse("atlas:index_steps", args=["probe", "csv"])
    lines = b"".join(client.get(f"{page}?{WORDS}").streaming_content).decode("utf-8-sig")
    rows = [line.split(";") for line in lines.splitlines()]
    own = {(row[3], row[5]): row[6] for row in rows if row[0] == "16077"}
    parts = [float(own[name, "vergleichbar gemacht"].replace(",", "."))
             for name in ("Anteil", "Kaufkraft", "Alter")]  # fmt: skip

    assert sum(parts) == pytest.approx(float(own["Index", "zusammengefasst"].replace(",", ".")))


def test_specification_file_makes_the_same_index(common, client):
    held = common()
    response = client.get(reverse("atlas:index_file", args=["probe"]))

    assert kept.version_of(response.content.decode(), AREAS) == held.version


def test_view_is_read_again_from_its_address(common, place):
    version = common().version
    address = f"/atlas/indizes/probe/?fassung={version}&{WORDS}"
    common(
        SIMPLE.replace("at_most = 1 }", "at_most = 1.4 }").replace("above = 1 }", "above = 1.4 }")
    )

    found = seeing.at(address, release=place, seat=NOBODY)

    assert found.title == "Probe der Lage: Kreise und kreisfreie Städte in Thüringen, 2022"
    assert len(found.figures) == 66  # three cells of 22 counties, the secret one too
    assert "gehören 5" in found.sentence  # the old version's classes


def test_secret_cell_stands_in_no_file(common, client):
    common()
    address = f"/atlas/indizes/probe/?{WORDS}"
    response = client.get(reverse("atlas:take", args=["csv"]), {"ansicht": address})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    own = next(line for line in lines if line.startswith(HIDDEN)).split(";")

    assert [cell for cell in own[2:-1] if cell] == []
    assert own[-1] == "nicht veröffentlicht oder zu klein: Anteil"


def test_shipped_specifications_are_sound_and_printed_whole():
    found = kept.shipped()

    assert len(found) >= 3
    for held in found.values():
        made = printed(held.specification)
        assert (len(made.inputs), made.title) == (
            len(held.specification.inputs),
            held.specification.title,
        )
        assert held.about["level"] == "county"


def test_list_shows_what_the_release_has_and_leaves_out_the_rest(common, client):
    common()
    said = text_of(client.get(reverse("atlas:indices")))

    assert "Probe der Lage" in said
    assert "Mehrfache Belastung" not in said  # its indicators are not in this release


def test_area_knows_its_classes_in_every_index(common, client):
    common()
    page = reverse("atlas:area_indices", args=["16077"])
    whole, part = client.get(page), client.get(page, headers={"HX-Request": "true"})

    assert "Probe der Lage hoch" in text_of(whole)
    assert "<html" not in part.content.decode()
    assert "Probe der Lage hoch" in text_of(part)
