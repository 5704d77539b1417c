# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page of the product in a browser: its address, and somebody who may see it.

Pages come from `tests/architecture/rights.toml`, the objects on them from `rights_world.py`. A page
that nobody of the world may open (a recovery code without a second factor) is not shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from axe_playwright_python.base import AXE_FILE_PATH
from django.urls import reverse
from playwright.sync_api import Page

from tests.architecture.rights_world import LAND, OWN, Actor, World
from tests.architecture.test_pages import PAGES, TABLE

NARROWEST = 320  # CSS pixels: what is left of 1280 at 400 % (WCAG 1.4.10)
# What a page needs behind its address so that there is something to see in this small instance.
MORE = {
    "atlas:own_new": "?ebene=kreis&stand=2022-12-31",
    "atlas:own_preview": "?ebene=kreis&stand=2022-12-31&teile=16061,16063",
    "portal:search": "?q=Wartburg",
}
_NEVER = {"hidden", "none", "asks"}
_CONTROLS = {
    "button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "listbox",
    "switch", "slider", "spinbutton", "menuitem", "tab", "option", "img", "figure", "dialog",
    "navigation", "region", "form", "table", "DisclosureTriangle",
}  # fmt: skip
_MAY_BE_NAMELESS = {"table", "form", "figure"}  # axe asks for a name where one is needed
_AXE = AXE_FILE_PATH.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Place:
    """A page and who looks at it."""

    name: str
    address: str
    actor: Actor


def places(world: World) -> Iterator[Place]:
    """Yield every page that can be shown, with somebody who may see it."""
    for name in PAGES:
        line = TABLE["addresses"][name]
        if line["get"] in _NEVER:
            continue
        arguments = world.objects[line["object"]] if "object" in line else None
        address = reverse(name, kwargs=arguments) + (line.get("query") or MORE.get(name, ""))
        yield Place(name, address, _somebody(world, line["get"]))


def _somebody(world: World, rule: str) -> Actor:
    if rule == "open":
        return next(one for one in world.actors if one.place == "nobody")
    if rule == "central":
        return next(one for one in world.actors if one.place == LAND)
    wanted = [role for word in rule.split() for role in TABLE["groups"].get(word, [word])]
    own = [one for one in world.actors if one.place == OWN]
    return next((one for one in own if one.role.value in wanted), own[0])


def sign_in(page: Page, actor: Actor, *, base: str) -> None:
    """Let the browser be this person."""
    page.context.clear_cookies()
    if "sessionid" in actor.cookies:
        value = actor.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": value, "url": base}])


def violations(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """Return what axe finds, with the first place of each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    options = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]


def too_wide(page: Page) -> list[str]:
    """Return what stands beside the screen, when the page has to be moved sideways."""
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wider <= 0:
        return []
    culprits = page.evaluate(
        """() => [...document.body.querySelectorAll("*")].filter((one) => {
             const box = one.getBoundingClientRect();
             return box.width && box.right > innerWidth + 1
                 && !one.closest(".table-frame, .rooms, pre, [hidden]");
           }).slice(0, 2).map((one) => one.outerHTML.slice(0, 120))"""
    )
    return [f"{wider} px too wide: {culprits}"]


def nameless(page: Page) -> list[str]:
    """Return the controls and landmarks of the accessibility tree that have no name."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        f"{role} without a name"
        for node in nodes
        if not node.get("ignored")
        and (role := node.get("role", {}).get("value")) in _CONTROLS - _MAY_BE_NAMELESS
        and not node.get("name", {}).get("value", "").strip()
    ]


def order(page: Page) -> list[str]:
    """Return what is wrong with language, title, main heading, landmarks and heading levels."""
    said = page.evaluate(
        """() => ({
             lang: document.documentElement.lang,
             title: document.title,
             main: document.querySelectorAll("main").length,
             levels: [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")]
               .filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1])),
           })"""
    )
    levels = said["levels"]
    jumps = [
        f"h{level} after h{before}" for before, level in pairwise(levels) if level > before + 1
    ]
    return [
        *([f"language is {said['lang']}"] if said["lang"] != "de" else []),
        *([f"{said['main']} main landmarks"] if said["main"] != 1 else []),
        *([f"{levels.count(1)} main headings"] if levels.count(1) != 1 else []),
        *(["main heading is not the first"] if levels[:1] != [1] else []),
        *jumps,
    ]
