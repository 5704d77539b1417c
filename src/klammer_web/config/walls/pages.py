# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refusals of the outer walls: German, with what is safe and what to do now."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpResponse
from django.template.loader import render_to_string


@dataclass(frozen=True, slots=True)
class WallRefusal:
    """German sentences: what happened, what is safe, what to do now."""

    title: str
    what: str
    why: str
    now: str


TOO_MANY = WallRefusal(
    title="Bitte einen Augenblick warten",
    what="Von Ihrem Konto oder Anschluss kamen in kurzer Zeit sehr viele Anfragen.",
    why="Damit Klammer für alle schnell bleibt, wurde diese nicht mehr bearbeitet. "
    "Es wurde nichts verändert.",
    now="Warten Sie eine Minute, und laden Sie die Seite neu.",
)
UNREADABLE = WallRefusal(
    title="Diese Anfrage ist nicht verständlich",
    what="Ihr Browser oder ein Programm dazwischen hat sie beschädigt.",
    why="Es wurde nichts gespeichert.",
    now="Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
)
TOO_LARGE = WallRefusal(
    title="Diese Eingabe ist zu groß",
    what="Die Datei oder das Formular überschreitet, was diese Instanz annimmt.",
    why="Es wurde nichts gespeichert.",
    now="Teilen Sie die Datei, oder bitten Sie die Verwaltung der Instanz um eine höhere Grenze.",
)


def refuse(request, refusal: WallRefusal, *, status: int) -> HttpResponse:
    """Answer from a template that needs neither session nor database."""
    context = {"refusal": refusal, "request_number": getattr(request, "number", "")}
    text = render_to_string("refused.html", context)
    return HttpResponse(text, status=status, content_type="text/html; charset=utf-8")


def too_many(request, exception=None, *, wait: int = 60) -> HttpResponse:  # noqa: ARG001  # reason: the name is allauth's
    """Answer 429 and say how long to wait."""
    answer = refuse(request, TOO_MANY, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(wait)
    return answer
