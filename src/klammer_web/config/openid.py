# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house's own OpenID Connect provider, from the environment."""

from typing import Any

from klammer.base.errors import InputRefusedError
from klammer_web.config import environment

KEY = "haus"  # stands in the address that the provider calls back


def providers() -> dict[str, Any]:
    """Return allauth's settings of the provider; nothing without an address.

    Raises `InputRefusedError` when the name of this instance or its secret is missing.
    """
    server = environment.text("KLAMMER_OIDC_SERVER")
    if not server:
        return {}
    client = environment.text("KLAMMER_OIDC_CLIENT_ID")
    secret = environment.text("KLAMMER_OIDC_CLIENT_SECRET")
    if not client or not secret:
        raise InputRefusedError(
            "KLAMMER_OIDC_SERVER is set, but not what the provider asks for",
            where="environment",
            why="KLAMMER_OIDC_CLIENT_ID and KLAMMER_OIDC_CLIENT_SECRET belong to it",
            remedy="set both as the provider gave them, or leave KLAMMER_OIDC_SERVER empty",
            code="environment",
        )
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "VERIFIED_EMAIL": environment.flag("KLAMMER_OIDC_TRUST_EMAIL"),
            "APPS": [
                {
                    "provider_id": KEY,
                    "name": environment.text("KLAMMER_OIDC_NAME"),
                    "client_id": client,
                    "secret": secret,
                    "settings": {"server_url": server},
                }
            ],
        }
    }
