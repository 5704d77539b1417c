# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing a message to the mail server, step by step: it matters after which step it broke off."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from django.conf import settings

_TLS, _STARTTLS = "tls", "starttls"


class RefusedForGoodError(Exception):
    """The server does not take this mail, and will not take it tomorrow."""


class NotSentError(Exception):
    """The mail was surely not sent; a later attempt may succeed."""


class UnclearError(Exception):
    """The connection broke off after the text was handed over: it may have been sent."""


def is_configured() -> bool:
    """Return whether the operator named a mail server."""
    return bool(settings.MAIL["host"])


def hand_over(message: EmailMessage) -> None:
    """Send one message; raise what is known about it when that fails."""
    with _connection() as server:
        try:
            _address(server, message)
        except (OSError, smtplib.SMTPException) as error:
            raise _surely_not(error) from error
        try:
            code, _answer = server.data(message.as_bytes())
        except smtplib.SMTPDataError as error:
            raise _surely_not(error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise UnclearError(type(error).__name__) from error
        if code != 250:
            raise _by_code(code)


@contextmanager
def _connection() -> Iterator[smtplib.SMTP]:
    try:
        server = _connect()
    except (OSError, smtplib.SMTPException) as error:
        raise _surely_not(error) from error
    try:
        yield server
    finally:
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


def _connect() -> smtplib.SMTP:
    mail = settings.MAIL
    context = ssl.create_default_context()
    name = settings.MAIL_DOMAIN
    place = (mail["host"], mail["port"])
    if mail["security"] == _TLS:
        server = smtplib.SMTP_SSL(*place, local_hostname=name, timeout=30, context=context)
    else:
        server = smtplib.SMTP(*place, local_hostname=name, timeout=30)
    try:
        server.ehlo()
        if mail["security"] == _STARTTLS:
            server.starttls(context=context)
            server.ehlo()
        if mail["user"]:
            server.login(mail["user"], mail["password"])
    except BaseException:
        server.close()
        raise
    return server


def _address(server: smtplib.SMTP, message: EmailMessage) -> None:
    sender = message["From"].addresses[0].addr_spec
    recipient = message["To"].addresses[0].addr_spec
    for code, _answer in (server.mail(sender), server.rcpt(recipient)):
        if code not in {250, 251}:
            raise smtplib.SMTPResponseException(code, b"")


def _surely_not(error: Exception) -> Exception:
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code)
    return NotSentError(type(error).__name__)


def _by_code(code: int) -> Exception:
    """Return what a server's answer means: 5xx is for good, everything else may change."""
    if 500 <= code < 600 and code not in {530, 535}:
        return RefusedForGoodError(str(code))
    return NotSentError(str(code))
