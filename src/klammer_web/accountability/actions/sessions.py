# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: ending every session of a person."""

from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session


def end_sessions(person_id: UUID) -> int:
    """Sign a person out everywhere; return how many sessions that were.

    What a session holds is encoded: every one is read. This is rare.
    """
    ended = 0
    for session in Session.objects.iterator(chunk_size=500):
        if session.get_decoded().get(SESSION_KEY) == str(person_id):
            session.delete()
            ended += 1
    return ended
