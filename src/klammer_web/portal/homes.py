# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which home each role has: its first sentence, its main action, and its blocks in order."""

from dataclasses import dataclass, replace

from django.urls import reverse

from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.seats import Seat
from klammer_web.portal import blocks
from klammer_web.portal.blocks import Asked, Block, Maker
from klammer_web.portal.queries import alerts


@dataclass(frozen=True)
class Plan:
    """What one role's home shows. main and side are makers of blocks, in order."""

    headline: str
    lead: str
    word: str
    target: str  # name of the address of the main action
    main: tuple[Maker, ...]
    side: tuple[Maker, ...]


@dataclass(frozen=True)
class Home:
    """One home page, ready to be shown."""

    headline: str
    lead: str
    word: str
    address: str
    main: tuple[Block, ...]
    side: tuple[Block, ...]


_SIDE = (blocks.meeting, blocks.new, blocks.age)
_BOARD = Plan(
    "Die Kreise und Städte Thüringens",
    "Wer mit Klammer arbeitet, und wer schon eigene Zahlen zeigt.",
    "Kreise vergleichen",
    "map",
    (blocks.tasks, blocks.board),
    (blocks.meeting, blocks.new, blocks.people, blocks.age),
)
_LAND = Plan(
    "So weit liegen die Kreise auseinander",
    "Freigegebene Zahlen aller Kreise und Städte; in die Kreise hinein sieht das Land nicht.",
    "Karte der Kreise öffnen",
    "map",
    (blocks.tasks, blocks.spans, blocks.board),
    (blocks.meeting, blocks.new, blocks.people, blocks.age),
)
PLANS: dict[Role, Plan] = {
    Role.COORDINATOR: Plan(
        "Heute wartet nichts auf Sie",
        "Das fällt auf, das ist neu, und das kommt als Nächstes.",
        "Profil des Kreises öffnen",
        "profile",
        (blocks.steps, blocks.tasks, blocks.red, blocks.headline),
        (*_SIDE, blocks.people),
    ),
    Role.SECTOR_PLANNER: Plan(
        "Die Zahlen Ihres Feldes",
        "Wählen Sie einmal Ihr Feld; Klammer zeigt es Ihnen beim nächsten Mal zuerst.",
        "Kennzahlen ansehen",
        "indicators",
        (blocks.tasks, blocks.field, blocks.red),
        _SIDE,
    ),
    Role.HEAD: Plan(
        "Auf einen Blick",
        "Was zu entscheiden ist, was auffällt, wie es steht.",
        "Profil auf zwei Seiten drucken",
        "profile",
        (blocks.tasks, blocks.red, blocks.headline),
        _SIDE,
    ),
    Role.COUNCIL_MEMBER: Plan(
        "Nachlesen, was hinter den Zahlen steht",
        "Woher eine Zahl kommt, was sie bedeutet und was nicht.",
        "Profil öffnen",
        "profile",
        (blocks.headline, blocks.tasks),
        (blocks.meeting, blocks.reading, blocks.new, blocks.age),
    ),
    Role.PROVIDER: Plan(
        "Die Lage vor Ort",
        "Was über die Gemeinden bekannt ist, in denen Sie arbeiten.",
        "Karte öffnen",
        "map",
        (blocks.tasks, blocks.municipalities, blocks.headline),
        (blocks.meeting, blocks.new, blocks.reading, blocks.age),
    ),
    Role.ADVISER: _BOARD,
    Role.DATA_STEWARD: Plan(
        "Alle Lieferungen sind verarbeitet",
        "Neue Daten laden, prüfen und freigeben.",
        "Daten hochladen",
        "deliveries",
        (blocks.tasks, blocks.age),
        (blocks.meeting, blocks.new),
    ),
    Role.ADMINISTRATOR: Plan(
        "Alles läuft",
        "Personen, Mails und Hintergrundarbeit auf einen Blick.",
        "Jemanden einladen",
        "invite",
        (blocks.steps, blocks.tasks, blocks.machine, blocks.people),
        _SIDE,
    ),
}
_ADDRESSES = {
    "map": "atlas:entry",
    "indicators": "catalogue:indicators",
    "deliveries": "catalogue:deliveries",
    "invite": "accounts:invite",
    "begin": "portal:begin",
}
_PLANNING = {Role.COORDINATOR, Role.SECTOR_PLANNER, Role.HEAD, Role.COUNCIL_MEMBER}


def role_of(seat: Seat) -> Role | None:
    """Return the role whose home is shown: the first that the person holds."""
    return next((one for one in Role if one in seat.roles), None)


def home(asked: Asked) -> Home | None:
    """Build the home of the seat's role; None for somebody without one."""
    role = role_of(asked.seat)
    if role is None:
        return None
    plan = _plan(asked.seat, role)
    main = _blocks(plan.main, asked)
    shown = {one.name for one in main}
    side = tuple(one for one in _blocks(plan.side, asked) if one.name not in shown)
    return Home(
        headline=_headline(plan, role, asked),
        lead=plan.lead,
        word=plan.word,
        address=_address(plan.target, asked.area),
        main=main,
        side=side,
    )


def _plan(seat: Seat, role: Role) -> Plan:
    """Return the plan of the role; the centre and the Land look at all counties."""
    if seat.workspace_kind == WorkspaceKind.LAND and role in _PLANNING:
        return _LAND
    if seat.workspace_kind == WorkspaceKind.CENTRE and role in {*_PLANNING, Role.ADVISER}:
        return _BOARD
    plan = PLANS[role]
    if role is Role.ADMINISTRATOR and seat.workspace_kind in {
        WorkspaceKind.CENTRE,
        WorkspaceKind.LAND,
    }:
        return replace(
            plan, word="Einen Kreis eröffnen", target="begin", main=(*plan.main, blocks.board)
        )
    return plan


def _blocks(makers: tuple[Maker, ...], asked: Asked) -> tuple[Block, ...]:
    return tuple(block for make in makers if (block := make(asked)))


def _headline(plan: Plan, role: Role, asked: Asked) -> str:
    """Say first what waits for the person; else what stands out; else what this page is."""
    count = len(asked.tasks)
    if count:
        return "Eine Aufgabe wartet auf Sie" if count == 1 else f"{count} Aufgaben warten auf Sie"
    if role is Role.COORDINATOR and asked.release and plan is PLANS[role]:
        found = len(alerts.alerts(asked.release, area=asked.area))
        if found:
            return "Eine Kennzahl fällt auf" if found == 1 else f"{found} Kennzahlen fallen auf"
    if role is Role.ADMINISTRATOR and not asked.machine.is_well:
        return "Der Betrieb braucht Sie"
    return plan.headline


def _address(target: str, area: str) -> str:
    if target == "profile":
        return reverse("atlas:profile", args=[area])
    return reverse(_ADDRESSES[target])
