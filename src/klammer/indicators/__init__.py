# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers with meaning: definitions, formulas, rates and their uncertainty."""
