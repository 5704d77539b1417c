# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the shared look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The shared look; knows no context."""

    name = "klammer_web.ui"
    label = "ui"
    verbose_name = "Gestaltung"
