# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Without a mouse: skip link, head, map, table, help and forms; focus to be seen; nothing moves."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAP = "/atlas/karte/rate/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"
FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  return {
    what: one.innerText?.trim().slice(0, 60) || one.getAttribute("aria-label") || one.id,
    outline: style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : 0,
    shadow: style.boxShadow !== "none" && style.boxShadow !== "",
    // A shape of the map shows the focus by its own line.
    line: one.matches("svg .shape, svg a") ? Math.max(...[one, ...one.querySelectorAll("*")]
      .map((part) => parseFloat(getComputedStyle(part).strokeWidth) || 0)) : 0,
    tag: one.tagName,
    seen: (() => { const box = one.getBoundingClientRect();
      return box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0; })(),
  };
}"""


def tabbed(page: Page, *, most: int = 60) -> list[dict]:
    """Go through the page with the tabulator key until it begins anew; return every stop."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    return stops


def test_first_stop_skips_to_the_content(watched, served_atlas):
    page = watched
    page.goto(f"{served_atlas}/atlas/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    "address",
    ["/", "/atlas/", MAP, "/hilfe/barriere-melden/", "/suche/?q=rate", "/konto/anmelden/"],
    ids=["start", "atlas", "map", "barrier", "search", "sign-in"],
)
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_stop_of_the_tabulator_is_seen(watched, served_atlas, address, size):
    page = watched
    page.set_viewport_size(size)
    page.goto(served_atlas + address)

    stops = tabbed(page)

    assert len(stops) > 5
    assert [stop for stop in stops if not stop["seen"]] == []
    assert [
        stop for stop in stops if not (stop["outline"] >= 1 or stop["shadow"] or stop["line"] >= 2)
    ] == []


def test_help_of_the_page_opens_and_closes_by_key_and_gives_the_focus_back(watched, served_atlas):
    page = watched
    page.goto(f"{served_atlas}/atlas/")
    panel = page.locator("#hilfe")

    page.keyboard.press("F1")
    expect(panel).to_have_attribute("open", "")
    expect(panel.locator("summary")).to_be_focused()
    expect(panel.get_by_role("link", name="Eine Karte lesen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    expect(panel).to_have_attribute("open", "")

    page.keyboard.type("?")  # single signs are free for people who dictate
    expect(panel).to_have_attribute("open", "")


def test_help_works_without_scripts(browser, served_atlas):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served_atlas}/atlas/")

    page.locator("#hilfe summary").click()

    expect(page.get_by_text("Der Eingang zum Atlas")).to_be_visible()
    context.close()


def test_barrier_is_reported_by_keyboard_alone(watched, served_atlas):
    page = watched
    page.goto(f"{served_atlas}/atlas/")
    page.keyboard.press("F1")
    page.get_by_role("link", name="Barriere melden").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Auf welcher Seite?")).to_have_value("/atlas/")

    page.get_by_label("Was geht nicht?").focus()
    page.keyboard.type("Die Legende wird nicht vorgelesen.")
    page.get_by_role("button", name="Meldung abschicken").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("angekommen")
    expect(page.locator("main strong.code")).to_have_text(re.compile(r"B-[0-9A-F]{6}"))


def enlarge(page: Page) -> None:
    """Double the size of all text, as people set it in their browser."""
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("html { font-size: 200% }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )


def test_wide_table_is_moved_by_arrow_keys(watched, served_atlas):
    page = watched
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(served_atlas + MAP)
    enlarge(page)
    frames = page.locator(".table-frame")
    wide = [
        frame
        for frame in frames.all()
        if frame.evaluate("one => one.scrollWidth > one.clientWidth + 5")
    ]
    assert wide, "no table is wider than a narrow phone: look for another one"

    wide[0].focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")

    expect(wide[0]).to_have_js_property("scrollTop", 0)
    wide[0].evaluate(  # scrolling is smooth: wait until it has begun
        "one => new Promise((done) => one.scrollLeft ? done() : one.onscroll = done)"
    )
    assert wide[0].evaluate("one => one.scrollLeft") > 0


def test_nothing_moves_where_people_do_not_want_it(page, served_atlas):
    page.emulate_media(reduced_motion="reduce")
    page.goto(served_atlas + MAP)

    moving = page.evaluate(
        """() => [...document.querySelectorAll("body *:not(title)")].filter((one) => {
             const style = getComputedStyle(one);
             return style.animationName !== "none"
               || style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
           }).map((one) => one.outerHTML.slice(0, 100))"""
    )
    assert moving == []


def test_text_may_be_spaced_and_doubled_without_loss(page, served_atlas):
    """WCAG 1.4.4 and 1.4.12: twice the size, wide spacing, nothing cut off or beside the screen."""
    page.set_viewport_size(WIDE)
    for address in ("/", "/atlas/", MAP, "/hilfe/", "/hilfe/anleitung/karte-lesen/"):
        page.goto(served_atlas + address)
        page.evaluate(
            """() => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(`html { font-size: 200% } * { line-height: 1.5 !important;
                letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
                p { margin-bottom: 2em !important }`);
              document.adoptedStyleSheets = [sheet];
            }"""
        )
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        cut = page.evaluate(
            """() => [...document.querySelectorAll("main :is(p, h1, h2, h3, a, button, label)")]
                 .filter((one) => {
                   const style = getComputedStyle(one);
                   return style.overflow === "hidden" && one.scrollHeight > one.clientHeight + 4
                     && !one.className.toString().includes("sr-only");
                 }).map((one) => one.outerHTML.slice(0, 100))"""
        )
        assert (address, wider <= 0, cut) == (address, True, [])
