# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words every module shares: cells, periods, quantities, tables, errors."""
