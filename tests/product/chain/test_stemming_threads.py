# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several threads of a server ask for stems at the same time."""

import sys
from concurrent.futures import ThreadPoolExecutor

from klammer_web.chain.search.words import stem

WORDS = [f"{first}{last}" for first in ("kinder", "pflege", "wohnungs", "jugend", "alters")
         for last in ("betreuungen", "arbeiten", "häuser", "armut", "planung", "träger")]  # fmt: skip


def test_stems_do_not_depend_on_who_else_asks():
    """The library's stemmer holds the word it works on; threads that shared it broke it."""
    alone = {word: stem.__wrapped__(word) for word in WORDS}
    wait = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(stem.__wrapped__, WORDS * 40))
    finally:
        sys.setswitchinterval(wait)

    assert found == [alone[word] for word in WORDS * 40]
