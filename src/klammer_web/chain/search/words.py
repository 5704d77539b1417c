# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of a German text in the form in which they are compared.

    fold   "Träger" and "Traeger" → "traeger", "Straße" → "strasse"
    stem   "Träger", "Traeger", "Trägern" → "trag" (snowball's German stemmer)

Everything the search stores and everything it is asked for goes through here, so that both
databases see the same plain tokens and need no language of their own.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock

import snowballstemmer

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_GENDERED = re.compile(r"(?<=\w)[:*_/]-?(innen|in|n|r)\b")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STEMMER = snowballstemmer.stemmer("german")
_ONE_AT_A_TIME = Lock()  # a stemmer holds the word it works on
LONGEST = 60  # letters; what is longer is no word

STOPWORDS = frozenset(
    """
    aber als am an auch auf aus bei beim bis da das dass dem den der des die durch ein eine einem
    einen einer eines er es fuer hat im in ist je mit nach nicht noch nur ob oder pro sich sie sind
    so sowie ueber um und unter vom von vor was wenn werden wie wird zu zum zur
    """.split()  # noqa: SIM905  # reason: one word in quotes each would hide the words
)


def fold(text: str) -> str:
    """Return the text in small letters without umlauts, accents and marks of gender."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    plain = _GENDERED.sub("", plain)
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a folded word; keys with digits stay as they are."""
    if any(letter.isdigit() for letter in word):
        return word
    with _ONE_AT_A_TIME:
        return str(_STEMMER.stemWord(word))


def words(text: str) -> Iterator[str]:
    """Yield the folded words of a text; "Wartburg-Kreis" gives its parts and the whole."""
    for match in _WORD.finditer(fold(text)):
        found = match.group()
        if "-" in found:
            yield from (part for part in found.split("-") if len(part) <= LONGEST)
            found = found.replace("-", "")
        if len(found) <= LONGEST:
            yield found


def telling(text: str) -> list[str]:
    """Return the words without those that every text has; all of them when nothing is left."""
    found = list(words(text))
    return [word for word in found if word not in STOPWORDS] or found


def trigrams(word: str) -> frozenset[str]:
    """Return the runs of three letters of a word with its edges marked."""
    edged = f"  {word} "
    return frozenset(edged[start : start + 3] for start in range(len(edged) - 2))
