# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the assistant that opens a county."""

from django import forms
from django.core.exceptions import ValidationError

from klammer_web.accounts.enums import Role

MOST_OWN, LONGEST = 40, 200
_INVITED = (
    (
        "administrator",
        Role.ADMINISTRATOR,
        "Verwaltung der Instanz",
        "Gibt Rollen, auch die weiten.",
    ),
    ("coordinator", Role.COORDINATOR, "Planungskoordination", "Führt die Planung zusammen."),
    (
        "head",
        Role.HEAD,
        "Leitung",
        "Sieht als zweite Person, bevor etwas gilt; ohne sie wartet Öffentliches 24 Stunden.",
    ),
    ("data_steward", Role.DATA_STEWARD, "Datenpflege", "Lädt und prüft die Zahlen des Kreises."),
)


class CountyForm(forms.Form):
    """Which county is opened."""

    key = forms.ChoiceField(
        label="Kreis oder Stadt", error_messages={"required": "Bitte wählen Sie einen Kreis."}
    )

    def __init__(self, *arguments, free, **named):
        super().__init__(*arguments, **named)
        self.fields["key"].choices = [(place.key, place.name) for place in free]


class WordsForm(forms.Form):
    """Which of the proposals to take over, and what is missing among them."""

    offered = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    more = forms.CharField(
        label="Was fehlt?",
        help_text="Je Zeile ein Eintrag. Sie können das später jederzeit ändern.",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments, label: str, offered: dict[str, str], **named):
        super().__init__(*arguments, **named)
        self.fields["offered"].label = label
        self.fields["offered"].choices = list(offered.items())

    def clean_more(self) -> list[str]:
        """Return the lines, each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["more"].splitlines())
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > MOST_OWN:
            raise ValidationError(f"Höchstens {MOST_OWN} eigene Einträge, es sind {len(found)}.")
        for number, line in enumerate(found, start=1):
            if len(line) > LONGEST:
                raise ValidationError(
                    f"Der {number}. Eintrag ist länger als {LONGEST} Zeichen. Bitte kürzen."
                )
        taken = {str(label).lower() for _key, label in self.fields["offered"].choices}
        for line in found:
            if line.lower() in taken:
                raise ValidationError(f"„{line}“ steht schon oben in der Liste.")
        return found


class CommitteesForm(WordsForm):
    """The committees, and whether the holidays of Thuringia are entered."""

    holidays = forms.BooleanField(
        label="Die gesetzlichen Feiertage in Thüringen eintragen",
        help_text="Damit rückwärts gerechnete Fristen auf einen Arbeitstag fallen.",
        required=False,
        initial=True,
    )


class FirstPeopleForm(forms.Form):
    """Who is invited first; the administrator must be."""

    def __init__(self, *arguments, is_first: bool = False, offers_figures: bool = False, **named):
        super().__init__(*arguments, **named)
        if is_first:
            self._founder()
        for name, _role, label, help_text in _INVITED:
            if is_first and name in {"administrator", "coordinator"}:
                continue
            self.fields[name] = forms.EmailField(
                label=f"{label}: E-Mail-Adresse",
                help_text=help_text,
                required=name == "administrator",
            )
        if offers_figures:
            self.fields["figures"] = forms.BooleanField(
                label="Die amtlichen Zahlen für Thüringen gleich mitladen",
                help_text="Das dauert einige Minuten und läuft im Hintergrund.",
                required=False,
                initial=True,
            )

    def _founder(self) -> None:
        self.fields["name"] = forms.CharField(label="Ihr Name", max_length=200)
        self.fields["email"] = forms.EmailField(label="Ihre E-Mail-Adresse")
        self.fields["password"] = forms.CharField(
            label="Ihr Passwort",
            help_text="Mindestens 12 Zeichen.",
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        )

    def invited(self) -> list[tuple[str, Role]]:
        """Return (address, role) of everybody who gets an invitation."""
        given = self.cleaned_data
        return [(given[name], role) for name, role, *_ in _INVITED if given.get(name)]
