# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A base map from a real server of tiles: laid where it belongs, named, and alone allowed."""

import io
import math
import threading
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from klammer.territory.projection import to_utm
from klammer_web.atlas.queries.outlines import outlines
from klammer_web.config import base_map

TOWNS = "/atlas/karte/rate/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"
MARK = (10.2290, 50.8115)  # Bad Salzungen: the tiles are painted around it
NEAR = 900.0  # metres
PAINT, PAPER = (230, 0, 160), (250, 250, 250)


class _Tiles(BaseHTTPRequestHandler):
    """Answers tiles of the web's grid, painted within `NEAR` of the mark; counts what is asked."""

    def do_GET(self):
        self.server.asked.append(self.path)
        level, column, row = (int(part.partition(".")[0]) for part in self.path.split("/")[-3:])
        content = _tile(level, column, row)
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Stay silent."""


def _tile(level, column, row):
    """Paint one tile by the usual formula of web maps, pixel by pixel."""
    x = (column + (np.arange(256) + 0.5) / 256) / 2**level
    y = (row + (np.arange(256) + 0.5) / 256) / 2**level
    longitude = x * 360 - 180
    latitude = np.degrees(np.arctan(np.sinh(math.pi * (1 - 2 * y))))
    east = (longitude - MARK[0]) * 111_320 * math.cos(math.radians(MARK[1]))
    north = (latitude - MARK[1]) * 111_320
    is_near = np.hypot(east[None, :], north[:, None]) < NEAR
    pixels = np.where(is_near[..., None], PAINT, PAPER).astype(np.uint8)
    held = io.BytesIO()
    Image.fromarray(pixels).save(held, "PNG")
    return held.getvalue()


@pytest.fixture
def tiles():
    """Start two servers of tiles on loopback: the configured one, and another."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _Tiles) for _ in range(2)]
    for server in servers:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield servers
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def configured(tiles, settings, monkeypatch):
    """Configure the first server as an operator does; returns both."""
    address = _origin(tiles[0])
    monkeypatch.setenv("KLAMMER_BASE_MAP_URL", f"{address}/{{z}}/{{x}}/{{y}}.png")
    monkeypatch.setenv("KLAMMER_BASE_MAP_CREDIT", "© Prüfamt")
    settings.BASE_MAP = base_map.configured()
    policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["img-src"] += settings.BASE_MAP["origins"]
    settings.CONTENT_SECURITY_POLICY = policy
    return tiles


def _origin(server):
    return f"http://127.0.0.1:{server.server_address[1]}"


def _pixel(page, box, place):
    """Return the mean colour of 3 × 3 pixels of the screen where a place of the drawing is."""
    with Image.open(io.BytesIO(page.screenshot(clip=box))) as picture:
        left, top = round(place[0] - box["x"]), round(place[1] - box["y"])
        part = picture.convert("RGB").crop((left - 1, top - 1, left + 2, top + 2))
    return np.asarray(part).reshape(-1, 3).mean(axis=0)


def _on_screen(page, longitude, latitude):
    """Return where a place is on the screen, by the drawing's own matrix."""
    drawn = outlines("municipality", "2022-12-31", "16063")
    east, north = to_utm(np.array([(longitude, latitude)]))[0]
    left, top, scale = drawn.origin
    x, y = (east - left) * scale, (top - north) * scale
    found = page.evaluate(
        """([x, y]) => { const svg = document.querySelector('.map-frame svg.map');
        const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); return [at.x, at.y]; }""",
        [float(x), float(y)],
    )
    return tuple(found)


@pytest.mark.browser
def test_tiles_lie_under_the_map_where_they_belong_and_are_named(served_atlas, configured, watched):
    watched.goto(served_atlas + TOWNS)
    assert configured[0].asked == []  # off until somebody asks
    watched.goto(f"{served_atlas}{TOWNS}&grund=an", wait_until="networkidle")
    assert 1 <= len(configured[0].asked) <= 64
    expect(watched.get_by_text("Grundkarte: © Prüfamt")).to_be_visible()

    frame = watched.locator(".map-frame svg.map")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    there = _pixel(watched, box, _on_screen(watched, *MARK))
    beside = _pixel(watched, box, _on_screen(watched, MARK[0], MARK[1] + 0.05))
    bare = _pixel(watched, box, _on_screen(watched, MARK[0] + 0.3, MARK[1]))
    # the area above is translucent: the paint takes green away where it is, and only there
    assert (there[0] - there[1]) - (beside[0] - beside[1]) > 50
    assert tuple(bare) == pytest.approx(PAPER, abs=3)

    watched.emulate_media(media="print")
    expect(watched.get_by_text("Grundkarte: © Prüfamt")).to_be_visible()


@pytest.mark.browser
def test_policy_allows_the_configured_server_alone(served_atlas, configured, page):
    page.goto(f"{served_atlas}{TOWNS}&grund=an", wait_until="networkidle")
    configured[1].asked.clear()
    blocked = page.evaluate(
        """(address) => new Promise((done) => {
        document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
        const picture = new Image(); picture.onload = () => done('loaded'); picture.src = address; })""",
        f"{_origin(configured[1])}/1/1/1.png",
    )
    assert (blocked, configured[1].asked) == ("img-src", [])


@pytest.mark.browser
def test_server_that_is_gone_leaves_the_map_as_it_is(served_atlas, configured, page):
    said = []
    page.on("pageerror", lambda error: said.append(str(error)))
    configured[0].shutdown()
    configured[0].server_close()

    page.goto(f"{served_atlas}{TOWNS}&grund=an", wait_until="networkidle")

    expect(page.locator('.shape[data-area="16063003"]')).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("Bad Salzungen")
    page.get_by_role("link", name="Vergrößern").click()
    expect(page.locator(".map-frame svg.map")).to_be_visible()
    assert said == []
