# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a piece of evidence points at."""

from django.db.models import TextChoices


class EvidenceShape(TextChoices):
    """One figure, or several that are read together."""

    CELL = "cell", "eine Zahl"
    SERIES = "series", "eine Zeitreihe"
    MAP = "map", "eine Karte"
    TABLE = "table", "eine Tabelle"
