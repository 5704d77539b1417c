# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the data the search finds: indicators and deliveries."""

from collections.abc import Iterator

from django.urls import reverse

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.pipeline import deliveries
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Workspace
from klammer_web.catalogue import instance as served
from klammer_web.catalogue import rules, sharing
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries import shared
from klammer_web.chain.jobs import refresh_soon
from klammer_web.chain.search import readers
from klammer_web.chain.search.entries import Found

INDICATORS, DELIVERIES = "catalogue.indicator", "catalogue.delivery"
KINDS = {INDICATORS: "Kennzahlen", DELIVERIES: "Lieferungen"}


def everything() -> Iterator[Found]:
    """Yield what there is of each kind; nothing while there is no instance."""
    try:
        served.instance()
    except InputRefusedError:
        return
    places = {one.key: one for one in Workspace.objects.all()}
    yield from _indicators(places)
    yield from _deliveries(places)


def _indicators(places: dict[str, Workspace]) -> Iterator[Found]:
    common = served.definitions()
    yield from (_indicator(one, (readers.EVERYBODY,), None) for one in common.values())
    for key, workspace in places.items():
        own = served.definitions(key)
        inside = readers.of_workspace(workspace.id, Audience.PARTNERS)
        for name, one in own.items():
            if name not in common:
                yield _indicator(one, (inside,), workspace)
            if (own_one := shared.own_definition(workspace, name)) is not None:
                given = sharing.found(shared.SharedDefinition(workspace, own_one))
                if given is not None:
                    yield given


def _indicator(one: Definition, who: tuple[str, ...], workspace: Workspace | None) -> Found:
    return Found(
        INDICATORS,
        one.id,
        one.title,
        reverse("catalogue:indicator", args=[one.id]),
        who,
        workspace_id=workspace.id if workspace else None,
        detail=words.domain(one.domain),
        text=" ".join((one.sentence, *one.synonyms, one.interpretation)),
        weight=1 if one.headline else 0,
    )


def _deliveries(places: dict[str, Workspace]) -> Iterator[Found]:
    for one in deliveries.accepted(served.instance()):
        workspace = places.get(one.workspace)
        if one.workspace and workspace is None:
            continue
        yield Found(
            DELIVERIES,
            one.id,
            one.title,
            reverse("catalogue:delivery", args=[one.id]),
            tuple(_readers(role, workspace) for role in sorted(rules.DATA_ROLES)),
            workspace_id=workspace.id if workspace else None,
            detail=one.publisher,
            text=one.name,
            keys=(one.table,) if one.table else (),
        )


def _readers(role: Role, workspace: Workspace | None) -> str:
    return readers.of_role(workspace.id, role) if workspace else readers.of_role_anywhere(role)


def refresh_later(*, root: str, **_more: object) -> None:
    """Let the search learn what a release brought."""
    refresh_soon("catalogue", why=root)
