# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Menus without a mouse: opened, walked through, closed by Escape, focus back where it was."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from klammer_web.accounts.enums import Role
from tests.journeys.conftest import PHONE
from tests.product.chain.conftest import county
from tests.product.chain.people import person

__all__ = ["county"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _opened_and_left(page: Page, summary, inside) -> None:
    """Open by Enter, step inside, leave by Escape."""
    summary.focus()
    page.keyboard.press("Enter")
    expect(inside.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(inside.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(inside.first).to_be_hidden()
    expect(summary).to_be_focused()


def test_rooms_fold_out_on_a_phone(watched, served_atlas):
    watched.set_viewport_size(PHONE)
    watched.goto(f"{served_atlas}/atlas/")
    button = watched.get_by_role("button", name="Menü")
    links = watched.locator("#bereiche a")
    expect(links.first).to_be_hidden()

    button.focus()
    watched.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(links.first).to_be_visible()
    watched.keyboard.press("Escape")

    expect(links.first).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_menus_of_a_person_and_of_a_figure(watched, served_atlas, county):
    client = Client()
    client.force_login(person(county, Role.COORDINATOR, name="Planungskoordination"))
    session = client.cookies["sessionid"].value
    watched.context.add_cookies([{"name": "sessionid", "value": session, "url": served_atlas}])
    watched.goto(f"{served_atlas}/atlas/zeitreihe/share/16063/")

    _opened_and_left(
        watched, watched.locator(".head__who"), watched.locator(".head__account .menu__link")
    )
    more = watched.locator(".tools__more:has(summary:text-is('Herunterladen'))")
    _opened_and_left(watched, more.locator("summary"), more.locator("a, button"))

    more.locator("summary").click()
    watched.locator("h1").first.click()
    expect(more.locator("a, button").first).to_be_hidden()
