# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m klammer.cli`."""

import sys

from klammer.cli import main

sys.exit(main())
