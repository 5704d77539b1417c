# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of areas inside sentences."""

import pytest

from klammer.presentation import places


@pytest.mark.parametrize(
    ("name", "level", "key", "title", "within", "concerning"),
    [
        ("Wartburgkreis", "county", "16063", "Wartburgkreis", "im Wartburgkreis", "den Wartburgkreis"),
        ("Ilm-Kreis", "county", "16070", "Ilm-Kreis", "im Ilm-Kreis", "den Ilm-Kreis"),
        ("Gotha", "county", "16067", "Landkreis Gotha", "im Landkreis Gotha", "den Landkreis Gotha"),
        ("Erfurt, Stadt", "county", "16051", "Erfurt", "in Erfurt", "Erfurt"),
        ("Eichsfeld", "county", "16061", "Eichsfeld", "im Eichsfeld", "das Eichsfeld"),
        (
            "Weimarer Land", "county", "16071",
            "Weimarer Land", "im Weimarer Land", "das Weimarer Land",
        ),
        (
            "Region Hannover", "county", "03241",
            "Region Hannover", "in der Region Hannover", "die Region Hannover",
        ),
        ("Dithmarschen", "county", "01051", "Kreis Dithmarschen", "im Kreis Dithmarschen", "den Kreis Dithmarschen"),
        ("Gotha, Stadt", "municipality", "16067029", "Gotha", "in Gotha", "Gotha"),
        ("Hamburg, Freie und Hansestadt", "county", "02000", "Hamburg", "in Hamburg", "Hamburg"),
        ("Saarland", "state", "10", "Saarland", "im Saarland", "das Saarland"),
        ("Thüringen", "state", "16", "Thüringen", "in Thüringen", "Thüringen"),
    ],
)  # fmt: skip
def test_names_are_bent_for_sentences(name, level, key, title, within, concerning):
    assert places.title_of(name, level=level, key=key) == title
    assert places.within(name, level=level, key=key) == within
    assert places.concerning(name, level=level, key=key) == concerning


def test_kind_of_the_register_settles_what_the_name_leaves_open():
    assert (
        places.title_of("Berlin", level="county", key="11000", kind="Kreisfreie Stadt") == "Berlin"
    )


@pytest.mark.parametrize(
    ("name", "kind", "title", "within", "concerning", "facing"),
    [
        (
            "Geisa, Stadt", "Erfüllende Gemeinde", "Erfüllende Gemeinde Geisa",
            "in der erfüllenden Gemeinde Geisa", "die erfüllende Gemeinde Geisa",
            "der erfüllenden Gemeinde Geisa",
        ),
        (
            "Hainich-Werratal", "Verwaltungsgemeinschaft",
            "Verwaltungsgemeinschaft Hainich-Werratal",
            "in der Verwaltungsgemeinschaft Hainich-Werratal",
            "die Verwaltungsgemeinschaft Hainich-Werratal",
            "der Verwaltungsgemeinschaft Hainich-Werratal",
        ),
        ("Treffurt, Stadt", "Verbandsfreie Gemeinde", "Treffurt", "in Treffurt", "Treffurt", "Treffurt"),
    ],
)  # fmt: skip
def test_associations_are_told_from_their_seat(name, kind, title, within, concerning, facing):
    words = {"level": "association", "kind": kind}

    assert places.title_of(name, **words) == title
    assert places.within(name, **words) == within
    assert places.concerning(name, **words) == concerning
    assert places.facing(name, **words) == facing


@pytest.mark.parametrize(
    ("name", "level", "facing"),
    [
        ("Wartburgkreis", "county", "dem Wartburgkreis"),
        ("Eichsfeld", "county", "dem Eichsfeld"),
        ("Region Hannover", "county", "der Region Hannover"),
        ("Thüringen", "state", "Thüringen"),
        ("Saarland", "state", "dem Saarland"),
    ],
)
def test_names_are_bent_for_comparisons(name, level, facing):
    assert places.facing(name, level=level) == facing
