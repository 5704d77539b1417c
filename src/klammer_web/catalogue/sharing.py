# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workspace's own definitions are shared with other workspaces, a role there, or everybody.

Inside the workspace everybody reads them anyway. Others read the present wording and copy it: the
copy is their own from then on. Figures are never shared with it.
"""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone

from klammer_web.accounts import sharing
from klammer_web.accounts.enums import ShareTarget
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries import shared
from klammer_web.catalogue.queries.shared import KIND, SharedDefinition
from klammer_web.chain.search import entries
from klammer_web.chain.search.entries import Found
from klammer_web.chain.search.shared import readers_of_shares

INDICATORS = "catalogue.indicator"


def register() -> None:
    """Let definitions be shared; the search follows in the same step."""
    sharing.register(
        KIND,
        word="Eigene Kennzahl",
        plural="Eigene Kennzahlen",
        title=_title,
        preview=_preview,
        address=shared.page_of,
        targets=(ShareTarget.WORKSPACE, ShareTarget.ROLE, ShareTarget.PUBLIC),
        changed=put_again,
    )


def context_of(one: SharedDefinition) -> dict:
    """Return what the page of a shared definition shows of it."""
    definition = one.definition
    return {
        "one": definition,
        "owner": one.owner,
        "domain": words.domain(definition.domain),
        "kind_word": words.KINDS[definition.kind],
        "direction": words.DIRECTIONS[definition.direction],
        "variables": definition.formula.variables,
    }


def found(one: SharedDefinition) -> Found | None:
    """Return what the search keeps for those it is shared with; nothing when there are none."""
    object_id = shared.identity(one.owner.key, one.definition.id)
    who = readers_of_shares(
        kind=KIND, object_id=object_id, workspace_id=one.owner.id, day=timezone.localdate()
    )
    if not who:
        return None
    return Found(
        INDICATORS,
        object_id,
        one.definition.title,
        one.page,
        who,
        workspace_id=one.owner.id,
        detail=f"Kennzahl von {one.owner}",
        text=" ".join((one.definition.sentence, *one.definition.synonyms)),
    )


def put_again(*, object_id: str, workspace_id: UUID | None) -> None:
    """Let those find the definition who may read it now."""
    one = shared.find(object_id, workspace_id)
    entry = found(one) if one else None
    if entry is None:
        entries.remove(INDICATORS, [object_id])
    else:
        entries.put([entry])


def _title(*, object_id: str, workspace_id: UUID | None) -> str | None:
    one = shared.find(object_id, workspace_id)
    return one.definition.title if one else None


def _preview(*, object_id: str, workspace_id: UUID | None) -> str:
    one = shared.find(object_id, workspace_id)
    return render_to_string("catalogue/_shared_definition.html", context_of(one))
