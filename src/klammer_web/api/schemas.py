# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What answers look like: for the description. Bodies are written by `answers`, and compared."""

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

Level = Literal["country", "state", "planning_region", "county", "association", "municipality"]
Status = Literal[
    "reported", "zero", "zero_or_hidden", "suppressed", "unreliable", "not_applicable",
    "not_yet_available", "missing",
]  # fmt: skip
Audience = Literal["public", "partners", "administration", "confidential"]


class ParameterProblem(Schema):
    """A parameter that is not as described."""

    parameter: str
    expected: str


class Problem(Schema):
    """A refusal as RFC 9457 describes it; `title` and `detail` are German."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[ParameterProblem] = []


class ReleaseWords(Schema):
    """The release an answer is from."""

    root: str
    audience: Audience
    workspace: str = Field(description="Key of the workspace it belongs to; empty: common to all")
    made_at: str


class Boundary(Schema):
    """A boundary version of a level."""

    boundary: str
    legal: str
    statistical: str
    task: str
    shown: bool = Field(description="Whether figures are shown on it")
    has_geometry: bool


class LevelWords(Schema):
    """A level with its boundary versions, oldest first."""

    level: Level
    label: str
    boundaries: list[Boundary]


class Levels(Schema):
    """All levels, from large to small."""

    items: list[LevelWords]


class AreaWords(Schema):
    """An area at a boundary version."""

    key: str
    level: Level
    name: str = Field(description="Official name")
    title: str = Field(description="Name as it stands alone")
    kind: str
    boundary: str
    parents: dict[str, str] = Field(description="Level → key of the area it lies in")


class Areas(Schema):
    """One page of areas."""

    count: int
    offset: int
    limit: int
    next: str | None
    items: list[AreaWords]


class AreaAbove(Schema):
    """An area that holds another."""

    key: str
    level: Level
    name: str
    title: str


class AreaDetail(AreaWords):
    """One area with those above it, the nearest first."""

    above: list[AreaAbove]


class Feature(Schema):
    """One area with its boundary in WGS84."""

    type: Literal["Feature"]
    id: str
    properties: dict[str, Any]
    geometry: dict[str, Any]


class FeatureCollection(Schema):
    """Areas as GeoJSON (RFC 7946)."""

    type: Literal["FeatureCollection"]
    features: list[Feature]
    attribution: str


class IndicatorWords(Schema):
    """An indicator in short."""

    id: str
    version: str = Field(description="First 12 digits of the hash of the definition")
    title: str
    sentence: str
    domain: str
    domain_label: str
    kind: str
    unit: str
    decimals: int
    direction: Literal["high_is_burden", "high_is_good", "neutral"]
    headline: bool


class IndicatorLine(IndicatorWords):
    """An indicator in the list, and how far its figures reach."""

    has_data: bool
    levels: list[Level]
    first: str | None
    last: str | None


class Indicators(Schema):
    """One page of indicators."""

    count: int
    offset: int
    limit: int
    next: str | None
    release: ReleaseWords
    items: list[IndicatorLine]


class TermWords(Schema):
    """One selection of observations in a formula."""

    variable: str
    label: str
    sign: int
    years_back: int
    where: dict[str, list[str]]


class FormulaWords(Schema):
    """A formula as pages print it, and as its structure."""

    text: str
    factor: float
    numerator: list[TermWords]
    denominator: list[TermWords]
    delivered: TermWords | None


class BreakWords(Schema):
    """A year from which figures are not comparable with those before."""

    period: str
    reason: str


class CoverageWords(Schema):
    """What there is at one level and boundary version."""

    level: Level
    boundary: str
    periods: list[str]
    areas: int
    breakdowns: dict[str, list[str]]


class Indicator(IndicatorWords):
    """Everything an indicator's sheet says; `texts` holds the German texts by their keys."""

    formula: FormulaWords
    relevant_difference: float | None
    breaks: list[BreakWords]
    breakdowns: list[str]
    synonyms: list[str]
    texts: dict[str, str]
    newer_version: str | None
    coverage: list[CoverageWords]
    release: ReleaseWords


class DifferenceWords(Schema):
    """A field of a definition that was changed."""

    field: str
    before: str
    after: str


class VersionWords(Schema):
    """One wording of a definition."""

    version: str
    origin: str
    changed_at: str | None
    changed_by: str
    note: str
    differences: list[DifferenceWords]


class Versions(Schema):
    """The wordings of an indicator, the newest first."""

    items: list[VersionWords]


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
