# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How findings introduce themselves: to the search, and in the chain of reasons."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts.seats import Seat
from klammer_web.atlas import rules
from klammer_web.atlas.enums import FindingState
from klammer_web.atlas.models import Finding
from klammer_web.atlas.queries import findings as queries
from klammer_web.atlas.queries.findings import KIND
from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.search import entries, readers
from klammer_web.chain.search.entries import Found
from klammer_web.chain.search.shared import readers_of_shares

KINDS = {KIND: "Befunde"}


def everything() -> Iterator[Found]:
    """Yield every finding that was not deleted."""
    for finding in Finding.objects.filter(deleted_at=None):
        yield found(finding)


def found(finding: Finding) -> Found:
    """Return what the search keeps of a finding, and who may find it."""
    return Found(
        KIND,
        str(finding.id),
        finding.title,
        page_of(finding),
        _readers(finding),
        workspace_id=finding.workspace_id,
        detail=f"Befund, {finding.get_state_display()}",
        text=" ".join(
            [finding.seen, finding.meaning, finding.unknown, *queries.area_titles(finding.areas)]
        ),
        keys=tuple(finding.areas),
    )


def _readers(finding: Finding) -> tuple[str, ...]:
    if finding.is_private:
        people = {finding.made_by_id, finding.responsible_id} - {None}
        return tuple(readers.of_person(one) for one in sorted(people))
    inside = [readers.of_role(finding.workspace_id, role) for role in sorted(rules.READERS)]
    if finding.state == FindingState.DRAFT:
        return tuple(inside)
    shared = readers_of_shares(
        kind=KIND,
        object_id=str(finding.id),
        workspace_id=finding.workspace_id,
        day=timezone.localdate(),
    )
    return (*inside, *shared)


def put_again(finding: Finding) -> None:
    """Let the search find the finding as it is now, by those who may read it now."""
    if finding.deleted_at is None:
        entries.put([found(finding)])
    else:
        entries.remove(KIND, [str(finding.id)])


def page_of(finding: Finding) -> str:
    """Return the address of a finding's page."""
    return reverse("atlas:finding", args=[finding.id])


def cards(seat: Seat, ids: Sequence[str]) -> dict[str, Card]:
    """Introduce the findings that the seat may read."""
    sound = [one for one in map(uuid_of, ids) if one is not None]
    wanted = {str(one.id): one for one in queries.visible(seat).filter(id__in=sound)}
    return {
        one: Card(
            Ref(KIND, one),
            "Befund",
            wanted[one].title,
            page_of(wanted[one]),
            wanted[one].get_state_display(),
        )
        for one in ids
        if one in wanted
    }


def uuid_of(text: str) -> UUID | None:
    """Return the id that a text names, or nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None
