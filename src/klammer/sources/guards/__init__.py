# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looked at before anything is parsed: size, kind by content, archives, encoding.

`inspect(path, name=…)` answers what a delivery is, or refuses it with place, reason and remedy.
Nothing here trusts the name of a file, and nothing is unpacked before its real size is known.
"""

from klammer.sources.guards.content import Content, Kind, Limits, Note
from klammer.sources.guards.inspection import inspect

__all__ = ["Content", "Kind", "Limits", "Note", "inspect"]
