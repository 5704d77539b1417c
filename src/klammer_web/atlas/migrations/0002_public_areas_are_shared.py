# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An area that everybody saw is shared with everybody: one way for all, with its preview."""

from django.db import migrations


def share(apps, _schema):
    """Share every public area with the public, as of its last change."""
    areas, shares = apps.get_model("atlas", "CustomArea"), apps.get_model("accounts", "Share")
    for area in areas.objects.filter(is_public=True, deleted_at=None):
        shares.objects.get_or_create(
            workspace_id=area.workspace_id, kind="atlas.custom_area", object_id=str(area.id),
            target="public", withdrawn_at=None,
            defaults={"title": area.name, "by_id": area.made_by_id, "at": area.changed_at},
        )  # fmt: skip


def open_again(apps, _schema):
    """Mark the areas as public that are shared with everybody."""
    areas, shares = apps.get_model("atlas", "CustomArea"), apps.get_model("accounts", "Share")
    held = shares.objects.filter(kind="atlas.custom_area", target="public", withdrawn_at=None)
    areas.objects.filter(pk__in=list(held.values_list("object_id", flat=True))).update(
        is_public=True
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_common_words"), ("atlas", "0001_initial")]
    operations = [
        migrations.RunPython(share, open_again),
        migrations.RemoveField(model_name="customarea", name="is_public"),
    ]
