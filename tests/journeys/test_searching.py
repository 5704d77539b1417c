# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search in the head of every page: what it offers while somebody types, by keyboard and mouse."""

import re

import pytest
from playwright.sync_api import expect

from klammer_web.chain.search import entries, index

pytestmark = pytest.mark.browser


@pytest.fixture
def started(served_atlas, watched):
    """A page of an instance whose objects can be found, with the search in the head focused."""
    entries.rebuild()
    watched.goto(f"{served_atlas}/atlas/")
    watched.locator("#kopfsuche").focus()
    yield watched
    index.clear()  # its table is none of Django's, and would keep what it holds


def test_offers_are_reached_by_arrow_keys_and_opened_by_enter(started):
    field = started.get_by_role("combobox", name="Suchen")
    started.keyboard.type("wartb")
    offers = started.get_by_role("listbox", name="Vorschläge").get_by_role("option")
    expect(offers.first).to_contain_text("Wartburgkreis")
    expect(field).to_have_attribute("aria-expanded", "true")

    started.keyboard.press("ArrowDown")
    expect(offers.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "kopfsuche-liste-1")
    started.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", "kopfsuche-liste-1")
    started.keyboard.press("ArrowDown")
    started.keyboard.press("Enter")

    expect(started).to_have_url(re.compile("/atlas/profil/16063/"))


def test_escape_and_leaving_close_the_offers_and_keep_the_words(started):
    started.keyboard.type("wartb")
    listed = started.get_by_role("listbox", name="Vorschläge")
    expect(listed).to_be_visible()

    started.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(started.locator("#kopfsuche")).to_have_value("wartb")
    started.keyboard.press("ArrowDown")
    expect(listed).to_be_visible()
    started.keyboard.press("Tab")
    expect(listed).to_be_hidden()


def test_enter_without_a_choice_searches_and_a_click_opens(started):
    started.keyboard.type("wartb")
    started.get_by_role("listbox", name="Vorschläge").get_by_role("option").first.click()
    expect(started).to_have_url(re.compile("/atlas/profil/16063/"))

    started.locator("#kopfsuche").fill("wartb")
    started.keyboard.press("Enter")
    expect(started.get_by_role("heading", level=1)).to_have_text("Suche")
