# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: findings a seat may see, what they rest on, and the words they are sorted by."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from klammer.territory.versions import current
from klammer.warehouse.open import Release
from klammer_web.accounts.enums import VocabularyList
from klammer_web.accounts.models import User, VocabularyEntry
from klammer_web.accounts.queries import shares
from klammer_web.accounts.queries.people import with_roles
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import rules
from klammer_web.atlas.enums import FindingState
from klammer_web.atlas.models import Finding
from klammer_web.atlas.queries import areas
from klammer_web.catalogue.queries.pinned import CLIPBOARD
from klammer_web.chain import evidence
from klammer_web.chain import queries as chain
from klammer_web.chain.evidence import Shown
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import Evidence

KIND = "atlas.finding"
LISTS = {
    "sectors": VocabularyList.SECTOR,
    "target_groups": VocabularyList.TARGET_GROUP,
    "life_phases": VocabularyList.LIFE_PHASE,
}


def visible(seat: Seat) -> QuerySet[Finding]:
    """Return the findings a seat may read: of its workspace, and what was shared with it."""
    shared = shares.ids_visible_to(seat, kind=KIND, day=timezone.localdate())
    shown = Q(id__in=shared, is_private=False) & ~Q(state=FindingState.DRAFT)
    if seat.workspace_id and seat.has_any(rules.READERS):
        own = Q(made_by=seat.user_id) | Q(responsible=seat.user_id) | Q(is_private=False)
        shown |= Q(workspace=seat.workspace_id) & own
    found = Finding.objects.filter(shown, deleted_at=None)
    return found.select_related("workspace", "responsible", "made_by")


def one(seat: Seat, identity: str | UUID) -> Finding | None:
    """Return a finding the seat may read, or nothing."""
    try:
        return visible(seat).filter(id=identity).first()
    except (ValidationError, ValueError):
        return None


def deleted(seat: Seat) -> QuerySet[Finding]:
    """Return the findings of the workspace that can be brought back, by those who write."""
    if not rules.may_write(seat):
        return Finding.objects.none()
    own = Q(made_by=seat.user_id) | Q(responsible=seat.user_id) | Q(is_private=False)
    return Finding.objects.filter(own, workspace=seat.workspace_id, deleted_at__isnull=False)


def held(finding: Finding) -> list[Evidence]:
    """Return what a finding rests on."""
    return chain.evidence_held(Ref(KIND, str(finding.id)), workspace_id=finding.workspace_id)


def evidence_count(finding: Finding) -> int:
    """Return on how many figures and views a finding rests."""
    return len(held(finding))


def shown(finding: Finding, *, seat: Seat, current: Release | None) -> list[Shown]:
    """Return what a finding rests on, as far as the seat may see it, and what is newer."""
    return evidence.shown(held(finding), seat=seat, current=current)


def by_finding(found: Iterable[Finding]) -> Mapping[str, list[Evidence]]:
    """Return finding → what it rests on, for many at once; one query for each workspace."""
    by_workspace: dict[UUID, list[str]] = {}
    for finding in found:
        by_workspace.setdefault(finding.workspace_id, []).append(str(finding.id))
    kept: dict[str, list[Evidence]] = {}
    for workspace, ids in by_workspace.items():
        here = Evidence.objects.filter(workspace_id=workspace, holder_kind=KIND, holder_id__in=ids)
        for held_one in here:
            kept.setdefault(held_one.holder_id, []).append(held_one)
    return kept


def clipboard(seat: Seat) -> list[Evidence]:
    """Return what stands on the person's own list."""
    return chain.evidence_of(seat, Ref(CLIPBOARD, str(seat.user_id))) if seat.is_signed_in else []


def who_may_answer(seat: Seat, *, day: date) -> list[User]:
    """Return the people of the workspace who may write findings, by name."""
    if seat.workspace_id is None:
        return []
    return list(with_roles(list(rules.WRITERS), workspace_id=seat.workspace_id, day=day))


def words(name: str, keys: Sequence[str]) -> list[str]:
    """Return the words of a vocabulary for its keys, the newest one of each, in their order."""
    entries = VocabularyEntry.objects.filter(list=LISTS[name], key__in=keys)
    latest = dict(entries.order_by("valid_from").values_list("key", "label"))
    return [latest.get(key, key) for key in keys]


def all_words(name: str) -> list[tuple[str, str]]:
    """Return (key, word) of everything a vocabulary ever had, for filters of what is old."""
    entries = VocabularyEntry.objects.filter(list=LISTS[name], workspace=None)
    latest = dict(entries.order_by("valid_from").values_list("key", "label"))
    return sorted(latest.items(), key=lambda pair: pair[1].casefold())


def area_titles(keys: Sequence[str]) -> list[str]:
    """Return the names of areas by their keys; one that is no area any more keeps its key."""
    return [area_title(key) for key in keys]


def area_title(key: str) -> str:
    """Return the name of an area at its newest boundary version."""
    level = areas.level_of_key(key)
    named = areas.name_of(key, boundary=current(level).id) if level else None
    return named.title if named else key


def area_choices(seat: Seat) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (group, (key, name)) of the areas a finding of this workspace may concern."""
    key = seat.workspace_key
    counties = areas.names("county", current("county").id).values()
    if areas.level_of_key(key) != "county":
        state = sorted(((one.key, one.title) for one in counties if one.key[:2] == "16"), key=_name)
        return [("Land", [("16", area_title("16"))]), ("Kreise und kreisfreie Städte", state)]
    inside = areas.names("municipality", current("municipality").id).values()
    towns = sorted(((one.key, one.title) for one in inside if one.key.startswith(key)), key=_name)
    around = [(key, area_title(key)), (key[:2], area_title(key[:2]))]
    groups = [("Kreis und Land", around), ("Gemeinden", towns)]
    return [(word, found) for word, found in groups if found]


def _name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def counted_states(found: Iterable[Finding]) -> Counter[str]:
    """Return how many findings are in each state."""
    return Counter(finding.state for finding in found)
