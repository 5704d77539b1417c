# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every component is shown once; no page has inline style or script."""

import re
from pathlib import Path

import pytest

from klammer_web import ui

FOLDER = Path(ui.__file__).parent
COMPONENTS = sorted(path.name for path in (FOLDER / "templates/ui/components").glob("*.html"))


def test_gallery_shows_every_component(client, db):
    response = client.get("/ui/galerie/")

    shown = {template.name.rpartition("/")[2] for template in response.templates}
    assert [name for name in COMPONENTS if name not in shown] == []


@pytest.mark.parametrize(
    "address", ["/ui/galerie/", "/ui/zeichen/", "/ui/barrierefreiheit/", "/x/"]
)
def test_pages_hold_no_inline_style_or_script(client, db, address):
    page = client.get(address).content.decode()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag] == []


def test_unknown_address_is_answered_in_german_with_a_number_to_quote(client, db):
    response = client.get("/gibt/es/nicht/")

    page = response.content.decode()
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in page
    assert response["X-Request-Number"] in page


def test_server_error_is_answered_without_details(client, db, monkeypatch):
    def broken(*_arguments, **_named):
        raise RuntimeError("geheime Zahl 4711")

    monkeypatch.setattr("klammer_web.ui.gallery.formats.number", broken)
    client.raise_request_exception = False

    response = client.get("/ui/galerie/")

    page = response.content.decode()
    assert response.status_code == 500
    assert "Es ist ein Fehler aufgetreten" in page
    assert response["X-Request-Number"] in page
    assert "4711" not in page


def test_navigation_has_no_dead_links(client, db):
    page = client.get("/ui/galerie/").content.decode()

    rooms = page.partition('aria-label="Hauptbereiche"')[2].partition("</nav>")[0]
    addresses = re.findall(r'href="([^"]+)"', rooms)
    assert "/atlas/" in addresses
    assert [a for a in addresses if client.get(a).status_code >= 500] == []


def test_css_uses_only_colours_that_follow_the_theme():
    loose = [
        (path.name, found)
        for path in (FOLDER / "static/ui/css").glob("*.css")
        if path.name not in {"tokens.css", "print.css"}
        for found in re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", path.read_text(encoding="utf-8"))
    ]

    assert loose == []


def test_foreign_files_are_those_that_were_pinned():
    import tomllib

    pins = tomllib.loads(Path("tools/frontend.toml").read_text(encoding="utf-8"))["package"]

    named = {target for package in pins for target in package["files"].values()}
    there = FOLDER / "static/ui/vendor"
    found = {str(p.relative_to(there)) for p in there.rglob("*") if p.is_file()}
    assert named - found == set()
    assert {name for name in found - named if not name.endswith(".license")} == set()
