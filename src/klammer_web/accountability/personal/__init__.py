# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personal data: which field holds what of whom, why, for how long; export and erasure by it."""
