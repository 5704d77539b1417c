# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of pages that have no single one: many small drawings, laid out on one sheet."""

import re
from importlib.resources import files as resource_files

from klammer.presentation import formats, spine
from klammer.presentation.charts import arrays
from klammer.presentation.charts.arrays import Line, Panel
from klammer.presentation.multiples import panel
from klammer_web.atlas.queries.multiples import Multiples, Small
from klammer_web.atlas.queries.spine import SpineChart, SpineLine
from klammer_web.atlas.seen import Drawing

_LINK = re.compile(r"</?a\b[^>]*>")  # a picture that stands alone leads nowhere
_SIDES = {"worse": "ungünstiger", "better": "günstiger", "more": "höher", "less": "niedriger"}
_SURE = {"1": "95 % sicher", "2": "99,8 % sicher"}

_SPINE_NOTE = (
    "Jede Zeile hat ihren eigenen Maßstab. Farbe nur, wo der Abstand mehr als Zufall ist und groß "
    "genug, um zu zählen. Wo die Kennzahl nicht bewertet, liegt links niedriger, rechts höher."
)


def styles(*names: str) -> str:
    """Return the rules of drawings that stand alone; names of files below static/atlas."""
    folder = resource_files("klammer_web.atlas").joinpath("static/atlas")
    return "".join(folder.joinpath(name).read_text() for name in names)


def wide_one(drawn: str) -> str:
    """Return the wide one of two drawings, without its links."""
    return f"{_LINK.sub('', drawn.partition('</svg>')[0])}</svg>" if drawn else ""


def spine_drawing(found: SpineChart) -> Drawing | None:
    """Draw an area in all its indicators: one line each, the larger area in the middle."""
    whole = found.whole.title
    drawn = arrays.line_by_line(
        [(domain, [_spine_line(line) for line in lines]) for domain, lines in found.groups],
        heads=("Kennzahl", found.area.title, "von", "bis", whole),
        sides=("ungünstiger, niedriger", "günstiger, höher"),
        label=f"{found.area.title}: alle Kennzahlen gegenüber {whole}",
    )
    if not drawn:
        return None
    every = [line for _, lines in found.groups for line in lines]
    held = {line.spine.style for line in every if line.spine}
    is_middle = any(line.spine and line.missing for line in every)
    among = f"Von, bis und Balken: {formats.number(len(found.among))} Gebiete."
    middle = f"Ohne Wert für {found.whole.concerning} zeigt die Linie die Mitte der Gebiete."
    return Drawing(
        drawn,
        styles("css/array-file.css"),
        _spine_keys(held),
        f"Punkt: {found.area.title} · senkrechte Linie: {whole}",
        [f"{among} {_SPINE_NOTE}", *([middle] if is_middle else [])],
        is_tall=True,
    )


def _spine_keys(held: set[str]) -> list[tuple[str, str]]:
    """Return the keys of the bars, and of the colours that occur."""
    keys = [
        ("spine all", "vom niedrigsten bis zum höchsten Gebiet"),
        ("spine half", "mittlere Hälfte der Gebiete"),
    ]
    for side, words in _SIDES.items():
        for grade, sure in _SURE.items():
            if f"{side}-{grade}" in held:
                keys.append((f"spine {side}-{grade}", f"{words}: {sure}"))
    return keys


def _spine_line(line: SpineLine) -> Line:
    period = formats.period(line.figure.row["period"])
    is_turned = line.definition.direction == "high_is_burden"
    return Line(
        name=line.definition.title,
        about=", ".join(filter(None, (line.definition.unit, period))),
        value=line.figure.plain,
        drawing=spine.spine_row(line.spine) if line.spine else "",
        ends=line.ends[::-1] if is_turned else line.ends,
        other=line.comparator.plain if line.comparator else "",
        words=line.missing,
    )


def multiples_drawing(found: Multiples) -> Drawing | None:
    """Draw the series of all areas side by side on the same axes."""
    if found.axes is None or not found.smalls:
        return None
    first = [found.reference] if found.reference else []
    panels = [
        *(_panel(one, found, is_reference=True) for one in first),
        *(_panel(one, found) for one in found.smalls),
    ]
    return Drawing(
        arrays.side_by_side(panels, label=f"{found.definition.title}: Verläufe", columns=5),
        styles("chart-file.css", "css/array-file.css"),
        heading=_axes_words(found),
        notes=[
            f"Gestrichelt: Ab {cut} nicht mit den Jahren davor vergleichbar. {reason}"
            for _, cut, reason in found.breaks
        ],
        is_tall=True,
    )


def _panel(one: Small, found: Multiples, *, is_reference: bool = False) -> Panel:
    beside = found.reference.points if found.reference and not is_reference else ()
    has_line = found.axes is not None and one.years > 0
    drawn = panel(one.points, axes=found.axes, beside=beside) if has_line and found.axes else ""
    if is_reference:
        drawn = drawn.replace('class="chart', 'class="is-reference chart', 1)
    newest = one.newest.row["period"]
    is_old = newest != found.periods[-1] and one.years > 0
    return Panel(
        one.area.title.removeprefix("Landkreis ").removeprefix("Kreis "),
        f"{one.newest.text} ({formats.period(newest)})",
        drawn,
        f"neuester Wert {formats.period(newest)}" if is_old else _none(one),
    )


def _none(one: Small) -> str:
    return "" if one.years else "in keinem Jahr ein Wert"


def _axes_words(found: Multiples) -> str:
    axes = found.axes
    if axes is None:
        return ""
    ends = (axes.bottom, axes.top)
    decimals = next(n for n in range(11) if all(round(end, n) == end for end in ends))
    low, high = (formats.number(end, decimals=decimals) for end in ends)
    unit = " (erstes Jahr mit Wert = 100)" if found.is_index else f" {found.definition.unit}"
    line = f" · graue Linie: {found.reference.area.title}" if found.reference else ""
    years = f"{axes.years[0]:.0f} bis {axes.years[1]:.0f}"
    return f"Überall dieselben Achsen: {years}, {low} bis {high}{unit.rstrip()}{line}"
