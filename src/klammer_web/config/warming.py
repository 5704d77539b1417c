# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the first visitor of a process would wait for is read soon after its start."""

import logging
import threading

from django.db import connection

from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas.queries import ahead
from klammer_web.catalogue.instance import release_for
from klammer_web.portal.queries import figures

AFTER = 2.0  # seconds: who waits for the start is answered first
_log = logging.getLogger(__name__)


def soon() -> None:
    """Read it in a thread of its own, without keeping the process alive for that."""
    timer = threading.Timer(AFTER, _warm_and_leave)
    timer.daemon = True
    timer.start()


def warm() -> bool:
    """Read the public release's definitions, names and neighbours, and one county's figures.

    False without a release.
    """
    release = release_for(NOBODY)
    if release is None:
        return False
    area = figures.home_area(NOBODY)
    figures.tiles(release, area=area)
    release.profile(area)
    ahead.read_ahead(release, area=area)
    return True


def _warm_and_leave() -> None:
    try:
        warm()
    except Exception as error:  # noqa: BLE001  # reason: a page would say what is wrong, to somebody
        _log.warning("nothing was read ahead: %s", type(error).__name__)
    finally:
        connection.close()
