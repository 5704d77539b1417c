# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Print the states of everything that has some, and what they allow, into the manual.

uv run python -m tools.states            write docs/de/nachschlagen/zustaende.md
uv run python -m tools.states --check    exit 1 when it is not current

Words come from the enums, what is allowed from the rules; only the sentences stand here.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from tools.architecture import ROOT

PAGE = ROOT / "docs" / "de" / "nachschlagen" / "zustaende.md"
HEAD = """<!-- SPDX-FileCopyrightText: 2026 Klammer contributors -->
<!-- SPDX-License-Identifier: EUPL-1.2 -->
<!-- Written by tools/states.py from the code: make docs. -->

# Zustände und was sie erlauben

Alles, was seinen Stand wechselt, mit den Wörtern der Seiten. Aus dem Programm
gedruckt.
"""


@dataclass(frozen=True)
class Table:
    """One kind of thing: its states, a sentence for each, and what a person can do then."""

    title: str
    states: type
    meanings: dict[str, str]
    deeds: Callable[[str], list[str]] | None = None


def tables() -> list[Table]:
    """Return everything that has states."""
    return [*_of_people(), *_of_machines()]


def _of_people() -> list[Table]:
    from klammer_web.accounts.enums import InvitationState, SecondLookState, ShareState
    from klammer_web.atlas.enums import FINDING_WAYS, FindingState
    from klammer_web.catalogue.enums import UploadState

    return [
        Table("Befund", FindingState, {
            "draft": "Er wird noch geschrieben; außerhalb der Planung sieht ihn niemand.",
            "agreed": "Koordination oder Leitung tragen ihn mit; Weitergegebenes ist zu lesen.",
            "outdated": "Er gilt nicht mehr; warum, steht dabei. Er bleibt lesbar.",
        }, lambda state: [one.label for one in sorted(FINDING_WAYS[FindingState(state)])]),
        Table("Hochgeladene Datei", UploadState, {
            "received": "Die Datei liegt da; was darin steht, ist noch nicht geklärt.",
            "mapped": "Es ist gesagt, welche Spalte was bedeutet.",
            "staged": "Eingelesen und geprüft; noch ist nichts übernommen.",
            "refused": "Die Datei lässt sich so nicht lesen; die Gründe stehen auf ihrer Seite.",
            "accepted": "Die Zahlen gehören zum Bestand; sichtbar werden sie mit einer Freigabe.",
            "discarded": "Die Datei wurde nicht gebraucht.",
        }),
        Table("Einladung", InvitationState, {
            "open": "Die Mail ist unterwegs; der Link gilt noch.",
            "accepted": "Die Person arbeitet mit.",
            "revoked": "Der Link gilt nicht mehr.",
            "expired": "Die Zeit ist um; eine neue Einladung ist möglich.",
        }),
        Table("Weitergabe", ShareState, {
            "holds": "Die anderen sehen es.",
            "ended": "Das vereinbarte Ende ist erreicht.",
            "withdrawn": "Jemand hat die Weitergabe zurückgenommen.",
        }),
        Table("Zweiter Blick", SecondLookState, {
            "waiting": "Die Leitung ist gebeten und hat noch nicht geantwortet.",
            "agreed": "Jemand anderes hat genau diesen Inhalt bestätigt.",
            "declined": "Die Antwort war nein, mit Begründung.",
            "alone": "Ohne Leitung und nach 24 Stunden selbst bestätigt; das bleibt sichtbar.",
            "withdrawn": "Die Bitte wurde zurückgenommen.",
        }),
    ]  # fmt: skip


def _of_machines() -> list[Table]:
    from klammer_web.operation.enums import BarrierState, JobState, MailState

    return [
        Table("Mail im Postausgang", MailState, {
            "waiting": "Geschrieben, noch nicht versandt.",
            "sending": "Wird gerade übergeben.",
            "sent": "Der Mailserver hat sie angenommen.",
            "failed": "Der Mailserver hat sie abgelehnt oder war nicht zu erreichen.",
            "unclear": "Der Versand brach ab; niemand weiß, ob sie ankam.",
            "by_hand": "Jemand hat sie heruntergeladen und selbst versandt.",
            "dropped": "Sie soll nicht mehr hinaus.",
        }, _mail_deeds),
        Table("Hintergrundarbeit", JobState, {
            "waiting": "Steht in der Schlange.",
            "running": "Wird gerade getan.",
            "done": "Fertig.",
            "failed": "Nicht gelungen; der Grund steht dabei.",
            "unclear": "Abgebrochen; ob etwas geschah, ist nicht bekannt.",
            "cancelled": "Von einer Person beendet.",
        }, _job_deeds),
        Table("Gemeldete Barriere", BarrierState, {
            "open": "Noch niemand hat sie bearbeitet.",
            "working": "Jemand kümmert sich.",
            "solved": "Die Barriere ist weg.",
            "declined": "Es bleibt vorerst so; der Grund steht dabei.",
        }),
    ]  # fmt: skip


def _mail_deeds(state: str) -> list[str]:
    from klammer_web.operation import rules
    from klammer_web.operation.models import OutgoingMail

    mail = OutgoingMail(state=state)
    said = [(rules.may_send_again, "erneut senden"), (rules.may_settle, "von Hand, verwerfen")]
    return [word for may, word in said if may(mail)]


def _job_deeds(state: str) -> list[str]:
    from klammer_web.operation import rules
    from klammer_web.operation.models import Job

    job = Job(state=state)
    said = [(rules.may_stop, "abbrechen"), (rules.may_repeat, "wiederholen")]
    return [word for may, word in said if may(job)]


def page() -> str:
    """Return the text of the page; a state without a sentence raises `KeyError`."""
    return HEAD + "".join(_section(table) for table in tables())


def _section(table: Table) -> str:
    head = ["Stand", "heißt"] + (["dann möglich"] if table.deeds else [])
    rows = []
    for state in table.states:
        cells = [state.label, table.meanings[state.value]]
        if table.deeds:
            cells.append(", ".join(table.deeds(state.value)) or "nichts zu tun")
        rows.append(f"| {' | '.join(cells)} |")
    gone = set(table.meanings) - set(table.states.values)
    if gone:
        raise KeyError(f"{table.title}: no such state {sorted(gone)}")
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *rows]
    return f"\n## {table.title}\n\n" + "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the page, or with --check only compare."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klammer_web.config.settings")
    django.setup()
    text = page()
    if "--check" not in arguments:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE.name} is not current: run make docs")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
