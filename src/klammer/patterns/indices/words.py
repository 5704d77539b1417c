# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain values of a specification file, read one by one: known words only, each of its type."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from klammer.base.errors import InputRefusedError

T = TypeVar("T")

MOST_DECIMALS = 12  # as many digits as count when values are compared
MANUAL = "compare with docs/reference/indices.md"


def refused(what: str, *, where: str, why: str = "", remedy: str = MANUAL) -> InputRefusedError:
    """Return the refusal of a specification, with place, reason and remedy."""
    return InputRefusedError(what, where=where, why=why, remedy=remedy, code="index_specification")


class Words:
    """One table of a file; every word must be taken before `done`, or it is unknown."""

    def __init__(self, data: Any, *, where: str) -> None:
        if not isinstance(data, Mapping):
            raise refused("a table of words was expected", where=where, why=f"found {data!r}")
        self._data, self.where, self._asked = data, where, set[str]()

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def done(self) -> None:
        """Raise `InputRefusedError` naming the first unknown word and those that are known."""
        for key in self._data:
            if key not in self._asked:
                raise refused(
                    f"the word '{key}' is not known here",
                    where=self.where,
                    why=f"known are {', '.join(sorted(self._asked))}",
                    remedy="correct the word, or leave it out",
                )

    def text(self, key: str, default: str | None = "") -> str:
        """Return a text; without default it must be there and say something."""
        value = self._value(key, default)
        if default is None and value in (None, ""):
            raise refused(f"'{key}' is missing", where=self.where, why="it has no default")
        if not isinstance(value, str):
            raise self._wrong(key, value, "a text")
        return value

    def choice(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """Return one of some words."""
        value = self.text(key, default)
        if value not in options:
            raise refused(
                f"'{value}' is no {key}",
                where=self.where,
                why=f"expected one of {', '.join(options)}",
                remedy="choose one of them",
            )
        return value

    def number(self, key: str, default: float | None = None) -> float | None:
        """Return a finite number, or the default."""
        value = self._value(key, default)
        return default if value is None else self._finite(key, value)

    def real(self, key: str, default: float) -> float:
        """Return a finite number."""
        found = self.number(key, default)
        return default if found is None else found

    def decimals(self) -> int | None:
        """Return a number of decimals, None for not rounded."""
        found = self.whole("decimals")
        if found is not None and found > MOST_DECIMALS:
            raise self._wrong("decimals", found, f"at most {MOST_DECIMALS}")
        return found

    def whole(self, key: str, default: int | None = None) -> int | None:
        """Return a whole number from 0 on, or the default."""
        value = self._value(key, default)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(key, value, "a whole number")
        return int(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, value, "true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when there is none."""
        value = self._value(key, [])
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self._wrong(key, value, "a list of texts")
        if any(not isinstance(one, str) for one in value):
            raise self._wrong(key, value, "a list of texts")
        return tuple(value)

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return a list of numbers, empty when there is none."""
        value = self._value(key, [])
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self._wrong(key, value, "a list of numbers")
        return tuple(self._finite(key, one) for one in value)

    def figures(self, key: str) -> dict[str, float]:
        """Return a table of names and numbers, empty when there is none."""
        value = self._value(key, {})
        if not isinstance(value, Mapping):
            raise self._wrong(key, value, "a table of names and numbers")
        return {str(name): self._finite(f"{key}.{name}", one) for name, one in value.items()}

    def labels(self, key: str) -> dict[str, str]:
        """Return a table of names and texts, empty when there is none."""
        value = self._value(key, {})
        if not isinstance(value, Mapping) or any(not isinstance(v, str) for v in value.values()):
            raise self._wrong(key, value, "a table of names and texts")
        return {str(name): one for name, one in value.items()}

    def table(self, key: str, build: Callable[["Words"], T]) -> T | None:
        """Return what is built of a table below, or None when it is not there."""
        if key not in self._data:
            self._asked.add(key)
            return None
        inner = Words(self._method(self._value(key, None)), where=f"{self.where}, {key}")
        found = build(inner)
        inner.done()
        return found

    def tables(self, key: str, build: Callable[["Words"], T]) -> tuple[T, ...]:
        """Return what is built of each table of a list; empty when there is none."""
        value = self._value(key, [])
        if isinstance(value, str | Mapping) or not isinstance(value, Sequence):
            raise self._wrong(key, value, f"a list: [[{key}]]")
        found = []
        for place, one in enumerate(value, start=1):
            inner = Words(one, where=f"{self.where}, {key} {place}")
            found.append(build(inner))
            inner.done()
        return tuple(found)

    @staticmethod
    def _method(value: Any) -> Any:
        return {"method": value} if isinstance(value, str) else value  # "z" says {method = "z"}

    def _value(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        return self._data.get(key, default)

    def _finite(self, key: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, value, "a number")
        if not math.isfinite(value):
            raise self._wrong(key, value, "a finite number")
        return float(value)

    def _wrong(self, key: str, value: Any, expected: str) -> InputRefusedError:
        return refused(f"'{key}' is not {expected}", where=self.where, why=f"found {value!r}")
