# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people of a workspace ask of each other: by name, by role, or of a department."""
