# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the manual the search finds: every page, for everybody.

The manual lies below the search and cannot register itself.
"""

from collections.abc import Iterator

from klammer_web.chain.search import readers
from klammer_web.chain.search.entries import Found
from klammer_web.ui.manual import contents

PAGES = "portal.manual_page"
KINDS = {PAGES: "Hilfe"}


def everything() -> Iterator[Found]:
    """Yield the manual's pages."""
    for page in contents.pages():
        rendered = page.rendered()
        headings = " ".join(heading.text for heading in rendered.headings)
        yield Found(
            PAGES,
            page.key,
            page.title,
            page.address,
            (readers.EVERYBODY,),
            detail=f"Hilfe: {page.kind.title}",
            text=f"{headings} {rendered.text}",
        )
