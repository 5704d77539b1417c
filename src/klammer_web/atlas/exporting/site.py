# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole site: parts written side by side, then put in its place at once."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.exporting import printing, processes
from klammer_web.atlas.exporting.area_pages import write_area
from klammer_web.atlas.exporting.gathering import GatheredRelease
from klammer_web.atlas.exporting.indicator_pages import write_indicator
from klammer_web.atlas.exporting.plan import (
    Plan,
    areas_at,
    by_domain,
    extents_at,
    levels,
    places_of,
)
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.outlines import outlines
from klammer_web.atlas.views.figures import HOME_STATE

MARK = "stand.json"  # by this file an earlier export is known
_MANY = 40  # areas in one piece of work
_FONTS = ("fonts/FiraSans-Regular.latin.woff2", "fonts/FiraSans-SemiBold.latin.woff2")
Progress = Callable[[str, float], None]
Piece = tuple[str, tuple[str, ...]]  # what, and ids of indicators or keys of areas


def export(plan: Plan, *, progress: Progress, workers: int = 0) -> int:
    """Write the site beside its place, then exchange it; return how many files it has.

    workers  processes that write side by side; 0: as many as there are cores

    Raises `InputRefusedError` for a release that is not public or was withdrawn, for unknown
    counties or indicators, and for a folder that holds something else. What stood there before
    stays until the new site is whole.
    """
    release = GatheredRelease(plan.release)
    _check(plan, release)
    with _exchanged(plan.folder) as building:
        built = replace(plan, folder=building, indicators=tuple(_indicators(plan, release)))
        count = _write_parts(built, release, progress=progress, workers=workers)
        return count + _write_frame(built, release)


def _check(plan: Plan, release: Release) -> None:
    if release.audience is not Audience.PUBLIC or release.withdrawn:
        raise InputRefusedError(
            f"release {release.root[:12]} cannot be exported",
            where="release",
            why="it was withdrawn" if release.withdrawn else "it is not for the public",
            remedy="release figures for the public, then export",
            code="release_not_public",
        )
    known = areas.names("county", areas.newest("county"))
    wrong = [one for one in plan.counties if one not in known or one[:2] != HOME_STATE]
    wrong += [one for one in plan.indicators if one not in release.definitions]
    if wrong:
        raise InputRefusedError(
            f"'{wrong[0]}' is not known",
            where="arguments",
            why="expected five-digit keys of counties of the state, and ids of the release",
            remedy="klammer release show lists the indicators",
            code="export_unknown",
        )


def _indicators(plan: Plan, release: Release) -> list[str]:
    return sorted(plan.indicators or release.definitions)


@contextmanager
def _exchanged(folder: Path) -> Iterator[Path]:
    """Yield a folder beside; it takes the place of the old one when all went well."""
    building = folder.with_name(f".{folder.name}.new")
    old = folder.with_name(f".{folder.name}.old")
    if old.exists() and not folder.exists():  # killed between the two renames
        old.rename(folder)
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise InputRefusedError(
            f"'{folder.name}' holds something else",
            where=folder.name,
            why=f"it is not empty and has no {MARK}: it is no earlier export",
            remedy="name an empty or a new folder",
            code="export_folder",
        )
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    try:
        yield building
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        building.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _pieces(plan: Plan, release: Release) -> list[Piece]:
    """Return the pieces of work, the largest first."""
    indicators = sorted(
        plan.indicators, key=lambda one: (-sum(c.areas for c in release.coverage(one)), one)
    )
    found: list[Piece] = [("indicator", (one,)) for one in indicators]
    keys = [one.key for level in levels() for one in _areas(plan, level)]
    found += [("areas", tuple(keys[at : at + _MANY])) for at in range(0, len(keys), _MANY)]
    return found


def _areas(plan: Plan, level: str) -> Sequence[areas.AreaName]:
    return areas_at(level, areas.newest(level), plan.counties)


def _write_parts(plan: Plan, release: Release, *, progress: Progress, workers: int) -> int:
    pieces, count = _pieces(plan, release), 0
    for number, written in enumerate(_written(plan, pieces, workers or os.cpu_count() or 1), 1):
        count += written
        progress("Seiten werden geschrieben", number / len(pieces))
    return count


