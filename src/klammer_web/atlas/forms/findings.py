# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a finding: three questions, what it concerns, how sure, who answers for it."""

from collections.abc import Sequence
from datetime import date

from django import forms

from klammer_web.accounts.queries.vocabularies import words
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.actions.findings import Text
from klammer_web.atlas.enums import Certainty, FindingKind
from klammer_web.atlas.models import Finding
from klammer_web.atlas.queries import findings as queries
from klammer_web.atlas.queries.findings import LISTS
from klammer_web.chain.models import Evidence

_QUESTIONS = {
    "seen": ("Was sehen wir?", "Nur was die Zahlen oder Gespräche zeigen, ohne Deutung."),
    "meaning": ("Was heißt es?", "Was folgt daraus für die Menschen, um die es geht?"),
    "unknown": ("Was wissen wir nicht?", "Was müsste man prüfen, bevor man darauf baut?"),
}


def _question(name: str) -> forms.CharField:
    label, said = _QUESTIONS[name]
    return forms.CharField(
        label=label,
        help_text=said,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FindingForm(forms.Form):
    """What a finding says and concerns.

    offered  evidence from the person's list that can be tied to it
    """

    title = forms.CharField(
        label="Titel",
        max_length=160,
        error_messages={
            "required": "Der Titel fehlt. Sagen Sie in einem Satz, was Sie gefunden haben."
        },
        help_text="Der Befund in einem Satz, so dass ihn auch liest, wer nicht dabei war.",
    )
    seen = _question("seen")
    meaning = _question("meaning")
    unknown = _question("unknown")
    kind = forms.ChoiceField(label="Worauf er beruht", choices=FindingKind.choices)
    certainty = forms.ChoiceField(label="Wie sicher sind wir?", choices=Certainty.choices)
    areas = forms.MultipleChoiceField(
        label="Gebiete", required=False, widget=forms.CheckboxSelectMultiple
    )
    sectors = forms.MultipleChoiceField(
        label="Handlungsfelder", required=False, widget=forms.CheckboxSelectMultiple
    )
    target_groups = forms.MultipleChoiceField(
        label="Zielgruppen", required=False, widget=forms.CheckboxSelectMultiple
    )
    life_phases = forms.MultipleChoiceField(
        label="Lebensphasen", required=False, widget=forms.CheckboxSelectMultiple
    )
    responsible = forms.ChoiceField(label="Zuständig")
    is_private = forms.BooleanField(
        label="Vorerst nur für mich und die zuständige Person", required=False
    )
    pinned = forms.MultipleChoiceField(
        label="Belege von der Merkliste", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data=None,
        *,
        seat: Seat,
        day: date,
        present: Finding | None = None,
        initial: dict | None = None,
        offered: Sequence[tuple[Evidence, str]] = (),
    ) -> None:
        super().__init__(data, initial=_initial(present, seat) | (initial or {}))
        self._offered = {str(one.pk): one for one, _ in offered}
        self.fields["pinned"].choices = [(str(one.pk), title) for one, title in offered]
        for name, kind in LISTS.items():
            choices = words(kind, workspace_id=seat.workspace_id, day=day)
            kept = getattr(present, name) if present else []
            gone = [key for key in kept if key not in dict(choices)]
            ended = [(key, f"{word} (gilt nicht mehr)") for key, word in _named(name, gone)]
            self.fields[name].choices = [*choices, *ended]
        self.fields["areas"].choices = _areas(present, seat)
        people = queries.who_may_answer(seat, day=day)
        self.fields["responsible"].choices = [(str(one.pk), str(one)) for one in people]

    @property
    def text(self) -> Text:
        """What was written; only of a valid form."""
        held = self.cleaned_data
        names = ("title", *_QUESTIONS)
        several = ("areas", *LISTS)
        return Text(
            **{name: held[name] for name in names},
            **{name: tuple(held[name]) for name in several},
            kind=FindingKind(held["kind"]),
            certainty=Certainty(held["certainty"]),
            is_private=held["is_private"],
        )

    @property
    def evidence(self) -> list[Evidence]:
        """What was chosen from the list."""
        return [self._offered[key] for key in self.cleaned_data["pinned"]]


def _initial(present: Finding | None, seat: Seat) -> dict:
    if present is None:
        return {
            "kind": FindingKind.FIGURE,
            "certainty": Certainty.UNCLEAR,
            "responsible": str(seat.user_id),
        }
    names = (*_QUESTIONS, *LISTS, "title", "areas", "kind", "certainty", "is_private")
    responsible = str(present.responsible_id or seat.user_id)
    return {name: getattr(present, name) for name in names} | {"responsible": responsible}


def _named(name: str, keys: list[str]) -> list[tuple[str, str]]:
    return list(zip(keys, queries.words(name, keys), strict=True))


def _areas(present: Finding | None, seat: Seat) -> list:
    """Return the areas in groups; kept ones of elsewhere stay as they are."""
    groups = queries.area_choices(seat)
    known = {key for _, found in groups for key, _ in found}
    other = [key for key in (present.areas if present else []) if key not in known]
    return [*groups, *([("Weitere", [(k, queries.area_title(k)) for k in other])] if other else [])]


class OutdatedForm(forms.Form):
    """Why a finding does not hold any more."""

    why = forms.CharField(label="Was hat ihn überholt?", max_length=500)
