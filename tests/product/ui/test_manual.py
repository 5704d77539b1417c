# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manual is served as it is written; what could run as a script is text."""

import re

import pytest
from django.urls import reverse

from klammer_web.ui.manual import contents, places, rendering

KEYS = [page.key for page in contents.pages()]


def page_of(key: str) -> contents.Page:
    return contents.page(*key.split("/"))


def test_headings_get_anchors_and_repeated_ones_a_number():
    made = rendering.render("## Größe\n\n## Größe\n\n### Über & unter", lead=str)

    assert [(one.level, one.anchor) for one in made.headings] == [
        (2, "groesse"),
        (2, "groesse-2"),
        (3, "ueber-unter"),
    ]
    assert '<h2 id="groesse-2">Größe</h2>' in made.html


@pytest.mark.parametrize(
    "source",
    ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "[x](javascript:alert(1))"],
)
def test_what_could_run_is_text(source):
    html = rendering.render(source, lead=str).html

    assert re.findall(r"<(script|img)|href=\"javascript", html) == []


def test_link_that_leads_nowhere_becomes_text_and_others_stay_links():
    made = rendering.render("Siehe [hier](a.md) und [da](b.md).", lead={"b.md": "/b/"}.get)

    assert made.html == '<p>Siehe hier und <a href="/b/">da</a>.</p>\n'
    assert made.text == "Siehe hier und da."


def test_wide_tables_scroll_by_themselves():
    html = rendering.render("| a | b |\n|---|---|\n| 1 | 2 |\n", lead=str).html

    assert 'class="table-frame" tabindex="0"' in html
    assert '<th scope="col">a</th>' in html


@pytest.mark.parametrize("key", KEYS)
def test_page_is_served_with_its_title_and_leads_to_its_neighbours(client, db, key):
    page = page_of(key)

    html = client.get(page.address).content.decode()

    assert html.count("<h1") == 1
    assert f"<h1>{page.title}</h1>".replace("&", "&amp;") in html
    assert "[zu prüfen]" not in html or "zu prüfen" in page.source


def test_contents_lead_to_every_page(client, db):
    html = client.get(reverse("manual:contents")).content.decode()

    assert [page.key for page in contents.pages() if f'href="{page.address}"' not in html] == []


def test_document_holds_every_page_and_no_anchor_twice(client, db):
    html = client.get(reverse("manual:whole")).content.decode()

    anchors = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(anchors) == sorted(set(anchors))
    missing = [
        page.key for page in contents.pages() if f'id="{page.key.replace("/", "-")}"' not in html
    ]
    assert missing == []
    inside = set(re.findall(r'href="#([^"]+)"', html))
    assert inside - set(anchors) == set()


@pytest.mark.parametrize(
    "name", ["../klammer.toml", "..%2f..%2fsettings.py", "nichts.png", "x.svg"]
)
def test_only_pictures_are_handed_out(client, db, name):
    assert client.get(f"/hilfe/bild/{name}").status_code == 404


def test_pictures_are_handed_out(client, db):
    name = min(path.name for path in places.pictures().glob("*.png"))

    response = client.get(reverse("manual:picture", args=[name]))

    assert response["Content-Type"] == "image/png"
    assert b"".join(response.streaming_content)[:4] == b"\x89PNG"


def test_unknown_page_is_not_there(client, db):
    assert client.get("/hilfe/einstieg/nichts/").status_code == 404


def test_manual_can_be_found(db):
    from klammer_web.portal import searching

    found = {one.object_id: one for one in searching.everything()}

    assert set(found) == set(KEYS)
    assert {one.readers for one in found.values()} == {("klammerreaderpublic",)} or all(
        len(one.readers) == 1 for one in found.values()
    )
