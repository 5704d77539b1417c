# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out: password, second factor, passkey, the house's own provider, sessions.

The library is django-allauth; here stand its addresses, its German words and what it may not do.
"""
