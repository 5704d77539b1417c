# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom the search finds: people with a role, for everybody in the same workspace.

Accounts lie below the search and cannot register themselves.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils import timezone

from klammer.base.cells import Audience
from klammer_web.accounts.labels import labels_of
from klammer_web.accounts.models import Membership, User
from klammer_web.accounts.queries.people import holding
from klammer_web.chain.search import entries, readers
from klammer_web.chain.search.entries import Found

PEOPLE = "accounts.member"
KINDS = {PEOPLE: "Personen"}


def everything() -> Iterator[Found]:
    """Yield every person once for each workspace, with what they do there today."""
    yield from _people(_held())


def connect() -> None:
    """Follow what changes: a role that began or ended, a name, an account that was closed."""
    post_save.connect(_membership_changed, sender=Membership, dispatch_uid=PEOPLE)
    post_delete.connect(_membership_changed, sender=Membership, dispatch_uid=PEOPLE)
    post_save.connect(_person_changed, sender=User, dispatch_uid=PEOPLE)


def _membership_changed(sender, instance: Membership, **_more) -> None:  # noqa: ARG001  # reason: the name is Django's
    where, who = instance.workspace_id, instance.user_id
    transaction.on_commit(lambda: _refresh([(where, who)]))


def _person_changed(sender, instance: User, created: bool, **_more) -> None:  # noqa: ARG001, FBT001  # reason: the names are Django's
    if not created:
        who = instance.id
        transaction.on_commit(lambda: _refresh(_places_of(who)))


def _places_of(user_id: UUID) -> list[tuple[UUID, UUID]]:
    found = Membership.objects.filter(user_id=user_id).values_list("workspace_id", "user_id")
    return list(found.distinct())


def _refresh(places: Iterable[tuple[UUID, UUID]]) -> None:
    for workspace_id, user_id in places:
        found = list(_people(_held().filter(workspace_id=workspace_id, user_id=user_id)))
        if found:
            entries.put(found)
        else:
            entries.remove(PEOPLE, [f"{workspace_id}/{user_id}"])


def _held():
    held = Membership.objects.filter(holding(day=timezone.localdate()), user__is_active=True)
    return held.select_related("user", "workspace", "department").order_by(
        "workspace_id", "user_id", "role"
    )


def _people(held) -> Iterator[Found]:
    for _place, group in groupby(held, key=lambda one: (one.workspace_id, one.user_id)):
        yield _found(list(group))


def _found(held: list[Membership]) -> Found:
    user, workspace = held[0].user, held[0].workspace
    labels = labels_of(workspace.kind)
    roles = labels.roles_in_words(one.role for one in held)
    departments = {str(one.department) for one in held if one.department}
    return Found(
        PEOPLE,
        f"{workspace.id}/{user.id}",
        str(user),
        reverse("portal:colleague", args=[user.id]),
        (readers.of_workspace(workspace.id, Audience.PUBLIC),),
        workspace_id=workspace.id,
        detail=", ".join([roles, *sorted(departments)]),
        text=user.email,
    )
