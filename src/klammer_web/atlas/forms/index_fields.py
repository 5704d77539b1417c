# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The builder's form and its rows as one thing: filled, checked, turned into a draft."""

from collections.abc import Mapping
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.patterns.indices import Specification, specification_of, to_toml
from klammer.warehouse.open import Release
from klammer_web.accountability import editing
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.actions.indices import Draft
from klammer_web.atlas.enums import levels_among
from klammer_web.atlas.forms.index_builder import (
    BEGUN_ROWS,
    MORE_ROWS,
    MOST_ROWS,
    IndexForm,
    InputForm,
    extents_for,
)
from klammer_web.atlas.forms.index_words import UnfitError, begun_with, data_of
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.indices.readable import Readable

_COUNT = "zahl"
_NEW_ID = "eigener-index"


class Fields:
    """One form and its rows; `parts` bound to what was sent, `current` as stored now."""

    def __init__(
        self,
        request,
        *,
        definitions: Mapping[str, Definition],
        offered: Mapping[str, Any],
        said: Mapping[str, Any],
        rows: list[dict[str, Any]],
        index: str,
    ) -> None:
        data = editing.submitted(request)
        count = _count(data, len(rows), request)
        self.definitions, self.index = definitions, index
        begun = [*rows, *({} for _ in range(count - len(rows)))]
        self.form = IndexForm(data, initial=said, **offered)
        self.rows = [_row(data, number, one, definitions) for number, one in enumerate(begun)]
        stored = IndexForm(None, initial=said, **offered)
        self.current = [stored, *(_row(None, n, one, definitions) for n, one in enumerate(begun))]
        self.refused = ""

    @classmethod
    def of(
        cls, request, *, release: Release, seat: Seat, source: Readable | None, is_copy: bool
    ) -> "Fields | None":
        """Return the fields for a new index, a copy or a change; None when they cannot say it."""
        definitions = {
            key: one for key, one in release.definitions.items() if release.coverage(key)
        }
        said: dict[str, Any] = {}
        rows: list[dict[str, Any]] = []
        if source is not None:
            found = begun_with(source.specification, definitions, is_copy=is_copy)
            if found is None:
                return None
            said, rows = found
            about = source.held.about
            said |= {"level": about.get("level", ""), "extent": about.get("extent", "")}
            said["title"] = f"Kopie von: {said['title']}"[:160] if is_copy else said["title"]
        for one in rows:
            one["indicator"] = definitions[one["indicator"]].title
        return cls(
            request,
            definitions=definitions,
            offered=places(release, seat=seat),
            said=said,
            rows=rows,
            index=source.specification.id if source is not None and not is_copy else _NEW_ID,
        )

    @property
    def parts(self) -> list:
        """The form and its rows."""
        return [self.form, *self.rows]

    @property
    def is_sound(self) -> bool:
        """Whether nothing of what was sent was refused."""
        return not self.refused and not any(part.errors for part in self.parts)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def is_valid(self) -> bool:
        """Check the form and every row."""
        found = [part.is_valid() for part in self.parts]  # every one, so that all errors are told
        return all(found)

    def refuse(self, text: str) -> None:
        """Keep why the whole does not fit together."""
        self.refused = text

    def specification(self) -> Specification | None:
        """Return the specification; None, with the reason kept, when it does not fit together."""
        rows = [row.cleaned_data for row in self.rows if not row.is_empty]
        said = self.form.cleaned_data
        try:
            data = data_of(said, rows, index=self.index, definitions=self.definitions)
        except UnfitError as error:
            self.refused = str(error)
            return None
        return specification_of(data)

    def draft(self) -> Draft | None:
        """Return what is kept; None, with the reason kept, when it does not fit together."""
        found, said = self.specification(), self.form.cleaned_data
        if found is None:
            return None
        return Draft(to_toml(found), said["level"], said["extent"], said["note"])


def places(release: Release, *, seat: Seat) -> dict[str, list[tuple[str, str]]]:
    """Return the levels and extents an index may be made for."""
    found = levels_among({one.area_level for one in release.coverage()})
    levels = [(one.code, one.choice) for one in found if one.code not in {"state", "country"}]
    first = [pair for pair in levels if pair[0] == "county"]
    county = seat.workspace_key if areas.level_of_key(seat.workspace_key) == "county" else ""
    title = ""
    if county:
        named = areas.name_of(county, boundary=areas.newest("county"))
        title = named.title if named else county
    return {
        "levels": [*first, *(one for one in levels if one not in first)],
        "extents": extents_for(county, title),
    }


def _row(data, number: int, initial: Mapping[str, Any], definitions) -> InputForm:
    return InputForm(data, prefix=f"k{number}", initial=initial, definitions=definitions)


def _count(data, begun: int, request) -> int:
    if data is not None:
        sent = data.get(_COUNT, "")
        count = int(sent) if sent.isdigit() else BEGUN_ROWS
        more = MORE_ROWS if data.get("_weiter") == "zeilen" else 0
        return max(1, min(count + more, MOST_ROWS))
    draft = request.GET.get(_COUNT, "")
    wanted = int(draft) if draft.isdigit() else 0
    return min(max(BEGUN_ROWS, begun + 2, wanted), MOST_ROWS)
