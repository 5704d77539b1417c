# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: a county's own definitions. Every change is a new file; old figures keep theirs."""

from datetime import datetime

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition, to_toml
from klammer.pipeline.instance import Instance, move_into_place, write_json
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import instance


def save_definition(
    definition: Definition, *, seat: Seat, based_on: str, note: str, at: datetime
) -> Definition:
    """Write a new version of a definition into the instance.

    based_on  version the person began with; "" for a new indicator

    Raises `InputRefusedError` when someone else changed it meanwhile, or nothing was changed.
    """
    rules.check_edit_indicator(seat)
    here = instance()
    present = here.definitions().get(definition.id)
    _check(definition, present=present, based_on=based_on)
    number = 1 + len(here.definition_versions(definition.id))
    folder = here / "definitions" / definition.id
    _write(here, folder, f"{number:04d}-{definition.version}", definition, seat, note, at)
    return definition


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
    folder.mkdir(exist_ok=True)
    # The account comes first: a definition without one would be a change by nobody.
    write_json(folder / f"{stem}.json", {"by": seat.user_name, "at": at.isoformat(), "note": note})
    with here.scratch() as scratch:
        unfinished = scratch / f"{stem}.toml"
        unfinished.write_text(to_toml(definition), encoding="utf-8")
        move_into_place(unfinished, folder / unfinished.name)
