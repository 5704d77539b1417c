# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of an index needs: map, table, matrix, how sure, how it is made, versions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, WHOLE
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.pages.indices import drawing, saying
from klammer_web.atlas.pages.indices.printing import printed
from klammer_web.atlas.queries.indices import inputs
from klammer_web.atlas.queries.indices.figures import (
    IndexFigure,
    Line,
    change_titles,
    shares_of_variance,
)
from klammer_web.atlas.queries.indices.state import IndexView

MOST_ROWS = 1_000
_CRITIQUE = (
    "Welche Kennzahlen eingehen, wie sie gewichtet und wo Klassen getrennt werden, sind "
    "Entscheidungen, keine Messungen: In ihnen stecken Werturteile. Ein Index verdeckt außerdem, "
    "woraus er besteht – sehen Sie vor jeder Entscheidung die einzelnen Kennzahlen an."
)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    key: str
    name: str
    page: str
    value: str
    title: str
    style: str
    ranks: str
    share: str
    badge: tuple[str, str, str] | None
    group: str
    flags: int | None
    reason: str
    is_own: bool


def whole_context(found: IndexFigure, *, release: Release) -> dict[str, Any]:
    """Return what is shown of an index in figures; nothing of the person who asks is in it."""
    view = found.view
    return {
        "figure": found,
        "index": view.index,
        "view": view,
        "title": saying.title_of(found),
        "place": saying.place_words(view),
        "level": LEVEL_BY_CODE[view.level],
        "sentences": saying.sentences(found),
        **_picture(found),
        **_table(found),
        **_sure(found),
        "matrix": _matrix(found),
        "made": printed(found.specification),
        "input_pages": _input_pages(found, release),
        "critique": _CRITIQUE,
        "years": [
            (formats.period(year), link(view, jahr=year), year == view.period)
            for year in view.periods
        ],
        "among": _among(view),
        "compared": _compared(found),
        "choices": [(one.key, one.name) for one in sorted(found.lines, key=lambda one: one.name)],
        "files": _files(view),
        "crumbs": crumbs(("Indizes", reverse("atlas:indices")), (found.specification.title, "")),
    }


def _picture(found: IndexFigure) -> dict[str, Any]:
    return {
        "picture": drawing.safe(drawing.map_picture(found)),
        "palette": drawing.palette(found),
        "legend": drawing.legend(found),
    }


def _table(found: IndexFigure) -> dict[str, Any]:
    rows = [_row(one, found) for one in _ordered(found.known)]
    return {
        "rows": rows[:MOST_ROWS],
        "hidden_rows": max(0, len(rows) - MOST_ROWS),
        "excluded": [_row(one, found) for one in found.excluded],
        "has_flags": any(one.flags is not None for one in found.known),
        "has_sure": any(one.certainty is not None for one in found.known),
    }


def _sure(found: IndexFigure) -> dict[str, Any]:
    """Return what is said of how sure the classes are, and how much the inputs differ."""
    share = shares_of_variance(found)
    drawn = "".join(drawing.ranks_picture(found, narrow=narrow) for narrow in (False, True))
    return {
        "ranks": drawing.safe(drawn),
        "sure_words": saying.limits_words(),
        "first_words": saying.first_words(found),
        "variants": [(formats.number(count), what) for what, count in found.fragility.kinds],
        "one_dimension": _one_dimension(found),
        "variance": "" if share is None else formats.number(100 * share, decimals=0),
    }


def _among(view: IndexView) -> list[tuple[str, str, bool]]:
    """Return among which areas a common index may be read: an index compares, so they matter."""
    if view.index.row is not None or view.level != "county":
        return []
    offered = (("16", "in Thüringen"), (WHOLE, "in Deutschland"))
    return [
        (words, link(view, bereich=key, gebiet="", mit=""), key == view.extent)
        for key, words in offered
    ]


