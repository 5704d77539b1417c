# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the engine of indices refused, in German: what, where, why, what now.

The library speaks English with a code. Codes with one meaning have a sentence each; of what a
specification says wrongly the usual ones are told by their words. What none of these knows gets a
general sentence, and the library's own words stand beneath it as a detail.
"""

import re
from dataclasses import dataclass

from klammer.base.errors import KlammerError

_CODES = {
    "index_no_toml": (
        "Die Datei ist keine lesbare Spezifikation.",
        "Berichtigen Sie die genannte Zeile, oder beginnen Sie mit der Datei eines Index.",
    ),
    "index_too_large": (
        "Die Datei ist zu groß für eine Spezifikation.",
        "Prüfen Sie, ob es die richtige Datei ist.",
    ),
    "index_unchanged": ("Es wurde nichts geändert.", "Ändern Sie etwas, oder gehen Sie zurück."),
    "column_missing": (
        "Eine Spalte fehlt, die der Index braucht.",
        "Nennen Sie eine Kennzahl, die in der Freigabe steht.",
    ),
    "index_classes": (
        "Die Klassen passen nicht zu den Werten.",
        "Lassen Sie die erste und die letzte Klasse offen, oder bilden Sie weniger Klassen.",
    ),
    "index_unknown_indicator": (
        "Eine Kennzahl gibt es in der Freigabe nicht.",
        "Wählen Sie eine andere, oder prüfen Sie ihren Namen.",
    ),
    "index_no_place": (
        "Für diese Gebiete liegen nicht alle Kennzahlen zugleich vor.",
        "Wählen Sie eine andere Ebene, oder lassen Sie die genannte Kennzahl weg.",
    ),
}
# Words of the library → German; groups are filled in.
_SAID = (
    (r"the weights sum to (\S+)", "Die Gewichte ergeben zusammen {0}; erwartet werden 1 oder 100."),
    (r"the word '(.+)' is not known here", "Das Wort „{0}“ ist hier nicht bekannt."),
    (r"'(.+)' is no (\w+)", "„{0}“ ist keine Angabe für {1}."),
    (r"there is no part '(.+)'", "Ein Teil „{0}“ ist nirgends beschrieben."),
    (r"the name '(.+)' stands for two things", "Der Name „{0}“ steht für zweierlei."),
    (r"'(.+)' is missing$", "Die Angabe „{0}“ fehlt."),
    (r"an index needs inputs", "Es ist keine Kennzahl genannt, die eingeht."),
    (r"the classes '(.+)' and '(.+)' leave a gap", "Zwischen „{0}“ und „{1}“ klafft eine Lücke."),
    (r"the classes '(.+)' and '(.+)' overlap", "Die Klassen „{0}“ und „{1}“ überschneiden sich."),
    (r"'(.+)' has no place among the weights", "Für „{0}“ fehlt ein Gewicht."),
    (r"'(.+)' does not enter the index", "„{0}“ geht in keinen Teil des Index ein."),
    (r"'?(\S+?)'? is (?:the same everywhere|constant)", "„{0}“ hat überall denselben Wert."),
    (r"'?(\S+?)'? is missing everywhere", "Für „{0}“ gibt es keinen einzigen Wert."),
    (r"(\d+) areas? .*(\d+) inputs?", "Das sind {0} Gebiete für {1} Kennzahlen: zu wenige."),
)


@dataclass(frozen=True)
class Said:
    """A refusal in German; `detail` is the library's own wording."""

    what: str
    where: str = ""
    remedy: str = ""
    detail: str = ""

    @property
    def text(self) -> str:
        """All in one line, for a field of a form."""
        where = f"({self.where})" if self.where else ""
        return " ".join(filter(None, (self.what, where, self.remedy)))


def refusal(error: KlammerError) -> Said:
    """Return the German sentences for what the engine or the reading of a file refused."""
    detail = "; ".join(part for part in (error.what, error.why, error.remedy) if part)
    where = str(error.where or "")
    for pattern, text in _SAID:
        found = re.search(pattern, error.what)
        if found:
            what = text.format(*found.groups())
            return Said(what, where, "Berichtigen Sie es an dieser Stelle.", detail)
    what, remedy = _CODES.get(error.code, ("", ""))
    if not what:
        what = "So lässt sich der Index nicht bilden."
        remedy = "Der Satz darunter sagt, woran es liegt."
        return Said(what, where, remedy, detail)
    return Said(what, where or error.details.get("names", ""), remedy, detail)
