# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who leaves hands over the areas that they made."""

from django.urls import reverse

from klammer_web.accounts import ownership
from klammer_web.atlas.models import CustomArea

KIND = "atlas.custom_area"


def register() -> None:
    """Tell of the areas that a person made."""
    ownership.passing_on(
        KIND,
        word="eigenen Gebiete",
        field="made_by",
        verb="atlas.area_handed_over",
        waiting=lambda workspace_id: CustomArea.objects.filter(
            workspace=workspace_id, deleted_at=None
        ),
        address=lambda area: reverse("atlas:own_area", args=[area.id]),
    )
