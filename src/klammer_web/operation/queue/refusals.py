# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German sentences about work that did not come to its end, as the pages show them."""

BROKEN = {
    "what": "Bei der Arbeit ist ein Fehler aufgetreten.",
    "why": "",
    "remedy": "Es wurde nichts halb gespeichert. Geben Sie die Uhrzeit an die Verwaltung der "
    "Instanz weiter; sie findet die Ursache im Protokoll.",
}
INTERRUPTED = {
    "what": "Die Arbeit wurde unterbrochen.",
    "why": "Der Dienst wurde währenddessen beendet. Ob sie schon gewirkt hatte, ist unklar.",
    "remedy": "Sehen Sie nach, ob das Ergebnis da ist. Fehlt es, beginnen Sie noch einmal.",
}
GIVEN_UP = {
    "what": "Die Arbeit wurde mehrmals unterbrochen und wird nicht weiter versucht.",
    "why": "Der Dienst wurde jedes Mal beendet, bevor sie fertig war.",
    "remedy": "Bitten Sie die Verwaltung der Instanz, in das Protokoll zu sehen.",
}
UNKNOWN = {
    "what": "Diese Art von Arbeit kennt der Dienst nicht mehr.",
    "why": "Sie stammt aus einer anderen Fassung des Programms.",
    "remedy": "Beginnen Sie die Arbeit noch einmal.",
}
