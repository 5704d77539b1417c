# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Larger, smaller, to the side: each an address, so that it works without a script."""

from collections.abc import Callable
from dataclasses import dataclass

from klammer.presentation.maps import Window
from klammer_web.atlas.view_state import MOST_ZOOM, WHOLE_MAP, MapView

STEPS = (1.0, 1.6, 2.5, 4.0, 6.3, 10.0, 16.0, 25.0, float(MOST_ZOOM))
_QUARTER = 0.25  # of what is shown


@dataclass(frozen=True)
class Move:
    """One step: its name in scripts, its sign, its words, its address (empty: not possible)."""

    name: str
    sign: str
    words: str
    address: str


def moves(view: MapView, link: Callable[[MapView], str]) -> list[Move]:
    """Return the steps that the map offers."""
    window = view.window.inside()
    found = [
        Move("in", "+", "Vergrößern", _to(view, larger(window), link)),
        Move("out", "\u2212", "Verkleinern", _to(view, smaller(window), link)),
    ]
    far = _QUARTER / window.zoom
    sides = (
        ("left", "←", "Nach Westen", -far, 0.0),
        ("right", "→", "Nach Osten", far, 0.0),
        ("up", "↑", "Nach Norden", 0.0, -far),
        ("down", "↓", "Nach Süden", 0.0, far),
    )
    for name, sign, words, dx, dy in sides:
        there = Window(window.zoom, window.x + dx, window.y + dy).inside()
        found.append(Move(name, sign, words, _to(view, there, link)))
    found.append(Move("whole", "⤢", "Ganze Karte", _to(view, WHOLE_MAP, link)))
    return found


def larger(window: Window) -> Window:
    """Return the next step in; the last one stays."""
    zoom = next((one for one in STEPS if one > window.zoom * 1.01), window.zoom)
    return Window(zoom, window.x, window.y).inside()


def smaller(window: Window) -> Window:
    """Return the next step out; the whole map stays."""
    zoom = next((one for one in reversed(STEPS) if one < window.zoom * 0.99), 1.0)
    return Window(zoom, window.x, window.y).inside()


def _to(view: MapView, window: Window, link: Callable[[MapView], str]) -> str:
    return "" if window == view.window.inside() else link(view.moved(window))
