# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One word, one meaning: the code uses the glossary's words, and no other ones for the same."""

import re

import pytest

from tools import architecture, glossary

PLANTED = """
[[term]]
identifier = "resolution"
german = "Beschluss"
plural = "Beschlüsse"
context = "klammer_web.council"
meaning = "Entscheidung."
source = "OParl"
never = ["decision"]

[[term]]
identifier = "measure"
german = "Maßnahme"
plural = "Maßnahmen"
context = "*"
meaning = "Was getan wird."
source = "Handbuch"
not_in = ["klammer"]
"""


@pytest.fixture(scope="module")
def terms():
    return glossary.terms()


@pytest.fixture(scope="module")
def used():
    """Every word that occurs in an identifier, and every pair of neighbouring words."""
    names = {
        glossary.snake(name)
        for path in architecture.committed("src/*.py")
        for name, _ in architecture.identifiers(path.read_text(encoding="utf-8"))
    }
    return "_".join(["", *sorted(names), ""])


def test_glossary_page_is_current(terms):
    assert glossary.PAGE.read_text(encoding="utf-8") == glossary.page(terms)


def test_identifiers_are_unique_and_snake_case(terms):
    names = [term.identifier for term in terms]

    assert sorted(names) == sorted(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []


def test_meanings_are_sentences(terms):
    assert [t.identifier for t in terms if not re.fullmatch(r"[A-ZÄÖÜ].*\.", t.meaning)] == []


def test_code_contains_no_banned_synonym(terms):
    found = [
        f"{glossary.module_of(path)}:{offence}"
        for path in architecture.committed("src/*.py")
        for offence in glossary.banned_in(
            path.read_text(encoding="utf-8"), module=glossary.module_of(path), words=terms
        )
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        ("klammer_web.council.models", "class Decision: ...", "1: Decision (say resolution)"),
        ("klammer_web.council", "def list_decisions(): ...", "1: list_decisions (say resolution)"),
        (
            "klammer.base.cells",
            "def f(measure): ...",
            "1: measure (measure would mislead in klammer)",
        ),
    ],
)
def test_banned_words_are_found_in_their_context(module, source, said):
    words = glossary.terms(PLANTED)

    assert list(glossary.banned_in(source, module=module, words=words)) == [said]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("klammer_web.atlas.models", "class Decision: ..."),
        ("klammer_web.planning.models", "class Measure: ..."),
        ("klammer.base.cells", "measured = 1"),
    ],
)
def test_banned_words_are_free_elsewhere(module, source):
    assert list(glossary.banned_in(source, module=module, words=glossary.terms(PLANTED))) == []


def test_every_word_in_use_occurs_in_the_code(terms, used):
    unused = [t.identifier for t in terms if not t.planned and f"_{t.identifier}" not in used]

    assert unused == []


def test_every_model_has_an_entry_and_shows_its_german_word(terms):
    from django.apps import apps

    german = {term.identifier: (term.german, term.plural) for term in terms}
    ours = [model for model in apps.get_models() if model.__module__.startswith("klammer_web.")]
    differing = {
        model.__name__: (model._meta.verbose_name, model._meta.verbose_name_plural)
        for model in ours
        if german.get(glossary.snake(model.__name__))
        != (model._meta.verbose_name, model._meta.verbose_name_plural)
    }

    assert ours
    assert differing == {}
