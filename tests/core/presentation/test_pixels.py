# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures as PNG: colours, hatching and letters as drawn, words inside, refusals, threads."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from klammer.base.errors import InputRefusedError
from klammer.presentation import pixels
from klammer.presentation.plates import plate

HATCHED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" class="k2"><defs>'
    '<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect class="hatch-ground" width="8" height="8"/>'
    '<path class="hatch-line" d="M0 4H8"/></pattern></defs>'
    '<rect class="c1" width="200" height="200"/>'
    '<rect class="suppressed" x="200" width="200" height="200"/></svg>'
)
STYLES = (
    ".k2 .c1{fill:#257f9f}.suppressed{fill:url(#hatch)}"
    ".hatch-line{stroke:#6b6e75;stroke-width:2.2}.hatch-ground{fill:#fff}"
)


def sheet(**more):
    return plate(HATCHED, title="Titel", sentence="Ein Satz.", styles=STYLES, **more)


def opened(drawn):
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def test_picture_is_twice_as_fine_and_has_the_colours_of_the_classes():
    picture = opened(pixels.png(sheet(), title="Titel"))
    left = picture.getpixel((picture.width // 4, picture.height // 2))
    assert (picture.width, left) == (2000, (0x25, 0x7F, 0x9F))


def test_suppressed_area_is_hatched():
    picture = opened(pixels.png(sheet(), title="Titel"))
    row = [picture.getpixel((picture.width * 3 // 4, picture.height // 2 + y)) for y in range(60)]
    assert {(255, 255, 255), (0x6B, 0x6E, 0x75)} <= set(row)


def test_letters_are_those_of_the_typeface_beside_it():
    usual = opened(pixels.png(sheet(), title="x"))
    other = opened(pixels.png(sheet().replace("'Fira Sans'", "'Libertinus Serif'"), title="x"))
    assert usual.tobytes() != other.tobytes()
    assert {one.family for one in pixels._fonts().fonts() if one.path} == {"Fira Sans"}


def test_what_is_said_stands_inside_the_file():
    drawn = pixels.png(sheet(), title="Titel", words="Ein <Satz> & mehr.", source="Quelle: Amt.")
    with Image.open(io.BytesIO(drawn)) as picture:
        picture.load()
        told = picture.text
        fineness = round(picture.info["dpi"][0])
    assert (told["Title"], told["Description"], fineness) == ("Titel", "Ein <Satz> & mehr.", 192)
    assert told["Source"] == "Quelle: Amt."
    packet = told["XML:com.adobe.xmp"]
    alternative = packet.partition("Iptc4xmpCore:AltTextAccessibility>")[2]
    assert "Titel Ein &lt;Satz&gt; &amp; mehr." in alternative.partition("</rdf:li>")[0]


def test_same_picture_gives_the_same_bytes_from_many_threads():
    sheets = [sheet(foot=[f"Quelle {number}"]) for number in range(3)]
    alone = [pixels.png(one, title="x") for one in sheets]
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda one: pixels.png(one, title="x"), sheets * 2))
    assert found == alone * 2


def test_very_tall_sheet_is_drawn_less_fine(monkeypatch):
    monkeypatch.setattr(pixels, "MOST_PIXELS", 500_000)
    picture = opened(pixels.png(sheet(), title="x"))
    assert 400_000 < picture.width * picture.height <= 510_000


@pytest.mark.parametrize(
    ("svg", "code"),
    [
        ("", "picture_undrawable"),
        ('<svg viewBox="0 0 9 9"><g></svg>', "picture_undrawable"),
        ('<svg viewBox="0 0 9 9">' + " " * 12_000_001, "picture_too_large"),
    ],
    ids=["nothing", "broken", "huge"],
)
def test_what_cannot_be_drawn_is_refused(svg, code):
    with pytest.raises(InputRefusedError) as refused:
        pixels.png(svg, title="x")
    assert refused.value.code == code
