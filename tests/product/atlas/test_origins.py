# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Under a figure stand the tables behind it, not everything its delivery brought."""

from django.urls import reverse

from klammer.pipeline import deliveries, releases
from klammer.pipeline.instance import Instance
from klammer_web.catalogue.queries.origins import origins, sources
from tests.factories import observation, tidy_file
from tests.product.atlas.small_atlas import AT, ORIGIN


def test_a_bundle_names_only_the_file_behind_the_indicator(atlas, tmp_path):
    instance = Instance(atlas.folder.parents[1])
    rows = [
        observation("16063", "rate", 4.0, area_level="county", period="2023", file="rates.csv"),
        observation("16063", "other", 1.0, area_level="county", period="2023", file="others.csv"),
    ]
    told = {
        name: {**ORIGIN, "table": name, "title": f"Tabelle {name}"}
        for name in ("rates.csv", "others.csv")
    }
    path = tidy_file(tmp_path / "bundle.parquet", rows)
    mapping = {"origins": told, "sha256": dict.fromkeys(told, "0" * 64)}
    staged = deliveries.stage(instance, path, reader="tidy", mapping=mapping, at=AT)
    deliveries.accept(instance, staged.id, by="Datenpflege", at=AT, note="Prüfung")
    releases.create(instance, by="Datenpflege", at=AT)
    release = instance.current_release()
    definition = release.definitions["rate"]

    newest = origins(release, definition, level="county", period="2023")
    every = origins(release, definition, level="county")

    assert [one["table"] for one in newest] == ["rates.csv"]
    assert [one["table"] for one in every] == ["99999-01", "rates.csv"]


def test_a_release_without_its_deliveries_names_the_delivery(atlas):
    for path in (atlas.folder.parents[1] / "deliveries").glob("*/tidy.parquet"):
        path.unlink()

    assert sources(atlas, atlas.definitions["rate"], level="county") == (
        (
            "Quelle: Statistisches Amt; Tabelle der Prüfung (99999-01); Datenlizenz Deutschland – "
            "Namensnennung – Version 2.0; abgerufen am 19.11.2026."
        ),
    )


def test_profile_keeps_publisher_and_licence_where_it_is_printed(atlas, client):
    page = client.get(reverse("atlas:profile", args=["16063"])).content.decode()

    line = "Quellen: Statistisches Amt; 1 Tabelle; Datenlizenz Deutschland – Namensnennung"
    assert [one for one in page.splitlines() if line in one and "no-print" not in one] != []
