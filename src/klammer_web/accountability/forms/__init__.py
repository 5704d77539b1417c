# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input: filters of the trail."""

from django import forms


class TrailFilter(forms.Form):
    """A row of choices that reads like a sentence; nonsense counts as everything."""

    person = forms.ChoiceField(label="Person", required=False)
    art = forms.ChoiceField(label="Art", required=False)
    ab = forms.DateField(
        label="ab",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    bis = forms.DateField(
        label="bis",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    gegenstand = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, data, *, people, kinds):
        super().__init__(data)
        self.fields["person"].choices = [
            ("", "allen Personen"),
            *((str(key), name) for key, name in people),
        ]
        self.fields["art"].choices = [("", "allem"), *kinds]
