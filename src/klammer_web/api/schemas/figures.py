# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What answers with figures, releases and people look like."""

from ninja import Schema
from pydantic import Field

from klammer_web.api.schemas.definitions import Audience, Level, ReleaseWords, Status


class Value(Schema):
    """One figure: a number only if the status has one; suppressed is not zero."""

    area: str
    name: str
    period: str
    sex: str
    age: str
    nationality: str
    value: float | None
    low: float | None = Field(description="95 % limits; null where an interval would be invented")
    high: float | None
    numerator: float | None
    denominator: float | None
    status: Status
    secrecy: str
    method: str
    error_class: str = Field(description="Of a boundary conversion: A, B, C; empty if none")
    note: str
    definition: str
    text: str = Field(description="The figure as pages print it")
    meaning: str = Field(description="What a sign in place of a number means")
    judgement: str | None = Field(description="How it stands to the area of `against`")
    colour: str | None
    figure: str = Field(description="Address of the figure, for /trace")


class Values(Schema):
    """One page of figures of an indicator."""

    indicator: str
    title: str
    unit: str
    decimals: int
    level: Level
    boundary: str
    release: ReleaseWords
    sources: list[str]
    count: int
    offset: int
    limit: int
    next: str | None
    items: list[Value]


class WithdrawnWords(Schema):
    """When and why a release was withdrawn."""

    at: str
    reason: str


class ReleaseLine(Schema):
    """A release in the list."""

    root: str
    audience: Audience
    owner: str
    made_at: str
    indicators: int
    figures: int
    is_current: bool
    is_superseded: bool
    withdrawn: WithdrawnWords | None


class Releases(Schema):
    """Releases, the newest first."""

    items: list[ReleaseLine]


class DeliveryWords(Schema):
    """A delivery behind a release."""

    title: str
    publisher: str
    licence: str
    rows: int
    accepted_at: str


class TakenBackWords(Schema):
    """A delivery that was taken back since."""

    title: str
    told: str


class TableWords(Schema):
    """The figures of one indicator in a release."""

    indicator: str
    title: str
    definition: str
    rows: int
    hash: str = Field(description="Part of the root: over sorted rows in canonical text")
    file_sha256: str


class ReleaseDetail(ReleaseWords):
    """A release: what it was made of, what it holds."""

    withdrawn: WithdrawnWords | None
    taken_back: list[TakenBackWords]
    made_with: dict[str, str]
    deliveries: list[DeliveryWords]
    deliveries_not_named: int
    tables: list[TableWords]


class CellWords(Schema):
    """A cell of a delivered file behind a figure, in words."""

    area: str
    period: str
    what: str
    value: str
    secrecy: str
    file: str
    place: str
    weight: str
    conversion: str
    publisher: str
    title: str
    table: str
    sha256: str
    retrieved: str
    licence: str
    url: str
    assembled: bool
    taken_back: str
    delivery: str


class TraceTerm(Schema):
    """A term of the formula with the cells it was summed from."""

    role: str
    sign: str
    label: str
    amount: str
    count: int
    cells: list[CellWords]


class Trace(Schema):
    """A figure walked back to the publisher's cells."""

    figure: str
    release: ReleaseWords
    withdrawn: WithdrawnWords | None
    indicator: str
    title: str
    definition: str
    formula: str
    area: str
    level: str
    boundary: str
    period: str
    breakdown: str
    text: str
    sentence: str
    reason: str
    interval: str
    method: str
    calculation: str
    conversion: str
    hidden: bool
    newer: str
    terms: list[TraceTerm]


class KindCount(Schema):
    """How many objects of a kind were found."""

    kind: str
    label: str
    count: int


class HitWords(Schema):
    """An object that was found."""

    kind: str
    title: str
    detail: str
    excerpt: str
    address: str


class Found(Schema):
    """One page of what was found, the best first."""

    count: int
    is_capped: bool
    is_loose: bool
    mended: dict[str, str]
    page: int
    has_more: bool
    kinds: list[KindCount]
    items: list[HitWords]


class OwnAreaWords(Schema):
    """An area that a planner made of official ones."""

    id: str
    name: str
    workspace: str
    workspace_name: str
    level: Level
    boundary: str
    parts: list[str]
    is_public: bool
    edition: int
    changed_at: str


class OwnAreas(Schema):
    """One page of own areas, by name."""

    count: int
    offset: int
    limit: int
    next: str | None
    items: list[OwnAreaWords]


class KeyWords(Schema):
    """The key that was sent."""

    name: str
    scope: str
    expires: str


class SeatWords(Schema):
    """Who asks, and what they may see."""

    has_key: bool
    workspace: str
    workspace_name: str
    roles: list[str]
    audience: Audience
    key: KeyWords | None
