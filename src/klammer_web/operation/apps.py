# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    """The context `operation`."""

    name = "klammer_web.operation"
    label = "operation"
    verbose_name = "Betrieb"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register the context's own background work."""
        from klammer_web.operation import jobs  # noqa: F401  # reason: registers what it defines
