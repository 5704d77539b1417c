# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pinned figures: they stay as they were, lead back to the delivery, and are one's own."""

import pytest
from django.urls import reverse

from klammer_web.accounts.enums import Role
from klammer_web.chain.models import Evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(instance):
    """The address of one figure of the instance's public release."""
    release = instance.current_release("public")
    reach = next(one for one in release.coverage() if one.area_level == "county" and one.periods)
    rows = release.values(reach.indicator, area_level="county", boundary=reach.boundary).rows()
    row = next(row for row in rows if row["value"] is not None)
    return f"{release.root[:12]}/{reach.indicator}/{reach.boundary}/{row['area']}/{row['period']}"


def test_pinned_figure_stands_on_the_list_and_leads_back(as_role, address):
    client = as_role(Role.SECTOR_PLANNER)
    answer = client.post(reverse("catalogue:pin"), {"wert": address, "notiz": "für den Bericht"})
    assert answer.status_code == 302
    page = client.get(reverse("catalogue:pinned")).content.decode()
    assert ("für den Bericht" in page, f"?wert={address}" in page) == (True, True)


def test_figure_leads_to_its_delivery_and_to_the_list(as_role, address):
    client = as_role(Role.COORDINATOR)
    client.post(reverse("catalogue:pin"), {"wert": address})
    page = client.get(reverse("chain:chain", args=["figure", address])).content.decode()
    assert "Meine Merkliste" in page
    assert "/daten/lieferungen/" in page


def test_pinned_list_is_ones_own(as_role, person, county, neighbour, address, client):
    as_role(Role.SECTOR_PLANNER).post(reverse("catalogue:pin"), {"wert": address})
    held = Evidence.objects.get()
    client.force_login(person(Role.SECTOR_PLANNER, neighbour))
    assert address not in client.get(reverse("catalogue:pinned")).content.decode()
    client.post(reverse("chain:unpin", args=[held.pk]))
    assert Evidence.objects.filter(pk=held.pk).exists()


@pytest.mark.parametrize(
    "wanted", ["", "x", "0" * 12 + "/quote/2022-12-31/16063/2022", "'/../../a/b/1"]
)
def test_pin_refuses_what_is_no_figure(as_role, address, wanted):
    answer = as_role(Role.COORDINATOR).post(reverse("catalogue:pin"), {"wert": wanted})
    assert (answer.status_code, Evidence.objects.count()) == (404, 0)


def test_pin_is_refused_to_who_is_not_signed_in(client, address):
    answer = client.post(reverse("catalogue:pin"), {"wert": address})
    assert (answer.status_code, Evidence.objects.count()) == (403, 0)


def test_pinned_figure_can_be_taken_off_again(as_role, address):
    client = as_role(Role.COORDINATOR)
    client.post(reverse("catalogue:pin"), {"wert": address})
    back = reverse("catalogue:pinned")
    held = Evidence.objects.get()
    answer = client.post(reverse("chain:unpin", args=[held.pk]), {"zurueck": back})
    assert (answer.url, Evidence.objects.count()) == (back, 0)
    answer = client.post(
        reverse("chain:unpin", args=[held.pk]), {"zurueck": "https://anderswo.example/"}
    )
    assert answer.url == "/"
