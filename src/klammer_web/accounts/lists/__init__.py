# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of all contexts, bound to who is reading: rights, saved views, files, the way back.

lists.register(LIST)                      # in apps.ready()
page = lists.opened(request, LIST)        # in a view
if response := lists.answer(page):        # a file, or an address that says what is shown
    return response
return lists.shown(request, page, "…", context={…})
"""

from klammer_web.accounts.lists.page import answer, opened, shown, taker_of
from klammer_web.accounts.lists.registry import every, find, register

__all__ = ["answer", "every", "find", "opened", "register", "shown", "taker_of"]
