# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Background work: the search learns what changed, and is built anew every night."""

from typing import Any

from klammer_web.chain.models import SearchEntry
from klammer_web.chain.search import entries
from klammer_web.operation.jobs import Progress, daily, enqueue, job

REFRESH, REBUILD = "chain.search_refresh", "chain.search_rebuild"


@job(REFRESH, title="Suche auffrischen")
def refresh(payload: dict[str, Any], _progress: Progress) -> None:
    """Put everything of one source into the search."""
    entries.refresh(payload["source"])


@job(REBUILD, title="Suche neu aufbauen", long=True)
def rebuild(_payload: dict[str, Any], _progress: Progress) -> None:
    """Build the search anew."""
    entries.rebuild()


daily(REBUILD, hour=4)


def refresh_soon(source: str, *, why: str) -> None:
    """Let the search learn what changed in a source; `why` tells one change from another."""
    enqueue(REFRESH, {"source": source}, key=f"{REFRESH}/{source}/{why}")


def build_first() -> None:
    """Let everything be found in an instance whose search is still empty."""
    if not SearchEntry.objects.exists():
        for source in entries.sources():
            refresh_soon(source, why="first")
