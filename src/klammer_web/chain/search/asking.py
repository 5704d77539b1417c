# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of the index: a tree of tokens, without the language of one database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A token that must be there, or the beginning of one."""

    text: str
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these."""

    of: tuple["Asked", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these."""

    of: tuple["Asked", ...]


Asked = Token | All | Any

TITLE = "t="  # a word of the title, besides the plain word
READER = "r="  # who may find it
KIND = "k="  # kind of object


def kind_token(key: str) -> str:
    """Return the token of a kind of objects."""
    return KIND + "".join(letter if letter.isalnum() else "." for letter in key.casefold())


def in_title(asked: Asked) -> Asked:
    """Ask for the same words, in the title."""
    if isinstance(asked, Token):
        return Token(TITLE + asked.text, asked.is_beginning)
    return type(asked)(tuple(in_title(one) for one in asked.of))


def written(asked: Asked, *, token, both: str, either: str) -> str:
    """Write the tree with a database's signs; `token` writes one token."""
    if isinstance(asked, Token):
        return token(asked)
    sign = both if isinstance(asked, All) else either
    parts = [written(one, token=token, both=both, either=either) for one in asked.of]
    return f"({sign.join(parts)})"
