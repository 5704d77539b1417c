# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that were made once, on the disk for every process and after a restart.

    <instance>/served/<root>/<mark of the outlines>/<hash of the question>

Beside the releases, never in them: it can be deleted at any time and is made again. An answer is
only looked for with an opened release in hand, so that whoever may not open it never gets here.
Each file tells its own hash; one that was changed or cut off counts as not there. Both the files
of a release and the releases that have any are bounded.
"""

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from klammer.warehouse.open import Release
from klammer_web.atlas.queries import outlines
from klammer_web.atlas.queries.packing import Payload

FOLDER = "served"
MOST_FILES = 2_000  # of one release; 60 KB at most for all of Germany's municipalities
MOST_RELEASES = 6  # one for each audience, and the last ones
_TAG, _HASH = 20, 64  # digits before the compressed bytes


def find(release: Release, question: tuple[object, ...]) -> Payload | None:
    """Return the answer as it was kept; None when it was not, or is not as it was written."""
    try:
        content = _path(release, question).read_bytes()
    except OSError:
        return None
    head, body = content[: _TAG + _HASH], content[_TAG + _HASH :]
    tag, digest = head[:_TAG].decode("ascii", "replace"), head[_TAG:]
    if hashlib.sha256(head[:_TAG] + body).hexdigest().encode() != digest:
        return None
    return Payload(body, tag)


def keep(release: Release, question: tuple[object, ...], answer: Payload) -> bool:
    """Write an answer; False where there is no room, or the disk does not take it."""
    path = _path(release, question)
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True)
            _forget_oldest(path.parents[2])
        if not is_room(release):
            return False
        tag = answer.tag.encode()
        digest = hashlib.sha256(tag + answer.compressed).hexdigest().encode()
        unfinished = path.with_name(f".{uuid4().hex}")
        unfinished.write_bytes(tag + digest + answer.compressed)
        unfinished.replace(path)
    except OSError:  # a full or read-only disk: the answer is made again next time
        return False
    return True


def is_room(release: Release) -> bool:
    """Whether one more answer of this release may be kept."""
    folder = _folder(release)
    return not folder.exists() or sum(1 for _ in folder.iterdir()) < MOST_FILES


def forget(release: Release) -> None:
    """Delete everything that is kept of a release."""
    shutil.rmtree(_folder(release).parent, ignore_errors=True)


def _folder(release: Release) -> Path:
    return release.folder.parents[1] / FOLDER / release.root / outlines.mark()


def _path(release: Release, question: tuple[object, ...]) -> Path:
    return _folder(release) / hashlib.sha256(repr(question).encode()).hexdigest()[:40]


def _forget_oldest(served: Path) -> None:
    """Leave the releases that began to be served last; a lost race deletes once."""
    begun = sorted(served.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in begun[MOST_RELEASES:]:
        with suppress(OSError):
            shutil.rmtree(path)
