# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adding and changing indicators: form, preview, versions, conflicts."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from klammer.indicators.definitions import load_definitions, read_definition
from klammer.pipeline.instance import LIBRARY
from klammer_web.accounts.enums import Role
from klammer_web.catalogue.forms import DefinitionForm
from klammer_web.catalogue.forms.definitions import parse_where
from tests.product.catalogue.releasing import release
from tests.product.catalogue.small_instance import women_share

pytestmark = pytest.mark.django_db


def filled(present, **more):
    """What a browser sends back for a definition, with changes."""
    variables = [(v, v) for v in (present.formula.variables if present else ())]
    form = DefinitionForm(present=present, variables=variables)
    forms = [form, *(one for side in form.terms.values() for one in side)]
    sent = {}
    for one in forms:
        for field in one:
            value = field.value()
            if value is not None and value is not False:
                sent[field.html_name] = value.isoformat() if hasattr(value, "isoformat") else value
    return sent | {"note": "Satz verständlicher"} | more


SHIPPED = load_definitions(LIBRARY)


@pytest.mark.parametrize("indicator", sorted(SHIPPED) or ["none"])
def test_form_keeps_everything_a_shipped_definition_says(indicator):
    if indicator not in SHIPPED:
        pytest.fail("the library is empty")
    present = SHIPPED[indicator]
    variables = [(v, v) for v in present.formula.variables]
    form = DefinitionForm(filled(present), present=present, variables=variables)

    assert form.is_valid(), (form.errors, [t.errors for s in form.terms.values() for t in s])
    assert form.definition == present


def test_changed_definition_is_a_new_version_and_figures_keep_theirs(as_role, instance):
    client = as_role(Role.COORDINATOR)
    before = women_share()
    address = reverse("catalogue:indicator_edit", args=["frauenanteil"])

    response = client.post(
        address, filled(before, sentence="Von 100 Menschen sind so viele Frauen.")
    )

    assert response.url == reverse("catalogue:indicator", args=["frauenanteil"])
    paths = instance.definition_versions("frauenanteil")
    paths += instance.definition_versions("frauenanteil", "16063")
    assert [read_definition(path).sentence for path in paths] == [
        before.sentence,
        "Von 100 Menschen sind so viele Frauen.",
    ]
    text = client.get(response.url).content.decode()
    assert "Es gibt eine neuere Fassung" in text
    assert before.sentence in text
    assert "<del>So viele von 100 Menschen sind Frauen.</del>" in text
    assert "<ins>Von 100 Menschen sind so viele Frauen.</ins>" in text
    assert "Satz verständlicher" in text


def test_next_release_uses_the_new_version(as_role, instance):
    client = as_role(Role.COORDINATOR)
    client.post(
        reverse("catalogue:indicator_edit", args=["frauenanteil"]),
        filled(women_share(), title="Anteil der Frauen"),
    )

    assert "Anteil der Frauen" in client.get(reverse("catalogue:releases")).content.decode()
    release(client)

    found = instance.current_release("public", "16063").definitions["frauenanteil"]
    assert found.title == "Anteil der Frauen"


def test_preview_executes_the_formula_and_saves_nothing(as_role, instance):
    client = as_role(Role.COORDINATOR)
    begin = {"numerator-0-where": "sex: M", "numerator-0-label": "Männer", "preview": "1"}

    text = client.post(
        reverse("catalogue:indicator_edit", args=["frauenanteil"]), filled(women_share(), **begin)
    ).content.decode()

    assert "Männer ÷ Bevölkerung × 100" in text
    assert "79.300" in text
    assert "49,7\xa0%" in text
    assert len(instance.definition_versions("frauenanteil")) == 1


def test_preview_shows_no_figures_to_the_administrator(as_role, instance):
    client = as_role(Role.ADMINISTRATOR)

    text = client.post(
        reverse("catalogue:indicator_edit", args=["frauenanteil"]),
        filled(women_share(), preview="1"),
    ).content.decode()

    assert "Ihre Rolle sieht keine ungeprüften Zahlen" in text
    assert "80.200" not in text


def test_second_person_does_not_overwrite_the_first(as_role, client, instance):
    as_role(Role.COORDINATOR)
    stale = filled(women_share(), title="Anteil der Frauen")
    address = reverse("catalogue:indicator_edit", args=["frauenanteil"])
    client.post(address, stale)

    response = client.post(address, stale | {"title": "Frauen in Prozent"})

    text = response.content.decode()
    assert response.status_code == 400
    assert "Jemand anderes hat diese Kennzahl inzwischen geändert." in text
    assert "Frauen in Prozent" in text
    assert len(instance.definition_versions("frauenanteil", "16063")) == 1


def test_unchanged_definition_is_not_saved_again(as_role, instance):
    client = as_role(Role.COORDINATOR)

    response = client.post(
        reverse("catalogue:indicator_edit", args=["frauenanteil"]), filled(women_share())
    )

    assert "Es wurde nichts geändert." in response.content.decode()
    assert len(instance.definition_versions("frauenanteil")) == 1


def test_new_indicator_appears_with_its_name(as_role, instance):
    client = as_role(Role.COORDINATOR)
    sent = filled(women_share()) | {"id": "maenneranteil", "title": "Männeranteil", "based_on": ""}

    response = client.post(reverse("catalogue:indicator_new"), sent)

    assert response.url == reverse("catalogue:indicator", args=["maenneranteil"])
    assert instance.definitions("16063")["maenneranteil"].title == "Männeranteil"


def test_new_indicator_cannot_take_a_name_that_is_there(as_role, instance):
    client = as_role(Role.COORDINATOR)
    sent = filled(women_share()) | {"id": "frauenanteil", "title": "Anders", "based_on": ""}

    response = client.post(reverse("catalogue:indicator_new"), sent)

    assert response.status_code == 400
    assert "Den Kurznamen „frauenanteil“ gibt es schon." in response.content.decode()


@pytest.mark.parametrize("name", ["../../x", "Ä", "A", "1x", "a-b"])
def test_name_that_could_leave_the_folder_is_refused(as_role, instance, name):
    client = as_role(Role.COORDINATOR)
    before = sorted(p.name for p in instance.folder.rglob("*"))

    response = client.post(
        reverse("catalogue:indicator_new"), filled(women_share()) | {"id": name, "based_on": ""}
    )

    assert response.status_code == 400
    assert sorted(p.name for p in instance.folder.rglob("*")) == before


def test_interval_that_does_not_fit_is_refused_with_the_reason(as_role, instance):
    client = as_role(Role.COORDINATOR)

    response = client.post(
        reverse("catalogue:indicator_edit", args=["frauenanteil"]),
        filled(women_share(), kind="mean"),
    )

    assert response.status_code == 400
    assert "wilson is for proportions" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("sex: F", {"sex": ["F"]}),
        (" age: Y0T2 , Y3T5 ; sex: F ", {"age": ["Y0T2", "Y3T5"], "sex": ["F"]}),
    ],
)
def test_selection_is_read(text, found):
    assert parse_where(text) == found


@pytest.mark.parametrize("text", ["sex", "sex:", "Sex: F", "sex = F", "a b: c"])
def test_selection_that_cannot_be_read_is_refused(text):
    with pytest.raises(ValidationError):
        parse_where(text)
