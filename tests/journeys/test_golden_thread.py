# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
"""The golden thread, in one browser: from the delivered cell to what became of it, and back.

Today it goes delivery → release → figure → source cell → evidence → chain, and back to the
delivery. Every context lengthens it by its link.
"""

import pytest
from playwright.sync_api import expect

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


def test_golden_thread_is_walked_both_ways(signed_in, client, live_server, instance, tmp_path):
    page = signed_in
    path = flat_file(tmp_path / "neu.csv", counts=COUNTS | {"16063": {"2022": (81_000, 79_300)}})
    _deliver(page, live_server.url, path)
    _release(page, live_server.url, client)

    page.goto(f"{live_server.url}/atlas/profil/16063/")
    page.locator('a[href*="herkunft"][href*="frauenanteil"][href*="/2022"]').first.click()
    expect(page.get_by_text("81.000 ÷ 160.300 × 100 = 50,5")).to_be_visible()
    expect(page.get_by_text("Zeile 9, Spalte 14").first).to_be_visible()

    page.get_by_label("Wofür?").fill("Grundlage des Sozialberichts")
    page.get_by_role("button", name="Zahl merken").click()
    page.get_by_role("link", name="Zur Merkliste").click()
    expect(page.get_by_text("Grundlage des Sozialberichts")).to_be_visible()

    page.get_by_role("link", name="Was daraus wurde").click()
    expect(page.get_by_role("heading", name="Was daraus wurde", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Meine Merkliste", exact=True)).to_be_visible()
    page.locator("[aria-labelledby=warum] a").first.click()
    expect(page.get_by_text("neu.csv").first).to_be_visible()


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
