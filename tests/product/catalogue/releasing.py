# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way to a release in the browser: prepare, look, confirm."""

from django.test import override_settings
from django.urls import reverse

from klammer_web.catalogue.models import Preparation


def prepared(client, *, audience: str = "public", owner: str = "own") -> Preparation:
    """Prepare a release at once and return what is looked at."""
    with override_settings(WORK_INLINE=True):
        client.post(reverse("catalogue:release_prepare"), {"audience": audience, "owner": owner})
    return Preparation.objects.first()


def confirm(client, preparation: Preparation):
    """Confirm what was prepared; return the answer."""
    return client.post(reverse("catalogue:release_create"), {"preparation": str(preparation.pk)})


def release(client, *, audience: str = "public", owner: str = "own"):
    """Prepare and confirm a release; return the answer to the confirmation."""
    return confirm(client, prepared(client, audience=audience, owner=owner))
