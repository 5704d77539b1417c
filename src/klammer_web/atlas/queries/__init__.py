# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""All reads of the atlas: areas, outlines, figures, profiles, series."""
