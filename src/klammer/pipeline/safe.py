# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""figures → safe: every table passes the single door for its audience."""

from pathlib import Path

from klammer.base.cells import Audience
from klammer.disclosure.release import Certificate
from klammer.pipeline.builds import Build
from klammer.pipeline.instance import Instance


def made_safe(
    instance: Instance, build: Build, out: Path, *, audience: Audience
) -> dict[str, Certificate]:
    """Write each table of a build as it may be shown, and return its certificate by indicator."""
    raise NotImplementedError
