# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links and evidence, what the search knows, and what people ask of and say to each other."""

from klammer_web.chain.models.links import Evidence, Link
from klammer_web.chain.models.news import CalendarFeed, Notification, NotificationChoice
from klammer_web.chain.models.search import SearchEntry, SearchGram, SearchWord
from klammer_web.chain.models.talk import Comment, Mention
from klammer_web.chain.models.work import Assignment, DueDate

__all__ = [
    "Assignment",
    "CalendarFeed",
    "Comment",
    "DueDate",
    "Evidence",
    "Link",
    "Mention",
    "Notification",
    "NotificationChoice",
    "SearchEntry",
    "SearchGram",
    "SearchWord",
]
