# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places in time: areas, boundary versions, crosswalks, geometry, areas of one's own."""
