# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signs for whoever watches the processes: alive, ready. No figure and no place is named."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from klammer import __version__
from klammer.base.errors import KlammerError
from klammer_web.catalogue.instance import instance

_complete: set[str] = set()  # asked once: a process does not outlive a change of its tables


@require_safe
def alive(_request):
    """Say that this process answers; nothing else is asked, so that nothing else ends it."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(_request):
    """Say that this process can serve: database reached and complete, instance readable."""
    try:
        _check_tables()
        released = instance().current_release("public") is not None
    except (DatabaseError, KlammerError, _IncompleteError) as error:
        return JsonResponse({"status": "failed", "reason": type(error).__name__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__, "released": released})


class _IncompleteError(Exception):
    """Tables of this version are missing."""


def _check_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if connection.alias in _complete:
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _IncompleteError
    _complete.add(connection.alias)
