# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operation may be asked: types that refuse what is not meant, in German words."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal, ParamSpec, TypeVar, get_args

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field, StringConstraints

from klammer_web.api.problems import ProblemError
from klammer_web.api.schemas import Level

Key = Annotated[str, StringConstraints(pattern=r"^(DG|[0-9][0-9A-Za-z-]{1,11})$", max_length=12)]
Date = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Year = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
Code = Annotated[str, StringConstraints(pattern=r"^(\*|[A-Za-z0-9_]{1,20})$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,80}$")]
Root = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12,64}$")]
Words = Annotated[str, StringConstraints(max_length=200)]

LevelAsked = Annotated[Level, Query(description="Ebene")]
BoundaryAsked = Annotated[Date, Query(description="Gebietsstand, zum Beispiel 2022-12-31")]
Within = Annotated[Key | None, Query(description="Schlüssel eines Gebiets, in dem sie liegen")]
County = Annotated[
    Slug | None, Query(description="Schlüssel eines Mandanten, dessen eigene Zahlen dazugehören")
]
Limit = Annotated[int, Query(ge=1, le=10_000, description="so viele höchstens")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="so viele überspringen")]
Dialect = Annotated[
    Literal["plain", "german"],
    Query(description="plain: Komma und Dezimalpunkt; german: Semikolon und Dezimalkomma"),
]


class ReleaseParameters(Schema):
    """Which release an answer is from."""

    release: Root | None = Field(
        None, description="Anfang der Prüfsumme einer Freigabe: genau diese, für immer gleich"
    )
    county: Slug | None = Field(
        None, description="Schlüssel eines Mandanten, dessen eigene Zahlen dazugehören"
    )


class FigureParameters(ReleaseParameters):
    """Which figures of an indicator."""

    level: Level = Field(description="Ebene")
    boundary: Date = Field(description="Gebietsstand, zum Beispiel 2022-12-31")
    period: Year | None = Field(None, description="Jahr; ohne Angabe alle")
    area: list[Key] = Field([], max_length=500, description="Schlüssel; mehrfach möglich")
    within: Key = Field("DG", description="Gebiet, in dem sie liegen; DG für alle")
    sex: Code = Field("_T", description="F, M, D; _T insgesamt, * jede Ausprägung")
    age: Code = Field("_T", description="zum Beispiel Y0T2; _T insgesamt, * jede Ausprägung")
    nationality: Code = Field("_T", description="national, foreign; _T insgesamt, * jede")
    against: Key | None = Field(
        None, description="größeres Gebiet, mit dem verglichen wird wie auf der Karte"
    )


class PageParameters(Schema):
    """Which part of a list."""

    limit: int = Field(1_000, ge=1, le=10_000, description="so viele höchstens")
    offset: int = Field(0, ge=0, le=10_000_000, description="so viele überspringen")


class FigurePage(FigureParameters, PageParameters):
    """Which figures, and which part of them."""


class FigureTable(FigureParameters):
    """Which figures, and how the table is written."""

    dialect: Literal["plain", "german"] = Field(
        "plain", description="plain: Komma und Dezimalpunkt; german: Semikolon, Dezimalkomma"
    )


class IndicatorPage(ReleaseParameters, PageParameters):
    """Which indicators, and which part of them."""

    domain: Slug | None = Field(None, description="Bereich")
    q: Words = Field("", description="Wörter in Titel, Satz oder anderen Namen")
    with_data: bool | None = Field(None, description="nur mit oder nur ohne Zahlen")


P, R = ParamSpec("P"), TypeVar("R")


def only_known(view: Callable[P, R]) -> Callable[P, R]:
    """Refuse parameters that the operation does not know: a typing error must not be ignored."""
    names = _names(view) - {"request"}

    @wraps(view)
    def checked(*given: P.args, **named: P.kwargs) -> R:
        request: Any = given[0]
        _check(request, names - set(request.resolver_match.kwargs))
        return view(*given, **named)

    return checked


def _names(view: Callable[..., Any]) -> set[str]:
    """Return the parameters of a view; of those that stand together in a model, each one."""
    found: set[str] = set()
    for name, one in inspect.signature(view).parameters.items():
        model = next(iter(get_args(one.annotation)), None)
        is_model = isinstance(model, type) and issubclass(model, Schema)
        found |= set(model.model_fields) if is_model else {name}
    return found


def _check(request: HttpRequest, known: set[str]) -> None:
    unknown = sorted(set(request.GET) - known)
    if unknown:
        expected = ", ".join(sorted(known)) or "keine Angaben"
        raise ProblemError(
            "parameter_unknown",
            errors=[{"parameter": name[:60], "expected": expected} for name in unknown[:5]],
        )
