# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811  # reason: fixtures are imported by name and used by name
"""The tool bar in a browser: copying, the picture as PNG, closing by Escape, and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.product.catalogue.conftest import (  # noqa: F401  # reason: fixtures by name
    _no_library,
    instance,
    no_library,
    pristine_instance,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PNG = b"\x89PNG\r\n\x1a\n"
SERIES = "/atlas/zeitreihe/frauenanteil/16063/"


def test_copy_takes_text_and_table_and_the_picture_comes_as_png(page: Page, live_server, instance):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.goto(f"{live_server.url}{SERIES}")
    page.get_by_text("Kopieren", exact=True).click()
    expect(page.get_by_text("Kopiert: Text, Zahlen und Quelle")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert ("Frauenanteil: Wartburgkreis" in text, "Klammer, Freigabe" in text) == (True, True)
    read = "navigator.clipboard.read().then((all) => all[0].getType('text/html'))"
    assert "<table" in page.evaluate(f"{read}.then((blob) => blob.text())")

    more = page.get_by_text("Herunterladen", exact=True)
    more.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Excel (XLSX)")).to_be_hidden()
    expect(page.locator("summary", has_text="Herunterladen")).to_be_focused()
    more.click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Bild (PNG)").click()
    assert taken.value.suggested_filename.startswith("frauenanteil-wartburgkreis")
    assert Path(taken.value.path()).read_bytes()[:8] == PNG


def test_tools_work_without_scripts(browser, live_server, instance):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{SERIES}")
    page.get_by_text("Kopieren", exact=True).click()
    assert "Frauenanteil" in page.get_by_label("Zum Kopieren").input_value()
    page.get_by_text("Herunterladen", exact=True).click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Bild (PNG)").click()
    assert Path(taken.value.path()).read_bytes()[:8] == PNG
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV, schlicht").click()
    assert "Frauenanteil" in Path(taken.value.path()).read_text(encoding="utf-8")
    context.close()
