# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real mail server on loopback that does what a test asks for."""

import datetime as dt
import ipaddress
import socket
import ssl
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Mailbox:
    """Keeps what it receives; answers as told; may hang up after the text."""

    def __init__(self, *, answer="250 angenommen", rcpt="250 ok", hangs_up=False):
        self.answer, self.rcpt, self.hangs_up = answer, rcpt, hangs_up
        self.received, self.recipients = [], []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802  # reason: aiosmtpd's name
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802  # reason: aiosmtpd's name
        self.received.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        if self.hangs_up:
            server.transport.abort()
        return self.answer


def free_port():
    """Return a port of loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server(mailbox, settings, **more):
    """Run the server and name it in the settings, until the block ends."""
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **more)
    controller.start()
    settings.MAIL = settings.MAIL | {"host": "127.0.0.1", "port": port, "security": "none"}
    try:
        yield port
    finally:
        controller.stop()


def certificate(folder):
    """Write a certificate for 127.0.0.1 that signs itself; return its file and its key's."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths


def tls(paths):
    """Return the server's side of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*paths)
    return context


def knows(user, password):
    """Return an authenticator that knows one account."""

    def authenticate(_server, _session, _envelope, _mechanism, data):
        right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=right)

    return authenticate
