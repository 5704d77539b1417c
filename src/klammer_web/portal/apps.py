# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The context `portal`."""

    name = "klammer_web.portal"
    label = "portal"
    verbose_name = "Start"
    default_auto_field = "django.db.models.BigAutoField"
