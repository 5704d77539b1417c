# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: definitions of a workspace, or for all.

Every change is a new file; old figures keep theirs.
"""

from datetime import datetime

from django.db import transaction

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition, to_toml
from klammer.pipeline.instance import Instance, move_into_place, write_json
from klammer_web.accounts.seats import Seat
from klammer_web.accounts.signatures import signature
from klammer_web.catalogue import rules
from klammer_web.catalogue.actions import trail
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.models import DefinitionKeeper
from klammer_web.catalogue.queries.history import changed_fields


def save_definition(
    definition: Definition,
    *,
    seat: Seat,
    based_on: str,
    note: str,
    is_common: bool = False,
    at: datetime,
) -> Definition:
    """Write a new version of a definition: the workspace's own, or one for all.

    based_on  version the person began with; "" for a new indicator

    Raises `InputRefusedError` when someone else changed it meanwhile, or nothing was changed.
    """
    rules.check_edit_indicator(seat)
    workspace = rules.COMMON if is_common else seat.workspace_key
    rules.check_act_for(seat, workspace)
    here = instance()
    present = here.definitions(workspace).get(definition.id)
    _check(definition, present=present, based_on=based_on)
    number = 1 + len(here.definition_versions(definition.id, workspace))
    folder = here.place(workspace) / "definitions" / definition.id
    was, became = changed_fields(present, definition)
    with transaction.atomic():
        trail.note(
            "definition_saved",
            seat=seat,
            kind="definition",
            object_id=definition.id,
            title=definition.title,
            before={"version": based_on, **was} if based_on else None,
            after={
                "version": definition.version,
                **became,
                "note": note,
                "owner": trail.owner(seat, workspace),
            },
            at=at,
        )
        _keep(definition, seat=seat, workspace=workspace, at=at)
        _write(here, folder, f"{number:04d}-{definition.version}", definition, seat, note, at)
    return definition


def _keep(definition: Definition, *, seat: Seat, workspace: str, at: datetime) -> None:
    """Let the first who saves answer for it, and whoever saves it when nobody does any more."""
    kept, _ = DefinitionKeeper.objects.get_or_create(
        owner_key=workspace,
        definition_id=definition.id,
        defaults={"workspace_id": seat.workspace_id, "keeper_id": seat.user_id, "since": at},
    )
    if kept.keeper_id is None:
        kept.keeper_id, kept.workspace_id, kept.since = seat.user_id, seat.workspace_id, at
    kept.title = definition.title[:300]
    kept.save()


def _check(definition: Definition, *, present: Definition | None, based_on: str) -> None:
    found = present.version if present else ""
    if found == definition.version:
        raise InputRefusedError(
            "nothing was changed",
            where=definition.id,
            why="the definition says what it said before",
            remedy="change something, or leave the page",
            code="definition_unchanged",
        )
    if found != based_on:
        code = "definition_conflict" if based_on else "definition_exists"
        raise InputRefusedError(
            "the definition was changed by someone else, or the name is taken",
            where=definition.id,
            why=f"expected version '{based_on}', found '{found}'",
            remedy="open it again and carry your changes over",
            code=code,
            name=definition.id,
        )


def _write(
    here: Instance,
    folder,
    stem: str,
    definition: Definition,
    seat: Seat,
    note: str,
    at: datetime,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # The account comes first: a definition without one would be a change by nobody.
    by = signature(seat.user_id)
    write_json(folder / f"{stem}.json", {"by": by, "at": at.isoformat(), "note": note})
    with here.scratch() as scratch:
        unfinished = scratch / f"{stem}.toml"
        unfinished.write_text(to_toml(definition), encoding="utf-8")
        move_into_place(unfinished, folder / unfinished.name)
