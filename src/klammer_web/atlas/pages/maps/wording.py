# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of a map: its title, what its colours say, how it is cited."""

from typing import Any

from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.presentation import contrasts, formats
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, TOTAL_WORD, WHOLE
from klammer_web.atlas.pages.choosing import breakdown_words
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.figures import MapFigure
from klammer_web.atlas.view_state import MapView


def title_of(found: MapFigure) -> str:
    """Return the title of a map: what, where, when."""
    view, definition = found.view, found.definition
    extent = areas.name_of(view.extent, boundary=view.boundary)
    part = breakdown_words(view.breakdown)
    where = f" {extent.within}" if extent and view.extent != WHOLE else " in Deutschland"
    plural = LEVEL_BY_CODE[view.level].plural
    what = f"{definition.title} ({part})" if part else definition.title
    return f"{what}: {plural}{where}, {formats.period(view.period)}"


def pair_title(first: MapFigure, second: MapFigure) -> str:
    """Return the title of two maps side by side: what they have in common, then both."""
    if first.definition.id != second.definition.id:
        return f"{title_of(first)} · daneben: {caption_of(second, beside=first)}"
    alike = title_of(first)
    if first.view.period != second.view.period:
        return f"{alike} und {formats.period(second.view.period)}"
    part = breakdown_words(second.view.breakdown) or TOTAL_WORD
    return f"{alike} · daneben: {part}"


def caption_of(found: MapFigure, *, beside: MapFigure) -> str:
    """Return what one of two maps shows that the other does not."""
    view, other = found.view, beside.view
    when = formats.period(view.period)
    part = breakdown_words(view.breakdown) or TOTAL_WORD
    if found.definition.id != beside.definition.id:
        return f"{found.definition.title}, {when}"
    if view.breakdown != other.breakdown:
        return f"{part}, {when}" if view.period != other.period else part
    return when


def contrast_words(found: MapFigure) -> dict[str, Any]:
    """Return what the page says about a chosen comparator; empty when none is chosen."""
    view, definition = found.view, found.definition
    if not view.against:
        return {}
    area = areas.name_of(view.against, boundary=view.boundary)
    name = area.concerning if area else view.against
    if found.contrast is None:
        why = (
            "Absolute Zahlen großer und kleiner Gebiete lassen sich nicht vergleichen."
            if definition.kind.adds_up
            else f"Für {name} gibt es in diesem Jahr keinen Wert."
        )
        return {"missing": f"{why} Die Karte zeigt deshalb die Größe der Werte."}
    return {
        "name": _short(area) if area else view.against,
        "value": found.contrast.comparator.text,
        "relevant": contrasts.stated(found.contrast.relevant, wording=found.wording),
        "is_own": found.contrast.own,
        "lines": found.contrast.keys,
        "is_untested": all(key.style.startswith("rank-") for key in found.contrast.keys),
        "sentence": _contrast_sentence(found, name),
    }


def _short(area: areas.AreaName) -> str:
    """Name a comparator after "gegenüber" in the head of a column."""
    return "ähnlichen Kreisen" if isinstance(area, areas.PeerGroup) else area.title


def _contrast_sentence(found: MapFigure, name: str) -> str:
    """Say how many areas differ: more than chance, and enough to matter."""
    plural = LEVEL_BY_CODE[found.view.level].plural
    tested = [one for one in found.figures if one.stands and not one.style.startswith("rank-")]
    if not tested:
        return (
            "Ob sich Werte mehr als zufällig unterscheiden, lässt sich hier nicht prüfen. Die "
            "Karte zeigt nur, wo jeder Wert unter den anderen steht."
        )
    if found.contrast and found.contrast.relevant is None:
        return (
            "Für diese Kennzahl ist nicht festgelegt, ab welchem Unterschied er zählt. Tragen Sie "
            "oben einen ein; bis dahin bleibt die Karte ohne Farbe."
        )
    higher = sum(one.style.endswith(("-1", "-2")) and "höher" in one.stands for one in tested)
    lower = sum(one.style.endswith(("-1", "-2")) and "niedriger" in one.stands for one in tested)
    rest = len(tested) - higher - lower
    return (
        f"Von {formats.number(len(tested))} prüfbaren Werten ({plural}) sind {higher} belegt höher "
        f"und {lower} belegt niedriger als der Wert für {name}; bei {rest} ist kein Unterschied "
        "belegt oder er ist zu klein."
    )


def cite(definition: Definition, view: MapView, release: Release, base: str) -> str:
    """Return how a map is named in another text."""
    return (
        f"{definition.title}, {formats.period(view.period)}, "
        f"{LEVEL_BY_CODE[view.level].plural}, Gebietsstand {formats.german_date(view.boundary)}; "
        f"Klammer, Freigabe {release.root[:12]}, {base}?{view.query()}"
    )


def domain_address(definition: Definition) -> str:
    """Return the address of the indicators of the same domain."""
    return f"{reverse('atlas:entry')}?bereich={definition.domain}"
