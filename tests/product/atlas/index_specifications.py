# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small specifications over the figures of `compared_atlas`, whose answers are known by hand.

`portion` rises by 0.4 from county to county, `kaufkraft` too; Sonneberg's portion is secret.
"""

AREAS = {"level": "county", "extent": "16"}
SIMPLE = """
id = "probe"
title = "Probe der Lage"
description = "Nur zum Prüfen."
missing = "leave_out"

[standardisation]
method = "z"

[[inputs]]
column = "portion"
title = "Anteil"

[[inputs]]
column = "kaufkraft"
title = "Kaufkraft"
direction = "high_is_good"

[[inputs]]
column = "durchschnittsalter"
title = "Alter"

[index]
combination = "sum"
standardisation = { method = "z" }

[classes]
method = "limits"
limits = [
  { name = "1", title = "niedrig", below = -1 },
  { name = "2", title = "mittel", at_least = -1, at_most = 1 },
  { name = "3", title = "hoch", above = 1 },
]
"""
CONSTANT = SIMPLE.replace('column = "kaufkraft"', 'column = "even"')
UNKNOWN = SIMPLE.replace('column = "kaufkraft"', 'column = "gibt_es_nicht"')
WITH_CHANGE = """
id = "bewegung"
title = "Stand und Bewegung"
description = "Anteil heute und vor zwei Jahren."
missing = "leave_out"

[standardisation]
method = "z"

[[inputs]]
column = "portion"
title = "Anteil"
earlier = "portion_vor_2"

[index]
combination = "sum"

[classes]
method = "limits"
limits = [
  { name = "A", title = "unten", at_most = 0 },
  { name = "B", title = "oben", above = 0 },
]

[dynamics]
change = "difference"

[dynamics.classes]
method = "limits"
limits = [
  { name = "+", title = "gefallen", at_most = 0 },
  { name = "-", title = "gestiegen", above = 0 },
]

[groups]
name = "{status}{dynamics}"
"""


def filled(**more):
    """What a person sends: three inputs, two limits."""
    rows = (("Anteil", "high_is_burden"), ("Kaufkraft", "high_is_good"), ("Alter", ""), ("", ""))
    sent = {
        "zahl": "4", "title": "Mein Index", "description": "Zum Prüfen.", "level": "county",
        "extent": "16", "standardise": "z", "counted": "areas", "again": "on",
        "missing": "leave_out", "class_method": "limits", "class_limits": "-1; 1",
        "class_names": "niedrig; mittel; hoch",
    }  # fmt: skip
    for number, (name, direction) in enumerate(rows):
        sent |= {
            f"k{number}-indicator": name,
            f"k{number}-direction": direction or "high_is_burden",
            f"k{number}-transformation": "none",
        }
    return sent | more
