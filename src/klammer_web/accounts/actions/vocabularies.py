# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: the words to work with. What once held stays: it gets an end, and is not removed."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify

from klammer_web.accountability.actions import record
from klammer_web.accounts import rules
from klammer_web.accounts.enums import COMMON_LISTS, VocabularyList
from klammer_web.accounts.models import VocabularyEntry
from klammer_web.accounts.queries.vocabularies import visible
from klammer_web.accounts.seats import Seat

KIND = "accounts.vocabulary_entry"
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LONGEST_KEY = 50


@transaction.atomic
def add_word(
    *,
    seat: Seat,
    name: VocabularyList,
    label: str,
    since: date,
    until: date | None = None,
    at: datetime,
) -> VocabularyEntry:
    """Add a word to a list: to one of the own lists, or for all workspaces.

    until  the first day on which it does not hold any more
    """  # fmt: skip
    rules.check_keep_words(seat, name)
    label = _tidy(label)
    made = VocabularyEntry(
        workspace_id=None if name in COMMON_LISTS else seat.workspace_id,
        list=name, label=label, valid_from=since, valid_until=until,
    )  # fmt: skip
    made.key = _new_key(label, _same_list(made))
    _check(made)
    made.save(force_insert=True)
    _tell("accounts.added_word", made, seat=seat, before=None, after=_told(made), at=at)
    return made


@transaction.atomic
def change_word(
    *,
    seat: Seat,
    entry_id: UUID,
    label: str,
    since: date,
    until: date | None,
    at: datetime,
    name: VocabularyList | None = None,
) -> VocabularyEntry:
    """Change a word or its time, everywhere and also backward: for corrections."""  # fmt: skip
    held = _locked(seat, entry_id)
    before = _told(held)
    if name is not None and name != held.list:
        rules.check_keep_words(seat, name)
        if (name in COMMON_LISTS) != held.is_common:
            raise ValidationError(
                "Ein gemeinsames Wort wird nicht zu einem eigenen und ein eigenes nicht zu einem "
                "gemeinsamen. Legen Sie es dort neu an."
            )
        held.list = name
    held.label, held.valid_from, held.valid_until = _tidy(label), since, until
    _check(held)
    if _told(held) != before:
        held.save()
        _tell("accounts.changed_word", held, seat=seat, before=before, after=_told(held), at=at)
    return held


@transaction.atomic
def rename_from(
    *, seat: Seat, entry_id: UUID, label: str, day: date, at: datetime
) -> VocabularyEntry:
    """Let a word say something else from a day on; what is older keeps the old word."""
    held = _locked(seat, entry_id)
    over = held.valid_until is not None and day >= held.valid_until
    if day <= held.valid_from or over:
        raise ValidationError(
            {"day": "Dieser Tag liegt nicht in der Zeit, in der das Wort gilt. Für eine "
             "Berichtigung ändern Sie die Bezeichnung selbst."}
        )  # fmt: skip
    before = _told(held)
    made = VocabularyEntry(
        workspace_id=held.workspace_id, list=held.list, key=held.key, label=_tidy(label),
        valid_from=day, valid_until=held.valid_until,
    )  # fmt: skip
    held.valid_until = day
    held.save()
    _check(made)
    made.save(force_insert=True)
    _tell("accounts.changed_word", held, seat=seat, before=before, after=_told(held), at=at)
    _tell("accounts.added_word", made, seat=seat, before=None, after=_told(made), at=at)
    return made


@transaction.atomic
def remove_word(*, seat: Seat, entry_id: UUID, at: datetime) -> None:
    """Remove a word that has not held before today; others get an end instead."""
    held = _locked(seat, entry_id)
    if held.valid_from < timezone.localdate(at):
        raise ValidationError(
            f"„{held}“ galt schon und steht vielleicht in Plänen. Tragen Sie stattdessen ein, "
            "bis wann es gilt."
        )
    before, identity = _told(held), held.id
    held.delete()
    held.id = identity
    _tell("accounts.removed_word", held, seat=seat, before=before, after=None, at=at)


def _locked(seat: Seat, entry_id: UUID) -> VocabularyEntry:
    found = get_object_or_404(visible(seat).select_for_update(of=("self",)), id=entry_id)
    rules.check_keep_words(seat, VocabularyList(found.list))
    return found


def _same_list(entry: VocabularyEntry) -> QuerySet[VocabularyEntry]:
    found = VocabularyEntry.objects.filter(workspace_id=entry.workspace_id, list=entry.list)
    return found.exclude(id=entry.id)


def _tidy(label: str) -> str:
    text = " ".join(label.split())[:200]
    if not text:
        raise ValidationError({"label": "Bitte eine Bezeichnung angeben."})
    return text


def _new_key(label: str, others: QuerySet[VocabularyEntry]) -> str:
    stem = slugify(label.lower().translate(_LETTERS))[:_LONGEST_KEY] or "wort"
    taken = set(others.filter(key__startswith=stem).values_list("key", flat=True))
    if stem not in taken:
        return stem
    return next(key for n in range(2, len(taken) + 3) if (key := f"{stem}-{n}") not in taken)


def _check(entry: VocabularyEntry) -> None:
    """Refuse a time that ends before it begins, and a word that stands there at the same time."""
    if entry.valid_until and entry.valid_until <= entry.valid_from:
        raise ValidationError({"until": "Das Ende liegt vor dem Anfang."})
    together = Q(valid_until__isnull=True) | Q(valid_until__gt=entry.valid_from)
    if entry.valid_until:
        together &= Q(valid_from__lt=entry.valid_until)
    others = _same_list(entry).filter(together)
    if entry.list != VocabularyList.HOLIDAY and others.filter(label__iexact=entry.label).exists():
        raise ValidationError(
            {"label": f"„{entry.label}“ steht zu dieser Zeit schon in der Liste."}
        )
    if others.filter(key=entry.key).exists():
        raise ValidationError(
            {"since": "In dieser Zeit gilt schon eine andere Fassung desselben Eintrags."}
        )


def _told(entry: VocabularyEntry) -> dict[str, str | None]:
    until = entry.valid_until
    return {
        "list": str(VocabularyList(entry.list)),
        "label": entry.label,
        "valid_from": entry.valid_from.isoformat(),
        "valid_until": until.isoformat() if until else None,
    }


def _tell(verb: str, entry: VocabularyEntry, *, seat: Seat, before, after, at: datetime) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=seat.workspace_id,
        kind=KIND,
        object_id=str(entry.id),
        title=entry.label,
        before=before,
        after=after,
        at=at,
    )
