# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of collected static files, looked up once: a process serves one collection."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Django's own patterns for modules also meet texts inside the scripts of others.
_IMPORTS = (
    r"""(?m)^(?P<matched>(?P<head>(?:import|export)\b[^"';]*["'])(?P<url>\.[^"']+)(?P<tail>["'];))""",
    "%(head)s%(url)s%(tail)s",
)


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Files with hashed names; every page asks for the addresses of some twenty.

    Modules import each other under the same names: two addresses of one file would be two modules,
    and what is clicked would be done twice.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*/js/*.js", (_IMPORTS,)))

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self._addresses: dict[str, str] = {}

    def url(self, name, force=False):  # noqa: FBT002  # reason: the signature is Django's
        """Return the address of a file, with its hash."""
        if force or name is None:
            return super().url(name, force)
        if name not in self._addresses:
            self._addresses[name] = super().url(name)
        return self._addresses[name]
