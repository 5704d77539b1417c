# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of own geographies: those that stand, and drafts that nobody has kept yet."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from klammer.territory.geographies import KINDS, Geography
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas import rules
from klammer_web.atlas.enums import GeographyStep
from klammer_web.atlas.queries import areas, geographies
from klammer_web.catalogue.instance import current_release
from klammer_web.ui.listing import Column, Kind, Listing

BADGES = {
    GeographyStep.DRAFT: "warning",
    GeographyStep.EMPTY: "info",
    GeographyStep.LOADED: "info",
    GeographyStep.SHOWN: "success",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A geography by its newest version.

    step       what became of it
    earlier    how many versions came before
    indicators how many figures the release that is looked at has for it
    """

    geography: Geography
    step: GeographyStep
    number: int
    earlier: int = 0
    indicators: int = 0

    @property
    def address(self) -> str:
        """Where it is looked at."""
        name = "atlas:geography_draft" if self.step == GeographyStep.DRAFT else "atlas:geography"
        return reverse(name, args=[self.geography.level])

    @property
    def note(self) -> str:
        """What is special about it."""
        said = []
        if self.step != GeographyStep.DRAFT and not self.geography.is_drawn:
            said.append("ohne Karte")
        if self.earlier:
            said.append(f"{self.earlier} frühere Fassung{'' if self.earlier == 1 else 'en'}")
        return ", ".join(said)


def rows(request) -> list[Row]:
    """Return the geographies of the workspace, and its drafts for whoever may go on with them."""
    seat, release = seat_of(request), current_release(request)
    versions: dict[str, list[Geography]] = {}
    for one in geographies.listed(seat):
        versions.setdefault(one.level, []).append(one)
    newest = [several[-1] for several in versions.values()]
    found = []
    for standing in geographies.standings(newest, release=release):
        one = standing.geography
        step = _step(shown=bool(standing.indicators), loaded=standing.in_use)
        earlier = len(versions[one.level]) - 1
        found.append(Row(one, step, len(one.parts), earlier, len(standing.indicators)))
    drafts = geographies.drafts_of(seat) if rules.may_make_geographies(seat) else []
    return [*(Row(one.about, GeographyStep.DRAFT, len(one.rows)) for one in drafts), *found]


def _step(*, shown: bool, loaded: bool) -> GeographyStep:
    if shown:
        return GeographyStep.SHOWN
    return GeographyStep.LOADED if loaded else GeographyStep.EMPTY


def _columns(_request) -> list[Column]:
    kinds = [(code, words[1]) for code, words in KINDS.items()]
    return [
        Column(
            "einteilung", "Einteilung", lambda one: one.geography.title,
            note=lambda one: one.note, link=lambda one: one.address,
        ),
        Column("art", "Art", lambda one: one.geography.kind, kind=Kind.CHOICE, choices=kinds,
               phrase="aus", everything="Gebieten jeder Art"),
        Column("ort", "liegt in", lambda one: _place(one.geography)),
        Column("gebiete", "Gebiete", lambda one: one.number, kind=Kind.NUMBER),
        Column("ab", "gilt ab", lambda one: date.fromisoformat(one.geography.boundary),
               kind=Kind.DATE),
        Column(
            "zahlen", "Zahlen", lambda one: one.step.value, kind=Kind.CHOICE,
            choices=GeographyStep.choices, phrase="mit dem Stand", everything="jedem",
            as_badge=lambda one: BADGES[one.step],
        ),
        Column("kennzahlen", "Kennzahlen", lambda one: one.indicators, kind=Kind.NUMBER),
        Column("quelle", "Datei", lambda one: one.geography.source, is_shown=False),
    ]  # fmt: skip


def _place(geography: Geography) -> str:
    named = areas.name_of(geography.within, boundary=areas.newest(geography.within_level))
    return named.title if named else ""


GEOGRAPHIES = Listing(
    key="atlas.geographies",
    title="Eigene Einteilungen",
    noun=("Einteilung", "Einteilungen"),
    columns=_columns,
    rows=rows,
    address=lambda: reverse("atlas:geographies"),
    check=lambda request: rules.check_see_geographies(seat_of(request)),
    word_hint="Name oder Ort",
)
