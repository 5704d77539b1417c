# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The instance of this process, for whoever sits above the contexts.

Contexts import `klammer_web.catalogue.instance` itself: `config` stands above them.
"""

from klammer_web.catalogue.instance import current_release, instance, release_of

__all__ = ["current_release", "instance", "release_of"]
