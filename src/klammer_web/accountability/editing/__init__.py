# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Editing long forms without loss: drafts are kept, and two people do not overwrite each other.

A view with a form (and its parts, for forms made of several) opts in like this:

    data = editing.submitted(request)                     # None unless it is a POST
    form = ThingForm(data, …)
    edit = editing.Edit(
        request, form="things.thing", object_id=str(thing.pk), kind="things.thing",
        parts=[form], current=[ThingForm(None, …)],       # current: what is stored now
    )
    if request.method == "POST" and form.is_valid() and not edit.goes_on:
        if edit.conflict:
            return edit.show_conflict()
        …save…
        edit.done()

and the template says {% include "accountability/_draft.html" %} before the form,
{% include "accountability/_editing.html" %} inside, and loads `accountability/js/autosave.js`.
The token that travels with the form holds a short hash of every field as it was when the person
began: from it follows which fields others changed meanwhile, and which this person changed.
"""

from klammer_web.accountability.editing.edit import Edit
from klammer_web.accountability.editing.merging import Conflict, Merged, submitted

__all__ = ["Conflict", "Edit", "Merged", "submitted"]
