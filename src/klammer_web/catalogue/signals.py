# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What contexts above may want to know, without this one knowing them."""

from django.dispatch import Signal

released = Signal()  # root: a release was made or is shown to its audience again
