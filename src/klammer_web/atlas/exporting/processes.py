# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a process that writes a part of the site begins: before anything knows a model."""


def set_up() -> None:
    """Start Django in a new process; the settings are those of the surroundings."""
    import django

    django.setup()
