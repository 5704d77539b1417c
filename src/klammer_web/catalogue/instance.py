# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The instance this process serves, and the release a request may see.

Contexts above import this; the seat behind the request decides how detailed figures may be, and
whose own figures stand beside the common ones: those of the seat's workspace, or of the county a
visitor chose. Releases never change: they are opened once. Which one is current is asked for each
request.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.pipeline.instance import Instance
from klammer.warehouse.open import Mark, Release, file_mark
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.seats import NOBODY, Seat
from klammer_web.catalogue import rules

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


CHOSEN_COUNTY = "kreis"  # cookie of a visitor who chose whose public figures to see


def scope_of(request) -> str:
    """Return whose figures stand beside the common ones: a workspace's key, or "" for nobody's."""
    seat = seat_of(request)
    if seat.workspace_key:
        return seat.workspace_key
    return chosen_county(request.COOKIES.get(CHOSEN_COUNTY, ""))


def chosen_county(key: str) -> str:
    """Return the key when that workspace has public figures of its own; else ""."""
    try:
        return key if key and instance().pointed(Audience.PUBLIC.value, key) else ""
    except InputRefusedError:
        return ""


def current_release(request) -> Release | None:
    """Return the most detailed current release the request's seat may see; None without one."""
    if not hasattr(request, "release"):
        seat = NOBODY if is_public_view(request) else seat_of(request)
        request.release = release_for(seat, scope=scope_of(request))
    return request.release


PUBLIC_VIEW = "sicht"  # cookie of somebody with a role who looks at what everybody sees


def is_public_view(request) -> bool:
    """Whether somebody who sees more has chosen to see what the public sees."""
    return request.COOKIES.get(PUBLIC_VIEW) == Audience.PUBLIC.value


def release_for(seat: Seat, *, scope: str | None = None) -> Release | None:
    """Return the current release for the most detailed audience the seat belongs to.

    scope  whose own figures to see; default: those of the seat's workspace
    """
    workspace = seat.workspace_key if scope is None else scope
    try:
        here = instance()
    except InputRefusedError:
        return None
    for audience in _AUDIENCES:
        if audience.rank <= seat.audience.rank:
            found = here.current_release(audience.value, workspace)
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


def release_known_to(seat: Seat, root: str) -> Release:
    """Open a release by its digits; one the seat may not know of is as if it were not there."""
    found = release_of(root)
    if not rules.may_know_release(seat, found):
        raise InputRefusedError(
            f"'{root[:80]}' names no release",
            where="address",
            why="it belongs to another workspace, or there is none",
            remedy="follow a link from a page",
            code="release_unknown",
        )
    return found


def definitions(workspace: str = "") -> dict[str, Definition]:
    """Return the shipped definitions, the common and a workspace's own.

    Own ones are read again when a file changed; shipped ones stay while the process lives.
    """
    here = instance()
    folders = {here / "definitions", here.place(workspace) / "definitions"}
    marks = tuple(sorted((str(p), file_mark(p)) for f in folders for p in f.glob("*/*.toml")))
    return _definitions(here.folder, workspace, marks)


@lru_cache(maxsize=32)
def _definitions(
    folder: Path, workspace: str, _marks: tuple[tuple[str, Mark], ...]
) -> dict[str, Definition]:
    return _open(folder).definitions(workspace)
