# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Benchmarks: ratios against a named peer and a physical limit, within one run."""
