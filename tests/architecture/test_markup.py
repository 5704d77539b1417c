# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The markup of every page: nothing inline, nobody else's hosts, a way back, labels, one id each.

Pages come from the table of rights, each shown to somebody who may open it, without a browser.
"""

import copy
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings

from tests.architecture import rights_world
from tests.journeys import enumeration
from tests.product.catalogue.small_instance import small_instance

pytestmark = pytest.mark.django_db
# Pages without a way back: the first one, those before it, and those that stand alone on a screen.
NO_WAY_BACK = {
    "account_confirm_email", "account_email_verification_sent", "account_inactive",
    "account_login", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_signup", "accounts:invitation", "accounts:second_look_link", "accounts:sign_in", "mfa_authenticate", "mfa_login_webauthn",
    "openid_connect_login", "portal:home",
    "socialaccount_login_cancelled",
}  # fmt: skip
_LOADS = {"src", "href", "action", "data", "poster", "srcset", "formaction"}
_FIELDS = {"input", "select", "textarea"}
_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Markup(HTMLParser):
    """What a page's text says about itself."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.fields: list[dict[str, str]] = []
        self.crumbs = 0
        self.skips = False
        self._open: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag, attrs):
        words = {name: value or "" for name, value in attrs}
        self._inline(tag, words)
        self._hosts(tag, words)
        if "id" in words:
            self.ids[words["id"]] += 1
        if tag == "label" and "for" in words:
            self.labelled.add(words["for"])
        if tag in _FIELDS and words.get("type", "") not in _NO_LABEL:
            inside = any(name == "label" for name, _ in self._open)
            self.fields.append({**words, "inside": "1" if inside else ""})
        if tag == "img" and "alt" not in words:
            self.wrong.append(f"img without alt: {words.get('src', '')[:60]}")
        if tag == "nav" and "crumbs" in words.get("class", ""):
            self.crumbs += 1
        self.skips |= words.get("href", "") == "#inhalt"
        if tag not in _VOID:
            self._open.append((tag, words))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def _inline(self, tag, words):
        self.wrong += [f"inline {name} on {tag}" for name in words if name.startswith("on")]
        if "style" in words:
            self.wrong.append(f"inline style on {tag}")
        if tag == "style" and not any(name == "svg" for name, _ in self._open):
            self.wrong.append("inline style sheet")
        if tag == "script" and "src" not in words and "json" not in words.get("type", ""):
            self.wrong.append("inline script")

    def _hosts(self, tag, words):
        for name in _LOADS & words.keys():
            host = urlsplit(words[name]).netloc
            if host and tag != "a" and host != "testserver":
                self.wrong.append(f"{tag} {name} leads to {host}")

    def findings(self, name: str) -> list[str]:
        """Return everything that is wrong with the page."""
        nameless = [
            one.get("name", "?")
            for one in self.fields
            if not (one["inside"] or one.get("id") in self.labelled
                    or one.get("aria-label") or one.get("aria-labelledby"))
        ]  # fmt: skip
        return [
            *self.wrong,
            *(f"id {one} {count} times" for one, count in self.ids.items() if count > 1),
            *(f"field {one} without a label" for one in nameless),
            *([] if self.skips else ["no link that skips to the content"]),
            *([] if self.crumbs == (name not in NO_WAY_BACK) else [f"{self.crumbs} ways back"]),
        ]


@pytest.fixture
def world(tmp_path, monkeypatch, tmp_path_factory):
    """Everybody, and one object of each kind."""
    monkeypatch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
    instance = small_instance(tmp_path)
    words = {"SECOND_FACTOR_ROLES": frozenset(), "LIMIT_FACTOR": 1_000_000}
    with override_settings(INSTANCE=instance.folder, **words):
        yield rights_world.build(instance)
    rights_world.forget()


def test_every_page_is_written_as_it_should_be(world):
    wrong, shown = [], 0
    for place in enumeration.places(world):
        client = Client()
        client.cookies = copy.deepcopy(place.actor.cookies)
        response = client.get(place.address, follow=True)
        if "text/html" not in response.headers.get("Content-Type", ""):
            continue
        if response.redirect_chain:  # another page of the enumeration
            continue
        shown += 1
        markup = Markup()
        markup.feed(response.content.decode())
        wrong += [f"{place.name}: {one}" for one in sorted(set(markup.findings(place.name)))]
    assert shown > 80
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p style='color:red'>", "inline style on p"),
        ("<button onclick='x()'>", "inline onclick on button"),
        ("<script>x()</script>", "inline script"),
        ("<script src='https://elsewhere.example/x.js'></script>", "script src leads to"),
        ("<link rel=stylesheet href='//elsewhere.example/x.css'>", "link href leads to"),
        ("<img src='/x.png'>", "img without alt"),
        ("<i id=a></i><i id=a></i>", "id a 2 times"),
        ("<input name=q>", "field q without a label"),
        ("<p></p>", "0 ways back"),
    ],
    ids=["style", "handler", "script", "foreign-script", "foreign-style", "picture", "id", "field",
         "crumbs"],
)  # fmt: skip
def test_what_is_wrong_is_found(text, said):
    markup = Markup()
    markup.feed(text)
    assert any(said in one for one in markup.findings("atlas:entry"))
