# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A specification as plain values and as the text of its file; reading gives the same one back."""

from dataclasses import MISSING, fields
from typing import Any

from klammer.indicators.toml_text import toml_text
from klammer.patterns.indices.specification import (
    Combination,
    Domain,
    Exclusion,
    Specification,
)

_ORDER = (
    "id", "title", "description", "citation", "licence", "note", "direction", "area", "population",
    "larger_area", "missing", "missing_codes", "exclusion", "standardisation", "inputs", "domains",
    "index", "ranking", "classes", "deciles", "dynamics", "groups", "flags",
)  # fmt: skip


def to_data(specification: Specification) -> dict[str, Any]:
    """Return a specification as plain values, JSON-safe; `specification_of` reads the same back.

    Words that say nothing but the default are left out, except the direction of inputs.
    """
    plain = _plain(specification)
    if "deciles" in plain:
        plain["deciles"].pop("method", None)  # always quantiles
    return {name: plain[name] for name in _ORDER if name in plain}


def to_toml(specification: Specification) -> str:
    """Return a specification as the text of its file; reading it gives the same version."""
    return toml_text(to_data(specification))


def _plain(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in fields(value):
        held = getattr(value, one.name)
        default = one.default if one.default_factory is MISSING else one.default_factory()
        if held is None or (held == default and not _always(value, one.name)):
            continue
        found |= _named(one.name, held)
    return found


def _always(value: Any, name: str) -> bool:
    return name in {"method", "direction"} and not isinstance(value, Combination)


def _named(name: str, held: Any) -> dict[str, Any]:
    if isinstance(held, Exclusion):
        listed = [{"area": area, "reason": reason} for area, reason in held.areas.items()]
        limit = held.population_below
        return {
            "exclusion": ({} if limit is None else {"population_below": limit})
            | ({"areas": listed} if listed else {})
        }
    if isinstance(held, tuple):
        return {name: [_one(one) for one in held]}
    if hasattr(held, "__dataclass_fields__"):
        return {name: _one(held)}
    return {name: dict(held) if hasattr(held, "items") else held}


def _one(value: Any) -> Any:
    if not hasattr(value, "__dataclass_fields__"):
        return value
    plain = _plain(value)
    if isinstance(value, Domain):
        return {key: plain[key] for key in ("id", "title", "note") if key in plain} | plain[
            "combination"
        ]
    if isinstance(value, Combination) and "method" in plain:
        plain["combination"] = plain.pop("method")
    return plain
