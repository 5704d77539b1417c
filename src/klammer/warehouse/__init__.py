# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only place that speaks DuckDB: immutable Parquet in, tables out."""
