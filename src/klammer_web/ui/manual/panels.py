# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page says about itself: `help.toml` by name of the address."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from klammer_web.ui.manual import contents
from klammer_web.ui.manual.contents import Page

_FILE = Path(__file__).with_name("help.toml")


@dataclass(frozen=True, slots=True)
class Panel:
    """What the page is for, what one can do there, and where to read on."""

    purpose: str
    steps: str
    read: tuple[str, ...]

    @property
    def pages(self) -> list[Page]:
        """Return the manual's pages to read on."""
        found = (contents.page(*key.split("/")) for key in self.read)
        return [page for page in found if page]


@cache
def panels() -> dict[str, Panel]:
    """Return name of the address → what its page says about itself."""
    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        name: Panel(one["wozu"], one.get("tun", ""), tuple(one.get("lesen", ())))
        for name, one in said.items()
    }


def panel(view_name: str) -> Panel | None:
    """Return what the page says about itself."""
    return panels().get(view_name)
