# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Readable German names of types, from what they stand out by: "viele Ältere, wenig Zuzug"."""

from collections.abc import Mapping
from dataclasses import dataclass

from klammer.patterns.typology.types import Feature, Typology

NO_FEATURE = "Ohne auffällige Merkmale"
_MOST = 3  # features in a name


@dataclass(frozen=True, slots=True)
class Words:
    """What an input is called, and what a type is called that has much or little of it.

    title       "Anteil ab 65-Jähriger"
    high, low   "viele Ältere", "wenig Ältere"; without them the title is used: "… hoch"
    """

    title: str
    high: str = ""
    low: str = ""

    def of(self, feature: Feature) -> str:
        """Say that a type stands out by this input."""
        if feature.is_high:
            return self.high or f"{self.title} hoch"
        return self.low or f"{self.title} niedrig"


def type_names(typology: Typology, words: Mapping[str, Words]) -> dict[int, str]:
    """Name each type by its outstanding features, the most outstanding first, at most three.

    words    input → its words; inputs without words keep their own name
    returns  number of the type → name. Types that would be called the same get their number behind
    """
    said = {
        one.number: ", ".join(
            words.get(feature.name, Words(feature.name)).of(feature)
            for feature in one.features[:_MOST]
        )
        for one in typology.types
    }
    names = {number: _begun(text) if text else NO_FEATURE for number, text in said.items()}
    every = list(names.values())
    return {
        number: name if every.count(name) == 1 else f"{name} (Typ {number})"
        for number, name in names.items()
    }


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
