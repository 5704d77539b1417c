# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the council view need."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from klammer.presentation import formats, sources_line
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, profile_of, series_of
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.figures import signs_in
from klammer_web.atlas.queries.profiles import ProfileLine
from klammer_web.atlas.queries.themes import Theme, ThemeFigures, themes
from klammer_web.catalogue.queries.origins import origins

_BEGINNING = "So viele "  # of a definition's sentence: "So viele von 100 Kindern leben …"


def contents(area: areas.AreaName, offered: list[areas.AreaName]) -> dict[str, Any]:
    """Return the context of the list of themes for an area."""
    return {
        "area": area,
        "areas": [(one.key, one.title, one.key == area.key) for one in offered],
        "themes": [
            {"title": one.title, "question": question(one, area), "address": theme_of(one, area)}
            for one in themes().values()
        ],
        "profile": profile_of(area.key),
        "crumbs": crumbs(("Themen", "")),
    }


def theme_context(
    found: ThemeFigures, *, release: Release, boundary: str, traces: Traces
) -> dict[str, Any]:
    """Return the context of one theme of an area."""
    area = found.area
    every = list(themes().values())
    return {
        "theme": found.theme,
        "question": question(found.theme, area),
        "area": area,
        "figures": [_figure(one, area, traces) for one in found.lines],
        "more": [
            (one.definition.title, one.figure.text, _series(one, area))
            for one in found.more
            if one.figure
        ],
        "others": [(one.title, theme_of(one, area), one.id == found.theme.id) for one in every],
        "hidden": [
            (one.definition.title, " ".join(one.sentences), _series(one, area))
            for one in found.hidden
        ],
        "publishers": _publishers(found, release),
        "signs": signs_in(one.figure.row for one in found.lines if one.figure),
        "boundary": formats.german_date(boundary),
        "profile": profile_of(area.key),
        "contents": f"{reverse('atlas:themes')}?gebiet={area.key}",
        "crumbs": crumbs(
            ("Themen", f"{reverse('atlas:themes')}?gebiet={area.key}"), (found.theme.title, "")
        ),
    }


def question(theme: Theme, area: areas.AreaName) -> str:
    """Return what a theme's page answers."""
    return theme.question.format(place=area.within)


def theme_of(theme: Theme, area: areas.AreaName) -> str:
    """Return the address of a theme of an area."""
    return reverse("atlas:theme", args=[theme.id, area.key])


def in_plain_words(line: ProfileLine) -> str:
    """Return what the big number counts: "von 100 Kindern unter 15 Jahren leben …".

    The definition's own sentence without its beginning; the whole one where it begins otherwise.
    """
    sentence = line.definition.sentence
    return sentence.removeprefix(_BEGINNING) if reads_on(line) else sentence


def reads_on(line: ProfileLine) -> bool:
    """Whether the definition's sentence goes on behind the number."""
    return line.definition.sentence.startswith(_BEGINNING) and not line.definition.kind.adds_up


def _figure(line: ProfileLine, area: areas.AreaName, traces: Traces) -> dict[str, Any]:
    figure = line.figure
    assert figure is not None  # noqa: S101  # reason: themes leave lines without figures out
    first, *rest = [*line.sentences, ""]
    return {
        "line": line,
        "title": line.definition.title,
        "number": figure.plain if reads_on(line) else figure.text,
        "words": in_plain_words(line),
        "period": formats.period(figure.row["period"]),
        "interval": figure.interval,
        "sentence": first,
        "rest": [one for one in rest if one],
        "spark": mark_safe(line.spark),  # noqa: S308  # reason: built by klammer.presentation, numbers only
        "trace": traces.of(figure.row),
        "series": _series(line, area),
        "sheet": address("catalogue:indicator", line.definition.id),
        "misreading": line.definition.misreading,
    }


def _series(line: ProfileLine, area: areas.AreaName) -> str:
    if line.figure is None:
        return ""
    return series_of(line.definition.id, area.key, boundary=line.figure.row["boundary"])


def _publishers(found: ThemeFigures, release: Release) -> tuple[str, ...]:
    every = [
        one
        for line in found.lines
        for one in origins(release, line.definition, level=found.area.level)
    ]
    return sources_line.publishers(every)
