# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an index is made, printed from its specification: text and calculation cannot drift apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klammer.patterns.indices import Specification
from klammer.patterns.indices.specification import (
    Classes,
    Combination,
    Input,
    Limit,
    Standardisation,
    Transformation,
)
from klammer.presentation import formats

DIRECTIONS = {
    "high_is_burden": "hoher Wert heißt Belastung",
    "high_is_good": "hoher Wert heißt günstige Lage",
}
TRANSFORMATIONS = {
    "none": "wie er ist",
    "log": "logarithmiert",
    "logit": "als Logit",
    "rank": "als Rang",
    "percentile": "als Prozentrang",
    "normal_scores": "als Wert der Normalverteilung zu seinem Rang",
}
STANDARDISATIONS = {
    "none": "Die Werte bleiben, wie sie sind.",
    "z": "Abstand vom Mittel der Gebiete, geteilt durch die Standardabweichung (z-Wert).",
    "min_max": "Der niedrigste Wert wird 0, der höchste 1, die anderen liegen dazwischen.",
    "percentile": "Prozentrang: Anteil der anderen Gebiete mit niedrigerem Wert.",
    "rank": "Rang unter den Gebieten.",
    "rank_share": "Rang, geteilt durch die Zahl der Gebiete.",
    "normal_scores": "Wert der Normalverteilung zum Rang.",
    "exponential": "Rang, exponentiell gestreckt: Hohe Belastung wiegt mehr, und günstige Werte "
    "heben sie nicht auf (nach dem englischen Index of Multiple Deprivation).",
}
COMBINATIONS = {
    "sum": "Summe",
    "mean": "Mittelwert",
    "geometric_mean": "geometrisches Mittel",
    "factor": "Gewichte aus einer Faktorenanalyse mit einem Faktor",
    "component": "erste Hauptkomponente",
}
MISSING = {
    "refuse": "Fehlt irgendwo ein Wert, wird der ganze Index nicht berechnet.",
    "leave_out": "Ein Gebiet, dem ein Wert fehlt, nimmt nicht teil.",
    "no_domain": "Ein Gebiet, dem ein Wert fehlt, bekommt keinen Index; seine übrigen Werte zählen "
    "bei den anderen mit.",
    "mean_of_domain": "Für einen fehlenden Wert steht der Mittelwert der anderen desselben "
    "Bereichs.",
    "average": "Für einen fehlenden Wert steht der Durchschnitt der Gebiete.",
    "larger_area": "Für einen fehlenden Wert steht der des größeren Gebiets.",
}
CHANGES = {"difference": "Differenz zum früheren Wert", "percent": "Veränderung in Prozent"}


@dataclass(frozen=True)
class PrintedInput:
    """One input in words: what it is, which way it counts, how it is bent, how much it weighs."""

    column: str
    title: str
    direction: str
    treatment: str
    weight: str
    note: str


@dataclass(frozen=True)
class PrintedClass:
    """One class in words, with the place of its colour: 1 is the first."""

    number: int
    name: str
    words: str


@dataclass(frozen=True)
class Printed:
    """The whole making of an index.

    steps  (heading, sentences) in the order of calculation
    """

    title: str
    description: str
    inputs: Sequence[PrintedInput]
    steps: Sequence[tuple[str, Sequence[str]]]
    classes: Sequence[PrintedClass]
    citation: str
    licence: str
    note: str
    has_weights: bool


def printed(specification: Specification) -> Printed:
    """Return the making of an index in words, whole: nothing of the specification is left out."""
    weights = _shares(specification)
    return Printed(
        title=specification.title,
        description=specification.description,
        inputs=[_input(one, specification, weights) for one in specification.inputs],
        steps=[(head, said) for head, said in _steps(specification) if said],
        classes=classes_of(specification.classes),
        citation=specification.citation,
        licence=specification.licence,
        note=specification.note,
        has_weights=bool(weights),
    )


def title_of_part(specification: Specification, part: str) -> str:
    """Return what an input or a domain is called."""
    for domain in specification.domains:
        if domain.id == part:
            return domain.title or domain.id
    for one in specification.inputs:
        if one.column == part:
            return one.title or one.column
    return part


