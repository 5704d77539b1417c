# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where things lie that tests read."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The publishers' files lie beside the project only where its data set is made.
ORIGINALS = Path(os.environ.get("KLAMMER_ORIGINALS", ROOT.parent / "shared" / "data"))
