# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown to safe HTML: headings get anchors, links and pictures lead to pages of the product."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

Lead = Callable[[str], str | None]
_TAGS = (
    "h1 h2 h3 h4 p a em strong code pre ul ol li table thead tbody tr th td blockquote img br hr "
    "div figure figcaption"
)
_ALLOWED = {
    "*": {"id", "class"},
    "a": {"href", "class"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"class", "tabindex", "role", "aria-label"},
}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading within a page, and the anchor that leads to it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML without its title, its headings and its plain words."""

    html: str
    headings: tuple[Heading, ...]
    text: str


def anchor_of(text: str) -> str:
    """Return the heading as it stands in an address."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_UMLAUTS)).strip("-") or "abschnitt"


def render(source: str, *, lead: Lead, prefix: str = "", deeper: int = 0) -> Rendered:
    """Render markdown; `lead` says where a link leads, None makes it plain text.

    prefix  stands before every anchor, so that several pages fit in one document
    deeper  how many levels each heading sinks
    """
    tokens, headings, taken = _parser().parse(source), [], set()
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = _heading(token, tokens[place + 1], prefix=prefix, taken=taken)
            headings.append(heading)
        if token.type in {"heading_open", "heading_close"}:  # the page's title is the only h1
            token.tag = f"h{min(max(int(token.tag[1]), 2) + deeper, 6)}"
        if token.type == "inline":
            _redirect(token, lead)
    html = _parser().renderer.render(tokens, _parser().options, {})
    html = nh3.clean(_tables(html), tags=set(_TAGS.split()), attributes=_ALLOWED, link_rel=None)
    words = [_plain(token) for token in tokens if token.type == "inline"]
    return Rendered(html, tuple(headings), " ".join(words))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _heading(token: Token, inline: Token, *, prefix: str, taken: set[str]) -> Heading:
    text = _plain(inline)
    anchor, number = prefix + anchor_of(text), 2
    while anchor in taken:
        anchor, number = f"{prefix}{anchor_of(text)}-{number}", number + 1
    taken.add(anchor)
    token.attrSet("id", anchor)
    return Heading(max(int(token.tag[1]), 2), text, anchor)


def _plain(inline: Token) -> str:
    kinds = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        kinds.get(one.type, one.content if one.type in {"text", "code_inline"} else "")
        for one in inline.children or []
    )


def _redirect(inline: Token, lead: Lead) -> None:
    """Let links and pictures lead to where the product has them."""
    open_links: list[bool] = []
    for one in inline.children or []:
        if one.type == "link_open":
            address = lead(str(one.attrGet("href")))
            open_links.append(address is not None)
            one.attrSet("href", address or "")
            one.hidden = address is None
            one.type = one.type if address else "text"
        elif one.type == "link_close" and not open_links.pop():
            one.type = "text"
        elif one.type == "image":
            one.attrSet("src", lead(str(one.attrGet("src"))) or "")
            one.attrSet("loading", "lazy")


def _tables(html: str) -> str:
    """Let wide tables scroll by themselves, also by keyboard."""
    frame = '<div class="table-frame" tabindex="0" role="group" aria-label="Tabelle">'
    html = html.replace("<th></th>", "<td></td>").replace("<th>", '<th scope="col">')
    return html.replace("<table>", f'{frame}<table class="table">').replace(
        "</table>", "</table></div>"
    )
