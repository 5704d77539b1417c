# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words to work with as one list: the common ones, and those of the workspace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import rules
from klammer_web.accounts.actions import vocabularies as actions
from klammer_web.accounts.enums import VocabularyList
from klammer_web.accounts.models import VocabularyEntry
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.queries.vocabularies import visible
from klammer_web.ui.listing import Change, Column, Editing, Kind, Listing, write_each
from klammer_web.ui.listing.narrowing import german_order

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Word:
    """One row: an entry, and whether this person may change it."""

    entry: VocabularyEntry
    is_mine: bool


_TIMES = (("now", "gilt heute"), ("later", "gilt später"), ("over", "galt früher"))
_OWNERS = (("common", "für alle Mandanten"), ("own", "nur hier"))


def _columns(_request) -> list[Column]:
    today = timezone.localdate()
    return [
        Column(
            "wort", "Bezeichnung", lambda one: one.entry.label, is_editable=True, is_required=True,
            link=lambda one: reverse("accounts:word", args=[one.entry.id]),
        ),
        Column(
            "liste", "Liste", lambda one: one.entry.list, kind=Kind.CHOICE,
            choices=VocabularyList.choices, phrase="der Liste", everything="jeder",
            is_editable=True, is_required=True, is_shown=False,
        ),
        Column(
            "gehoert", "gilt", lambda one: "common" if one.entry.is_common else "own",
            kind=Kind.CHOICE, choices=_OWNERS, phrase="und", everything="von überall",
        ),
        Column("ab", "ab", lambda one: one.entry.valid_from, kind=Kind.DATE, is_editable=True,
               is_required=True),
        Column("bis", "letzter Tag", lambda one: last_day(one.entry), kind=Kind.DATE,
               is_editable=True),
        Column(
            "stand", "Stand", lambda one: standing(one.entry, today), kind=Kind.CHOICE,
            choices=_TIMES, phrase="das", everything="irgendwann gilt", is_filter_only=True,
        ),
        Column("schluessel", "Schlüssel", lambda one: one.entry.key, is_shown=False),
    ]  # fmt: skip


def last_day(one: VocabularyEntry) -> date | None:
    """Return the last day on which a word holds; None for one without an end."""
    return one.valid_until - _DAY if one.valid_until else None


def standing(one: VocabularyEntry, today: date) -> str:
    """Return whether a word holds now, later, or held once."""
    if one.valid_from > today:
        return "later"
    return "over" if one.valid_until and one.valid_until <= today else "now"


def _rows(request) -> list[Word]:
    seat = seat_of(request)
    keeps = {name: rules.may_keep_words(seat, name) for name in VocabularyList}
    order = {name.value: number for number, name in enumerate(VocabularyList)}
    found = sorted(visible(seat), key=lambda one: (order[one.list], german_order(one.label)))
    return [Word(one, keeps[VocabularyList(one.list)]) for one in found]


def _write(request, *, changes: Sequence[Change], at: datetime) -> list[str]:
    seat = seat_of(request)

    def one(change: Change, *, at: datetime) -> str | None:
        if change.values is None:
            actions.remove_word(seat=seat, entry_id=UUID(change.key), at=at)
            return None
        held = visible(seat).filter(id=UUID(change.key)).first() if change.key else None
        if change.key and held is None:
            raise ValidationError("Diesen Eintrag gibt es nicht mehr.")
        wish = (_now(held) if held else {}) | dict(change.values)
        given = {
            "name": VocabularyList(wish["liste"]), "label": wish["wort"], "since": wish["ab"],
            "until": wish["bis"] + _DAY if wish.get("bis") else None,
        }  # fmt: skip
        if held is None:
            return str(actions.add_word(seat=seat, **given, at=at).id)
        actions.change_word(seat=seat, entry_id=held.id, **given, at=at)
        return None

    refusals = (ValidationError, Http404, PermissionDenied)
    return write_each(changes, one=one, refusals=refusals, at=at)


def _now(held: VocabularyEntry) -> dict:
    return {
        "liste": held.list, "wort": held.label, "ab": held.valid_from, "bis": last_day(held),
    }  # fmt: skip


VOCABULARY = Listing(
    key="accounts.vocabulary",
    title="Verzeichnisse",
    noun=("Eintrag", "Einträge"),
    columns=_columns,
    rows=_rows,
    address=lambda: reverse("accounts:vocabulary"),
    check=lambda request: rules.check_member(seat_of(request)),
    group="liste",
    editing=Editing(
        check=lambda request: rules.check_keep_words(seat_of(request)),
        key=lambda one: str(one.entry.id) if one.is_mine else "",
        name=lambda one: one.entry.label,
        write=_write,
        kind=actions.KIND,
        may_add=True,
        may_remove=True,
    ),
    word_hint="z. B. Familien",
)
