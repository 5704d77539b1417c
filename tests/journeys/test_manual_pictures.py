# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of the manual that need somebody signed in, taken from the demonstration.

With KLAMMER_PICTURES=1 they are written to docs/pictures; otherwise it is only checked that they can
be taken and are there. KLAMMER_DEMO_FOLDER names a demo that is built already.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.demonstration import picture

SIZE = {"width": 1280, "height": 860}
# picture → account of the demo (empty: nobody), address, heading
SHOWN = {
    "hilfe-anmelden": ("", "/konto/anmelden/", "Anmelden"),
    "hilfe-suche": ("", "/suche/?q=kinderarmut", "Suche"),
    "hilfe-was-sehe-ich": ("", "/atlas/", "Atlas"),
    "hilfe-lieferungen": ("datenpflege@demo.example", "/daten/lieferungen/", "Lieferungen"),
    "hilfe-freigaben": ("datenpflege@demo.example", "/daten/freigaben/", "Freigaben"),
    "befunde-liste": ("planung@demo.example", "/atlas/befunde/", "Befunde"),
    "befund-schreiben": (
        "planung@demo.example",
        "/atlas/befunde/neu/?ansicht=/atlas/zeitreihe/kinderarmut/16063/",
        "Befund schreiben",
    ),
    "atlas-ueberblick": ("", "/atlas/ueberblick/", "im Überblick"),
    "hilfe-start": ("planung@demo.example", "/", None),
}


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_picture_shows_the_page_it_is_about(demo: str, page: Page, name: str, tmp_path) -> None:
    account, address, heading = SHOWN[name]
    page.set_viewport_size(SIZE)
    if account:
        page.goto(f"{demo}/konto/anmelden/")
        button = page.locator("form", has=page.locator(f"[value='{account}']")).get_by_role(
            "button"
        )
        button.first.click()
    page.goto(demo + address)

    if heading:
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    if name == "hilfe-was-sehe-ich":
        page.keyboard.press("F1")
        expect(page.locator("#hilfe")).to_have_attribute("open", "")
    picture(page, name, tmp_path)
