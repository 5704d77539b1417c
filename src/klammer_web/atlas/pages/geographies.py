# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of own geographies need: the list, the check before keeping, one of them."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from klammer.pipeline.geography_drafts import GeographyDraft, Proposed, whole_of
from klammer.presentation import formats, maps
from klammer.territory.geographies import Geography
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import rules
from klammer_web.atlas.addresses import profile_of
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.pages.geography_words import findings_in_words
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.geographies import Standing, open_to_all
from klammer_web.atlas.queries.outlines import fingerprint, outlines
from klammer_web.catalogue import rules as data_rules

_MOST_LABELS = 60


def counted(geography: Geography) -> str:
    """Say how many areas it has: "12 Planungsräume"."""
    number = len(geography.parts)
    noun = geography.singular if number == 1 else geography.plural
    return f"{formats.number(number, decimals=0)} {noun}"


def place_of(geography: Geography) -> str:
    """Return where it lies, after its noun: "im Wartburgkreis"."""
    named = areas.name_of(geography.within, boundary=areas.newest(geography.within_level))
    return named.within if named else ""


def draft_context(draft: GeographyDraft, proposed: Proposed, *, chosen: bool) -> dict[str, Any]:
    """Return the context of the check before a geography is kept.

    chosen  whether the fields of code and name were just changed: then nothing was saved yet
    """
    geography = proposed.geography
    names = {one.code: one.name for one in geography.parts}
    said = findings_in_words(proposed.findings, geography=geography, notes=draft.notes)
    return {
        "draft": draft,
        "geography": geography,
        "counted": counted(geography),
        "place": place_of(geography),
        "since": formats.german_date(geography.boundary),
        "stops": said.stops,
        "mended": said.mended,
        "notes": said.notes,
        "fields": [(one, one, one == draft.code) for one in draft.fields],
        "names": [(one, one, one == draft.name) for one in draft.fields],
        "has_units": any(one.units for one in geography.parts),
        "rows": [_row(one, geography) for one in geography.parts],
        "picture": _draft_picture(geography, names),
        "chosen": chosen,
        "crumbs": _crumbs((geography.title, "")),
    }


def _row(part, geography: Geography) -> dict[str, Any]:
    shape = geography.outlines.get(part.code)
    return {
        "code": part.code,
        "name": part.name,
        "size": formats.number(shape.area / 1e6, decimals=2) if shape is not None else "",
        "units": len(part.units),
    }


def _draft_picture(geography: Geography, names: dict[str, str]) -> SafeString | str:
    """Draw the outlines as they would be kept, on the ground of what they lie in."""
    if not geography.outlines:
        return ""
    whole = whole_of(geography.within)
    borders = {"whole": {"whole": whole}} if whole is not None else {}
    drawn = maps.outlines(geography.outlines, borders=borders)
    marks = {code: maps.Mark("picked", names.get(code, code)) for code in drawn.order}
    text = maps.picture(
        drawn,
        address="",
        marks=marks,
        label=f"Karte: {geography.title}. Dieselben Gebiete stehen in der Tabelle.",
        style="map--own map--areas",
        labels=_labels(drawn, names),
    )
    return mark_safe(text)  # noqa: S308  # reason: built by klammer.presentation, escaped there


def _labels(drawn: maps.Outlines, names: dict[str, str]) -> dict[str, Sequence[str]]:
    if len(drawn.paths) > _MOST_LABELS:
        return {}
    return maps.room_for_labels(drawn, {code: (names.get(code, code),) for code in drawn.order})


def geography_context(
    found: Standing, *, versions: Sequence[Geography], seat: Seat, form: Any, missing: int
) -> dict[str, Any]:
    """Return the context of a kept geography: its areas, its figures, and what comes next.

    missing  variables of its deliveries that no indicator shows
    """
    geography = found.geography
    return {
        "found": found,
        "geography": geography,
        "counted": counted(geography),
        "place": place_of(geography),
        "since": formats.german_date(geography.boundary),
        "versions": [
            (one, formats.german_date(one.boundary), one.boundary == geography.boundary)
            for one in reversed(versions)
        ],
        "picture": _picture(geography),
        "rows": [
            {**_row(one, geography), "profile": _profile(one, found)} for one in geography.parts
        ],
        "maps": [(one, _map(one.id, geography)) for one in found.indicators],
        "main": _main_map(found),
        "open_to_all": open_to_all(geography) if found.indicators else 0,
        "finding": _finding(found) if rules.may_write(seat) else "",
        "may_make": rules.may_make_geographies(seat),
        "may_load": data_rules.may_work_with_data(seat),
        "missing": missing,
        "form": form,
        "crumbs": _crumbs((geography.title, "")),
    }


def _profile(part, found: Standing) -> str:
    return profile_of(found.geography.key(part.code)) if found.indicators else ""


def _map(indicator: str, geography: Geography) -> str:
    place = f"ebene={geography.level}&stand={geography.boundary}"
    return f"{reverse('atlas:map', args=[indicator])}?{place}"


def _main_map(found: Standing) -> str:
    """Return the map to look at first: a proportion or rate before counts; empty without one."""
    several = sorted(found.indicators, key=lambda one: one.kind.adds_up)
    return _map(several[0].id, found.geography) if several else ""


def _finding(found: Standing) -> str:
    """Return where a finding about that map is written; empty without a map."""
    shown = _main_map(found)
    return f"{reverse('atlas:finding_new')}?{urlencode({'ansicht': shown})}" if shown else ""


def _picture(geography: Geography) -> SafeString | str:
    where = (geography.level, geography.boundary, geography.within)
    drawn = outlines(*where)
    if drawn is None:
        return ""
    names = {geography.key(one.code): one.name for one in geography.parts}
    marks = {key: maps.Mark("picked", names.get(key, key)) for key in drawn.order}
    text = maps.picture(
        drawn,
        address=f"{reverse('atlas:outlines', args=where)}?v={fingerprint(*where)}",
        marks=marks,
        label=f"Karte: {geography.title}. Dieselben Gebiete stehen in der Tabelle.",
        style="map--own map--areas",
        labels=_labels(drawn, names),
    )
    return mark_safe(text)  # noqa: S308  # reason: built by klammer.presentation, escaped there


def crumbs_to(word: str) -> list[tuple[str, str]]:
    """Return the way from the start to a page below the list."""
    return _crumbs((word, ""))


def crumbs_to_list() -> list[tuple[str, str]]:
    """Return the way from the start to the list."""
    return _crumbs()


def _crumbs(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    own = ("Eigene Gebiete", reverse("atlas:own_areas"))
    here = reverse("atlas:geographies") if rest else ""
    return crumbs(own, ("Einteilungen", here), *rest)
