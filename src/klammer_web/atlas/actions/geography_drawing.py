# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps of a drawing, each from one draft to another; `geographies.draft_geography` keeps it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import shapely

from klammer.base.errors import InputRefusedError
from klammer.pipeline import geography_drawing as steps
from klammer.pipeline.geography_drafts import GeographyDraft
from klammer.pipeline.geography_drawing import Line


def fingerprint(draft: GeographyDraft) -> str:
    """Return digits that change with the areas of a draft: what a page was made from."""
    said = [
        [dict(one.texts), shapely.to_wkt(one.shape, rounding_precision=1) if one.shape else ""]
        for one in draft.rows
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


def drawn(draft: GeographyDraft, lines: Sequence[Line], *, seen: str) -> GeographyDraft:
    """Return the draft with the lines as sent.

    seen  fingerprint of the draft that the page showed

    Raises `InputRefusedError` when somebody else drew in the same draft meanwhile.
    """
    if seen != fingerprint(draft):
        raise InputRefusedError(
            "the draft was changed meanwhile",
            where=draft.about.title,
            why="another page saved it",
            remedy="look at it again",
            code="draft_changed",
        )
    return steps.redrawn(draft, lines)


def stepped(draft: GeographyDraft, words: Mapping[str, Any]) -> GeographyDraft:
    """Return the draft after the step that a button asked for; most ask for none."""
    if "stueck" in words:
        to, taken_from = _pair(str(words["stueck"]))
        return steps.given(draft, to=to, taken_from=taken_from)
    if "anlegen" in words:
        row = str(words["anlegen"])
        return steps.along_borders(draft, row=int(row) if row.isdigit() else None)
    if "entfernen" in words:
        gone = str(words["entfernen"])
        kept = [Line(at, name) for at, name in enumerate(steps.names(draft)) if str(at) != gone]
        return steps.redrawn(draft, kept)
    if "neu" in words:
        return steps.redrawn(draft, [*_as_they_are(draft), Line(-1, _next_name(draft), ())])
    return draft


def _as_they_are(draft: GeographyDraft) -> list[Line]:
    return [Line(at, name) for at, name in enumerate(steps.names(draft))]


def _next_name(draft: GeographyDraft) -> str:
    taken = set(steps.names(draft))
    wanted = (f"{draft.about.singular} {n}" for n in range(len(taken) + 1, 2 * len(taken) + 3))
    return next(one for one in wanted if one not in taken)


def _pair(word: str) -> tuple[int, int]:
    """Return the two places that "3:5" names; (-1, -1) for anything else."""
    first, _, second = word.partition(":")
    if first.isdigit() and second.isdigit() and len(word) < 12:
        return int(first), int(second)
    return -1, -1
