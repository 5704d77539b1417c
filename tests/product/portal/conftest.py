# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same instances and people as for the data pages."""

from tests.product.catalogue.conftest import (  # noqa: F401  # reason: pytest finds fixtures by name
    _no_library,
    as_role,
    county,
    instance,
    neighbour,
    no_library,
    person,
    pristine_instance,
)
