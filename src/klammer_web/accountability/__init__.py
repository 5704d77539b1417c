# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accountability (GDPR Art. 5(2)): who did what, what it was before, whose data lie where."""
