# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody can be recognised: the single door to a `SafeTable`."""
