# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""raw → tidy → consistent → safe → release: each stage is named after its guarantee."""
