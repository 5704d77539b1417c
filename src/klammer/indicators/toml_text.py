# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain values written as TOML text, so that the standard library reads the same values back."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

_BARE = re.compile(r"^[A-Za-z0-9_-]+$")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def toml_text(data: Mapping[str, Any]) -> str:
    """Write a mapping of texts, numbers, dates, lists and mappings as a TOML document.

    Mappings become tables, lists of mappings arrays of tables. A value of None is left out, as
    TOML has none. Raises `TypeError` for a value TOML cannot hold.
    """
    return "\n".join(_lines(data, path=())) + "\n"


def _lines(data: Mapping[str, Any], *, path: tuple[str, ...]) -> list[str]:
    present = {key: value for key, value in data.items() if value is not None}
    plain = {key: value for key, value in present.items() if not _is_table(value)}
    lines = [f"{_key(key)} = {_inline(value)}" for key, value in plain.items()]
    for key, value in present.items():
        if key in plain:
            continue
        name = (*path, key)
        shown = ".".join(_key(part) for part in name)
        if isinstance(value, Mapping):
            lines += ["", f"[{shown}]", *_lines(value, path=name)]
            continue
        for one in value:
            lines += ["", f"[[{shown}]]", *_lines(one, path=name)]
    return lines


def _is_table(value: Any) -> bool:
    if isinstance(value, Mapping):
        return True
    return _is_list(value) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(key)} = {_inline(one)}" for key, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if _is_list(value):
        return f"[{', '.join(_inline(one) for one in value)}]"
    raise TypeError(f"TOML cannot hold {type(value).__name__}")


def _number(value: float) -> str:
    text = repr(value)
    return text if isinstance(value, int) or any(sign in text for sign in ".naife") else f"{text}.0"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _quoted(text: str) -> str:
    escaped = "".join(_ESCAPES.get(sign) or _printable(sign) for sign in text)
    return f'"{escaped}"'


def _printable(sign: str) -> str:
    is_control = ord(sign) < 0x20 or ord(sign) == 0x7F
    return f"\\u{ord(sign):04x}" if is_control else sign
