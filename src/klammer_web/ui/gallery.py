# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the gallery shows: every component with invented content, and every sign."""

from django import forms

from klammer.base.cells import Status
from klammer.presentation import formats


class _Example(forms.Form):
    title = forms.CharField(label="Titel des Berichts", help_text="So steht er auf dem Deckblatt.")
    year = forms.ChoiceField(label="Berichtsjahr", choices=[("2022", "2022")], required=False)


def examples() -> dict:
    """Return the context of the gallery."""
    signs = list(formats.SIGNS.values())
    cells = [
        [status.value, formats.cell(9.84, status=status, decimals=1, unit="%")] for status in Status
    ]
    return {
        "crumbs": [("Start", "/"), ("Galerie", "")],
        "kinds": ["info", "success", "warning", "error"],
        "badge_kinds": ["info", "success", "warning", "danger"],
        "cells": cells,
        "cell_head": [("Zustand", False), ("so gedruckt", True)],
        "signs": signs,
        "form": _Example(data={"title": ""}),
        "numbers": [
            formats.number(12345.6, decimals=1),
            formats.with_unit(9.8, decimals=1, unit="%"),
            formats.signed(-0.4, decimals=1, unit="%"),
            formats.interval(4.635, 13.462, decimals=1, unit="%"),
            formats.period("2022-12-31"),
            formats.period("2022-Q2"),
        ],
    }
