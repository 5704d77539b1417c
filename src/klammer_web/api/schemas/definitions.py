# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What answers about places and indicators look like."""

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
