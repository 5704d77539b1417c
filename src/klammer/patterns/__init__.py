# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What many areas show together: ranks, neighbours, inequality, correlation."""
