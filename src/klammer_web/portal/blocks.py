# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The blocks of a home page. Each returns nothing when it has nothing to say: no empty noise."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from klammer.warehouse.open import Release
from klammer_web.accounts import rules as accounts
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.queries import areas
from klammer_web.operation.ports import actor_of
from klammer_web.portal import meetings
from klammer_web.portal.queries import ages, alerts, boards, figures, news, running

MOST_ALERTS = 6
MOST_TASKS = 5
MUNICIPAL = 6  # maps of municipalities that are offered


@dataclass(frozen=True)
class Asked:
    """Who opens the home page, and of what it speaks."""

    request: Any
    seat: Seat
    release: Release | None
    area: str
    now: datetime
    tasks: tuple = ()
    domain: str = ""

    @property
    def place(self) -> areas.AreaName | None:
        """The county, with its name in sentences."""
        return areas.name_of(self.area, boundary="2022-12-31")

    @cached_property
    def crew(self) -> running.Crew:
        """Who works in the workspace; several blocks speak of it."""
        return running.crew(self.seat.workspace_id, now=self.now)

    @cached_property
    def machine(self) -> running.Machine:
        """How background work and mail stand, as far as the person looks after them."""
        return running.machine(actor_of(self.request))


@dataclass(frozen=True)
class Block:
    """One part of a home page; `name` is its template, `word` and `address` lead to more."""

    name: str
    title: str
    content: Any = None
    note: str = ""
    address: str = ""
    word: str = ""


def tasks(asked: Asked) -> Block | None:
    """What waits for this person."""
    if not asked.tasks:
        return None
    more = len(asked.tasks) > MOST_TASKS
    return Block(
        "tasks",
        "Was auf Sie wartet",
        asked.tasks[:MOST_TASKS],
        address=reverse("assignments:index"),
        word=f"Alle {len(asked.tasks)} Aufgaben" if more else "Aufgaben verteilen und abschließen",
    )


def red(asked: Asked) -> Block | None:
    """What stands or moves unfavourably, beyond chance."""
    if asked.release is None:
        return None
    found = alerts.alerts(asked.release, area=asked.area)
    if asked.domain:
        found = tuple(one for one in found if one.domain == asked.domain)
    where = f" {asked.place.within}" if asked.place else ""
    return Block(
        "alerts",
        f"Was{where} auffällt",
        found[:MOST_ALERTS],
        note="Hier steht nur, was ungünstig ist, mehr als Zufall und groß genug, um zu zählen.",
        address=reverse("atlas:profile", args=[asked.area]),
        word="Alle Kennzahlen im Profil",
    )


def headline(asked: Asked) -> Block | None:
    """The figures people ask for first."""
    title = f"Wie es {asked.place.within} steht" if asked.place else "Wie es steht"
    found = figures.tiles(asked.release, area=asked.area)
    name = asked.place.title if asked.place else ""
    return Block(
        "figures",
        title,
        found,
        address=reverse("atlas:profile", args=[asked.area]),
        word=f"Das ganze Profil: {name}" if name else "Das ganze Profil",
    )


def field(asked: Asked) -> Block | None:
    """The figures of a sector planner's own field, which one chooses once."""
    offered = figures.domains(asked.release)
    if not offered:
        return headline(asked)
    words = dict(offered)
    word = words.get(asked.domain, "")
    found = figures.tiles(asked.release, area=asked.area, domain=asked.domain)
    return Block(
        "field",
        f"Ihr Feld: {word}" if word else "Ihr Feld",
        {"tiles": found, "domains": offered, "domain": asked.domain},
        address=reverse("catalogue:indicators"),
        word="Alle Kennzahlen mit Lesehilfe",
    )


def new(asked: Asked) -> Block | None:
    """What was released or shared within a month."""
    found = news.news(asked.seat, asked.release, now=asked.now)
    return Block("news", "Was neu ist", found) if found else None


def age(asked: Asked) -> Block | None:
    """How old the figures are."""
    if asked.release is None:
        return None
    found = ages.age(asked.release, today=timezone.localdate(asked.now))
    if found is None:
        return None
    return Block(
        "age",
        "Wie alt die Zahlen sind",
        found,
        address=reverse("catalogue:sources"),
        word="Quellen",
    )


def meeting(asked: Asked) -> Block | None:
    """The next meeting, once a room knows of meetings."""
    found = meetings.next_meeting(asked.seat, now=asked.now)
    return Block("meeting", "Nächste Sitzung", found) if found else None


def board(asked: Asked) -> Block | None:
    """Every county and city: who works here, who published figures of their own."""
    found = boards.board()
    opens = accounts.may_open_workspaces(asked.seat)
    return Block(
        "board",
        "Die Kreise und Städte",
        found,
        note="Amtliche Zahlen gibt es für alle. Eigene zeigt ein Kreis erst, wenn er sie freigibt.",
        address=reverse("portal:begin") if opens else "",
        word="Einen Kreis eröffnen" if opens else "",
    )


def spans(asked: Asked) -> Block | None:
    """How far the counties of the Land lie apart."""
    if asked.release is None:
        return None
    found = boards.spans(asked.release, state=asked.area[:2])
    note = "Zuerst, wo die meisten Kreise ungünstiger stehen, als der Zufall erwarten lässt."
    return Block("spans", "Wo die Kreise auseinanderliegen", found, note=note) if found else None


def people(asked: Asked) -> Block | None:
    """Who works here, and who was asked to."""
    if not accounts.may_care_for_people(asked.seat):
        return None
    return Block(
        "crew",
        "Wer hier arbeitet",
        asked.crew,
        address=reverse("accounts:people"),
        word="Personen und Rollen",
    )


def machine(asked: Asked) -> Block | None:
    """Whether mails and background work go through."""
    return Block(
        "machine",
        "Wie der Betrieb läuft",
        asked.machine,
        address=reverse("operation:overview"),
        word="Betrieb öffnen",
    )


def steps(asked: Asked) -> Block | None:
    """What to do first in a workspace that was just opened; absent once it is done."""
    if not accounts.may_care_for_people(asked.seat):
        return None
    found = running.first_steps(asked.seat.workspace_id, crew=asked.crew)
    return (
        Block("steps", "Die ersten Schritte", found) if any(not s.is_done for s in found) else None
    )


def municipalities(asked: Asked) -> Block | None:
    """Maps of what is known below the county."""
    found = figures.municipal(asked.release)[:MUNICIPAL]
    return Block("maps", "Gemeinde für Gemeinde", found) if found else None


def reading(_asked: Asked) -> Block:
    """How to read a figure, for those who vote on it."""
    return Block(
        "reading",
        "So lesen Sie eine Zahl",
        address=reverse("ui:signs"),
        word="Zeichen und Begriffe",
    )


Maker = Callable[[Asked], Block | None]
