# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is shown which figures: internal ones say so, and everybody's can be looked at by all."""

import pytest
from django.urls import reverse

from klammer_web.accounts.enums import Role
from tests.product.catalogue.releasing import release

pytestmark = pytest.mark.django_db
SAYS = "Nicht öffentlich."
PAGES = ("catalogue:overview", "atlas:entry", "catalogue:pinned")


@pytest.fixture
def internal(as_role, instance):
    """A county whose administration has figures of its own; returns the client of its planner."""
    client = as_role(Role.COORDINATOR)
    release(client, audience="administration")
    return client


@pytest.mark.parametrize("name", PAGES)
def test_pages_with_internal_figures_say_so(internal, name):
    assert SAYS in internal.get(reverse(name)).content.decode()


def test_pages_without_figures_say_nothing(internal):
    assert SAYS not in internal.get(reverse("portal:home")).content.decode()


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.ADVISER])
def test_who_sees_public_figures_is_told_nothing(internal, as_role, role):
    page = as_role(role).get(reverse("atlas:entry")).content.decode()
    assert (SAYS in page, "öffentlichen Zahlen, wie alle" in page) == (False, False)


def test_planner_looks_at_what_everybody_sees_and_goes_back(internal, instance):
    public = instance.current_release("public").root[:12]
    back = reverse("atlas:entry")
    answer = internal.post(reverse("catalogue:view_as"), {"sicht": "public", "zurueck": back})
    assert answer.url == back
    page = internal.get(back).content.decode()
    assert (SAYS in page, public in page, "wie alle ohne Anmeldung" in page) == (False, True, True)
    internal.post(reverse("catalogue:view_as"), {"sicht": "", "zurueck": back})
    assert SAYS in internal.get(back).content.decode()


def test_way_back_never_leads_elsewhere(internal):
    answer = internal.post(reverse("catalogue:view_as"), {"zurueck": "https://anderswo.example/"})
    assert answer.url == reverse("catalogue:overview")


def test_signed_out_the_internal_release_is_nowhere(internal, instance, client):
    inside = next(
        one for one in (instance / "releases").iterdir()
        if '"administration"' in (one / "manifest.json").read_text(encoding="utf-8")
    )  # fmt: skip
    client.logout()
    for name in (*PAGES[:2], "atlas:find_area", "atlas:findings"):
        assert inside.name[:12] not in client.get(reverse(name)).content.decode()
    answer = client.get(
        reverse("atlas:take", args=["csv"]),
        {"ansicht": "/atlas/profil/16063/", "freigabe": inside.name[:12]},
    )
    assert answer.status_code in {403, 404}
