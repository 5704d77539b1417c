# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The instance this process serves, and the release a request may see.

Contexts above import this; the seat behind the request decides how detailed figures may be.
Releases never change: they are opened once. Which one is current is asked for each request.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.pipeline import instance as instances
from klammer.pipeline.instance import Instance
from klammer.warehouse.open import Release
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.seats import Seat

_AUDIENCES = sorted(Audience, key=lambda audience: audience.rank, reverse=True)


def instance() -> Instance:
    """Return the instance of this process; raise `InputRefusedError` when there is none."""
    return _open(Path(settings.INSTANCE))


@lru_cache(maxsize=4)
def _open(folder: Path) -> Instance:
    if not (folder / "klammer.json").is_file():
        raise InputRefusedError(
            "there is no instance",
            where=folder.name,
            why="klammer.json is not there",
            remedy="lay one out with klammer serve --create",
            code="instance_unknown",
        )
    return Instance.open(folder)


@lru_cache(maxsize=32)
def _release(folder: Path) -> Release:
    return Release(folder)


def current_release(request) -> Release | None:
    """Return the most detailed current release the request's seat may see; None without one."""
    if not hasattr(request, "release"):
        request.release = release_for(seat_of(request))
    return request.release


def release_for(seat: Seat) -> Release | None:
    """Return the current release for the most detailed audience the seat belongs to."""
    try:
        here = instance()
    except InputRefusedError:
        return None
    for audience in _AUDIENCES:
        if audience.rank <= seat.audience.rank:
            found = here.current_release(audience.value)
            if found is not None:
                return _release(found.folder)
    return None


def release_of(root: str) -> Release:
    """Open a release by its root or at least 12 digits of it, once per process."""
    if len(root) < 12 or not root.isalnum():
        raise InputRefusedError(
            f"'{root[:80]}' names no release",
            where="address",
            why="expected at least the first 12 digits of the root",
            remedy="follow a link from a page",
            code="release_unknown",
        )
    return _release(instance().release(root).folder)


def definitions() -> dict[str, Definition]:
    """Return the shipped definitions and the county's own; read again when a file changed."""
    here = instance()
    folders = (instances.LIBRARY, here / "definitions")
    marks = tuple(
        sorted((str(p), p.stat().st_mtime_ns) for f in folders for p in f.rglob("*.toml"))
    )
    return _definitions(here.folder, marks)


@lru_cache(maxsize=2)
def _definitions(folder: Path, _marks: tuple[tuple[str, int], ...]) -> dict[str, Definition]:
    return _open(folder).definitions()
