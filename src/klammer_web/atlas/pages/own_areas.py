# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of own areas need: the editor, the figures, one figure over time."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from klammer.base.cells import Status
from klammer.presentation import formats, maps
from klammer.territory.custom_areas import CustomArea
from klammer.warehouse.open import Release
from klammer_web.accounts.rules import may_share
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import models, rules
from klammer_web.atlas.addresses import Traces, address, profile_of
from klammer_web.atlas.enums import LEVEL_BY_CODE, LEVELS
from klammer_web.atlas.forms.own_areas import LEVELS as PARTS
from klammer_web.atlas.forms.own_areas import Choosing, boundaries
from klammer_web.atlas.pages.choosing import breakdown_words, crumbs
from klammer_web.atlas.queries import areas, own_areas_sum
from klammer_web.atlas.queries.breakdowns import Breakdown
from klammer_web.atlas.queries.custom_areas import part_names, shared_with
from klammer_web.atlas.queries.outlines import fingerprint, outlines
from klammer_web.atlas.queries.own_figures import OwnProfile, OwnSeries

_SHOWN_PARTS, _SHOWN_PIECES, _SHOWN_NAMES = 12, 3, 4


def _counted(number: int, level: str) -> str:
    if level == "county":
        return f"{formats.number(number)} {'Kreis' if number == 1 else 'Kreise und Städte'}"
    return f"{formats.number(number)} Gemeinde{'' if number == 1 else 'n'}"


def editor_context(
    chosen: Choosing, *, release: Release, present: models.CustomArea | None
) -> dict[str, Any]:
    """Return the context of the editor."""
    drawn = outlines(chosen.level, chosen.boundary, chosen.extent)
    named = areas.names(chosen.level, chosen.boundary)
    order = drawn.order if drawn else ()
    picked = set(chosen.parts)
    return {
        "chosen": chosen,
        "present": present,
        "title": f"{present.name} ändern" if present else "Eigenes Gebiet anlegen",
        "level": LEVEL_BY_CODE[chosen.level],
        "levels": [
            (one.word, one.plural, one.code == chosen.level) for one in LEVELS if one.code in PARTS
        ],
        "boundaries": [
            (one, formats.german_date(one), one == chosen.boundary)
            for one in boundaries(release, chosen.level)
        ],
        "extents": _extents(chosen),
        "picture": _editor_picture(chosen, drawn) if drawn else "",
        "part_groups": _groups([named[key] for key in order if key in named], picked, chosen),
        "elsewhere": sorted(picked - set(order)),
        "sum": sum_context(chosen, release=release),
        "units": sorted((named[key] for key in order if key in named), key=lambda one: one.sorting),
        "notice": _notice(chosen, named),
        "cut": sorted(chosen.held.cut) if chosen.held else [],
        "crumbs": crumbs(
            ("Eigene Gebiete", reverse("atlas:own_areas")),
            (present.name if present else "Neu", ""),
        ),
    }  # fmt: skip


def sum_context(chosen: Choosing, *, release: Release) -> dict[str, Any]:
    """Return what is said of a choice: how many parts, how many people, whether it is one piece."""
    found = own_areas_sum.chosen(
        chosen.parts, level=chosen.level, boundary=chosen.boundary, release=release
    )
    population = found.population
    return {
        "number": found.number,
        "counted": _counted(found.number, chosen.level) if found.number else "",
        "people": population.text if population else "",
        "period": formats.period(population.row["period"]) if population else "",
        "reason": found.reason,
        "apart": [_named(names) for names in found.apart[:_SHOWN_PIECES]],
        "more_apart": max(0, len(found.apart) - _SHOWN_PIECES),
        "pieces": 1 + len(found.apart),
        "counties": found.counties,
    }


def _named(names: Sequence[str]) -> str:
    rest = len(names) - _SHOWN_NAMES
    listed = ", ".join(names[:_SHOWN_NAMES])
    return f"{listed} und {rest} weitere" if rest > 0 else listed


def _extents(chosen: Choosing) -> list[tuple[str, str, bool]]:
    state = areas.name_of("16", boundary=chosen.boundary)
    found = [("16", f"in {state.title}" if state else "")]
    if chosen.level == "municipality":
        counties = areas.names("county", chosen.boundary).values()
        inside = [one for one in counties if one.key[:2] == "16" and one.kind != "Kreisfreie Stadt"]
        found += [(one.key, one.within) for one in sorted(inside, key=lambda one: one.sorting)]
    return [(key, words, key == chosen.extent) for key, words in found]


