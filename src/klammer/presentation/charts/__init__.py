# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines over time as SVG: intervals, breaks, gaps, labels at the lines. Classes only, no styles.

A missing year is a gap, never a straight line across, and the sign of official statistics stands in
it; a break of the series cuts the line; a change of boundaries is marked and does not.
"""

from klammer.presentation.charts.differences import differences
from klammer.presentation.charts.dumbbell import dumbbell, scale_for
from klammer.presentation.charts.frame import Frame, Series, axis_begins_above_zero
from klammer.presentation.charts.spark import spark
from klammer.presentation.charts.time_series import time_series

__all__ = [
    "Frame",
    "Series",
    "axis_begins_above_zero",
    "differences",
    "dumbbell",
    "scale_for",
    "spark",
    "time_series",
]
