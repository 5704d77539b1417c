# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every verb that the product records has a German sentence, every kind a German word."""

import ast

from klammer_web.accountability import phrases
from tools import architecture


def recorded() -> dict[str, set[str]]:
    """Return constants given as `verb=` and `kind=` to calls of `record`, in all contexts."""
    found: dict[str, set[str]] = {"verb": set(), "kind": set()}
    for path in architecture.committed("src/klammer_web/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "record":
                continue
            for word in node.keywords:
                if word.arg in found and isinstance(word.value, ast.Constant):
                    found[word.arg].add(word.value.value)
    return found


def test_every_recorded_verb_has_its_sentence():
    verbs = recorded()["verb"]

    assert "accounts.renamed_person" in verbs
    assert sorted(verb for verb in verbs if not phrases.is_registered(verb)) == []


def test_every_recorded_kind_has_its_word():
    kinds = recorded()["kind"]

    assert "accounts.user" in kinds
    assert sorted(kinds - set(phrases.kinds())) == []


def test_sentences_name_only_what_they_are_given():
    """A sentence reads after a name: it begins with a small letter and ends without a full stop."""
    odd = [
        verb
        for verb, text in phrases.verbs().items()
        if not text[:1].islower() or text.endswith(".")
    ]

    assert odd == []
