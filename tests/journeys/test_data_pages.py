# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
"""In the browser: the data pages keep their address, fit their screen and are accessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from klammer_web.accounts.enums import Role
from tests.product.catalogue.conftest import (  # noqa: F401  # reason: fixtures by name
    _no_library,
    county,
    instance,
    no_library,
    person,
    pristine_instance,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = ((1280, 900), (390, 844))


@pytest.fixture
def signed_in(page: Page, live_server, client, person, county):
    """A browser in which the data steward of the Wartburgkreis is signed in."""
    client.force_login(person(Role.DATA_STEWARD, county))
    cookie = client.cookies["sessionid"]
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie.value, "url": live_server.url, "httpOnly": True}]
    )
    return page


def test_filtering_the_list_keeps_the_address_and_works_back(page: Page, live_server, instance):
    page.goto(f"{live_server.url}/daten/indikatoren/")
    page.get_by_label("mit dem Wort").press_sequentially("frauen")

    expect(page.get_by_text("1 von 2 Kennzahlen")).to_be_visible()
    expect(page).to_have_url(f"{live_server.url}/daten/indikatoren/?suche=frauen")
    page.get_by_role("link", name="Frauenanteil", exact=True).click()
    page.go_back()
    expect(page.get_by_text("1 von 2 Kennzahlen")).to_be_visible()


@pytest.mark.parametrize("size", WIDTHS, ids=["desk", "phone"])
def test_data_pages_are_accessible_and_fit(signed_in, live_server, instance, size):
    page = signed_in
    page.set_viewport_size({"width": size[0], "height": size[1]})
    root = instance.current_release("public").root[:12]
    delivery = instance.current_release("public").manifest["deliveries"][0]["id"]
    problems = {}

    for address in (
        "/", "/konto/anmelden/", "/daten/", "/daten/quellen/", "/daten/indikatoren/",
        "/daten/indikatoren/frauenanteil/", "/daten/indikatoren/frauenanteil/bearbeiten/",
        "/daten/lieferungen/", f"/daten/lieferungen/{delivery}/", "/daten/freigaben/",
        f"/daten/freigaben/{root}/",
        f"/daten/herkunft/?wert={root}/frauenanteil/2022-12-31/16063/2022",
    ):  # fmt: skip
        page.goto(live_server.url + address)
        found = [one["id"] for one in Axe().run(page).response["violations"]]
        width = page.evaluate("document.documentElement.scrollWidth")
        if found or width > size[0]:
            problems[address] = (found, width)

    assert problems == {}
