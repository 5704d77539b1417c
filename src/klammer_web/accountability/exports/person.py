# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything about one person as a ZIP: JSON for machines, one page for people."""

import io
import json
import zipfile
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from klammer_web.accountability.differences import readable
from klammer_web.accountability.personal.rows import Person
from klammer_web.accountability.queries import personal


def as_zip(someone: Person, *, at: datetime) -> bytes:
    """Return the archive that a person gets (Art. 15 and 20 GDPR)."""
    kept, acts = personal.kept_of(someone), list(personal.acts_of(someone))
    data = {
        "person": {"id": str(someone.id), "email": someone.email, "name": someone.name},
        "made_at": at.isoformat(timespec="seconds"),
        "tables": {
            one.holding.label: {"purpose": one.activity.purpose, "rows": list(one.rows)}
            for one in kept
        },
        "acts": [
            {
                "sequence": act.entry.sequence, "at": act.entry.at.isoformat(),
                "verb": act.entry.verb, "kind": act.entry.kind, "object_id": act.entry.object_id,
                "who": act.who, "what": act.what, "content": act.content, "origin": act.origin,
            }
            for act in acts
        ],
    }  # fmt: skip
    tables = [
        {
            "kept": one,
            "rows": [
                [(word, readable(row[name])) for name, word, _ in one.fields] for row in one.rows
            ],
        }
        for one in kept
    ]
    page = render_to_string(
        "accountability/person_export.html",
        {"person": someone, "tables": tables, "acts": acts, "at": timezone.localtime(at)},
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meine-daten.html", page)
        archive.writestr("meine-daten.json", json.dumps(data, ensure_ascii=False, indent=2))
    return buffer.getvalue()
