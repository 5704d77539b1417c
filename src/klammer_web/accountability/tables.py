# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of this context: the trail, and the people about whom data are kept."""

from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from klammer_web.accountability.access import Known, door
from klammer_web.accountability.queries import trail
from klammer_web.accountability.queries.trail import Act
from klammer_web.ui.listing import Asked, Column, Kind, Listing
from klammer_web.ui.listing.wanted import SINCE, UNTIL, Wanted, bound

_TIME, _ERASED = "zeit", "ohne Inhalt"


def _trail_columns(request) -> list[Column]:
    here = door().reader_of(request).workspace_id
    people = [(str(key), name) for key, name in trail.people(here)]
    return [
        Column(_TIME, "Zeitpunkt", lambda act: act.entry.at, kind=Kind.DATE, phrase="aus der Zeit"),
        Column(
            "person", "Person", lambda act: act.who, kind=Kind.CHOICE, choices=people,
            phrase="von", everything="allen Personen", is_sortable=False,
        ),
        Column("was", "Was", lambda act: act.what, more=_differences, is_sortable=False),
        Column(
            "art", "Art", lambda act: act.kind, kind=Kind.CHOICE, choices=trail.kinds(here),
            phrase="zu", everything="allem", is_sortable=False,
        ),
        Column("gegenstand", "Gegenstand", lambda act: act.title, is_sortable=False,
               is_shown=False),
        Column("aenderungen", "Änderungen", _in_one_line, is_sortable=False, is_shown=False),
        Column("herkunft", "Herkunft", lambda act: act.origin, is_sortable=False, is_shown=False),
        Column("nummer", "Nummer", lambda act: str(act.entry.sequence), is_sortable=False,
               is_shown=False),
        Column("pruefwert", "Prüfwert", lambda act: act.entry.seal, is_sortable=False,
               is_shown=False),
    ]  # fmt: skip


def _differences(act: Act) -> tuple[str, SafeString] | None:
    found = act.differences
    if not found:
        return None
    word = "1 Angabe" if len(found) == 1 else f"{len(found)} Angaben"
    context = {"differences": found}
    return word, render_to_string("accountability/_differences.html", context)


def _in_one_line(act: Act) -> str:
    return " | ".join(f"{one.label}: {one.old} → {one.new}" for one in act.differences)


def _acts(request, wish: Wanted, order: str) -> Asked:
    given, day = wish.filters, Column(_TIME, "", str, kind=Kind.DATE)
    wanted = trail.Wanted(
        person=UUID(given["person"]) if "person" in given else None,
        kind=given.get("art", ""),
        since=bound(day, given.get(_TIME + SINCE, "")),
        until=bound(day, given.get(_TIME + UNTIL, "")),
        words=tuple(wish.word.split()),
    )
    found = trail.acts(door().reader_of(request).workspace_id, wanted)
    number = "sequence" if order == _TIME else "-sequence"
    return Asked(found.order_by(number), shown=Act)


TRAIL = Listing(
    key="accountability.trail",
    title="Protokoll",
    noun=("Eintrag", "Einträge"),
    columns=_trail_columns,
    asked=_acts,
    address=lambda: reverse("accountability:trail"),
    check=lambda request: door().check_trail(request),
    order=f"-{_TIME}",
    word_hint="Name oder Gegenstand",
)


_STATES = (("here", "hat eine Rolle"), ("gone", "ehemals"))


def _people_columns(_request) -> list[Column]:
    return [
        Column("person", "Person", lambda one: one.name, note=lambda one: one.email),
        Column(
            "stand", "Stand", lambda one: "here" if one.is_present else "gone", kind=Kind.CHOICE,
            choices=_STATES, phrase="davon, wer", everything="je hier war",
        ),
        Column("auskunft", "Auskunft", _export_word, link=_export, is_sortable=False,
               is_action=True),
        Column("loeschen", "Löschen", lambda one: "" if one.why_not else "Löschen vorbereiten",
               link=_erase, note=lambda one: one.why_not, is_sortable=False, is_action=True),
    ]  # fmt: skip


def _export_word(one: Known) -> str:
    return "Auszug laden" if one.may_be_exported else "nur die Person selbst"


def _export(one: Known) -> str:
    return reverse("accountability:person_export", args=[one.id]) if one.may_be_exported else ""


def _erase(one: Known) -> str:
    return "" if one.why_not else reverse("accountability:person_erase", args=[one.id])


PEOPLE = Listing(
    key="accountability.people",
    title="Personen und ihre Daten",
    noun=("Person", "Personen"),
    columns=_people_columns,
    rows=lambda request: door().people(request),
    address=lambda: reverse("accountability:people"),
    check=lambda request: door().check_care(request),
    order="person",
    word_hint="Name oder Adresse",
)

EVERY = (TRAIL, PEOPLE)
