# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tool bar of what is seen: `{% include "atlas/_tools.html" with seen=seen %}`."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from klammer.base.errors import KlammerError
from klammer.presentation.copying import Copied
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.addresses import address as address_of
from klammer_web.atlas.downloads import ways
from klammer_web.atlas.downloads.copies import copy_of
from klammer_web.atlas.queries.evidence import GONE, pinned_view
from klammer_web.atlas.rules import may_write
from klammer_web.atlas.seen import Seen
from klammer_web.catalogue.instance import current_release
from klammer_web.chain import rules
from klammer_web.chain.models import Evidence
from klammer_web.ui.errors import PageRefusedError

register = template.Library()


@dataclass(frozen=True, slots=True)
class Tools:
    """What the tool bar offers: (word, address) of each file, what is copied, who may pin."""

    files: tuple[tuple[str, str], ...]
    copied: Copied
    address: str
    may_pin: bool
    pin: str
    write: str


@register.simple_tag(takes_context=True)
def tools(context, seen: Seen) -> Tools:
    """Return what can be done with what is seen."""
    request = context["request"]
    address = request.build_absolute_uri(seen.address)
    seat = seat_of(request)
    return Tools(
        files=tuple(
            (way.word, f"{reverse('atlas:take', args=[way.ending])}?{seen.query}")
            for way in ways.of(seen)
        ),
        copied=copy_of(seen, address=address, day=timezone.localdate()),
        address=address,
        may_pin=rules.may_pin(seat),
        pin=reverse("atlas:pin"),
        write=_write(seen) if may_write(seat) else "",
    )


def _write(seen: Seen) -> str:
    page = address_of("atlas:finding_new")
    return f"{page}?{seen.query}" if page else ""


@dataclass(frozen=True, slots=True)
class Look:
    """A pinned view in small: its sentence, and its picture where it has one."""

    sentence: str
    picture: str


@register.simple_tag(takes_context=True)
def look_at(context, held: Evidence) -> Look | None:
    """Return how a pinned view looks; None when it is not there for whoever looks."""
    try:
        found = pinned_view(held, seat=seat_of(context["request"]))
    except GONE:
        return None
    return look_of(found)


@register.simple_tag
def look_of(seen: Seen) -> Look:
    """Return how a view looks in small; what is made of many drawings has no small picture."""
    drawing = seen.drawing() if seen.drawing else None
    is_small = drawing is not None and not drawing.is_tall
    picture = mark_safe(drawing.svg) if is_small else ""  # noqa: S308  # reason: built by klammer.presentation, escaped there
    return Look(seen.sentence, picture)


@register.simple_tag(takes_context=True)
def may_write_findings(context) -> bool:
    """Whether whoever looks may write findings."""
    return may_write(seat_of(context["request"]))


@register.simple_tag(takes_context=True)
def seen_here(context) -> Seen | None:
    """Return what is seen at the address of this page, for pages of lower rooms; None if nothing.

    `{% seen_here as seen %}{% if seen %}{% include "atlas/_tools.html" %}{% endif %}`
    """
    request = context["request"]
    release = current_release(request)
    if release is None:
        return None
    try:
        return seeing.at(request.get_full_path(), release=release, seat=seat_of(request))
    except (KlammerError, PageRefusedError):
        return None
