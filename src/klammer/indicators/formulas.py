# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A formula is one object that is executed and printed: text and calculation cannot drift apart.

A term selects observations (variable, breakdown codes) and adds or subtracts them; a formula is a
numerator, or a numerator over a denominator times a factor. The warehouse compiles it to SQL.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """One selection of observations, summed.

    variable  canonical variable, e.g. `population`
    where     breakdown column → codes that are added up, e.g. {"age": ("Y0T2", "Y3T5")};
              a breakdown not named here must be total in the source, unless the definition
              offers it as a breakdown of the figure
    label     the words for this selection, e.g. "Personen ab 65 Jahren"
    sign      +1 or −1
    years_back 0 for the figure's own year, n for n years before
    """

    variable: str
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    label: str = ""
    sign: int = 1
    years_back: int = 0


@dataclass(frozen=True, slots=True)
class Formula:
    """Numerator, optional denominator and factor; or one delivered figure.

    numerator, denominator  sums of terms; an empty denominator means the numerator itself
    factor                  100 for per cent, 1 000 for "je 1.000"
    delivered               a term whose value *is* the figure (a rate or mean as published);
                            then numerator and denominator are empty
    """

    numerator: tuple[Term, ...] = ()
    denominator: tuple[Term, ...] = ()
    factor: float = 1.0
    delivered: Term | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """Every variable the formula needs, in order, once."""
        terms = (*self.numerator, *self.denominator, *((self.delivered,) if self.delivered else ()))
        return tuple(dict.fromkeys(term.variable for term in terms))

    def __str__(self) -> str:
        """Print the formula as a German sentence fragment: (a + b) ÷ c × 100."""
        if self.delivered:
            return f"{self.delivered.label or self.delivered.variable} (wie veröffentlicht)"
        text = _sum(self.numerator)
        if self.denominator:
            below = _wrap(_sum(self.denominator), self.denominator)
            text = f"{_wrap(text, self.numerator)} ÷ {below}"
        return text if self.factor == 1 else f"{text} × {self.factor:,.0f}".replace(",", ".")


def _sum(terms: tuple[Term, ...]) -> str:
    text = ""
    for term in terms:
        sign = (" − " if term.sign < 0 else " + ") if text else ("−" if term.sign < 0 else "")
        back = f" {term.years_back} Jahre zuvor" if term.years_back else ""
        text += f"{sign}{term.label or term.variable}{back}"
    return text


def _wrap(text: str, terms: tuple[Term, ...]) -> str:
    return f"({text})" if len(terms) > 1 else text
