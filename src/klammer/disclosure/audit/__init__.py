# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The attacker: what can be learned from everything shown. Trusts no engine and imports none."""
