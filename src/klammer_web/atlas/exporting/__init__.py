# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public atlas as files that any web server can host: `klammer atlas export DIR`."""
