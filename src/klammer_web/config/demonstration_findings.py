# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings of the demonstration: written on the real figures, and marked as examples.

They are written by a process of their own: web processes are forks of the one that prepares the
demonstration, and a release that is open for reading does not survive a fork.
"""

import os
import subprocess
import sys
from pathlib import Path

AUTHOR, COUNTY = "planung@demo.example", "16063"
# Each with the address of what is seen, empty where people told it.
FINDINGS = (
    (
        "/atlas/zeitreihe/jugendarbeitslosigkeit/16063/?stand=2022-12-31",
        {
            "title": "Beispiel: Junge Menschen sind öfter arbeitslos gemeldet als im Land",
            "seen": "2020 waren im Wartburgkreis 3,9 % der Menschen von 15 bis 24 Jahren "
            "arbeitslos gemeldet, in Thüringen 3,5 %. Der Abstand ist größer, als der Zufall "
            "erwarten lässt.",
            "meaning": "Der Übergang von der Schule in den Beruf gelingt hier seltener als "
            "anderswo im Land.",
            "unknown": "Wie viele junge Menschen sich nicht melden. Und ob der Abstand nach 2020 "
            "geblieben ist.",
            "certainty": "shown",
        },
    ),
    (
        "/atlas/karte/kinderarmut/?ebene=gemeinde&stand=2025-01-01&jahr=2022&bereich=16063",
        {
            "title": "Beispiel: Kinderarmut ist im Kreis ungleich verteilt",
            "seen": "2022 lebten in Eisenach und Wutha-Farnroda 15,3 % der Kinder unter 15 Jahren "
            "von Grundsicherung, im Kreis zusammen 8,0 %.",
            "meaning": "Der Wert des Kreises verdeckt, wo Familien Unterstützung brauchen.",
            "unknown": "Die Werte kleiner Gemeinden: Dort steht eine 0 auch für wenige Kinder.",
            "certainty": "likely",
        },
    ),
    (
        "",
        {
            "title": "Beispiel: Zur Beratung ist es aus den Dörfern der Rhön weit",
            "seen": "Träger berichten, dass Familien aus der Rhön Termine in Bad Salzungen "
            "absagen, wenn der Bus nicht fährt.",
            "meaning": "Ein Angebot ohne Weg dorthin erreicht nicht alle.",
            "unknown": "Wie viele Termine deshalb ausfallen; gezählt hat sie niemand.",
            "kind": "qualitative",
            "certainty": "possible",
        },
    ),
)


def write_apart(folder: Path) -> None:
    """Write the findings of the demonstration in a folder, once."""
    words = [sys.executable, "-m", "klammer_web.config.demonstration_findings"]
    settings = {"DJANGO_SETTINGS_MODULE": "klammer_web.config.settings"}
    subprocess.run(  # noqa: S603  # reason: the words are our own
        words, check=True, env={**os.environ, **settings, "KLAMMER_INSTANCE": str(folder)}
    )


def _write() -> None:
    """Write what is not there yet; a demonstration that was used keeps what people changed."""
    import django

    django.setup()
    from django.utils import timezone

    from klammer_web.accounts.models import User, Workspace
    from klammer_web.accounts.queries import seat_in
    from klammer_web.atlas import seen
    from klammer_web.atlas.actions.findings import Text, write_finding
    from klammer_web.atlas.models import Finding
    from klammer_web.catalogue.instance import release_for

    author, county = User.objects.get(email=AUTHOR), Workspace.objects.get(key=COUNTY)
    seat = seat_in(author, day=timezone.localdate(), workspace_id=county.id)
    release = release_for(seat)
    if release is None or Finding.objects.filter(workspace=county).exists():
        return
    for address, text in FINDINGS:
        found = seen.at(address, release=release, seat=seat) if address else None
        write_finding(
            seat=seat, text=Text(areas=(COUNTY,), **text), at=timezone.now(),
            responsible_id=author.id, seen=found,
        )  # fmt: skip


if __name__ == "__main__":
    _write()
