# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string


class OperationConfig(AppConfig):
    """The context `operation`."""

    name = "klammer_web.operation"
    label = "operation"
    verbose_name = "Betrieb"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register the context's own background work, and its sentences in the room above."""
        from klammer_web.operation import jobs, phrases  # noqa: F401  # reason: jobs register

        say = import_string(settings.OPERATION_PHRASES)
        say(kinds=phrases.KINDS, verbs=phrases.VERBS)
