# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history of definitions, releases and deliveries; an earlier wording becomes the newest."""

from django.urls import reverse

from klammer.indicators.definitions import load_definitions, read_definition
from klammer.pipeline import instance as instances
from klammer_web.accountability import history
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules
from klammer_web.catalogue.actions.definitions import save_definition
from klammer_web.catalogue.instance import definitions, instance
from klammer_web.catalogue.queries.history import FIELDS

_RELEASE_WORDS = {
    "seen_by": "wird gezeigt",
    "second_look": "zweiter Blick",
    "reason": "Grund",
    "outcome": "Nachrechnung",
}
_WORDS = {"version": "Fassung", "note": "Anlass", "owner": "gilt für"}


def register() -> None:
    """Let each show its history to those who may change it; others' workspaces stay apart."""
    history.register(
        "catalogue.definition",
        may_see=lambda request, _object_id: rules.may_edit_indicator(seat_of(request)),
        restore=_restore,
        labels=FIELDS | _WORDS,
        address=lambda object_id: reverse("catalogue:indicator", args=[object_id]),
    )
    history.register(
        "catalogue.release",
        may_see=lambda request, _object_id: rules.may_release(seat_of(request)),
        labels=_RELEASE_WORDS,
        address=lambda object_id: reverse("catalogue:release", args=[object_id[:12]]),
    )
    history.register(
        "catalogue.delivery",
        may_see=lambda request, _object_id: rules.may_work_with_data(seat_of(request)),
        labels=_WORDS | {"reason": "Grund", "note": "Vermerk"},
        address=lambda object_id: reverse("catalogue:delivery", args=[object_id]),
    )


def _restore(request, *, object_id: str, values, expected, at) -> None:
    seat = seat_of(request)
    present = definitions(seat.workspace_key).get(object_id)
    wanted = _wording(object_id, values.get("version"), seat.workspace_key)
    if present is None or wanted is None or present.version != expected.get("version"):
        raise history.MovedOnError
    save_definition(
        wanted,
        seat=seat,
        based_on=present.version,
        note=f"Fassung {present.version} zurückgenommen",
        at=at,
    )


def _wording(indicator: str, version: str | None, workspace: str):
    """Return the stored or shipped wording with this version."""
    here = instance()
    stored = (
        read_definition(path)
        for owner in dict.fromkeys(("", workspace))
        for path in here.definition_versions(indicator, owner)
    )
    known = {one.version: one for one in stored}
    shipped = load_definitions(instances.LIBRARY).get(indicator)
    if shipped is not None:
        known.setdefault(shipped.version, shipped)
    return known.get(version)