def classes_of(classes: Classes | None) -> list[PrintedClass]:
    """Return the classes in words, in the order of the specification."""
    if classes is None:
        return []
    if classes.limits:
        return [
            PrintedClass(number, one.title or one.name, limit_words(one))
            for number, one in enumerate(classes.limits, start=1)
        ]
    names = classes.titles or classes.names or tuple(str(n + 1) for n in range(classes.count))
    words = {
        "quantiles": "gleich viele Gebiete",
        "equal": "gleich breite Klassen",
        "jenks": "natürliche Grenzen (Jenks)",
    }.get(classes.method, "")
    return [PrintedClass(number, name, words) for number, name in enumerate(names, start=1)]


def limit_words(one: Limit) -> str:
    """Say which values a class holds: "über 1 bis 1,5"."""
    low = f"über {_number(one.above)}" if one.above is not None else ""
    low = f"ab {_number(one.at_least)}" if one.at_least is not None else low
    high = f"bis {_number(one.at_most)}" if one.at_most is not None else ""
    high = f"unter {_number(one.below)}" if one.below is not None else high
    return " ".join(filter(None, (low, high))) or "alle Werte"


def _input(one: Input, specification: Specification, weights: Mapping[str, float]) -> PrintedInput:
    own = one.standardisation
    said = [transformation_words(one.transformation)]
    if one.numerator:
        said.append(f"{one.numerator} ÷ {one.denominator} × {_number(one.per)}")
    if own is not None:
        said.append(standardisation_words(own))
    if one.missing and one.missing != specification.missing:
        said.append(MISSING[one.missing])
    share = weights.get(one.column)
    return PrintedInput(
        column=one.column,
        title=one.title or one.column,
        direction=DIRECTIONS[one.direction],
        treatment="; ".join(filter(None, said)),
        weight="" if share is None else f"{formats.number(100 * share, decimals=1)} %",
        note=one.note,
    )


def transformation_words(one: Transformation) -> str:
    """Say how the values of an input are bent; empty where they stay."""
    if one.method == "none":
        words = ""
    elif one.method == "log":
        base = {"e": "natürlich", "10": "zur Basis 10", "2": "zur Basis 2"}[one.base]
        words = f"logarithmiert, {base}" + (f", vorher + {_number(one.add)}" if one.add else "")
    else:
        words = TRANSFORMATIONS[one.method]
    shrunk = "zum größeren Gebiet hin geschrumpft, je kleiner das Gebiet, desto mehr"
    return "; ".join(filter(None, (shrunk if one.shrink else "", words)))


def standardisation_words(one: Standardisation) -> str:
    """Say how values are made comparable, with every choice that was made."""
    said = [STANDARDISATIONS[one.method]]
    if one.method == "z":
        deviation = {"population": "÷ n", "sample": "÷ (n − 1)"}[one.deviation]
        counted = {
            "areas": "jedes Gebiet zählt gleich",
            "population": "Gebiete zählen nach ihren Einwohnern",
        }[one.weights]
        said.append(f"Standardabweichung {deviation}; {counted}.")
    fixed = [
        ("Mittel", one.mean), ("Streuung", one.spread),
        ("niedrigster", one.lowest), ("höchster", one.highest),
    ]  # fmt: skip
    held = [f"{word} {_number(value)}" for word, value in fixed if value is not None]
    if held:
        said.append(f"Fest aus einem Ausgangsjahr: {', '.join(held)}.")
    if one.base:
        said.append("Maßstab ist das Ausgangsjahr, nicht das gezeigte.")
    if (one.scale, one.shift) != (1.0, 0.0):
        said.append(f"Danach × {_number(one.scale)} + {_number(one.shift)}.")
    if one.decimals is not None:
        said.append(f"Gerundet auf {one.decimals} Stellen.")
    return " ".join(said)


def _steps(specification: Specification) -> list[tuple[str, list[str]]]:
    return [
        ("Wer mitgerechnet wird", _exclusion(specification)),
        ("Wenn ein Wert fehlt", [MISSING[specification.missing]]),
        ("Werte vergleichbar machen", [standardisation_words(specification.standardisation)]),
        ("Zu Bereichen zusammenfassen", _domains(specification)),
        ("Zum Index zusammenfassen", _combined(specification.index, specification)),
        ("Was ein hoher Index heißt", [_direction(specification)]),
        ("Veränderung", _dynamics(specification)),
        ("Auffällige Werte zählen", _flags(specification)),
    ]


