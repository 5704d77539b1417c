# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The official figures that come with the product: through the same pipeline as any delivery."""

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import klammer
from klammer.pipeline import builds, deliveries, releases
from klammer.pipeline.instance import Instance
from klammer.warehouse.open import Release

DATASET = Path(klammer.__file__).parent / "datasets" / "thueringen"
_READING = ("reader", "boundary", "mapping", "name")
Progress = Callable[[str, float], None]


def load(instance: Instance, *, by: str, note: str, progress: Progress) -> Release:
    """Accept every file of the data set, build, and release for the public.

    May be run again after it died: a file that was accepted already is not loaded twice.
    """
    files = tomllib.loads((DATASET / "dataset.toml").read_text(encoding="utf-8"))["file"]
    for number, file in enumerate(files):
        title = file.get("title", file["path"])
        progress(f"Wird geladen: {title}", 0.4 * number / len(files))
        _accept(instance, file, by=by, note=note)
    builds.build(instance, progress=lambda step, share: progress(step, 0.4 + 0.4 * share))
    progress("Wird freigegeben", 0.85)
    made = releases.create(instance, audience="public", by=by, at=datetime.now(UTC))
    progress("Freigegeben", 1.0)
    return made


def _accept(instance: Instance, file: dict[str, Any], *, by: str, note: str) -> None:
    path = DATASET / file["path"]
    sha256, _size = deliveries.hash_file(path)
    if any(one.sha256 == sha256 for one in deliveries.accepted(instance)):
        return
    now = datetime.now(UTC)
    reading = {key: file[key] for key in _READING if key in file}
    staged = deliveries.stage(instance, path, at=now, **reading)
    deliveries.accept(instance, staged.id, by=by, at=now, note=note)
