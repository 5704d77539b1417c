# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history of an own area, for its workspace; an earlier name or choice of parts comes back."""

from uuid import UUID

from django.urls import reverse

from klammer.base.errors import InputRefusedError
from klammer_web.accountability import history
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas import rules
from klammer_web.atlas.actions.custom_areas import KIND, Draft, change_area
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.models import CustomArea
from klammer_web.atlas.queries.findings import area_titles


def register() -> None:
    """Let own areas show their history."""
    history.register(
        KIND,
        may_see=lambda request, object_id: _own(request, object_id) is not None,
        restore=_restore,
        model="atlas.CustomArea",
        labels={
            "made_by": "zuständig",
            "to": "zuständig",
            "target": "an",
            "to_workspace": "Mandant",
            "role": "Rolle",
            "until": "bis vor",
        },
        words={
            "parts": area_titles,
            "level": lambda code: LEVEL_BY_CODE[code].plural if code in LEVEL_BY_CODE else code,
        },
        address=lambda object_id: reverse("atlas:own_area", args=[object_id]),
        hidden=frozenset({"share", "committee"}),
    )


def _own(request, object_id: str) -> CustomArea | None:
    seat = seat_of(request)
    try:
        identity = UUID(object_id)
    except ValueError:
        return None
    if not seat.roles or seat.workspace_id is None:
        return None
    return CustomArea.objects.filter(
        id=identity, workspace=seat.workspace_id, deleted_at=None
    ).first()


_CONTENT = frozenset({"name", "level", "boundary", "parts"})


def _restore(request, *, object_id: str, values, expected, at) -> None:
    area, seat = _own(request, object_id), seat_of(request)
    if area is None or not set(values) <= _CONTENT:
        raise history.MovedOnError
    rules.check_change(seat, area)
    now = {name: getattr(area, name) for name in _CONTENT}
    if any(now[name] != text for name, text in expected.items()):
        raise history.MovedOnError
    wanted = now | dict(values)
    draft = Draft(wanted["name"], wanted["level"], wanted["boundary"], tuple(wanted["parts"]))
    try:
        change_area(area_id=area.id, draft=draft, edition=area.edition, seat=seat, at=at)
    except InputRefusedError as error:
        raise history.MovedOnError from error
