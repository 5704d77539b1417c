# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What allauth asks us: who may come, which words are said, how mails and secrets are kept."""

import base64
import hashlib
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

from klammer_web.accounts.signing_in import addresses, mails, nonces, phrases


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation; mails go through the outbox; sentences are German."""

    error_messages = DefaultAccountAdapter.error_messages | phrases.ACCOUNT

    def is_open_for_signup(self, request):  # noqa: ARG002  # reason: the name is allauth's
        """Nobody makes an account for themselves."""
        return False

    def pre_login(self, request, user, **named):
        """Bring the address up to date before allauth looks for it."""
        addresses.settle(user)
        return super().pre_login(request, user, **named)

    def send_mail(self, template_prefix, email, context):
        """Put the mail into the outbox."""
        mails.send(template_prefix, to=email, context={"request": self.request} | context)

    def send_account_already_exists_mail(self, email):
        """Say nothing: nobody can sign up, and an address that is taken is not told."""

    def get_reset_password_from_key_url(self, key):
        """Return the link of a mail, built on our own address."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return mails.absolute(self.request, path.replace("UID-KEY", key))

    def get_email_confirmation_url(self, request, emailconfirmation):
        """Return the link of a mail, built on our own address."""
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return mails.absolute(request, path)

    def get_password_change_redirect_url(self, request):  # noqa: ARG002  # reason: allauth's name
        """Lead to the sessions: whoever changed a password may want to end the others."""
        return reverse("usersessions_list")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted; the key is derived from the instance's own."""

    error_messages = DefaultMFAAdapter.error_messages | phrases.SECOND_FACTOR

    def get_totp_issuer(self):
        """Return the name under which the app lists this account."""
        return "Klammer"

    def encrypt(self, text):
        """Encrypt a secret before it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """Return the secret; with another key of the instance no code fits any more."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return secrets.token_hex(20).upper().translate(_BASE32)

    def generate_authenticator_name(self, user, type):  # noqa: A002  # reason: allauth's names
        """Propose a name for a key."""
        number = user.authenticator_set.filter(type=type).count() + 1
        return f"Schlüssel {number}"

    def get_public_key_credential_rp_entity(self):
        """Name the instance in the browser's dialogue."""
        return super().get_public_key_credential_rp_entity() | {"name": "Klammer"}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """The house's own provider vouches for people who have an account; it makes none."""

    error_messages = DefaultSocialAccountAdapter.error_messages | phrases.PROVIDER

    def is_open_for_signup(self, request, sociallogin):  # noqa: ARG002  # reason: allauth's names
        """Nobody gets an account by the provider alone."""
        return False

    def pre_social_login(self, request, sociallogin):
        """Refuse an answer that was not asked for here; bring the address up to date."""
        told = sociallogin.account.extra_data.get("id_token", {}).get("nonce", "")
        if not nonces.fits(request, told):
            raise ImmediateHttpResponse(redirect("socialaccount_login_error"))
        if sociallogin.is_existing:
            addresses.settle(sociallogin.user)


_BASE32 = str.maketrans("0189", "QRST")


def _cipher() -> Fernet:
    key = hashlib.sha256(b"klammer/second-factor/" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
