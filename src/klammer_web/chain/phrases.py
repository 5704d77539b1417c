# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German sentences of linking and pinning, for the audit trail."""

KINDS = {"chain.link": "Verknüpfung", "chain.evidence": "Beleg"}
VERBS = {
    "chain.linked": "hat {title} mit „{after.Folge}“ verknüpft",
    "chain.unlinked": "hat eine Verknüpfung gelöst",
    "chain.pinned": "hat {title} als Beleg gemerkt",
    "chain.unpinned": "hat den Beleg {title} entfernt",
}
