# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which area a row means: by key, by name where it is unique, or by the county's own code."""

from klammer.base.errors import Place
from klammer.sources.tabular import known
from klammer.sources.tabular.areas import read_key
from klammer.sources.tabular.grids import Value, text_of
from klammer.sources.tabular.mapping import AreaColumn
from klammer.sources.tabular.observations import Collector
from klammer.territory.geographies import find, level_of_key
from klammer.territory.keys import LEVEL_BY_LENGTH


class AreaMatcher:
    """Turns what stands in the area column into key and level, flagging what is doubtful."""

    def __init__(self, mapping: AreaColumn, collector: Collector) -> None:
        self.mapping, self.collector = mapping, collector
        self.boundary = mapping.boundary or collector.request.boundary

    def match(self, value: Value, *, place: Place) -> tuple[str, str]:
        """Return key and level; an unknown area is kept as it stands and flagged as an error."""
        text = text_of(value)
        if text in self.mapping.names:
            key = self.mapping.names[text]
            self.collector.area_names.setdefault(key, self._own_name(key) or text)
            return key, self._level(key)
        if self.mapping.form == "code":
            return self._own(text)
        if self.mapping.form == "name":
            return self._by_name(text, place)
        return self._by_key(value, text, place)

    def _own_name(self, key: str) -> str:
        """What an own area is called, where the file has its code; empty for official ones."""
        own = find(self.mapping.level, self.boundary) if level_of_key(key) else None
        return own.names.get(key, "") if own else ""

    def _level(self, key: str) -> str:
        return LEVEL_BY_LENGTH.get(len(key), "") if key.isdecimal() else self.mapping.level

    def _own(self, text: str) -> tuple[str, str]:
        key = f"{self.mapping.prefix}{text}"
        self.collector.area_names.setdefault(key, text)
        return key, self.mapping.level or "district"

    def _by_key(self, value: Value, text: str, place: Place) -> tuple[str, str]:
        found = read_key(value, level=self.mapping.level)
        if found is None:
            self._unknown(text, place, "an official key (AGS or ARS)")
            return text, self.mapping.level
        if found.repaired:
            self.collector.flag(
                "leading_zero_lost",
                "note",
                place,
                found=text,
                expected=found.key,
                remedy="format the column as text so that the zero stays",
            )
        self._check_known(found.key, found.level, place)
        return found.key, found.level

    def _check_known(self, key: str, level: str, place: Place) -> None:
        state = known.state_of(key, level=level, boundary=self.boundary)
        if state.is_known:
            return
        successor = (
            f"since {state.until}: {', '.join(state.successors)}" if state.successors else ""
        )
        self.collector.flag(
            "unknown_area",
            "error",
            place,
            found=f"{key} {state.name}".strip(),
            expected=successor or f"a key of the boundary version {self.boundary or 'stated'}",
            remedy="state the boundary version the file was made on"
            if state.until
            else "correct the key",
        )

    def _by_name(self, text: str, place: Place) -> tuple[str, str]:
        keys = known.keys_named(
            text, level=self.mapping.level, boundary=self.boundary, within=self.mapping.within
        )
        if len(keys) == 1:
            self.collector.area_names.setdefault(keys[0], text)
            self.collector.flag("matched_by_name", "note", place, found=text, expected=keys[0])
            return keys[0], self._level(keys[0])
        expected = f"one of {', '.join(keys[:5])}" if keys else "the official name of an area"
        self._unknown(text, place, expected)
        return text, self.mapping.level

    def _unknown(self, text: str, place: Place, expected: str) -> None:
        self.collector.flag(
            "unknown_area",
            "error",
            place,
            found=text[:80],
            expected=expected,
            remedy="name the key of this area under [area.names], or leave the row out under "
            "area.skip or area.totals",
        )
