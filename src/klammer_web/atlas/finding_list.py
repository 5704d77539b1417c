# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of findings, and what a page says about one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import rules
from klammer_web.atlas.actions import findings as actions
from klammer_web.atlas.enums import Certainty, FindingKind, FindingState
from klammer_web.atlas.models import Finding
from klammer_web.atlas.queries import findings as queries
from klammer_web.atlas.queries.findings import KIND, LISTS
from klammer_web.catalogue.instance import current_release, release_for
from klammer_web.chain import evidence
from klammer_web.chain.tasks import Task
from klammer_web.ui.listing import Change, Column, Editing, Kind, Listing, write_each

MOST_LOOKED_AT = 40  # findings of one person, for the list of tasks
BADGES = {
    FindingState.DRAFT: "info",
    FindingState.AGREED: "success",
    FindingState.OUTDATED: "warning",
}
_WORDS = {
    "sectors": ("handlungsfeld", "Handlungsfeld", "im Handlungsfeld"),
    "target_groups": ("zielgruppe", "Zielgruppe", "für die Zielgruppe"),
    "life_phases": ("lebensphase", "Lebensphase", ""),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One finding with how much it rests on, and how much of that a newer release changes."""

    finding: Finding
    rests_on: int
    newer: int


def rows(request) -> list[Row]:
    """Return the findings this person may read."""
    seat, current = seat_of(request), current_release(request)
    found = list(queries.visible(seat))
    held = queries.by_finding(found)
    made = []
    for finding in found:
        shown = evidence.shown(held.get(str(finding.id), []), seat=seat, current=current)
        made.append(Row(finding, len(shown), sum(bool(one.newer) for one in shown)))
    return made


def tasks_of(seat: Seat) -> Iterator[Task]:
    """Findings the person answers for whose figures a newer release changed."""
    if not rules.may_write(seat):
        return
    mine = queries.visible(seat).filter(responsible=seat.user_id, workspace=seat.workspace_id)
    found = list(mine.exclude(state=FindingState.OUTDATED)[:MOST_LOOKED_AT])
    held, current = queries.by_finding(found), release_for(seat) if found else None
    for finding in found:
        shown = evidence.shown(held.get(str(finding.id), []), seat=seat, current=current)
        if any(one.newer for one in shown):
            yield Task(
                title=f"Befund prüfen: {finding.title}",
                why="Was er belegt, steht in der neuen Freigabe anders.",
                address=reverse("atlas:finding", args=[finding.id]),
                whom="an mich",
                is_mine=True,
                ref_label="Befund",
            )


def told(finding: Finding) -> dict[str, Any]:
    """Return what a page says about a finding: its areas and words, and how its state looks."""
    return {
        "finding": finding,
        "badge": BADGES[FindingState(finding.state)],
        "areas": [(key, queries.area_title(key)) for key in finding.areas],
        **{name: queries.words(name, getattr(finding, name)) for name in LISTS},
    }


def _columns(request) -> list[Column]:
    found = Finding.objects.filter(workspace=seat_of(request).workspace_id, deleted_at=None)
    held = {key for keys in found.values_list("areas", flat=True) for key in keys}
    places = sorted(((key, queries.area_title(key)) for key in held), key=lambda pair: pair[1])
    return [
        Column(
            "titel", "Befund", lambda one: one.finding.title, is_editable=True, is_required=True,
            longest=160, link=lambda one: reverse("atlas:finding", args=[one.finding.id]),
            badges=_badges,
        ),
        Column(
            "stand", "Stand", lambda one: one.finding.state, kind=Kind.CHOICE,
            choices=FindingState.choices, phrase="im Stand", everything="jedem",
            as_badge=lambda one: BADGES[FindingState(one.finding.state)],
        ),
        Column(
            "gebiet", "Gebiete", lambda one: tuple(one.finding.areas), kind=Kind.CHOICE,
            choices=places, phrase="für", everything="alle Gebiete",
        ),
        *_vocabularies(),
        Column(
            "sicherheit", "Sicherheit", lambda one: one.finding.certainty, kind=Kind.CHOICE,
            choices=Certainty.choices, is_editable=True, is_required=True,
        ),
        Column(
            "art", "Art", lambda one: one.finding.kind, kind=Kind.CHOICE, is_shown=False,
            choices=FindingKind.choices, is_editable=True, is_required=True,
        ),
        Column("belege", "Belege", lambda one: one.rests_on, kind=Kind.NUMBER),
        Column("zustaendig", "zuständig", lambda one: str(one.finding.responsible or "")),
        Column("geaendert", "geändert", lambda one: one.finding.changed_at, kind=Kind.DATE),
        *(
            Column(
                name, label, lambda one, field=field: getattr(one.finding, field),
                is_shown=False, is_editable=True, longest=4000,
            )
            for name, label, field in _TEXTS
        ),
    ]  # fmt: skip


_TEXTS = (
    ("sehen", "Was sehen wir?", "seen"),
    ("heisst", "Was heißt es?", "meaning"),
    ("offen", "Was wissen wir nicht?", "unknown"),
)


def _vocabularies() -> list[Column]:
    return [
        Column(
            name, label, lambda one, field=field: tuple(getattr(one.finding, field)),
            kind=Kind.CHOICE, choices=queries.all_words(field), phrase=phrase,
            everything="alle", is_shown=field == "sectors",
        )
        for field, (name, label, phrase) in _WORDS.items()
    ]  # fmt: skip


def _badges(row: Row) -> Sequence[tuple[str, str]]:
    newer = [("Zahl hat sich geändert", "warning")] if row.newer else []
    private = [("nur für mich", "info")] if row.finding.is_private else []
    return [*newer, *private]


_FIELDS = {"titel": "title", "sicherheit": "certainty", "art": "kind"} | {
    name: field for name, _, field in _TEXTS
}


def _write(request, *, changes: Sequence[Change], at: datetime) -> list[str]:
    """Write what came back from the office; each row through the action of its own."""
    seat = seat_of(request)

    def written(change: Change, *, at: datetime) -> str | None:
        if change.values is None:
            actions.delete_finding(seat=seat, finding_id=change.key, at=at)
            return None
        wish = {_FIELDS[name]: value or "" for name, value in change.values.items()}
        if change.key is None:
            made = actions.write_finding(seat=seat, text=actions.text_of(wish), at=at)
            return str(made.id)
        held = queries.one(seat, change.key)
        if held is None:
            raise ValidationError("Diesen Befund gibt es nicht mehr.")
        text = actions.text_of(actions.texts(held) | wish)
        actions.change_finding(seat=seat, finding_id=held.id, text=text, at=at)
        return None

    refused = (ValidationError, RefusedError, Finding.DoesNotExist)
    return write_each(changes, one=written, refusals=refused, at=at)


def _key(row: Row) -> str:
    return str(row.finding.id)


FINDINGS = Listing(
    key="atlas.findings",
    title="Befunde",
    noun=("Befund", "Befunde"),
    columns=_columns,
    rows=rows,
    address=lambda: reverse("atlas:findings"),
    order="-geaendert",
    editing=Editing(
        check=lambda request: rules.check_write(seat_of(request)),
        key=_key,
        name=lambda row: row.finding.title,
        write=_write,
        kind=KIND,
        may_add=True,
        may_remove=True,
    ),
    word_hint="z. B. Kinderarmut",
)
