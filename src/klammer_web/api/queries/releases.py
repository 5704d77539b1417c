# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: releases, where a figure comes from, what the search finds, own areas, the own seat."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from klammer.warehouse.open import Release
from klammer_web.accounts.enums import Role
from klammer_web.accounts.seats import Seat
from klammer_web.api.problems import ProblemError
from klammer_web.api.queries.shown import release_words
from klammer_web.api.queries.tokens import Caller
from klammer_web.atlas.models import CustomArea
from klammer_web.atlas.queries import custom_areas
from klammer_web.catalogue import rules
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries import releases
from klammer_web.catalogue.queries.traces import Cell, Origin, Term
from klammer_web.chain.search import entries
from klammer_web.chain.search.queries import search

_AUDIENCES = {label: audience.value for audience, label in words.AUDIENCES.items()}


def listed(seat: Seat, *, scope: str) -> list[dict[str, Any]]:
    """Return the releases that the seat may see, the newest first."""
    return [
        {
            "root": one.root,
            "audience": _AUDIENCES[one.audience],
            "owner": one.owner,
            "made_at": one.made_at,
            "indicators": one.indicators,
            "figures": one.figures,
            "is_current": one.is_current,
            "is_superseded": one.is_superseded,
            "withdrawn": withdrawn_words(one.withdrawn),
        }
        for one in releases.lines(seat, scope=scope)
    ]


def withdrawn_words(mark: Any) -> dict[str, str] | None:
    """Return when and why a release was withdrawn; by whom is for pages."""
    return {"at": str(mark.get("at", "")), "reason": str(mark.get("reason", ""))} if mark else None


def detail(release: Release, *, seat: Seat) -> dict[str, Any]:
    """Return what a release was made of and what it holds."""
    manifest = release.manifest
    known = [one for one in manifest["deliveries"] if rules.may_see_cells(seat, one)]
    return {
        **release_words(release),
        "withdrawn": withdrawn_words(release.withdrawn),
        "taken_back": [asdict(one) for one in releases.taken_back(release, seat=seat)],
        "made_with": {
            name: str(manifest["made"][name]) for name in ("klammer", "duckdb", "python")
        },
        "deliveries": [
            {
                "title": str(one.get("title", "")),
                "publisher": str(one.get("publisher", "")),
                "licence": str(one.get("licence", "")),
                "rows": int(one.get("rows", 0)),
                "accepted_at": str(one.get("accepted_at", "")),
            }
            for one in known
        ],
        "deliveries_not_named": len(manifest["deliveries"]) - len(known),
        "tables": [
            {
                "indicator": name,
                "title": release.definitions[name].title,
                "definition": release.definitions[name].version,
                "rows": int(table["rows"]),
                "hash": str(table["hash"]),
                "file_sha256": str(table["file_sha256"]),
            }
            for name, table in manifest["tables"].items()
        ],
    }


def origin_words(found: Origin) -> dict[str, Any]:
    """Return the page "Woher kommt diese Zahl?" as plain values: no more than it shows."""
    return {
        "figure": str(found.address),
        "release": release_words(found.release),
        "withdrawn": withdrawn_words(found.release.withdrawn),
        "indicator": found.definition.id,
        "title": found.definition.title,
        "definition": found.definition.version,
        "formula": str(found.definition.formula),
        "area": found.area,
        "level": found.level,
        "boundary": found.address.boundary,
        "period": found.address.period,
        "breakdown": found.breakdown,
        "text": found.shown,
        "sentence": found.sentence,
        "reason": found.reason,
        "interval": found.interval,
        "method": found.method,
        "calculation": found.calculation,
        "conversion": found.conversion,
        "hidden": found.hidden,
        "newer": found.newer,
        "terms": [_term(one) for one in found.terms],
    }


def _term(one: Term) -> dict[str, Any]:
    return {
        "role": one.role,
        "sign": one.sign,
        "label": one.label,
        "amount": one.amount,
        "count": one.count,
        "cells": [_cell(cell) for cell in one.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    kept = (
        "area", "period", "what", "value", "secrecy", "file", "place", "weight", "conversion",
        "publisher", "title", "table", "sha256", "retrieved", "licence", "url", "assembled",
        "taken_back",
    )  # fmt: skip
    said = {name: getattr(cell, name) for name in kept}
    return {**said, "delivery": cell.delivery_name}


def found_by(seat: Seat, text: str, *, kind: str, page: int) -> dict[str, Any]:
    """Return what the search page finds."""
    results = search(seat, text, kind=kind, page=page)
    return {
        "count": results.count,
        "is_capped": results.is_capped,
        "is_loose": results.is_loose,
        "mended": results.mended,
        "page": results.page,
        "has_more": results.has_more,
        "kinds": [
            {"kind": key, "label": entries.label(key), "count": number}
            for key, number in results.kinds.items()
        ],
        "items": [
            {
                "kind": hit.entry.kind,
                "title": hit.entry.title,
                "detail": hit.entry.detail,
                "excerpt": " ".join(word for word, _ in hit.excerpt),
                "address": hit.entry.address,
            }
            for hit in results.hits
        ],
    }


def own_areas(seat: Seat) -> list[dict[str, Any]]:
    """Return the areas of planners' own that the seat may see, by name."""
    everybody = custom_areas.public_ids()
    shown = custom_areas.visible(seat).order_by("name", "id")
    return [_own_area(one, is_public=one.id in everybody) for one in shown]


def own_area(area_id: UUID, *, seat: Seat) -> dict[str, Any]:
    """Return one of them; raise `ProblemError` when there is none for the seat."""
    found = custom_areas.one_visible(area_id, seat=seat)
    if found is None:
        raise ProblemError("nothing_there")
    return _own_area(found, is_public=found.id in custom_areas.public_ids())


def _own_area(one: CustomArea, *, is_public: bool) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "name": one.name,
        "workspace": one.workspace.key,
        "workspace_name": one.workspace.name,
        "level": one.level,
        "boundary": one.boundary,
        "parts": list(one.parts),
        "is_public": is_public,
        "edition": one.edition,
        "changed_at": one.changed_at.isoformat(),
    }


def seat_words(caller: Caller) -> dict[str, Any]:
    """Return who asks: workspace, roles, what they may see, and until when the key holds."""
    seat, token = caller.seat, caller.token
    return {
        "has_key": token is not None,
        "workspace": seat.workspace_key,
        "workspace_name": seat.workspace_name,
        "roles": sorted(Role(role).value for role in seat.roles),
        "audience": seat.audience.value,
        "key": {"name": token.name, "scope": token.scope, "expires": token.expires_at.isoformat()}
        if token
        else None,
    }
