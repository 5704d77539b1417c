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
