# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manual's pages in order: four kinds, each a folder of markdown files.

`inhalt.toml` beside them says in which order; a page it does not name stands after the others.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.urls import reverse

from klammer_web.ui.manual import places, rendering
from klammer_web.ui.manual.rendering import Rendered

_COMMENTS = re.compile(r"\A(?:\s*<!--.*?-->)+\s*", re.DOTALL)
_TITLE = re.compile(r"\A# (.+)\n")


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the four kinds of pages."""

    folder: str
    title: str
    purpose: str


KINDS = (
    Kind("einstieg", "Einstieg", "In einer Viertelstunde zum ersten Ergebnis, für jede Rolle."),
    Kind("anleitung", "Anleitungen", "Schritt für Schritt zu einem bestimmten Ziel."),
    Kind("erklaerung", "Erklärungen", "Warum etwas so ist, und was eine Zahl sagen kann."),
    Kind("nachschlagen", "Nachschlagen", "Begriffe, Zeichen, Quellen und Zustände."),
)
_BY_FOLDER = {kind.folder: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the manual, as it is written."""

    kind: Kind
    slug: str
    title: str
    source: str

    @property
    def key(self) -> str:
        """Return kind and name, as `help.toml` writes them."""
        return f"{self.kind.folder}/{self.slug}"

    @property
    def address(self) -> str:
        """Return where the product shows it."""
        return reverse("manual:page", args=[self.kind.folder, self.slug])

    @property
    def lead(self) -> str:
        """Return the first paragraph in plain words."""
        first = self.source.split("\n\n", 1)[0]
        is_text = not first.startswith(("#", "!", "|", "- ", "1."))
        return rendering.render(first, lead=lambda _link: None).text if is_text else ""

    def rendered(self, *, prefix: str = "", deeper: int = 0) -> Rendered:
        """Return the page as HTML."""
        return _rendered(self, prefix, deeper)


@cache
def pages() -> tuple[Page, ...]:
    """Return every page, in order."""
    return tuple(page for kind in KINDS for page in _of_kind(kind))


def page(folder: str, slug: str) -> Page | None:
    """Return one page, or nothing when there is none."""
    return _by_key().get(f"{folder}/{slug}")


def by_kind() -> list[tuple[Kind, list[Page]]]:
    """Return the kinds with their pages."""
    return [(kind, [one for one in pages() if one.kind == kind]) for kind in KINDS]


def neighbours(of: Page) -> tuple[Page | None, Page | None]:
    """Return the page before and the page after within the kind."""
    same = [one for one in pages() if one.kind == of.kind]
    place = same.index(of)
    return (
        same[place - 1] if place else None,
        same[place + 1] if place + 1 < len(same) else None,
    )


@cache
def _by_key() -> dict[str, Page]:
    return {one.key: one for one in pages()}


def _of_kind(kind: Kind) -> list[Page]:
    folder = places.pages() / kind.folder
    found = {path.stem: _read(path, kind) for path in sorted(folder.glob("*.md"))}
    first = [slug for slug in _order().get(kind.folder, []) if slug in found]
    rest = sorted(set(found) - set(first), key=lambda slug: found[slug].title)
    return [found[slug] for slug in (*first, *rest)]


@cache
def _order() -> dict[str, list[str]]:
    path = places.pages() / "inhalt.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _read(path: Path, kind: Kind) -> Page:
    source = _COMMENTS.sub("", path.read_text(encoding="utf-8")).lstrip()
    title = _TITLE.match(source)
    name = title[1].strip() if title else path.stem
    return Page(kind, path.stem, name, source[title.end() :].lstrip() if title else source)


@lru_cache(maxsize=256)
def _rendered(of: Page, prefix: str, deeper: int) -> Rendered:
    def lead(link: str) -> str | None:
        return _lead(link, within=of, whole=bool(prefix))

    return rendering.render(of.source, lead=lead, prefix=prefix, deeper=deeper)


def _lead(link: str, *, within: Page, whole: bool) -> str | None:
    """Return where a link of the written page leads in the product."""
    if link.startswith(("https://", "http://", "mailto:", "/")):
        return link
    path, _, anchor = link.partition("#")
    if not path:
        return link
    name = Path(path)
    if name.parent.name == "pictures":
        return reverse("manual:picture", args=[name.name])
    folder = name.parent.name or within.kind.folder
    found = _by_key().get(f"{folder}/{name.stem}") if name.suffix == ".md" else None
    if found is None:
        return None
    if whole:
        return f"#{found.kind.folder}-{found.slug}"
    return found.address + (f"#{anchor}" if anchor else "")
