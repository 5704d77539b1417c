# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture as PNG, drawn from our own SVG: the same on every machine, without a browser.

`typst` draws it with the typeface beside this module, never with one of the machine. Letters the
typeface lacks come from those `typst` carries. What the picture says goes along inside the file:
Title, Description, Source (PNG) and the alternative text of IPTC (XMP), for programs that read it.
"""

import re
import struct
import threading
import zlib
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from klammer.base.errors import InputRefusedError
from klammer.presentation.letters import FOLDER

if TYPE_CHECKING:
    import typst

SCALE = 2.0  # pixels for each unit of the sheet: crisp on paper and on fine screens
MOST_PIXELS = 30_000_000  # 120 MB while it is drawn; a taller sheet is drawn less fine
MOST_LETTERS = 12_000_000  # of the SVG: about six seconds
_FORGET = 12  # small pages until typst has forgotten a large one
_PAGE = b"""#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt,
  margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)"""
_SIZE = re.compile(r'<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"')
_HEAD = 33  # bytes of signature and header of a PNG
_ONE = threading.Lock()  # one at a time: each takes up to 150 MB for a moment


def png(svg: str, *, title: str, words: str = "", source: str = "") -> bytes:
    """Draw a sheet as PNG, twice as fine as its units.

    svg     the whole picture, its viewBox beginning at 0 0; refers to nothing outside itself
    title, words, source   what is said of it inside the file; `words` is read out in its place

    Raises `InputRefusedError` for a picture that is too large, or cannot be drawn.
    """
    found = _SIZE.search(svg)
    if found is None:
        raise _refused("it has no size", "picture_undrawable")
    if len(svg) > MOST_LETTERS:
        raise _refused(f"it has more than {MOST_LETTERS:_} letters", "picture_too_large")
    wide, high = (float(number) for number in found.groups())
    scale = min(SCALE, (MOST_PIXELS / (wide * high)) ** 0.5)
    drawn = _drawn(svg, found.groups(), scale)
    about = _about(title, words, source) + _fineness(scale)
    return drawn[:_HEAD] + about + drawn[_HEAD:]


def _drawn(svg: str, size: tuple[str, ...], scale: float) -> bytes:
    import typst

    asked = {"svg": svg, "width": size[0], "height": size[1]}
    with _ONE:
        try:
            drawn = _compiler().compile(_PAGE, format="png", ppi=72 * scale, sys_inputs=asked)
        except typst.TypstError as error:
            raise _refused(str(error.message), "picture_undrawable") from error
        finally:
            _forget()
    if not isinstance(drawn, bytes):
        raise _refused("it did not fit on one page", "picture_undrawable")
    return drawn


def _forget() -> None:
    """Let typst let go of the picture: it keeps what it made for some documents more."""
    for number in range(_FORGET):
        _compiler().compile(b"#set page(width: 1pt, height: 1pt)\n%d" % number, format="png")


def _compiler() -> "typst.Compiler":
    import typst

    return typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FOLDER)])


def _about(title: str, words: str, source: str) -> bytes:
    told = (("Title", title), ("Description", words), ("Source", source))
    texts = b"".join(_text(name, said) for name, said in told if said)
    return texts + _text("XML:com.adobe.xmp", _xmp(title, words, source))


def _text(name: str, said: str) -> bytes:
    """Return an iTXt chunk: a name, no compression, no language, UTF-8."""
    return _chunk(b"iTXt", name.encode("latin-1") + b"\0\0\0\0\0" + said.encode())


def _fineness(scale: float) -> bytes:
    """Return how many pixels a metre has, so that a unit is 1/96 inch wherever it is placed."""
    each = round(96 * scale / 0.0254)
    return _chunk(b"pHYs", struct.pack(">IIB", each, each, 1))


def _chunk(kind: bytes, held: bytes) -> bytes:
    sum_ = zlib.crc32(kind + held)
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", sum_)


def _xmp(title: str, words: str, source: str) -> str:
    """Return the packet of XMP: title, description, alternative text (IPTC 2021.1), rights."""

    def said(name: str, text: str) -> str:
        line = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
        return f"<{name}>{line}</{name}>" if text else ""

    return "".join(
        [
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" ',
            'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">',
            said("dc:title", title),
            said("dc:description", words),
            said("Iptc4xmpCore:AltTextAccessibility", " ".join(filter(None, (title, words)))),
            said("dc:rights", source),
            '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
        ]
    )


def _refused(why: str, code: str) -> InputRefusedError:
    return InputRefusedError(
        "the picture cannot be drawn as PNG",
        where="picture",
        why=why,
        remedy="take it as SVG, or choose fewer areas",
        code=code,
    )
