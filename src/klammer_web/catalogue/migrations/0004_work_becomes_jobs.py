# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Background work moves into the queue: what was done keeps its page, what ran was interrupted."""

from django.db import migrations

INTERRUPTED = {
    "what": "Die Arbeit wurde unterbrochen.",
    "why": "Das Programm wurde erneuert.",
    "remedy": "Starten Sie sie noch einmal. Der Datenbestand ist, wie er vorher war.",
}


def move(apps, _editor):
    """Copy every piece of work under its own key."""
    work, job = apps.get_model("catalogue", "Work"), apps.get_model("operation", "Job")
    job.objects.bulk_create(_job(job, one) for one in work.objects.all())


def _job(job, one):
    is_running = one.state == "running"
    return job(
        id=one.id,
        name="catalogue.earlier_work",
        key=f"catalogue.earlier_work:{one.id}",
        title=one.title,
        workspace_id=one.workspace_id,
        requested_by_id=one.started_by_id,
        state="failed" if is_running else one.state,
        step=one.step,
        progress=one.progress,
        result=one.result,
        refusal=INTERRUPTED if is_running else one.refusal,
        created_at=one.started_at,
        started_at=one.started_at,
        finished_at=one.sign_at,
    )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_preparation"), ("operation", "0001_initial")]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(name="Work"),
    ]