def _groups(named, picked, chosen) -> list[tuple[str, list[tuple[areas.AreaName, bool]], int]]:
    """Return the areas to choose from, by county where several counties are shown."""
    by_county: dict[str, list[areas.AreaName]] = {}
    for one in named:
        by_county.setdefault(one.key[:5] if len(chosen.extent) == 2 else "", []).append(one)
    counties = areas.names("county", chosen.boundary)
    groups = []
    for key, several in by_county.items():
        title = counties[key].title if key in counties and chosen.level != "county" else ""
        rows = [(one, one.key in picked) for one in sorted(several, key=lambda one: one.sorting)]
        groups.append((title, rows, sum(is_picked for _, is_picked in rows)))
    if chosen.level == "county":
        every = [row for _, rows, _ in groups for row in rows]
        return [("", sorted(every, key=lambda row: row[0].sorting), len(picked))]
    return sorted(groups, key=lambda group: group[0].removeprefix("Landkreis ").casefold())


def _editor_picture(chosen: Choosing, drawn: maps.Outlines) -> SafeString:
    named = areas.names(chosen.level, chosen.boundary)
    marks = {
        key: maps.Mark("picked" if key in chosen.parts else "free", named[key].title)
        for key in drawn.order
        if key in named
    }
    return _drawn(
        drawn,
        chosen,
        marks,
        label="Karte zum Auswählen; dieselben Gebiete stehen in der Liste",
        over=drawn.path_of(chosen.shape) if chosen.shape is not None else "",
    )


def _drawn(drawn, place, marks, *, label: str, over: str = "") -> SafeString:
    where = (place.level, place.boundary, place.extent)
    at = f"{reverse('atlas:outlines', args=where)}?v={fingerprint(*where)}"
    text = maps.picture(drawn, address=at, marks=marks, label=label, style="map--own", over=over)
    return mark_safe(text)  # noqa: S308  # reason: built by klammer.presentation, escaped there


def _notice(chosen: Choosing, named) -> str:
    """Say what a line or circle did."""
    if chosen.problem or chosen.held is None:
        return chosen.problem
    whole, cut = len(chosen.held.whole), chosen.held.cut
    said = (
        f"{_counted(whole, chosen.level)} {'liegt' if whole == 1 else 'liegen'} ganz in der Fläche"
    )
    said += " und " + ("ist" if whole == 1 else "sind") + " ausgewählt." if whole else "."
    if not cut:
        return said
    listed = ", ".join(
        f"{named[key].title} ({formats.number(100 * share)} %)"
        for key, share in sorted(cut.items(), key=lambda one: -one[1])[:_SHOWN_PARTS]
        if key in named
    )
    rest = len(cut) - _SHOWN_PARTS
    more = f" und {rest} weitere" if rest > 0 else ""
    return (
        f"{said} Die Linie zerschneidet {listed}{more}. Für Teile davon gibt es keine Zahlen: "
        "Nehmen Sie sie ganz dazu, oder lassen Sie sie weg."
    )


def own_context(
    found: OwnProfile,
    *,
    release: Release,
    seat: Seat,
    present: models.CustomArea | None,
    changed: models.CustomArea | None,
    traces: Traces,
) -> dict[str, Any]:
    """Return the context of an own area's figures.

    present  the area that is kept; changed: the one that is about to be changed
    """
    area = found.area
    query = parts_query(area)
    here = reverse("atlas:own_area", args=[present.id]) if present else reverse("atlas:own_preview")
    named = part_names(area.units, level=area.level, boundary=area.boundary)
    one_figure = f"{here}?kennzahl=" if present else f"{here}?{query}&kennzahl="
    return {
        "found": found,
        "area": area,
        "present": present,
        "counted": _counted(len(area.units), area.level),
        "parts": [(one, profile_of(one.key)) for one in named],
        "boundary": formats.german_date(area.boundary),
        "picture": _place_picture(area),
        "groups": [
            (domain, [_own_line(line, one_figure, traces) for line in lines])
            for domain, lines in found.groups
        ],
        "hindrances": found.hindrances,
        "release": release,
        "no_value": formats.SIGNS[Status.MISSING],
        "query": query,
        "parts_level": LEVEL_BY_CODE[area.level].word,
        "edit": _edit_address(area, present=present, changed=changed),
        **_rights(seat, present),
        "crumbs": crumbs(("Eigene Gebiete", reverse("atlas:own_areas")), (area.name, "")),
    }


