# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers to what a proposal asks, put into a mapping and read back out of one."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from klammer.sources.proposals import Proposal

SUM, SKIP = "_sum", "_skip"


@dataclass(frozen=True)
class Answers:
    """What a person said.

    odd         word among the figures → status
    areas       name → area key, or SUM, or SKIP
    words       breakdown → its word → code, "" to keep the word
    empty_area  what rows without an area mean: fill, whole, skip; "" was not asked
    whole       the area that "whole" means
    """

    odd: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    empty_area: str = ""
    whole: str = ""


def answered(mapping: Mapping[str, Any], said: Answers, proposal: Proposal) -> dict[str, Any]:
    """Return a mapping with the answers in it."""
    found = deepcopy(dict(mapping))
    markers = {**found.get("markers", {}), **{text: one for text, one in said.odd.items() if one}}
    if markers:
        found["markers"] = markers
    found["area"] = _area(found.get("area", {}), said)
    for label in proposal.labels:
        held = found.get("breakdowns", {}).get(label.name)
        if held is not None and label.name in said.words:
            _put_words(held, dict(label.words), said.words[label.name])
    return found


def _area(area: Mapping[str, Any], said: Answers) -> dict[str, Any]:
    found = dict(area)
    decided = {text for text, one in said.areas.items() if one}
    names = {text: key for text, key in found.get("names", {}).items() if text not in decided}
    keys = {text: one for text, one in said.areas.items() if one not in {"", SUM, SKIP}}
    sums = [text for text, one in said.areas.items() if one == SUM]
    skipped = [text for text, one in said.areas.items() if one == SKIP]
    if said.empty_area:
        found = {n: v for n, v in found.items() if n not in {"fill", "empty", "empty_level"}}
        found |= {"fill": True} if said.empty_area == "fill" else {}
        found |= {"empty": said.whole} if said.empty_area == "whole" else {}
        skipped += [""] if said.empty_area == "skip" else []
    for name, more in (("totals", sums), ("skip", skipped)):
        kept = [one for one in found.get(name, ()) if one not in decided]
        if listed := list(dict.fromkeys([*kept, *more])):
            found[name] = listed
        else:
            found.pop(name, None)
    found |= {"names": names | keys} if names | keys else {}
    return found


def _put_words(held: dict[str, Any], standard: Mapping[str, str], said: Mapping[str, str]) -> None:
    """Write codes only where the person changed what is understood anyway."""
    changed = any(code != standard.get(word, "") for word, code in said.items())
    if changed:
        held["codes"] = {word: code or word for word, code in said.items()}
    else:
        held.pop("codes", None)


def of_mapping(mapping: Mapping[str, Any], proposal: Proposal, *, whole: str = "") -> Answers:
    """Read the answers back out of a mapping: the forms' beginning."""
    area, markers = mapping.get("area", {}), mapping.get("markers", {})
    areas = {one.text: _meant(one.text, area) for one in proposal.open_areas}
    words = {
        name: dict(one["codes"])
        for name, one in mapping.get("breakdowns", {}).items()
        if one.get("codes")
    }
    empty = "fill" if area.get("fill") else "whole" if area.get("empty") else ""
    return Answers(
        odd={one.text: str(markers.get(one.text, one.status)) for one in proposal.odd},
        areas=areas,
        words=words,
        empty_area=empty or ("skip" if "" in area.get("skip", ()) else ""),
        whole=whole,
    )


def _meant(text: str, area: Mapping[str, Any]) -> str:
    if text in area.get("totals", ()):
        return SUM
    if text in area.get("skip", ()):
        return SKIP
    return str(area.get("names", {}).get(text, ""))


def is_answered(mapping: Mapping[str, Any], proposal: Proposal) -> bool:
    """Whether a mapping leaves nothing open that this file asks."""
    said = of_mapping(mapping, proposal)
    area = mapping.get("area", {})
    return (
        all(said.odd.values())
        and all(said.areas.values())
        and (not proposal.example or bool(mapping.get("table", {}).get("decimal")))
        and ("empty_area" not in proposal.questions or bool(said.empty_area))
        and bool(area)
    )
