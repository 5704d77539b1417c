# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparing in a browser: picture and table are twins, a choice changes the address, no script."""

import re

import pytest
from playwright.sync_api import expect

RANKING = (
    "/atlas/vergleich/rangfolge/share/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"
    "&gebiet=16063"
)


@pytest.mark.browser
def test_ranking_lights_its_twin_and_keeps_the_choice_in_the_address(served_atlas, watched):
    page = watched
    page.goto(served_atlas + RANKING)
    row = page.locator('tr[data-area="16061"]')
    bar = page.locator('.ranks:not(.compare--narrow) rect[data-area="16061"]')

    row.get_by_role("link").first.focus()
    expect(bar).to_have_class(re.compile("is-lit"))
    bar.hover()
    expect(row).to_have_class(re.compile("is-lit"))

    page.get_by_label("im Jahr").select_option("2020")
    expect(page).to_have_url(re.compile("jahr=2020"))
    expect(page.locator("h1")).to_contain_text("2020")
    page.get_by_role("link", name="Ungleichheit").click()
    expect(page).to_have_url(re.compile(r"ungleichheit/share/\?.*jahr=2020"))


@pytest.mark.browser
def test_comparison_works_without_scripts(served_atlas, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(served_atlas + RANKING)

    page.get_by_label("im Jahr").select_option("2019")
    page.get_by_role("button", name="Anzeigen").click()

    expect(page).to_have_url(re.compile("jahr=2019"))
    expect(page.locator('tr[data-area="16063"]')).to_be_visible()
    expect(page.locator(".ranks:not(.compare--narrow)")).to_be_visible()
