# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every field of every table is classified: silence is refusal."""

import pytest
from django.apps import apps

from klammer_web.accountability.personal import classification
from klammer_web.accountability.personal.classification import ClassificationError


def test_every_field_of_every_model_is_classified():
    found = classification.load()

    assert set(found.holdings) == {
        model._meta.label for model in apps.get_models(include_auto_created=True)
    }


def said():
    return classification.read(classification._files())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda m: m.pop("accounts.User"), "accounts.User: not classified"),
        (lambda m: m["accounts.User"]["contact"].remove("email"), "email is in no class"),
        (lambda m: m["accounts.User"]["none"].append("email"), "email is in two classes"),
        (lambda m: m["accounts.User"]["none"].append("shoe_size"), "shoe_size is no field"),
        (lambda m: m["accounts.User"]["erase"].pop("email"), "email (contact) is kept"),
        (lambda m: m["accounts.User"].update(activity="x"), "unknown activity 'x'"),
        (lambda m: m["accounts.User"].update(rows="maybe"), "cannot be understood"),
    ],
)
def test_what_is_missing_is_named(change, problem):
    activities, models = said()
    change(models)

    with pytest.raises(ClassificationError) as error:
        classification.check((activities, models))

    assert problem in str(error.value)


def test_personal_rows_of_a_person_can_be_found():
    """Fields about a person in kept rows need a way to the person, or a rule that says why not."""
    without = [
        one.label
        for one in classification.load().holdings.values()
        if one.is_personal and not one.person and not one.retention
    ]

    assert without == ["accountability.AuditContent"]  # found by name and address in its text


def test_paths_to_persons_and_moments_exist():
    for one in classification.load().holdings.values():
        if one.person:
            one.model.objects.filter(**{one.person: None})
        if one.retention:
            assert set(one.retention) == {"field", "days"}
            one.model.objects.filter(**{f"{one.retention['field']}__lt": "2026-01-01T00:00Z"})


def test_legal_basis_that_nobody_checked_says_so():
    for one in classification.load().activities.values():
        assert one.to_check
