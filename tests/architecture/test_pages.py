# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page says what it is for; every page and picture of the manual exists and is linked.

Pages are the addresses of `rights.toml` that answer GET and are no file. What a new address is must
be said: it has a text in `help.toml`, or it stands in `FILES`.
"""

import re
import tomllib
from pathlib import Path

import pytest

from klammer_web.ui.manual import contents, panels, places
from tests.architecture.test_rights import ADDRESSES
from tools import states
from tools.architecture import ROOT

TABLE = tomllib.loads(Path(__file__).with_name("rights.toml").read_text(encoding="utf-8"))
INTERFACE = "api:api_v1:"  # answers programs
# Addresses that answer GET with something else than a page for people: files, fragments, onward.
FILES = {
    "accountability:own_export", "accountability:person_export", "accountability:processing_odt",
    "accounts:list_workbook", "alive",
    "api:nothing", "atlas:compare_choose", "atlas:map_picture", "atlas:map_state", "atlas:map_table", "atlas:outlines",
    "atlas:geography_outlines", "atlas:geography_template", "atlas:outlines_json", "atlas:own_sum", "atlas:take",
    "atlas:index_file", "atlas:index_inputs", "atlas:index_steps",
    "atlas:values", "catalogue:delivery_raw", "catalogue:indicator_file", "catalogue:indicator_values", "comments:of_object",
    "comments:people", "due_dates:as_file", "due_dates:feed", "gauges", "health", "manual:picture",
    "mfa_download_recovery_codes", "notifications:open", "openid_connect_callback", "portal:suggest",
    "operation:mail_calendar", "operation:mail_file",
}  # fmt: skip
PAGES = sorted(
    name
    for name, line in TABLE["addresses"].items()
    if line.get("get", "-") != "-" and name not in FILES and not name.startswith(INTERFACE)
)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
SOURCES = {page.key: page.source for page in contents.pages()}


def test_every_page_says_what_it_is_for():
    assert [name for name in PAGES if panels.panel(name) is None] == []


def test_nothing_is_said_about_pages_that_are_gone():
    assert sorted(set(panels.panels()) - set(ADDRESSES)) == []


def test_files_are_addresses():
    assert sorted(FILES - set(ADDRESSES)) == []


@pytest.mark.parametrize("name", sorted(panels.panels()))
def test_panel_reads_as_sentences_and_leads_to_pages_that_exist(name):
    panel = panels.panel(name)

    assert re.fullmatch(r"[A-ZÄÖÜ„].*[.“]", panel.purpose)
    assert not panel.steps or re.fullmatch(r"[A-ZÄÖÜ„].*[.“]", panel.steps)
    assert [key for key in panel.read if key not in SOURCES] == []


@pytest.mark.parametrize("key", sorted(SOURCES))
def test_pictures_of_the_manual_exist_and_are_described(key):
    pictures = PICTURE.findall(SOURCES[key])

    assert [
        link for _, link in pictures if not (places.pictures() / Path(link).name).is_file()
    ] == []
    assert [link for said, link in pictures if len(said) < 10] == []


@pytest.mark.parametrize("key", sorted(SOURCES))
def test_links_of_the_manual_lead_somewhere(key):
    folder = places.pages() / key.rpartition("/")[0]
    links = [
        link for link in LINK.findall(SOURCES[key]) if not re.match(r"https?:|mailto:|#|/", link)
    ]

    assert [link for link in links if not (folder / link.partition("#")[0]).exists()] == []


def test_pictures_are_shown_somewhere():
    """A picture nobody shows is dead weight of every download."""
    texts = [
        *SOURCES.values(),
        *((ROOT / name).read_text("utf-8") for name in ("README.md", "README.de.md")),
    ]
    shown = {Path(link).name for text in texts for _, link in PICTURE.findall(text)}

    assert sorted({path.name for path in places.pictures().glob("*.png")} - shown) == []


def test_order_of_the_manual_names_pages_that_exist():
    order = tomllib.loads((places.pages() / "inhalt.toml").read_text(encoding="utf-8"))

    assert [f"{kind}/{slug}" for kind, slugs in order.items() for slug in slugs
            if f"{kind}/{slug}" not in SOURCES] == []  # fmt: skip


def test_every_role_has_its_beginning():
    from klammer_web.accounts.enums import Role

    beginnings = {
        Role.COORDINATOR: "planungskoordination",
        Role.SECTOR_PLANNER: "fachplanung",
        Role.HEAD: "leitung",
        Role.COUNCIL_MEMBER: "gremien",
        Role.PROVIDER: "traeger",
        Role.ADVISER: "beratung",
        Role.DATA_STEWARD: "datenpflege",
        Role.ADMINISTRATOR: "verwaltung",
    }
    assert [role for role in Role if f"einstieg/{beginnings[role]}" not in SOURCES] == []
    assert {"einstieg/bevoelkerung", "einstieg/betrieb", "einstieg/alle"} <= set(SOURCES)


def test_states_are_printed_as_they_are():
    assert states.PAGE.read_text(encoding="utf-8") == states.page()


def test_manual_goes_into_the_wheel():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

    assert packed == {
        "docs/de": "klammer_web/ui/manual/pages/de",
        "docs/pictures": "klammer_web/ui/manual/pages/pictures",
    }
