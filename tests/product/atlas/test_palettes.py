# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colours of maps stay distinguishable for eyes that see fewer of them, on light and on dark.

Colour vision deficiency is simulated in linear light (Machado, Oliveira and Fernandes 2009, full
severity); grey is how paper and total colour blindness show a map. Distances are those of OKLab
(Ottosson 2020), in which about 0.02 is just seen side by side.
"""

import re
from itertools import combinations, pairwise

import numpy as np
import pytest

from tools.architecture import ROOT

WEB = ROOT / "src" / "klammer_web"
SHEETS = ("ui/static/ui/css/tokens.css", "atlas/static/atlas/contrast.css")
EYES = {
    "all": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
    "grey": np.array([[0.2126, 0.7152, 0.0722]] * 3),
}
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
SEEN_BESIDE = 0.045  # neighbouring classes of a map, more than twice what is just seen
SEEN_APART = 0.08  # opposite judgements


def colours(theme):
    """Name → linear red, green, blue of every token."""
    found = {}
    for sheet in SHEETS:
        text = (WEB / sheet).read_text(encoding="utf-8")
        pattern = r"--([a-z]+(?:-[a-z0-9]+)?): (light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)|oklch\([^)]*\));"
        for name, whole, light, dark in re.findall(pattern, text):
            chosen = (light if theme == "light" else dark) or whole
            found[name] = linear(chosen)
    return found


def linear(text):
    """Return the linear red, green and blue of oklch(L% C H)."""
    light, chroma, hue = (float(one.rstrip("%")) for one in text[6:-1].split())
    angle = np.radians(hue)
    lab = np.array([light / 100, chroma * np.cos(angle), chroma * np.sin(angle)])
    return np.clip(np.linalg.inv(_TO_LMS) @ (np.linalg.inv(_TO_LAB) @ lab) ** 3, 0, 1)


def apart(one, other, eye):
    """Return the distance of two colours as an eye sees them."""
    seen = [
        _TO_LAB @ np.cbrt(_TO_LMS @ np.clip(EYES[eye] @ colour, 0, 1)) for colour in (one, other)
    ]
    return float(np.linalg.norm(seen[0] - seen[1]))


def palettes():
    """Number of classes → the tokens of its classes, as the style sheet gives them."""
    text = (WEB / "ui/static/ui/css/map.css").read_text(encoding="utf-8")
    found = {}
    for selectors, token in re.findall(
        r"^(\.k\d[^{]*)\{ fill: var\(--([a-z]+-\d)\)", text, re.MULTILINE
    ):
        for count, place in re.findall(r"\.k(\d) \.c(\d)(?![\w-])", selectors):
            found.setdefault(int(count), {})[int(place)] = token
    return {count: [places[at] for at in sorted(places)] for count, places in found.items()}


def test_every_number_of_classes_has_all_its_colours():
    assert {count: len(tokens) for count, tokens in sorted(palettes().items())} == {
        count: count for count in range(1, 8)
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eye", list(EYES))
def test_neighbouring_classes_are_told_apart(theme, eye):
    known = colours(theme)

    close = [
        (count, one, other)
        for count, tokens in palettes().items()
        for one, other in pairwise(tokens)
        if apart(known[one], known[other], eye) < SEEN_BESIDE
    ]

    assert close == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eye", [one for one in EYES if one != "grey"])
@pytest.mark.parametrize("sides", [("worse", "better"), ("more", "less")], ids="-".join)
def test_opposite_judgements_are_told_apart(theme, eye, sides):
    known = colours(theme)
    names = [f"{sides[0]}-2", f"{sides[0]}-1", "even", f"{sides[1]}-1", f"{sides[1]}-2"]

    steps = [(a, b) for a, b in pairwise(names) if apart(known[a], known[b], eye) < SEEN_BESIDE]
    opposite = [
        (a, b)
        for a, b in combinations(names, 2)
        if {a[:-2], b[:-2]} == set(sides) and apart(known[a], known[b], eye) < SEEN_APART
    ]

    assert (steps, opposite) == ([], [])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_data_is_no_class(theme):
    known = colours(theme)

    close = [
        f"data-{step}"
        for step in range(1, 8)
        if apart(known["data-none"], known[f"data-{step}"], "all") < SEEN_BESIDE
    ]

    assert close == []


def test_colours_of_files_are_those_of_the_page():
    text = (WEB / "atlas/static/atlas/map-file.css").read_text(encoding="utf-8")
    written = dict(re.findall(r"\.([a-z]+-\d)\{fill:(#[0-9a-f]{6})\}", text))
    known = colours("light")

    def of(code):
        parts = np.array([int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)])
        return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)

    far = {name: apart(of(code), known[name], "all") for name, code in written.items()}

    assert {name for name, distance in far.items() if distance > SEEN_BESIDE} == set()
    assert len(written) == 12
