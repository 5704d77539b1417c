# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of building need: the fields, the offered indicators, the preview of the index."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from klammer.base.errors import InputRefusedError, KlammerError
from klammer.pipeline.indices import LONGEST, KeptIndex, read_text, version_of
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.actions.indices import Draft
from klammer_web.atlas.enums import domain_label
from klammer_web.atlas.forms.index_builder import UploadForm
from klammer_web.atlas.forms.index_fields import Fields
from klammer_web.atlas.pages.choosing import crumbs as atlas_crumbs
from klammer_web.atlas.pages.indices import drawing, saying
from klammer_web.atlas.pages.indices.refusals import refusal
from klammer_web.atlas.queries.indices import figures, inputs
from klammer_web.atlas.queries.indices.beginning import begin_view
from klammer_web.atlas.queries.indices.readable import Readable

_UNSAVED = "entwurf"


def crumbs(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the start to a page about indices."""
    return atlas_crumbs(("Indizes", reverse("atlas:indices")), *rest)


def context(
    fields: Fields, *, release: Release, source: Readable | None, present: Readable | None
) -> dict[str, Any]:
    """Return what the page of the builder shows beside its preview."""
    heading = "Index ändern" if present else "Einen Index bauen"
    way = (
        [(present.title, reverse("atlas:index", args=[present.id]))] if present is not None else []
    )
    return {
        "fields": fields,
        "form": fields.form,
        "rows": fields.rows,
        "offered": offered(fields, release),
        "source": source,
        "present": present,
        "upload": UploadForm(),
        "has_row_errors": any(row.errors for row in fields.rows),
        "heading": heading,
        "crumbs": crumbs(*way, (heading, "")),
    }


def offered(fields: Fields, release: Release) -> list[tuple[str, str]]:
    """Return (title, what there is of it) of each indicator, for the list while typing."""
    found = []
    for key, one in fields.definitions.items():
        years = sorted({p for held in release.coverage(key) for p in held.periods})
        span = formats.period(years[-1]) if years else ""
        found.append((one.title, f"{domain_label(one.domain)}, bis {span}"))
    return sorted(found, key=lambda pair: pair[0].casefold())


def draft_of_file(data: bytes) -> Draft:
    """Return the draft of a specification file; raises `InputRefusedError` when it is none."""
    if len(data) > LONGEST:
        raise InputRefusedError(
            "the file is too large",
            where="file",
            why=f"a specification has at most {LONGEST} bytes",
            remedy="check whether it is the right file",
            code="index_too_large",
        )
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputRefusedError(
            "the file is no text in UTF-8",
            where="file",
            why=str(error),
            remedy="save it as UTF-8",
            code="index_no_toml",
        ) from error
    read_text(text, where="Datei")
    return Draft(text, "", "", "aus einer Datei")


def draft_of_text(said: Mapping[str, Any]) -> Draft:
    """Return the draft of what was typed as text."""
    return Draft(
        said["text"].replace("\r\n", "\n"), said["level"], said["extent"], said.get("note", "")
    )


def preview(draft: Draft | None, *, release: Release, seat: Seat) -> dict[str, Any] | None:
    """Return how a draft would look, without keeping anything; None without a draft."""
    if draft is None:
        return None
    about = {"level": draft.level, "extent": draft.extent}
    held = KeptIndex(
        _UNSAVED, seat.workspace_key, version_of(draft.text, about), 1, draft.text, about
    )
    return look(Readable(held, None, True, False), release=release)


def look(index: Readable, *, release: Release) -> dict[str, Any]:
    """Return an index in small: map, legend, sentences, how sure; or why it cannot be built."""
    view = begin_view(index, release=release)
    if view is None:
        return {"refused": _without_place(index, release)}
    try:
        found = figures.figure_of(view, release=release)
    except KlammerError as error:
        return {"refused": refusal(error)}
    return {
        "figure": found,
        "place": saying.place_words(view),
        "sentences": saying.sentences(found),
        "picture": drawing.safe(drawing.map_picture(found)),
        "palette": drawing.palette(found),
        "legend": drawing.legend(found),
        "excluded": [(one.name, one.reason) for one in found.excluded],
        "one_dimension": any(one.code == "one_dimension" for one in found.result.remarks),
        "unsure": [
            (one.name, one.title, saying.share_words(one.certainty))
            for one in found.known
            if one.certainty is not None and one.certainty.word == "unsure"
        ],
        "word": saying.BADGES.get(found.fragility.word),
        "variants": formats.number(found.fragility.variants),
    }


def _without_place(index: Readable, release: Release):
    columns = inputs.columns_of(index.specification, release)
    missing = inputs.unknown(columns, release)
    code = "index_unknown_indicator" if missing else "index_no_place"
    error = InputRefusedError(
        "the figures are not there",
        where=", ".join(missing),
        why="no level and no year have all of them",
        remedy="choose others",
        code=code,
    )
    return refusal(error)
