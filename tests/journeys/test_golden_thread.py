# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
"""The golden thread, in one browser: from the delivered cell to what became of it, and back.

Today it goes delivery → release → figure → source cell → evidence → finding, and from the figure into
an index, whose place of an area becomes evidence too; from the finding and from the index back to the
source cell, and from the figure forward to the finding. Every context lengthens it.
"""

import pytest
from playwright.sync_api import expect

from klammer_web.accounts.enums import Role
from klammer_web.catalogue.models import Preparation
from tests.journeys.test_data_pages import signed_in  # noqa: F401  # reason: a fixture by name
from tests.product.catalogue.conftest import (  # noqa: F401  # reason: fixtures by name
    _no_library,
    county,
    instance,
    no_library,
    person,
    pristine_instance,
)
from tests.product.catalogue.releasing import looked_at
from tests.product.catalogue.small_instance import COUNTS, flat_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_golden_thread_is_walked_both_ways(
    signed_in, client, live_server, instance, tmp_path, person, county
):
    page = signed_in
    path = flat_file(tmp_path / "neu.csv", counts=COUNTS | {"16063": {"2022": (81_000, 79_300)}})
    _deliver(page, live_server.url, path)
    _release(page, live_server.url, client)

    _become(page, client, person(Role.COORDINATOR, county), live_server.url)
    page.goto(f"{live_server.url}/atlas/profil/16063/")
    page.locator('a[href*="herkunft"][href*="frauenanteil"][href*="/2022"]').first.click()
    expect(page.get_by_text("81.000 ÷ 160.300 × 100 = 50,5")).to_be_visible()
    expect(page.get_by_text("Zeile 9, Spalte 14").first).to_be_visible()

    page.get_by_label("Wofür?").fill("Grundlage des Sozialberichts")
    page.get_by_role("button", name="Zahl merken").click()
    page.get_by_role("link", name="Zur Merkliste").click()
    expect(page.get_by_text("Grundlage des Sozialberichts")).to_be_visible()

    _write_finding(page)

    page.get_by_role("link", name="Frauenanteil, Wartburgkreis, 2022").click()
    expect(page.get_by_text("Zeile 9, Spalte 14").first).to_be_visible()
    page.get_by_role("link", name="Was aus dieser Zahl wurde").click()
    expect(page.get_by_role("heading", name="Was daraus wurde", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=FINDING, exact=True)).to_be_visible()
    page.locator("[aria-labelledby=warum] a").first.click()
    expect(page.get_by_text("neu.csv").first).to_be_visible()

    _build_index(page, live_server.url, tmp_path)
    page.get_by_role("link", name="Wartburgkreis").first.click()
    expect(page.get_by_role("region", name="Warum steht das Gebiet hier?")).to_be_visible()
    page.get_by_role("button", name="Merken", exact=True).click()
    expect(page.get_by_text("Gemerkt").first).to_be_visible()
    page.get_by_role("link", name="50,5").first.click()
    expect(page.get_by_text("Zeile 9, Spalte 14").first).to_be_visible()


def _become(page, client, user, address):
    """Go on as somebody else: data stewards deliver, planners write."""
    client.force_login(user)
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": address}])


FINDING = "Jede zweite Person im Kreis ist eine Frau"


def _write_finding(page):
    """Make the pinned figure the evidence of a finding, and agree to it."""
    page.get_by_role("link", name="Befund schreiben").click()
    expect(page.get_by_role("checkbox", name="Frauenanteil")).to_be_checked()
    page.get_by_label("Titel").fill(FINDING)
    page.get_by_label("Was sehen wir?").fill("2022 waren 50,5 von 100 Menschen Frauen.")
    page.get_by_label("Was heißt es?").fill("Angebote für beide sind gleich groß zu planen.")
    page.get_by_role("button", name="Befund speichern").click()
    expect(page.get_by_role("heading", name=FINDING)).to_be_visible()
    expect(page.locator(".pinned__value")).to_have_text("50,5 %")
    page.get_by_role("button", name="Als abgestimmt vermerken").click()
    expect(page.locator(".badge", has_text="abgestimmt")).to_be_visible()


SPECIFICATION = """
id = "lage"
title = "Lage der Kreise"
missing = "leave_out"

[standardisation]
method = "z"

[[inputs]]
column = "frauenanteil"
title = "Frauenanteil"

[index]
combination = "sum"

[classes]
method = "limits"
limits = [{ name = "1", title = "niedrig", below = 0 }, { name = "2", title = "hoch", at_least = 0 }]
"""


def _build_index(page, address, folder):
    """Make an index of the figure from a specification file, a draft of the county's own."""
    path = folder / "lage.toml"
    path.write_text(SPECIFICATION, encoding="utf-8")
    page.goto(f"{address}/atlas/indizes/neu/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Datei als Entwurf speichern").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lage der Kreise")


def _deliver(page, address, path):
    page.goto(f"{address}/daten/lieferungen/")
    page.get_by_label("Datei").set_input_files(path)
    page.get_by_role("button", name="Hochladen und prüfen").click()
    expect(page.get_by_text("Noch ist nichts übernommen")).to_be_visible()
    page.get_by_role("button", name="Lieferung übernehmen").click()
    expect(page.get_by_text("Sichtbar wird sie mit der nächsten Freigabe.")).to_be_visible()


def _release(page, address, client):
    page.goto(f"{address}/")
    page.get_by_role("link", name="Neue Freigabe anlegen").click()
    page.get_by_role("button", name="Rechnen und ansehen").click()
    page.get_by_role("link", name="Ergebnis ansehen").click()
    expect(page.get_by_text("Noch ist nichts freigegeben")).to_be_visible()
    looked_at(client, Preparation.objects.latest("at"))  # figures become public with a second look
    page.reload()
    page.get_by_role("button", name="Jetzt freigeben").click()
    page.get_by_role("link", name="Ergebnis ansehen").click()
    expect(page.locator(".badge", has_text="wird gezeigt")).to_be_visible()
