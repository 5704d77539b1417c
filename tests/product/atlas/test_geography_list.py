# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of own geographies: sorted, narrowed, taken along."""

from tests.product.atlas.test_geographies import PLACE, draft, keep
from tests.product.atlas.test_maps import words_of


def test_list_is_sorted_narrowed_and_taken_along(atlas, county, client, signed_in):
    signed_in(county)
    keep(client, file="", text="07; Oststadt\n")
    keep(client, title="Zwei Räume", file="", kind="planning_area", text="1; A\n2; B\n")
    draft(client, title="Angefangen")

    page = client.get(f"{PLACE}?folge=-gebiete")
    narrowed = words_of(client.get(f"{PLACE}?art=planning_area"))
    table = client.get(f"{PLACE}?als=csv").getvalue().decode("utf-8-sig")

    text = words_of(page).partition("Gebiete ↓")[2]
    assert text.index("Angefangen") < text.index("Zwei Räume") < text.index("Viertel der Prüfung")
    assert "Zwei Räume" in narrowed
    assert "Viertel der Prüfung" not in narrowed
    assert "Zwei Räume;Planungsräume" in table
    assert "noch keine Zahlen" in table
