# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Readers of foreign formats: bytes in, tidy tables out. One module per format."""
