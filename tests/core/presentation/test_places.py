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
