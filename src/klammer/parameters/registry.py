# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The value of a threshold on a date, with its reference.

One TOML file per parameter under `parameters/data/`: `name`, `title`, `unit` and one `[[value]]`
per validity, with `from` (first day), optionally `until` (first day it no longer holds), `value`,
`reference`, `checked` and any further keys by which the value differs (source, audience …).
A key of "*" says openly that it holds for everything that is not named. An instance may lay its
own folder over the shipped one; a file of the same name then replaces the shipped file.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError

SHIPPED = Path(__file__).parent / "data"
ANY = "*"
_OWN_KEYS = frozenset({"from", "until", "value", "reference", "checked"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold as it held on the day that was asked for.

    reference  the law, rule or decision it rests on, in German, printable as it stands
    checked    False while nobody has compared it with the reference; say so where it is shown
    keys       which entry answered, e.g. {"source": "*", "audience": "public"}
    """

    name: str
    value: Any
    unit: str
    reference: str
    checked: bool
    keys: Mapping[str, str]

    def __str__(self) -> str:
        """Print name, keys, value, unit and reference on one line, as certificates do."""
        named = ", ".join(f"{key}={text}" for key, text in self.keys.items())
        shown = (
            {True: "ja", False: "nein"}.get(self.value, self.value)
            if self.is_switch
            else self.value
        )
        mark = "" if self.checked else " (fachlich ungeprüft)"
        return f"{self.name}[{named}] = {shown} {self.unit}".rstrip() + f": {self.reference}{mark}"

    @property
    def is_switch(self) -> bool:
        """Whether the value is yes or no."""
        return isinstance(self.value, bool)


@dataclass(frozen=True, slots=True)
class _Entry:
    keys: Mapping[str, str]
    first: date
    until: date | None
    value: Any
    reference: str
    checked: bool

    def holds(self, on: date) -> bool:
        return self.first <= on and (self.until is None or on < self.until)

    def answers(self, asked: Mapping[str, str]) -> bool:
        return all(text in {ANY, asked[key]} for key, text in self.keys.items())

    @property
    def exactness(self) -> int:
        return sum(text != ANY for text in self.keys.values())


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    title: str
    unit: str
    entries: tuple[_Entry, ...]


class Registry:
    """Every parameter of one or more folders; a later folder replaces files of an earlier one."""

    def __init__(self, *folders: Path) -> None:
        """Read all files; raise `InputRefusedError` naming the file that is not sound."""
        paths = {path.name: path for folder in folders for path in sorted(folder.glob("*.toml"))}
        files = [_read(path) for path in paths.values()]
        self._files = {file.name: file for file in files}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parameters, sorted."""
        return tuple(sorted(self._files))

    def title(self, name: str) -> str:
        """The parameter's German title."""
        return self._file(name).title

    def value(self, name: str, *, on: date, **keys: str) -> Parameter:
        """The one value that held on a day for these keys.

        Raises `InputRefusedError`: `parameter_unknown`, `parameter_keys`, `parameter_not_valid`
        (no value on that day), `parameter_ambiguous` (two entries answer equally well).
        """
        file = self._file(name)
        expected = set(file.entries[0].keys)
        if set(keys) != expected:
            raise InputRefusedError(
                f"parameter '{name}' is asked for with the wrong keys",
                where=name,
                why=f"expected {sorted(expected)}, found {sorted(keys)}",
                remedy="name exactly these keys",
                code="parameter_keys",
            )
        asked = {key: str(text) for key, text in keys.items()}
        found = [one for one in file.entries if one.holds(on) and one.answers(asked)]
        best = [one for one in found if one.exactness == max(e.exactness for e in found)]
        return _only(best, file=file, on=on, asked=asked)

    def _file(self, name: str) -> _File:
        if name not in self._files:
            raise InputRefusedError(
                f"there is no parameter '{name}'",
                where="parameters",
                why=f"known are {', '.join(self.names)}",
                remedy="correct the name, or add a file",
                code="parameter_unknown",
            )
        return self._files[name]


def _only(best: list[_Entry], *, file: _File, on: date, asked: Mapping[str, str]) -> Parameter:
    named = ", ".join(f"{key}={text}" for key, text in asked.items())
    if not best:
        raise InputRefusedError(
            f"parameter '{file.name}' has no value for {named or 'this day'} on {on.isoformat()}",
            where=f"{file.name}.toml",
            why="no entry is valid on that day for these keys",
            remedy="add an entry with its reference",
            code="parameter_not_valid",
        )
    if len(best) > 1:
        raise InputRefusedError(
            f"parameter '{file.name}' is ambiguous for {named}",
            where=f"{file.name}.toml",
            why=" and ".join(str(dict(one.keys)) for one in best) + " answer equally well",
            remedy="add an entry that names all keys",
            code="parameter_ambiguous",
        )
    one = best[0]
    return Parameter(file.name, one.value, file.unit, one.reference, one.checked, one.keys)


@cache
def shipped() -> Registry:
    """The parameters that come with the library."""
    return Registry(SHIPPED)


def value(name: str, *, on: date, **keys: str) -> Parameter:
    """The shipped value of a parameter on a day; see `Registry.value`."""
    return shipped().value(name, on=on, **keys)


def _read(path: Path) -> _File:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = tuple(_entry(one) for one in data["value"])
        file = _File(data["name"], data["title"], data["unit"], entries)
    except (
        tomllib.TOMLDecodeError,
        KeyError,
        TypeError,
        AttributeError,
        UnicodeDecodeError,
    ) as error:
        raise _unsound(path.name, str(error)) from error
    _check(file, path)
    return file


def _entry(data: Mapping[str, Any]) -> _Entry:
    return _Entry(
        keys={key: str(text) for key, text in data.items() if key not in _OWN_KEYS},
        first=data["from"],
        until=data.get("until"),
        value=data["value"],
        reference=data["reference"],
        checked=bool(data["checked"]),
    )


def _check(file: _File, path: Path) -> None:
    if path.stem != file.name:
        raise _unsound(path.name, f"the file is named {path.stem}, the parameter {file.name}")
    if not file.entries:
        raise _unsound(path.name, "there is no [[value]]")
    for number, one in enumerate(file.entries, start=1):
        if set(one.keys) != set(file.entries[0].keys):
            raise _unsound(path.name, f"value {number} has other keys than the first")
        if not one.reference:
            raise _unsound(path.name, f"value {number} has no reference")
        for other in file.entries[: number - 1]:
            if one.keys == other.keys and _overlap(one, other):
                raise _unsound(
                    path.name, f"value {number} overlaps an earlier one: {dict(one.keys)}"
                )


def _overlap(one: _Entry, other: _Entry) -> bool:
    return (other.until is None or one.first < other.until) and (
        one.until is None or other.first < one.until
    )


def _unsound(where: str, why: str) -> InputRefusedError:
    return InputRefusedError(
        "a parameter file cannot be read",
        where=where,
        why=why,
        remedy="compare with the files in klammer/parameters/data",
        code="parameter_file",
    )
