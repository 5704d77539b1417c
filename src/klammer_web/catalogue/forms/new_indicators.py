# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making indicators of what a delivery counts: one line for each variable, most of it proposed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from klammer.indicators.definitions import Definition, definition_of
from klammer.sources.tabular.checks import is_relative
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries.quantities import Quantity

COUNT, SHARE, BOTH, RATE, DELIVERED, NOTHING = (
    *("anzahl", "anteil", "beides", "je_tausend", "fertig", "nicht"),
)
SHOWN_AS = (
    (COUNT, "als Anzahl"),
    (SHARE, "als Anteil in %"),
    (BOTH, "als Anzahl und als Anteil in %"),
    (RATE, "je 1.000"),
    (DELIVERED, "ist schon eine fertige Quote in %"),
    (NOTHING, "gar nicht"),
)
_OF = frozenset({SHARE, BOTH, RATE})
_BASE = re.compile(r"einwohn|bevölkerung|menschen|personen|insgesamt|bewohner", re.IGNORECASE)
_CODES = {word: code for code, word in reversed(words.DOMAINS.items())}
_DOMAINS = [("", "bitte wählen"), *((code, word) for word, code in sorted(_CODES.items()))]
_LONGEST = 60


class LineForm(forms.Form):
    """How one quantity is to be shown."""

    shown = forms.ChoiceField(label="Zeigen", choices=SHOWN_AS)
    of = forms.ChoiceField(label="von", required=False)
    title = forms.CharField(
        label="Titel",
        max_length=100,
        required=False,
        error_messages={"max_length": "Höchstens 100 Zeichen."},
    )
    unit = forms.CharField(label="Einheit", max_length=40, required=False)
    use_required_attribute = False

    def __init__(self, *arguments: Any, variables: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["of"].choices = [("", "–"), *variables]

    def clean(self):
        clean = super().clean()
        shown = clean.get("shown")
        if shown != NOTHING and not clean.get("title", "").strip():
            self.add_error("title", "Bitte einen Titel angeben.")
        if shown in _OF and not clean.get("of"):
            self.add_error("of", "Bitte wählen, woran der Anteil gemessen wird.")
        if shown in _OF and clean.get("of") == self.variable:
            self.add_error("of", "Ein Anteil braucht zwei verschiedene Zahlen.")
        return clean

    variable = ""


class IndicatorsForm(forms.Form):
    """Everything a delivery counts that no indicator shows yet."""

    domain = forms.ChoiceField(
        label="In welchen Bereich des Atlas gehören sie?",
        choices=_DOMAINS,
        error_messages={"required": "Bitte einen Bereich wählen."},
    )
    use_required_attribute = False

    def __init__(
        self, data=None, *, quantities: Sequence[Quantity], known: Mapping[str, Definition]
    ) -> None:
        super().__init__(data, label_suffix="")
        self.known, self.quantities = known, {one.key: one for one in quantities}
        covered = {name for one in known.values() for name in one.formula.variables}
        pairs = [(one.key, one.label) for one in quantities]
        base = next((one.key for one in quantities if not one.where and _is_base(one)), "")
        self.lines = [
            self._line(data, one, pairs, base) for one in quantities if one.variable not in covered
        ]

    def _line(self, data, one: Quantity, pairs: Sequence[tuple[str, str]], base: str):
        shown = COUNT if one.key == base or not base else BOTH
        shown = DELIVERED if is_relative(one.label) else shown
        line = LineForm(
            data,
            prefix=one.key,
            variables=pairs,
            initial={
                "shown": shown,
                "of": base if shown == BOTH else "",
                "title": one.label[:100],
                "unit": "Personen" if _BASE.search(one.label) else "Fälle",
            },
            label_suffix="",
        )
        line.variable, line.label = one.key, one.label
        return line

    def is_valid(self) -> bool:
        """Check the domain and every line; something must be shown."""
        valid = [super().is_valid(), *(line.is_valid() for line in self.lines)]
        if all(valid) and all(one.cleaned_data["shown"] == NOTHING for one in self.lines):
            self.add_error(None, "Wählen Sie mindestens eine Zahl, die gezeigt werden soll.")
            return False
        return all(valid)

    def definitions(self) -> list[Definition]:
        """Return the indicators that were said."""
        taken = set(self.known)
        found = []
        for line in self.lines:
            for data in _made(line, self.quantities):
                identity = _free(str(data["id"]), taken)
                taken.add(identity)
                domain = self.cleaned_data["domain"]
                found.append(definition_of({**data, "id": identity, "domain": domain}))
        return found


def _made(line: LineForm, quantities: Mapping[str, Quantity]) -> list[dict[str, Any]]:
    said, one = line.cleaned_data, quantities[line.variable]
    name, title = one.key, said["title"].strip()
    term, whole = one.term, quantities[said["of"]].term if said.get("of") else {}
    of = str(whole.get("label", ""))
    plain = {"direction": "neutral", "role": "context", "breakdowns": one.breakdowns}
    count = {
        **plain, "id": name, "title": title, "sentence": f"{title}: Anzahl.", "kind": "count",
        "unit": said["unit"].strip() or "Fälle", "decimals": 0, "why_no_interval": "full_count",
        "formula": {"numerator": [term]},
    }  # fmt: skip
    share = {
        **plain, "id": f"{name}_anteil", "title": f"{title}, Anteil",
        "sentence": f"Von 100 ({of}): {title}.",
        "kind": "proportion", "unit": "%", "interval": "wilson",
        "formula": {"numerator": [term], "denominator": [whole], "factor": 100},
    }  # fmt: skip
    rate = {
        **plain, "id": f"{name}_je_1000", "title": f"{title} je 1.000",
        "sentence": f"Auf 1.000 ({of}) kommen so viele: {title}.",
        "kind": "rate", "unit": "je 1.000", "interval": "byar",
        "formula": {"numerator": [term], "denominator": [whole], "factor": 1000},
    }  # fmt: skip
    delivered = {
        **plain, "id": name, "title": title, "sentence": f"{title}, wie geliefert.",
        "kind": "ratio", "unit": "%", "why_no_interval": "delivered_rate",
        "formula": {"delivered": term},
    }  # fmt: skip
    return {
        COUNT: [count], SHARE: [share], BOTH: [count, share], RATE: [rate],
        DELIVERED: [delivered], NOTHING: [],
    }[said["shown"]]  # fmt: skip


def _is_base(one: Quantity) -> bool:
    return bool(_BASE.search(one.label)) and not is_relative(one.label)


def _free(wanted: str, taken: set[str]) -> str:
    """Return a short name that nobody has."""
    stem, number = wanted[: _LONGEST - 4], 1
    found = stem
    while found in taken:
        number += 1
        found = f"{stem}_{number}"
    return found
