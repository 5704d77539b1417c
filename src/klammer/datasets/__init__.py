# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Data sets that come with the software: real figures, each with publisher and source cell."""
