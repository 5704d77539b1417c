# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be said of how far areas are apart: level, chance, and whether the gap closes."""

from klammer.patterns.dispersion import Change, Dispersion
from klammer.patterns.inequality import Inequality
from klammer.presentation import formats
from klammer.presentation.sentences import Wording

_SURE = 0.05


def difference_text(value: float, *, wording: Wording) -> str:
    """Print a difference: shares in percentage points, everything else in its unit."""
    return formats.with_unit(value, decimals=max(wording.decimals, 1), unit=unit_of(wording))


def unit_of(wording: Wording) -> str:
    """Return the unit of a difference: percentage points for shares."""
    return "Prozentpunkte" if wording.unit == "%" else wording.unit


def level(found: Inequality, *, period: str, plural: str, wording: Wording) -> str:
    """Say how far areas were apart in a year.

    plural  the areas in the nominative: "Kreise und kreisfreie Städte"
    """
    if found.width is None or found.lowest is None or found.highest is None:
        return f"{formats.period(period)} haben weniger als zwei Gebiete einen Wert."
    if wording.text(found.lowest) == wording.text(found.highest):
        return (
            f"{formats.period(period)} stand für alle {formats.number(found.areas)} ({plural}) "
            f"derselbe gedruckte Wert: {wording.text(found.lowest)}."
        )
    said = (
        f"{formats.period(period)} lagen zwischen dem niedrigsten und dem höchsten von "
        f"{formats.number(found.areas)} Werten ({plural}) "
        f"{difference_text(found.width, wording=wording)}"
    )
    if found.ratio is not None and found.ratio < 100:
        times = formats.number(found.ratio, decimals=1)
        said += f"; der höchste ist das {times}-Fache des niedrigsten"
    return f"{said}."


def beyond_chance(found: Dispersion, *, wording: Wording) -> str:
    """Say whether the areas differ more than chance makes them, and by how much."""
    if found.value is None or found.probability is None:
        return ""
    if found.probability > _SURE:
        return (
            "Unterschiede dieser Größe entstünden auch durch Zufall, wenn alle Gebiete gleich "
            "wären."
        )
    low, high = found.low or 0.0, found.high or 0.0
    decimals = max(wording.decimals, 1)
    span = formats.interval(low, high, decimals=decimals)
    return (
        "Das ist mehr als Zufall: Ohne den Anteil des Zufalls weichen die Gebiete im üblichen Maß "
        f"um {difference_text(found.value, wording=wording)} vom gemeinsamen Wert ab "
        f"(Spannweite {span})."
    )


def movement(
    earlier: tuple[str, Inequality],
    later: tuple[str, Inequality],
    *,
    change: Change | None,
    wording: Wording,
) -> str:
    """Say how the gap moved between two years; that it closes only where a test shows it.

    change  None where chance is not known: then both numbers are named and nothing is judged
    """
    (first, before), (last, after) = earlier, later
    if before.deviation is None or after.deviation is None:
        return ""
    decimals = max(wording.decimals, 1)
    numbers = (
        f"Die übliche Abweichung vom gemeinsamen Wert betrug {formats.period(first)} "
        f"{formats.number(before.deviation, decimals=decimals)} und {formats.period(last)} "
        f"{difference_text(after.deviation, wording=wording)}"
    )
    if change is None:
        return (
            f"{numbers}. Ob sich der Abstand mehr als zufällig verändert hat, lässt sich nicht "
            "prüfen."
        )
    if change.direction == 0:
        return f"{numbers}. Dass sich der Abstand verändert hat, ist nicht belegt."
    word = "kleiner" if change.direction < 0 else "größer"
    return (
        f"{numbers}. Der Abstand ist {word} geworden; das ist mehr als Zufall "
        f"(95{formats.NBSP}% Sicherheit)."
    )
