# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the versions of an indicator's definition and what changed between them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from klammer.indicators.definitions import Definition, load_definitions, read_definition
from klammer.pipeline import instance as instances
from klammer.pipeline.instance import read_json
from klammer_web.accounts.signatures import named
from klammer_web.catalogue.instance import instance


@dataclass(frozen=True)
class Difference:
    """One field that says something else."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """One wording of a definition: where it is from, and what it changed.

    is_own  written in the workspace that looks at it, not for all
    """

    version: str
    origin: str
    changed_by: str
    changed_at: str
    note: str
    differences: tuple[Difference, ...]
    is_own: bool = False


def versions(indicator: str, *, workspace: str = "") -> list[Version]:
    """Return the wordings of one indicator that a workspace knows, the newest first.

    The shipped one is the oldest; after it come those for all, then the workspace's own.
    """
    found: list[Version] = []
    before = _shipped(instances.LIBRARY).get(indicator)
    if before is not None:
        found.append(Version(before.version, "mitgeliefert", "", "", "", ()))
    for owner in dict.fromkeys(("", workspace)):
        for path in instance().definition_versions(indicator, owner):
            now = read_definition(path)
            found.append(_version(path, now, before=before, is_own=bool(owner)))
            before = now
    return found[::-1]


@lru_cache(maxsize=4)
def _shipped(folder: Path) -> Mapping[str, Definition]:
    """Return what is shipped; it changes with the software alone."""
    return load_definitions(folder)


def _version(path: Path, now: Definition, *, before: Definition | None, is_own: bool) -> Version:
    told = _told(path.with_suffix(".json"))
    done = "geändert" if before else "angelegt"
    return Version(
        version=now.version,
        origin=f"hier {done}" if is_own else f"für alle {done}",
        changed_by=named(str(told.get("by", ""))),
        changed_at=str(told.get("at", "")),
        note=str(told.get("note", "")),
        differences=differences(before, now),
        is_own=is_own,
    )


def _told(path: Path) -> dict[str, Any]:
    return read_json(path) if path.is_file() else {}


def differences(before: Definition | None, now: Definition) -> tuple[Difference, ...]:
    """Return the fields that differ, in the order of the sheet."""
    if before is None:
        return ()
    old, new = _readable(before), _readable(now)
    return tuple(
        Difference(FIELDS[name], old[name], new[name]) for name in FIELDS if old[name] != new[name]
    )


def changed_fields(
    before: Definition | None, now: Definition
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the fields that differ as they were and as they are, readable, by their names."""
    if before is None:
        return {}, {name: text for name, text in _readable(now).items() if text}
    old, new = _readable(before), _readable(now)
    names = [name for name in FIELDS if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}


def _readable(one: Definition) -> dict[str, str]:
    data = asdict(one)
    data["formula"] = str(one.formula)
    data["breaks"] = "; ".join(f"{b.period}: {b.reason}" for b in one.breaks)
    for name in ("synonyms", "levels", "breakdowns"):
        data[name] = ", ".join(data[name])
    data["relevant_difference"] = one.relevant_difference or ""
    return {name: str(data[name]) for name in FIELDS}


FIELDS = {
    "title": "Titel",
    "sentence": "Satz",
    "domain": "Bereich",
    "kind": "Art",
    "unit": "Einheit",
    "direction": "Richtung",
    "formula": "Formel",
    "interval": "Vertrauensbereich",
    "decimals": "Nachkommastellen",
    "role": "Rolle",
    "reference": "Stichtag",
    "source": "Quelle",
    "holder": "Datenhaltende Stelle",
    "legal_basis": "Rechtsgrundlage",
    "population": "Wer gezählt wird",
    "interpretation": "Lesehilfe",
    "limits": "Grenzen",
    "misreading": "Typische Fehldeutung",
    "perverse_incentive": "Fehlanreiz",
    "relevant_difference": "Bedeutsamer Unterschied",
    "breaks": "Brüche",
    "synonyms": "Andere Namen",
    "reviewed": "fachlich geprüft am",
    "how_to_get": "So bekommt man die Daten",
}
