# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: a geography drafted, kept as a version of its own, ended."""

from datetime import datetime

from django.db import transaction

from klammer.base.errors import InputRefusedError
from klammer.pipeline import geographies as kept
from klammer.pipeline import geography_drafts as drafts
from klammer.pipeline.geography_drafts import GeographyDraft
from klammer.territory.geographies import Geography
from klammer_web.accountability.actions import record
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import finding_geographies, rules
from klammer_web.catalogue.instance import instance

KIND = "atlas.geography"


def draft_geography(*, draft: GeographyDraft, seat: Seat, at: datetime) -> None:
    """Keep what was read until somebody said what it means; nobody sees it before."""
    rules.check_geographies(seat)
    _check_own(draft.about, seat)
    drafts.keep_draft(instance(), draft, at=at)


def drop_draft(*, level: str, seat: Seat) -> None:
    """Forget a draft."""
    rules.check_geographies(seat)
    drafts.drop_draft(instance(), seat.workspace_key, level)


@transaction.atomic
def keep_geography(*, draft: GeographyDraft, seat: Seat, at: datetime) -> Geography:
    """Make a version of a geography from a draft, or a new edition of one that is there.

    Raises `InputRefusedError` when its outlines or names stop it, or an area with figures is
    missing.
    """
    rules.check_geographies(seat)
    _check_own(draft.about, seat)
    proposed = drafts.propose(draft)
    if proposed.stops:
        raise InputRefusedError(
            "the areas cannot be kept like this",
            where=draft.about.title,
            why=", ".join(one.code for one in proposed.stops),
            remedy="mend them in the file and load it again",
            code="geography_stopped",
        )
    here, geography = instance(), proposed.geography
    before = next(
        (one for one in kept.of_level(here, seat.workspace_key, geography.level)
         if one.boundary == geography.boundary), None,
    )  # fmt: skip
    found = kept.keep(here, geography, by=seat.user_name, at=at)
    drafts.drop_draft(here, seat.workspace_key, geography.level)
    verb = "atlas.geography_kept" if before is None else "atlas.geography_changed"
    _record(verb, found, seat, at, before=_content(before), after=_content(found))
    return found


@transaction.atomic
def end_geography(*, geography: Geography, seat: Seat, at: datetime) -> None:
    """End a version that no delivery speaks of; its file stays in the instance."""
    rules.check_geographies(seat)
    _check_own(geography, seat)
    kept.delete(instance(), geography, by=seat.user_name, at=at)
    _record("atlas.geography_deleted", geography, seat, at, before=_content(geography))


def _check_own(geography: Geography, seat: Seat) -> None:
    if geography.workspace != seat.workspace_key:
        raise InputRefusedError(
            "the geography belongs to another workspace",
            where=geography.level,
            why="levels are never shared",
            remedy="make one of your own",
            code="geography_unknown",
        )


def _content(geography: Geography | None) -> dict | None:
    if geography is None:
        return None
    return {
        "title": geography.title,
        "boundary": geography.boundary,
        "areas": [f"{one.code} {one.name}" for one in geography.parts],
        "drawn": len(geography.outlines),
        "digest": geography.digest,
    }


def _record(verb, geography: Geography, seat: Seat, at, *, before=None, after=None) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=seat.workspace_id,
        kind=KIND,
        object_id=geography.level,
        title=geography.title,
        before=before,
        after=after,
        at=at,
    )
    finding_geographies.put_again(geography.level, workspace_id=seat.workspace_id)
