# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page of the enumeration: axe, light and dark, wide and narrow, names, order, titles."""

import os
from collections import defaultdict
from pathlib import Path

import pytest

from tests.architecture import rights_world
from tests.journeys import enumeration
from tests.journeys.conftest import PHONE, WIDE
from tests.product.catalogue.small_instance import small_instance

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="session")
def enumerated_instance(tmp_path_factory):
    """A small instance with released figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        return small_instance(tmp_path_factory.mktemp("enumerated"))


@pytest.fixture
def world(enumerated_instance, settings):
    """Everybody, and one object of each kind."""
    settings.INSTANCE = enumerated_instance.folder
    settings.LIMIT_FACTOR = 1_000_000
    yield rights_world.build(enumerated_instance)
    rights_world.forget()


def test_every_page_is_accessible(page, live_server, world):
    wrong, titles = defaultdict(list), defaultdict(list)
    actor = None

    for place in enumeration.places(world):
        if place.actor is not actor:
            actor = place.actor
            enumeration.sign_in(page, actor, base=live_server.url)
        wrong[place.name] += looked_at(page, live_server.url + place.address, place.name)
        titles[page.title()].append(place.name)

    said = [f"{name}: {one}" for name, found in wrong.items() for one in found]
    assert not said, "\n".join(said)
    shared = {title: names for title, names in titles.items() if len(names) > 1}
    assert shared == SAME, "\n".join(f"{title}: {names}" for title, names in shared.items())


# Addresses that lead this person to one page: there is a password already, nobody chose a county
# yet, a link that is used up asks to sign in.
SAME = {
    "Passwort · Klammer": ["account_change_password", "account_set_password"],
    "Adresse bestätigen · Klammer": [
        "account_confirm_email",
        "account_email_verification_sent",
    ],
    "Anmelden · Klammer": ["account_login", "accounts:second_look_link", "accounts:sign_in"],
    "own-provider · Klammer": ["accounts:person", "portal:colleague"],
    "Start · Klammer": ["mfa_authenticate", "mfa_login_webauthn", "portal:home"],
    "Kreis wählen · Klammer": [
        "portal:begin",
        "portal:begin_committees",
        "portal:begin_departments",
        "portal:begin_people",
        "portal:begin_plans",
    ],
}


def looked_at(page, address: str, name: str) -> list[str]:
    """Return what is wrong with one page, at each size and in each light."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    answer = page.goto(address)
    if answer.status >= 400:
        return [f"answers {answer.status}"]
    found = [*enumeration.violations(page), *enumeration.order(page), *enumeration.nameless(page)]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    found += [f"dark, phone: {one}" for one in enumeration.violations(page, rules=NARROW)]
    keep(page, name)
    page.set_viewport_size({"width": enumeration.NARROWEST, "height": 640})
    return found + enumeration.too_wide(page)


# What darkness and a narrow page may break that a light, wide page does not.
NARROW = ("color-contrast", "target-size", "scrollable-region-focusable", "meta-viewport")


def keep(page, name: str) -> None:
    """Keep a picture where KLAMMER_LOOK says, to be looked at."""
    if folder := os.environ.get("KLAMMER_LOOK"):
        path = Path(folder) / f"{name.replace(':', '_')}.png"
        page.screenshot(path=path, full_page=True)