def _exclusion(specification: Specification) -> list[str]:
    found = specification.exclusion
    said = []
    if found.population_below is not None:
        least = _number(found.population_below)
        said.append(f"Gebiete mit weniger als {least} Einwohnerinnen und Einwohnern nicht.")
    said += [f"Nicht {area}: {reason}" for area, reason in found.areas.items()]
    return said or ["Alle Gebiete, für die es die Werte gibt."]


def _domains(specification: Specification) -> list[str]:
    return [
        " ".join(
            (f"{one.title or one.id}:", *_combined(one.combination, specification), one.note)
        ).strip()
        for one in specification.domains
    ]


def _combined(one: Combination, specification: Specification) -> list[str]:
    parts = one.parts or tuple(each.column for each in specification.inputs)
    titles = [title_of_part(specification, part) for part in parts]
    said = [f"{_begin(COMBINATIONS[one.method])} aus {_listed(titles)}."]
    if one.weights:
        total = sum(one.weights.values())
        shares = (
            f"{title_of_part(specification, part)} "
            f"{formats.number(100 * weight / total, decimals=1)} %"
            for part, weight in one.weights.items()
        )
        said.append(f"Gewichte: {', '.join(shares)}.")
    elif one.method in {"sum", "mean", "geometric_mean"} and len(parts) > 1:
        said.append("Jeder Teil wiegt gleich.")
    if one.loadings:
        said.append("Die Ladungen stehen fest; sie werden nicht jedes Jahr neu geschätzt.")
    if one.standardisation.method != "none":
        said.append(f"Das Ergebnis: {standardisation_words(one.standardisation)}")
    return said


def _direction(specification: Specification) -> str:
    return {
        "high_is_burden": "Je höher der Index, desto größer die Belastung im Vergleich.",
        "high_is_good": "Je höher der Index, desto günstiger die Lage im Vergleich.",
    }[specification.direction]


def _dynamics(specification: Specification) -> list[str]:
    found = specification.dynamics
    if found is None:
        return []
    said = [
        f"Für jede Kennzahl: {CHANGES[found.change]}. Danach wird gerechnet wie oben"
        + (", mit eigenen Regeln." if found.index or found.standardisation else ".")
    ]
    if found.standardisation:
        said.append(standardisation_words(found.standardisation))
    if found.index:
        said += _combined(found.index, specification)
    listed = classes_of(found.classes)
    if listed:
        said.append("Klassen: " + "; ".join(f"{one.name} ({one.words})" for one in listed) + ".")
    return said


def _flags(specification: Specification) -> list[str]:
    found = specification.flags
    if found is None:
        return []
    what = {"inputs": "Kennzahlen", "domains": "Bereiche"}[found.of]
    least = formats.number(100 * found.at_least, decimals=0)
    return [f"Gezählt werden {what}, deren Prozentrang mindestens {least} % beträgt."]


def _shares(specification: Specification) -> dict[str, float]:
    """Return input → its share in the index; empty where weights are estimated.

    Standardised domains count as their weight says, whatever is inside; domains that enter by
    their sum count the more, the more there is inside.
    """
    domains = {one.id: one.combination for one in specification.domains}
    found: dict[str, float] = {}

    def spread(how: Combination, share: float, *, whole: bool) -> bool:
        if how.method not in {"sum", "mean"}:
            return False
        parts = how.parts or tuple(one.column for one in specification.inputs)
        weights = {part: how.weights.get(part, 1.0) for part in parts}
        total = 1.0 if how.method == "sum" and not whole else sum(weights.values())
        for part, weight in weights.items():
            mine = share * weight / total
            if part not in domains:
                found[part] = found.get(part, 0.0) + mine
            elif not spread(domains[part], mine, whole=how.of != "score"):
                return False
        return True

    if not spread(specification.index, 1.0, whole=True):
        return {}
    total = sum(found.values())
    return {part: share / total for part, share in found.items()}


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}"


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(value: float | None) -> str:
    if value is None:
        return ""
    decimals = next((n for n in range(6) if round(value, n) == value), 4)
    return formats.number(value, decimals=decimals)
