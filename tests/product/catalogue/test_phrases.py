# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the library says, in words for the pages."""

import pytest

from klammer.base.errors import Place
from klammer.sources.contract import Flag
from klammer_web.catalogue.forms.definitions import DefinitionForm
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.phrases.flags import MOST_FLAGS, flag_lines
from klammer_web.catalogue.phrases.refusals import place
from tests.product.catalogue.small_instance import women_share


def dissolved(key, row):
    return Flag(
        "dissolved_area", "note", Place("neu.csv", row=row),
        found=f'{key}: "-" in every cell', expected="figures, or no row", remedy="",
    )  # fmt: skip


def test_flags_of_one_kind_are_one_line_with_every_case():
    flags = [dissolved("16056", 31), dissolved("16063", 32)]

    rest = "in jeder Zelle · erwartet: Zahlen oder keine Zeile · Datei „neu.csv“, Zeile"
    (line,) = flag_lines(flags, names={"16056": "Eisenach"})

    assert line.sentence == "2 aufgelöste oder noch nicht bestehende Gebiete: überall „-“."
    assert line.cases == (
        f'Eisenach: "-" {rest} 31',
        f'16063: "-" {rest} 32',
    )
    assert (line.found, line.place) == ("", "")


def test_one_flag_stays_a_sentence_with_its_place():
    (line,) = flag_lines([dissolved("16056", 31)])

    assert (line.cases, line.count) == ((), 1)
    assert line.place == "Datei „neu.csv“, Zeile 31"


def test_errors_come_before_notes_and_are_not_mixed_with_them():
    error = Flag("dissolved_area", "error", Place("a"), found="", expected="", remedy="")

    lines = flag_lines([dissolved("16056", 31), error])

    assert [line.severity for line in lines] == ["error", "note"]


def test_many_cases_are_counted_and_the_first_are_said():
    (line,) = flag_lines([dissolved(str(n), n) for n in range(1, MOST_FLAGS + 50)])

    assert (line.count, len(line.cases)) == (MOST_FLAGS + 49, MOST_FLAGS)


def test_unknown_flag_shows_no_code():
    (line,) = flag_lines([Flag("brand_new", "note", Place("a"), "", "", "")])

    assert line.sentence == "Etwas Ungewöhnliches; die Stelle bitte ansehen."


@pytest.mark.parametrize(("where", "said"), [("wert", ""), ("neu.csv", "neu.csv")])
def test_names_of_the_library_are_no_place(where, said):
    assert place(where) == said


@pytest.mark.parametrize("domain", ["", *words.DOMAINS])
def test_each_domain_is_offered_once(domain):
    present = women_share(domain=domain) if domain else None
    form = DefinitionForm(present=present, variables=[])

    offered = [word for _, word in form.fields["domain"].choices]

    assert sorted(offered) == sorted(set(words.DOMAINS.values()))
    assert not domain or domain in dict(form.fields["domain"].choices)


def test_reason_is_asked_for_a_change_only():
    new = DefinitionForm({}, present=None, variables=[])
    changed = DefinitionForm({}, present=women_share(), variables=[])

    assert "note" not in new.errors
    assert changed.errors["note"] == ["Bitte ausfüllen."]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("workbook", "Arbeitsmappe eines statistischen Amtes (mehrere Blätter)"),
        ("old-format", "old-format"),
    ],
)
def test_formats_are_named_by_their_title(name, said):
    assert words.reader(name) == said
