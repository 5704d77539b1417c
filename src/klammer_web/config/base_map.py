# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The service of pictures below maps, as the operator configured it; none without."""

from typing import TypedDict
from urllib.parse import urlsplit

from klammer.base.errors import InputRefusedError
from klammer_web.config import environment

GRIDS = ("web", "utm32")


class BaseMap(TypedDict):
    """Address with {z}, {x} and {y} (empty: none), grid of its pictures, credit, origins."""

    url: str
    grid: str
    credit: str
    origins: list[str]


def configured() -> BaseMap:
    """Return the service; raise `InputRefusedError` for one that no picture can come from."""
    url = environment.text("KLAMMER_BASE_MAP_URL")
    grid = environment.choice("KLAMMER_BASE_MAP_GRID", among=GRIDS)
    credit = environment.text("KLAMMER_BASE_MAP_CREDIT")
    if not url:
        return BaseMap(url="", grid=grid, credit="", origins=[])
    parts = urlsplit(url)
    is_sound = parts.scheme in {"https", "http"} and bool(parts.netloc) and "{" not in parts.netloc
    if not is_sound or any(one not in url for one in ("{z}", "{x}", "{y}")) or ";" in parts.netloc:
        raise _refused("KLAMMER_BASE_MAP_URL", why="it names no server, or lacks {z}, {x} or {y}")
    if not credit:
        raise _refused("KLAMMER_BASE_MAP_CREDIT", why="every service asks to be named")
    return BaseMap(url=url, grid=grid, credit=credit, origins=[f"{parts.scheme}://{parts.netloc}"])


def _refused(name: str, *, why: str) -> InputRefusedError:
    return InputRefusedError(
        f"{name} cannot be used",
        where="environment",
        why=why,
        remedy="set for example KLAMMER_BASE_MAP_URL=https://tiles.example/{z}/{x}/{y}.png and "
        "KLAMMER_BASE_MAP_CREDIT='© Example'",
        code="environment",
    )
