# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: definitions of indicators that other workspaces shared with a seat."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from klammer.indicators.definitions import Definition
from klammer_web.accounts.models import Share, Workspace
from klammer_web.accounts.queries import shares
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import instance as served
from klammer_web.catalogue.queries import history

KIND = "catalogue.own_definition"  # its id is "key of the workspace.id of the indicator"


@dataclass(frozen=True)
class SharedDefinition:
    """The present wording of another workspace's own definition, to be read and copied."""

    owner: Workspace
    definition: Definition

    @property
    def page(self) -> str:
        """Where it is read."""
        return page_of(identity(self.owner.key, self.definition.id))


def identity(workspace_key: str, indicator: str) -> str:
    """Return the id by which a workspace's definition is shared."""
    return f"{workspace_key}.{indicator}"


def page_of(object_id: str) -> str:
    """Return where others read a shared definition."""
    key, _, indicator = object_id.rpartition(".")
    return reverse("catalogue:indicator_shared", args=[key, indicator])


def own_definition(workspace: Workspace, indicator: str) -> Definition | None:
    """Return the definition that the workspace itself wrote; None for shipped and common ones."""
    if not served.instance().definition_versions(indicator, workspace.key):
        return None
    return served.definitions(workspace.key).get(indicator)


def find(object_id: str, workspace_id: UUID | None) -> SharedDefinition | None:
    """Return a workspace's own definition by the id under which it is shared."""
    key, _, indicator = object_id.rpartition(".")
    owner = Workspace.objects.filter(id=workspace_id, key=key).first()
    found = own_definition(owner, indicator) if owner else None
    return SharedDefinition(owner, found) if found else None


def shared_with(seat: Seat) -> list[SharedDefinition]:
    """Return what other workspaces shared with the seat by name, by title."""
    named = shares.received(seat, day=timezone.localdate()).filter(kind=KIND)
    return _found(named)


def one_shared(seat: Seat, *, owner: str, indicator: str) -> SharedDefinition | None:
    """Return a definition that somebody shared with the seat, or with everybody."""
    held = shares.visible_to(seat, kind=KIND, day=timezone.localdate())
    found = _found(held.filter(object_id=identity(owner, indicator), workspace__key=owner))
    return found[0] if found else None


def readers_in_words(workspace_id: UUID, indicator: str) -> list[str]:
    """Return with whom the workspace shares its definition today."""
    day, workspace = timezone.localdate(), Workspace.objects.get(id=workspace_id)
    held = shares.holding(day=day).filter(
        kind=KIND, object_id=identity(workspace.key, indicator), workspace_id=workspace.id
    )
    named = held.select_related("to_workspace")
    return [shares.target_in_words(share, day=day) for share in named]


def differences_to_own(seat: Seat, one: SharedDefinition) -> tuple[str, tuple]:
    """Return the version that the seat's workspace has under this name, and what differs."""
    present = served.definitions(seat.workspace_key).get(one.definition.id)
    if present is None:
        return "", ()
    return present.version, history.differences(present, one.definition)


def _found(held) -> list[SharedDefinition]:
    every: dict[str, Share] = {share.object_id: share for share in held}
    known = (find(share.object_id, share.workspace_id) for share in every.values())
    return sorted((one for one in known if one), key=lambda one: one.definition.title)
