# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes of an answer that never changes: compact JSON, compressed, with a tag."""

import gzip
import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Payload:
    """Bytes of an answer, compressed, with the tag by which a browser knows them again."""

    compressed: bytes
    tag: str

    def plain(self) -> bytes:
        """Return the bytes for a client that cannot unpack."""
        return gzip.decompress(self.compressed)


def packed(content: object) -> Payload:
    """Print as compact JSON and compress."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return compressed(text.encode())


def compressed(content: bytes) -> Payload:
    """Compress; level 6 without a time stamp: the same figures give the same bytes."""
    return Payload(
        gzip.compress(content, compresslevel=6, mtime=0), hashlib.sha256(content).hexdigest()[:20]
    )
