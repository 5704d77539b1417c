# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One person at one form: the draft, the conflict, the end."""

from collections.abc import Sequence
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.shortcuts import render
from django.utils import timezone

from klammer_web.accountability.access import door
from klammer_web.accountability.actions import drafts
from klammer_web.accountability.editing import merging
from klammer_web.accountability.models import Draft
from klammer_web.accountability.queries import trail

NEW = "neu"  # stands for an object that does not exist yet


class Edit:
    """What a view asks about the form it shows.

    form       name of the form, `context.form`
    object_id  what is edited; "" for something new
    kind       kind of the object in the audit trail: who changed it meanwhile
    parts      the forms of the page, bound or not
    current    the same forms, unbound, made from what is stored now
    """

    def __init__(
        self,
        request,
        *,
        form: str,
        object_id: str,
        kind: str,
        parts: Sequence[forms.Form],
        current: Sequence[forms.Form],
    ) -> None:
        self.request, self.form, self.kind = request, form, kind
        self.object_id = object_id or NEW
        self.parts, self.current = parts, current
        reader = door().reader_of(request)
        self.person_id, self.workspace_id = reader.user_id, reader.workspace_id
        self.is_restored = False
        if request.method == "GET" and "entwurf" in request.GET and self.draft:
            self._take_draft()

    @cached_property
    def token(self) -> str:
        """What travels with the form: how every field was when the person began."""
        given = self.request.POST.get(merging.TOKEN) if self.request.method == "POST" else ""
        if self.is_restored and self.draft:
            given = "".join(self.draft.content.get(merging.TOKEN, []))
        return given or merging.token_of(merging.values_of(self.current))

    @property
    def goes_on(self) -> bool:
        """Whether the person wants to see the form again before anything is saved."""
        return merging.GO_ON in self.request.POST

    @cached_property
    def draft(self) -> Draft | None:
        """What the person typed the last time and did not save."""
        if self.person_id is None:
            return None
        return Draft.objects.filter(
            person_id=self.person_id, form=self.form, object_id=self.object_id
        ).first()

    @property
    def offers_draft(self) -> bool:
        """Whether the page should offer the draft: it is there and not shown already."""
        return self.request.method == "GET" and self.draft is not None and not self.is_restored

    @cached_property
    def conflict(self) -> merging.Merged | None:
        """What others changed since this person began; None when nobody did."""
        base = merging.read_token(self.request.POST.get(merging.TOKEN, ""))
        data = merging.submitted(self.request)
        if not base or data is None:
            return None
        found = merging.merged(base, current=self.current, data=data)
        return found if found.changed_meanwhile else None

    def show_conflict(self):
        """Show both versions side by side; what this person typed is kept as a draft."""
        data = merging.submitted(self.request)
        if self.person_id and data is not None:
            drafts.keep_draft(
                person_id=self.person_id,
                form=self.form,
                object_id=self.object_id,
                content=merging.content_of(data)
                | {merging.TOKEN: [self.request.POST.get(merging.TOKEN, "")]},
                at=timezone.now(),
            )
        acts = trail.of_object(
            kind=self.kind, object_id=self.object_id, workspace_id=self.workspace_id, most=1
        )
        context = {
            "conflict": self.conflict,
            "by": acts[0] if acts else None,
            "token": merging.token_of(merging.values_of(self.current)),
            "crumbs": [("Zwei Fassungen", "")],
        }
        return render(self.request, "accountability/conflict.html", context, status=409)

    def done(self) -> None:
        """Forget the draft: what was typed is saved."""
        if self.person_id:
            drafts.forget_draft(person_id=self.person_id, form=self.form, object_id=self.object_id)

    def _take_draft(self) -> None:
        """Fill the forms with the draft, as if it had been typed again."""
        data = QueryDict(mutable=True)
        for name, texts in (self.draft.content if self.draft else {}).items():
            data.setlist(name, texts)
        for part in self.parts:
            for name, one in part.fields.items():
                if not one.disabled and not one.widget.is_hidden:
                    read = one.widget.value_from_datadict(data, {}, part.add_prefix(name))
                    part.initial[name] = read
        self.is_restored = True