def _files(view: IndexView) -> dict[str, str]:
    """Return the addresses of what can be taken along besides the table."""
    named = {
        f"steps_{ending}": reverse("atlas:index_steps", args=[view.index.id, ending])
        for ending in ("csv", "xlsx", "ods")
    }
    named["inputs"] = reverse("atlas:index_inputs", args=[view.index.id, "csv"])
    named["specification"] = reverse("atlas:index_file", args=[view.index.id])
    return {name: f"{page}?{view.query()}" for name, page in named.items()}


def link(view: IndexView, **changed: str) -> str:
    """Return the address of the same index in another view."""
    return f"{reverse('atlas:index', args=[view.index.id])}?{view.query(**changed)}"


def _ordered(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda one: (-(one.value or 0.0), one.name.casefold()))


def _row(one: Line, found: IndexFigure) -> Row:
    return Row(
        key=one.key,
        name=one.name,
        page=drawing.area_page(found, one.key),
        value="" if one.value is None else formats.number(one.value, decimals=2),
        title=one.title,
        style=drawing.style_of(one, found),
        ranks=saying.ranks_words(one.certainty),
        share=saying.variants_words(one.certainty),
        badge=saying.badge_of(one.certainty),
        group=_group_words(one, found),
        flags=one.flags,
        reason=one.reason,
        is_own=one.key == found.view.own,
    )


def _group_words(one: Line, found: IndexFigure) -> str:
    rule = found.specification.groups
    if not one.group or rule is None:
        return ""
    return rule.titles.get(one.group, "") or f"{one.title}, {one.change_title}"


def _matrix(found: IndexFigure) -> dict[str, Any] | None:
    """Return status × dynamics as a table: classes downward, changes across, areas inside."""
    if found.result.dynamics is None or not found.titles:
        return None
    changes = list(dict.fromkeys(change_titles(found.specification).values()))
    if not changes:
        return None
    rows = []
    for number in range(len(found.titles), 0, -1):
        cells = []
        for change in changes:
            inside = [
                one for one in found.known if one.step == number and one.change_title == change
            ]
            ordered = sorted(inside, key=lambda one: one.name)
            cells.append([(one.name, drawing.area_page(found, one.key)) for one in ordered])
        sample = Line(0, "", "", 0.0, number, "", None)
        rows.append((found.titles[number - 1], drawing.style_of(sample, found), cells))
    return {"changes": changes, "rows": rows, "title": _change_title(found)}


def _change_title(found: IndexFigure) -> str:
    backs = {one.back for one in found.inputs.columns if one.back}
    if len(backs) == 1:
        back = backs.pop()
        return f"Veränderung seit {int(found.view.period[:4]) - back}, verglichen mit den anderen"
    return "Veränderung, verglichen mit den anderen"


def _one_dimension(found: IndexFigure) -> bool:
    return any(one.code == "one_dimension" for one in found.result.remarks)


def _input_pages(found: IndexFigure, release: Release) -> list[tuple[str, str]]:
    """Return (title, address of the map) of each input that is an indicator."""
    view, pages = found.view, []
    word = LEVEL_BY_CODE[view.level].word
    query = f"ebene={word}&stand={view.boundary}&jahr={view.period}&bereich={view.extent}"
    for one in found.specification.inputs:
        definition = release.definitions.get(inputs.column_of(one.column, release).indicator)
        if definition is not None:
            page = reverse("atlas:map", args=[definition.id])
            pages.append((one.title or definition.title, f"{page}?{query}"))
    return pages


def _compared(found: IndexFigure) -> dict[str, Any] | None:
    """Return the areas set beside each other: their inputs, standardised, and the index."""
    keys = [key for key in dict.fromkeys((found.view.own, *found.view.group)) if key]
    lines = [found.by_key[key] for key in keys if key in found.by_key]
    if len(lines) < 2:
        return None
    standardised = found.result.status.evaluation.standardised
    parts = [
        (one.title or one.column, [_score(standardised[one.column][line.place]) for line in lines])
        for one in found.specification.inputs
    ]
    return {"lines": [_row(one, found) for one in lines], "parts": parts}


def _score(value: float) -> str:
    return "" if math.isnan(value) else formats.number(float(value), decimals=2)