def _rights(seat: Seat, present: models.CustomArea | None) -> dict[str, Any]:
    is_own = present is not None and present.workspace_id == seat.workspace_id
    return {
        "may_make": rules.may_make(seat),
        "may_change": present is not None and rules.may_change(seat, present),
        "is_own": is_own,
        "may_share": is_own and may_share(seat),
        "shared_with": shared_with(present) if is_own else [],
    }


def parts_query(area: CustomArea) -> str:
    """Return the words of an address that make the same area."""
    words = {
        "ebene": LEVEL_BY_CODE[area.level].word,
        "stand": area.boundary,
        "name": area.name,
        "teile": ",".join(area.units),
    }
    return urlencode(words, safe=",")


def _edit_address(area: CustomArea, *, present, changed) -> str:
    if present is not None:
        return reverse("atlas:own_edit", args=[present.id])
    place = reverse("atlas:own_edit", args=[changed.id]) if changed else reverse("atlas:own_new")
    return f"{place}?{parts_query(area)}"


def _own_line(line, one_figure: str, traces: Traces) -> dict[str, Any]:
    return {
        "line": line,
        "period": formats.period(line.figure.row["period"]),
        "address": one_figure + line.definition.id,
        "others": [_with_trace(one, traces) for one in line.others],
        "sheet": address("catalogue:indicator", line.definition.id),
    }


class _Place:
    """Where a picture of an area lies: its county, or the whole state."""

    def __init__(self, area: CustomArea) -> None:
        self.level, self.boundary = area.level, area.boundary
        counties = {key[:5] for key in area.units}
        is_one = len(counties) == 1 and area.level == "municipality"
        self.extent = counties.pop() if is_one else "16"


def _place_picture(area: CustomArea) -> SafeString | str:
    place = _Place(area)
    drawn = outlines(place.level, place.boundary, place.extent)
    if drawn is None:
        return ""
    named = areas.names(area.level, area.boundary)
    marks = {
        key: maps.Mark("picked" if key in area.units else "free", named[key].title)
        for key in drawn.order
        if key in named
    }
    return _drawn(drawn, place, marks, label=f"Lage: {area.name}")


def own_series_context(
    found: OwnSeries,
    *,
    area: CustomArea,
    comparators: Sequence[areas.AreaName],
    present: models.CustomArea | None,
    traces: Traces,
    chosen: Breakdown = (),
) -> dict[str, Any]:
    """Return the context of one figure of an own area: how it came about, and over time.

    chosen  the group of people it counts; empty for everybody
    """
    preview = f"{reverse('atlas:own_preview')}?{parts_query(area)}"
    back = reverse("atlas:own_area", args=[present.id]) if present else preview
    lines = [
        (formats.period(period), figure, [_with_trace(one, traces) for one in others])
        for period, figure, others in found.lines
    ]
    return {
        "found": found,
        "area": area,
        "definition": found.definition,
        "title": f"{found.definition.title}: {area.name}",
        "group": breakdown_words(chosen),
        "comparators": comparators,
        "chart": mark_safe(found.chart),  # noqa: S308  # reason: built by klammer.presentation, escaped there
        "lines": lines,
        "has_intervals": any(figure.interval for _, figure, _ in lines),
        "parts": [_part_line(one, traces) for one in found.parts],
        "part_period": formats.period(found.parts[0].row["period"]) if found.parts else "",
        "level": LEVEL_BY_CODE[area.level],
        "boundary": formats.german_date(area.boundary),
        "back": back,
        "no_value": formats.SIGNS[Status.MISSING],
        "sheet": address("catalogue:indicator", found.definition.id),
        "crumbs": crumbs(
            ("Eigene Gebiete", reverse("atlas:own_areas")),
            (area.name, back),
            (found.definition.title, ""),
        ),
    }


def _with_trace(one, traces: Traces):
    return (one, traces.of(one.row)) if one else None


def _part_line(one, traces: Traces) -> dict[str, Any]:
    numerator, denominator = one.row["numerator"], one.row["denominator"]
    return {
        "one": one,
        "profile": profile_of(one.key),
        "trace": traces.of(one.row) if one.value is not None else "",
        "numerator": "" if numerator is None else formats.number(numerator),
        "denominator": "" if denominator is None else formats.number(denominator),
    }
