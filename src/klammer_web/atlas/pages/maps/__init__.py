# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a map page needs: drawing, words, form, years, and the answer that switches it."""

from klammer_web.atlas.pages.maps.context import map_context
from klammer_web.atlas.pages.maps.drawing import drawing_of, picture_file
from klammer_web.atlas.pages.maps.state import area_state, map_state
from klammer_web.atlas.pages.maps.wording import title_of

__all__ = ["area_state", "drawing_of", "map_context", "map_state", "picture_file", "title_of"]
