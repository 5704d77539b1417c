# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chain's arithmetic: canonical text, salted hashes, and what an inspection finds.

Nothing here knows the database; the trail can be checked with these lines alone:

    content = sha256(salt + ":" + text)          origin = sha256(salt + ":" + text)
    seal    = sha256(canonical JSON of the entry's own fields with the seal before it)
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

START = "0" * 64  # the seal before the first entry


def canonical(data: Any) -> str:
    """Write data as the one JSON text that stands for it: sorted, without spaces, in ASCII."""
    return json.dumps(
        data, sort_keys=True, separators=(",", ":"), allow_nan=False, cls=DjangoJSONEncoder
    )


def new_salt() -> str:
    """Return 128 random bits; without them a hash of few possible values could be guessed."""
    return secrets.token_hex(16)


def salted(text: str, *, salt: str) -> str:
    """Return the hash that binds a text without telling it."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def origin_text(*, request: str, address: str) -> str:
    """Return the text of an origin that is hashed."""
    return canonical({"address": address, "request": request})


FIELDS = (
    "sequence", "previous", "at", "verb", "kind", "object_id", "workspace_id", "actor_key",
    "content", "origin",
)  # fmt: skip


def seal_of(fields: Mapping[str, Any]) -> str:
    """Return the seal of an entry: it covers all `FIELDS` and with them the seal before it."""
    at: datetime = fields["at"]
    text = canonical(
        {
            **{name: fields[name] for name in FIELDS},
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "workspace_id": str(fields["workspace_id"] or ""),
            "actor_key": str(fields["actor_key"] or ""),
        }
    )
    return hashlib.sha256(text.encode()).hexdigest()
