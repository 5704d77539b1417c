# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen: read again from its address, with tools, files and evidence."""

import csv
import io

import pytest
from django.urls import reverse

from klammer.base.errors import InputRefusedError
from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas import seen as seeing
from klammer_web.chain.models import Evidence

pytestmark = pytest.mark.django_db


def _views(release):
    """Addresses of a map, a table, a series and a profile of the release."""
    reach = next(one for one in release.coverage() if one.area_level == "county" and one.periods)
    query = f"?ebene=kreis&stand={reach.boundary}&jahr={reach.periods[-1]}&bereich=16"
    page = reverse("atlas:map", args=[reach.indicator])
    return {
        "map": f"{page}{query}",
        "table": f"{page}{query}&ansicht=tabelle",
        "series": reverse("atlas:series", args=[reach.indicator, "16063"]),
        "profile": reverse("atlas:profile", args=["16063"]),
    }


KINDS = ("map", "table", "series", "profile")


@pytest.mark.parametrize("kind", KINDS)
def test_page_offers_the_tools_and_its_address_reads_the_same(client, atlas, kind):
    address = _views(atlas)[kind]
    page = client.get(address, follow=True).content.decode()
    found = seeing.at(address, release=atlas, seat=NOBODY)
    assert (found.title in page.replace("&#x27;", "'"), "Herunterladen" in page) == (True, True)
    again = seeing.at(found.address, release=atlas, seat=NOBODY)
    assert (again.title, again.figures, again.what) == (found.title, found.figures, found.what)


@pytest.mark.parametrize("kind", KINDS)
def test_file_holds_each_figure_with_status_and_source(client, atlas, kind):
    address = _views(atlas)[kind]
    found = seeing.at(address, release=atlas, seat=NOBODY)
    answer = client.get(reverse("atlas:take", args=["csv"]), {"ansicht": address})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == len(found.rows)
    assert {row["Freigabe"] for row in rows} == {atlas.root[:12]}
    assert all(row["Wert: Status"] for row in rows)


@pytest.mark.parametrize(
    "address",
    ["", "/", "/daten/", "/atlas/", "https://anderswo.example/atlas/profil/16063/", "x" * 2001],
    ids=["empty", "home", "data", "entry", "elsewhere", "long"],
)
def test_address_without_figures_is_refused(client, atlas, address):
    with pytest.raises(InputRefusedError):
        seeing.at(address, release=atlas, seat=NOBODY)
    answer = client.get(reverse("atlas:take", args=["csv"]), {"ansicht": address})
    assert answer.status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_seen_is_pinned_once(client, atlas, county, signed_in, kind):
    signed_in(county)
    address = _views(atlas)[kind]
    for _ in range(2):
        assert client.post(reverse("atlas:pin"), {"ansicht": address}).status_code == 302
    held = Evidence.objects.get()
    assert (held.root, held.view == "", len(held.digest)) == (atlas.root, False, 64)


def test_nobody_signed_in_pins_nothing(client, atlas):
    answer = client.post(reverse("atlas:pin"), {"ansicht": _views(atlas)["map"]})
    assert (answer.status_code, Evidence.objects.count()) == (403, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_pinned_view_is_shown_again_from_its_release(client, atlas, county, signed_in, kind):
    signed_in(county)
    client.post(reverse("atlas:pin"), {"ansicht": _views(atlas)[kind]})
    held = Evidence.objects.get()
    page = client.get(reverse("atlas:evidence", args=[held.pk])).content.decode()
    changed = ('id="anders"' in page, "heute anders zusammengesetzt" in page)
    assert (held.title in page, changed) == (True, (False, False))
    listed = client.get(reverse("catalogue:pinned")).content.decode()
    assert (held.title in listed, f"/atlas/beleg/{held.pk}/" in listed) == (True, True)
    chain = client.get(reverse("chain:chain", args=["view", held.address])).content.decode()
    assert "Meine Merkliste" in chain


def test_pinned_view_of_a_list_is_for_its_person(client, atlas, county, neighbour, signed_in):
    signed_in(county)
    client.post(reverse("atlas:pin"), {"ansicht": _views(atlas)["map"]})
    page = reverse("atlas:evidence", args=[Evidence.objects.get().pk])
    for workspace, role in ((county, "sector_planner"), (neighbour, "coordinator")):
        signed_in(workspace, role)
        assert client.get(page).status_code == 404
    client.logout()
    assert client.get(page).status_code == 404


def test_figure_leads_to_the_view_that_shows_it(client, atlas, county, signed_in):
    signed_in(county)
    address = _views(atlas)["series"]
    client.post(reverse("atlas:pin"), {"ansicht": address})
    figure = next(iter(seeing.at(address, release=atlas, seat=NOBODY).figures))
    page = client.get(reverse("chain:chain", args=["figure", str(figure)])).content.decode()
    assert (Evidence.objects.get().title in page, "Meine Merkliste" in page) == (True, True)
