# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of this context: indicators, deliveries, releases."""

from datetime import date

from django.urls import reverse

from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.signatures import Names
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import current_release, scope_of
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries import deliveries, indicators, releases
from klammer_web.catalogue.queries.keepers import keepers as keepers_in
from klammer_web.ui.listing import Column, Kind, Listing
from klammer_web.ui.templatetags.navigation import address_of

_ONLY = (
    ("headline", "nur Leitkennzahlen"),
    ("data", "nur mit Zahlen"),
    ("nodata", "nur ohne Zahlen"),
)


def _entries(request):
    return indicators.entries(current_release(request), workspace=scope_of(request))


def _indicator_columns(request) -> list[Column]:
    found = _entries(request)
    domains = sorted({(one.definition.domain, one.domain) for one in found}, key=lambda d: d[1])
    held = {reach.level for one in found for reach in one.reach}
    levels = [(code, word) for code, word in words.LEVELS.items() if code in held]
    keepers = keepers_in(seat_of(request))
    return [
        Column(
            "kennzahl", "Kennzahl", lambda one: one.definition.title,
            link=lambda one: reverse("catalogue:indicator", args=[one.definition.id]),
            note=lambda one: one.definition.sentence,
            badges=lambda one: [("Leitkennzahl", "info")] if one.definition.headline else [],
        ),
        Column(
            "bereich", "Bereich", lambda one: one.definition.domain, kind=Kind.CHOICE,
            choices=domains, phrase="aus", everything="allen Bereichen", is_shown=False,
        ),
        Column(
            "ebene", "Ebenen", lambda one: tuple(dict.fromkeys(r.level for r in one.reach)),
            kind=Kind.CHOICE, choices=levels, phrase="auf der Ebene", everything="aller Ebenen",
            badges=lambda one: [] if one.has_data else [("keine Daten", "info")],
        ),
        Column("jahre", "Jahre", lambda one: one.years),
        Column("einheit", "Einheit", lambda one: one.definition.unit, is_shown=False),
        Column("art", "Art", lambda one: words.KINDS[one.definition.kind], is_shown=False),
        Column(
            "begriffe", "andere Wörter", lambda one: ", ".join(one.definition.synonyms),
            is_shown=False,
        ),
        Column("zustaendig", "zuständig", lambda one: keepers.get(one.definition.id, ""),
               is_shown=False),
        Column("kennung", "Kennung", lambda one: one.definition.id, is_shown=False),
        Column("karte", "Karte", lambda one: "Karte" if one.has_data else "", link=_map,
               is_action=True, is_sortable=False),
        Column("nur", "Auswahl", _traits, kind=Kind.CHOICE, choices=_ONLY, phrase="davon",
               is_filter_only=True),
    ]  # fmt: skip


def _map(one) -> str:
    return address_of("atlas:map", one.definition.id) if one.has_data else ""


def _traits(one) -> tuple[str, ...]:
    headline = ("headline",) if one.definition.headline else ()
    return (*headline, "data" if one.has_data else "nodata")


INDICATORS = Listing(
    key="catalogue.indicators",
    title="Kennzahlen",
    noun=("Kennzahl", "Kennzahlen"),
    columns=_indicator_columns,
    rows=_entries,
    address=lambda: reverse("catalogue:indicators"),
    group="bereich",
    word_hint="z. B. Kinderarmut",
)


def _day(text: str) -> date | None:
    """Return the day of a recorded moment; nothing when it was not stated."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _gone(one):
    if one.destroyed:
        return [("vernichtet", "warning")]
    return [("zurückgenommen", "warning")] if one.taken_back else []


def _delivery_columns(request) -> list[Column]:
    seat = seat_of(request)
    owners = [("all", "allen gemeinsam"), ("own", seat.workspace_name or "einem Mandanten")]
    knows_who = rules.may_work_with_data(seat)
    names = Names(one.accepted_by for one in deliveries.recorded(seat)) if knows_who else None
    return [
        Column(
            "lieferung", "Lieferung", lambda one: one.title,
            link=lambda one: reverse("catalogue:delivery", args=[one.id]), note=_files,
            badges=_gone,
        ),
        Column("herausgeber", "Herausgeber", lambda one: one.publisher or "nicht angegeben"),
        Column(
            "gehoert", "gehört", lambda one: "own" if one.workspace else "all", kind=Kind.CHOICE,
            choices=owners, phrase="von", everything="allen",
        ),
        Column("tabelle", "Tabelle", lambda one: one.table, is_shown=False),
        Column("lizenz", "Lizenz", lambda one: one.licence, is_shown=False),
        Column("zahlen", "Zahlen", lambda one: one.rows, kind=Kind.NUMBER),
        Column("abgerufen", "abgerufen", lambda one: _day(one.retrieved), kind=Kind.DATE),
        Column(
            "uebernommen", "übernommen", lambda one: _day(one.accepted_at), kind=Kind.DATE,
            phrase="übernommen", note=(lambda one: names(one.accepted_by)) if knows_who else None,
        ),
        Column("auffaellig", "Auffälliges", lambda one: one.flag_count, kind=Kind.NUMBER),
    ]  # fmt: skip


def _files(one) -> str:
    front = f"{len(one.files)} Dateien der Herausgeber · " if len(one.files) > 1 else ""
    return front + one.name


DELIVERIES = Listing(
    key="catalogue.deliveries",
    title="Lieferungen",
    noun=("Lieferung", "Lieferungen"),
    columns=_delivery_columns,
    rows=lambda request: deliveries.recorded(seat_of(request)),
    address=lambda: reverse("catalogue:deliveries"),
    word_hint="Titel oder Herausgeber",
)


def _release_columns(request) -> list[Column]:
    seat = seat_of(request)
    audiences = [w for a, w in words.AUDIENCES.items() if rules.may_see_audience(seat, a)]
    return [
        Column(
            "freigabe", "Freigabe", lambda one: one.title,
            link=lambda one: reverse("catalogue:release", args=[one.short]),
            note=lambda one: one.short,
        ),
        Column(
            "stand", "Stand", lambda one: one.state[0], as_badge=lambda one: one.state[1],
            badges=lambda one: [("enthält Zurückgenommenes", "warning")] if one.taken_back else [],
        ),
        Column(
            "fuer", "für", lambda one: one.audience, kind=Kind.CHOICE,
            choices=[(word, word) for word in audiences], phrase="für", everything="alle",
        ),
        Column("gehoert", "gehört", lambda one: one.owner),
        Column("vom", "vom", lambda one: _day(one.made_at), kind=Kind.DATE),
        Column("kennzahlen", "Kennzahlen", lambda one: one.indicators, kind=Kind.NUMBER),
        Column("zahlen", "Zahlen", lambda one: one.figures, kind=Kind.NUMBER),
        Column("pruefwert", "Prüfwert", lambda one: one.root, is_shown=False),
    ]  # fmt: skip


RELEASES = Listing(
    key="catalogue.releases",
    title="Freigaben",
    noun=("Freigabe", "Freigaben"),
    columns=_release_columns,
    rows=lambda request: releases.lines(seat_of(request), scope=scope_of(request)),
    address=lambda: reverse("catalogue:releases"),
)

EVERY = (INDICATORS, DELIVERIES, RELEASES)
