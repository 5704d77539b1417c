# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    """The context `accountability`."""

    name = "klammer_web.accountability"
    label = "accountability"
    verbose_name = "Rechenschaft"
    default_auto_field = "django.db.models.BigAutoField"
