# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the manual that lists every original of the demo data set."""

import json
from pathlib import Path

HEAD = """<!--
SPDX-FileCopyrightText: 2026 Klammer contributors
SPDX-License-Identifier: EUPL-1.2
-->

# Quellen des Vorführdatensatzes

Klammer bringt einen kleinen Datensatz mit echten Zahlen mit: Thüringen mit dem Wartburgkreis und
seinen Gemeinden, dazu alle deutschen Kreise zum Vergleich. Jede Zahl nennt die Datei, die Zeile und
die Spalte, aus der sie stammt. Diese Seite wird aus den Herkunftsangaben des Datensatzes erzeugt
(`python tools/demo_data`).

## Was Sie wissen sollten

- **Stand.** Die meisten Fallzahlen reichen bis 2015, 2016 oder 2020, weil neuere Originale nicht
  vorlagen. INKAR reicht bis 2021 oder 2022, die Bevölkerung bis 2024. Welche Jahre es für einen
  Indikator gibt, zeigt sein Blatt; die Angabe wird aus den Daten berechnet.
- **Gebietsstand.** Fallzahlen stehen auf dem Gebietsstand ihrer Zeit und werden umgerechnet. INKAR
  steht auf dem Gebietsstand vom 31.12.2022. Gelieferte Quoten werden nicht umgerechnet.
- **0 bei INKAR.** INKAR druckt 0 für „nichts“ und für „zu wenig, um es zu zeigen“. Klammer zeigt
  deshalb „0 oder geheim“. Negative Werte stehen dort für fehlende Angaben und gelten als fehlend.
- **Fehler der Quellen bleiben stehen und werden gemeldet.** Beispiele: Gerstengrund 2007 mit 159
  Arbeitslosen bei 44 Menschen im Erwerbsalter; Rhein-Lahn-Kreis 2009 mit 38.551
  Langzeitarbeitslosen bei 3.250 Arbeitslosen.
- **Zusammenstellung** heißt: Das Original lag nicht vor. Die Spur endet an der Datei der
  Zusammenstellung, nicht beim Herausgeber. **Eigene Summe** heißt: Die Tabelle druckt die Summe
  nicht, wir haben die genannten Zellen addiert.
- **Landtagswahlen.** Gemeinden, deren Briefwahl anderswo ausgezählt wird, haben keine
  Wahlbeteiligung. Kreise sind eigene Summen; sie ergeben zusammen genau das Landesergebnis.

## Lizenzen

`dl-de/by-2-0` ist die [Datenlizenz Deutschland – Namensnennung – Version
2.0](https://www.govdata.de/dl-de/by-2-0). Die Zahlen wurden in eine gemeinsame Form gebracht; das
ist eine Veränderung im Sinne der Lizenz.

Die Ergebnisse der **Landtagswahlen** gibt das Thüringer Landesamt für Statistik heraus. Seine
Dateien nennen keine Lizenz. Nach dem Impressum des Landesamtes ist „Vervielfältigung und
Verbreitung, auch auszugsweise, mit Quellenangabe gestattet“; wer das Recht gewerblich an Dritte
weitergeben will, braucht vorher dessen Zustimmung. Der Wortlaut liegt in
`LICENSES/LicenseRef-TLS-Quellenangabe.txt`.

"""


def write_page(folder: Path, page: Path) -> None:
    """Write the page from the companions in the folder."""
    parts = [HEAD]
    for path in sorted(folder.glob("*.json")):
        about = json.loads(path.read_text(encoding="utf-8"))
        parts.append(f"## {about['title']}\n\n")
        parts.append("| Titel | Tabelle | Herausgeber | Lizenz | abgerufen |\n|-|-|-|-|-|\n")
        for origin in _distinct(about["origins"].values()):
            title = origin["title"] + (
                " (Zusammenstellung oder eigene Summe)" * origin["assembled"]
            )
            cells = (title, origin["table"], origin["publisher"], origin["licence"])
            parts.append(f"| {' | '.join(cells)} | {origin['retrieved']} |\n")
        parts.append("\n")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("".join(parts).rstrip() + "\n", encoding="utf-8")


def _distinct(origins):
    seen = {}
    for origin in origins:
        seen.setdefault((origin["title"], origin["table"]), origin)
    return seen.values()
