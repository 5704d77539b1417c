# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input of the data pages."""

from klammer_web.catalogue.forms.definitions import DefinitionForm
from klammer_web.catalogue.forms.reading import ReadingForm, TableForm
from klammer_web.catalogue.forms.uploads import UploadForm

__all__ = ["DefinitionForm", "ReadingForm", "TableForm", "UploadForm"]
