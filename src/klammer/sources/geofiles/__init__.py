# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists and outlines of areas as planners have them: GeoJSON, GeoPackage, Shapefile, a table.

What comes out are rows of texts with a shape in metres beside each; which text is the code and
which the name, a person says.
"""

from klammer.sources.geofiles.features import Feature, Features
from klammer.sources.geofiles.guessing import guess_code, guess_name
from klammer.sources.geofiles.reader import read_features, read_lines

__all__ = ["Feature", "Features", "guess_code", "guess_name", "read_features", "read_lines"]
