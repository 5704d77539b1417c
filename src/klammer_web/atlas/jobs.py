# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Background work of the atlas: answers for many areas are made before somebody asks."""

from typing import Any

from klammer_web.atlas.queries import payloads
from klammer_web.catalogue.instance import release_of
from klammer_web.operation.jobs import Progress, enqueue, job

PREPARE = "atlas.prepare_values"


@job(PREPARE, title="Karten vorbereiten", long=True)
def prepare_values(payload: dict[str, Any], progress: Progress) -> None:
    """Make the answers of a release for the levels with many areas."""
    release = release_of(payload["root"])
    if not release.withdrawn:
        payloads.prepare(release, progress=progress)


def prepare_later(*, root: str, **_more: object) -> None:
    """Ask for it once per release, where it has a level with many areas."""
    if payloads.questions(release_of(root)):
        enqueue(PREPARE, {"root": root}, key=f"{PREPARE}:{root}")