def _written(plan: Plan, pieces: Sequence[Piece], workers: int) -> Iterator[int]:
    if workers == 1:
        yield from (write_piece(plan, *piece) for piece in pieces)
        return
    with ProcessPoolExecutor(
        max_workers=workers, mp_context=get_context("spawn"), initializer=processes.set_up
    ) as pool:
        for done in as_completed([pool.submit(write_piece, plan, *piece) for piece in pieces]):
            yield done.result()


@lru_cache(maxsize=1)
def _opened(folder: Path) -> GatheredRelease:
    return GatheredRelease(folder)


def write_piece(plan: Plan, what: str, names: tuple[str, ...]) -> int:
    """Write the pages of indicators or of areas; return how many files."""
    release = _opened(plan.release)
    if what == "indicator":
        return sum(write_indicator(release, one, plan=plan) for one in names)
    count = 0
    for key in names:
        boundary = areas.newest(areas.level_of_key(key))
        area = areas.name_of(key, boundary=boundary)
        if area is not None:
            count += write_area(release, area, plan=plan, boundary=boundary)
    return count


def _write_frame(plan: Plan, release: Release) -> int:
    """Write what all pages share: outlines, styles, lists, the first page, the mark."""
    folder = plan.folder
    texts = {**_outlines(plan, release), **_lists(plan, release)}
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    here = files("klammer_web.atlas").joinpath("static/atlas")
    styles = here.joinpath("map-file.css").read_text("utf-8")
    marked = ".shape:target{stroke:#111;stroke-width:5}"
    (folder / "karte.css").write_text(f"{styles}\n{marked}\n", "utf-8")
    own = files("klammer_web.atlas").joinpath("exporting/files")
    for name in ("stil.css", "suche.js"):
        (folder / name).write_bytes(own.joinpath(name).read_bytes())
    fonts = files("klammer_web.ui").joinpath("static/ui")
    for name in (*_FONTS, "vendor/kern/LICENSE-Fira-Sans.txt"):
        (folder / Path(name).name).write_bytes(fonts.joinpath(name).read_bytes())
    stand = {"release": release.root, "made_at": release.about.made_at}
    (folder / MARK).write_text(json.dumps(stand) + "\n", "utf-8")
    return len(texts) + 7


def _outlines(plan: Plan, release: Release) -> dict[str, str]:
    places = {
        (level, coverage.boundary, extent)
        for indicator in plan.indicators
        for level, coverage in places_of(release, indicator).by_level.items()
        for extent in extents_at(coverage, plan.counties)
    }
    drawn = {place: outlines(*place) for place in sorted(places)}
    return {
        f"geometrie/{printing.outlines_name(*place)}": found.svg()
        for place, found in drawn.items()
        if found is not None
    }


def _lists(plan: Plan, release: Release) -> dict[str, str]:
    context = {
        "up": "",
        "root": release.root[:12],
        "made_at": release.about.made_at[:10],
        "domains": [
            (domain, [(release.definitions[one], bool(release.coverage(one))) for one in ids])
            for domain, ids in by_domain(release, plan.indicators)
        ],
        "levels": [(LEVEL_BY_CODE[level], _areas(plan, level)) for level in levels()],
        "sources": sorted({one.source for one in release.definitions.values() if one.source}),
    }
    entries = [[one.title, f"gebiet/{one.key}/index.html", one.key]
               for _, found in context["levels"] for one in found]  # fmt: skip
    entries += [
        [definition.title, f"kennzahl/{definition.id}/index.html", definition.sentence]
        for _, found in context["domains"]
        for definition, _ in found
    ]
    pages = {
        f"{name}.html": printing.page(name, context)
        for name in ("index", "gebiete", "kennzahlen", "quellen")
    }
    pages["404.html"] = printing.page("missing", {**context, "up": _base(plan)})
    pages["verzeichnis.json"] = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    if plan.address:
        base = plan.address.rstrip("/")
        rows = [f"<url><loc>{base}/{address}</loc></url>" for _, address, _ in entries]
        pages["sitemap.xml"] = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"{''.join(rows)}</urlset>\n"
        )
    return pages


def _base(plan: Plan) -> str:
    """Return the address of the site: a page for what is not there may be shown anywhere."""
    return f"{plan.address.rstrip('/')}/" if plan.address else "/"
