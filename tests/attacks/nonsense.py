# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests that nobody sends by mistake: seeded, so that a failure can be seen again."""

import io
import json
import random
import string
import uuid
from urllib.parse import quote

from tests.attacks.addresses import Address

METHODS = ("GET",) * 6 + ("POST",) * 5 + (
    "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "",
)  # fmt: skip
VALUES = (
    "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "....//....//klammer.json",
    "%00", "a\x00b", "\xff\xfe", "%ff%fe", "\ud7ff", "ü" * 300, "a" * 5000, "0", "-1", str(2**70),
    "1e309", "NaN", "١٢٣", "'; DROP TABLE accounts_user; --", "' OR 1=1 --", "{{7*7}}", "{% debug %}",
    "${jndi:ldap://x}", "<script>alert(1)</script>", "\r\nSet-Cookie: a=b", "%0d%0aX-A:%20b",
    ".", "..", "...", "~", "*", "?", "#", ";", " ", "", "null", "undefined", "true", "[]", "{}",
    "rate", "share", "16063", "16", "DG", "2022", "2022-12-31", "99999999999", "9999-99-99",
    "00000000-0000-0000-0000-000000000000", "con", "static", "\u202e", "🧨" * 20, "%", "%zz", "%u0041",
)  # fmt: skip
FIELDS = (
    "next", "email", "login", "password", "file", "workspace", "q", "indikator", "gebiet", "ebene",
    "bereich", "jahr", "seite", "sortierung", "csrfmiddlewaretoken", "credential", "code", "name",
    "role", "note", "reason", "account", "action_add", "page", "format", "limit", "offset", "id",
)  # fmt: skip
TYPES = (
    "application/x-www-form-urlencoded", "application/json", "text/plain", "multipart/form-data",
    "multipart/form-data; boundary=x", "multipart/form-data; boundary=" + "b" * 300,
    "multipart/form-data; boundary=\xff", "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=nonsense", "application/json; charset=utf-16",
    "", "/", ";;;", "a/b/c", "application/xml",
)  # fmt: skip
HEADERS = {
    "HTTP_HOST": ("testserver",) * 40 + ("evil.example", "testserver:99999", "a b", "[::1", "", "testserver@evil"),
    "HTTP_ACCEPT": ("*/*", "application/json", "text/html;q=a", ",,,", "*" * 3000),
    "HTTP_ACCEPT_LANGUAGE": ("de", "xx-" * 500, "q=;;;", "\xff"),
    "HTTP_ACCEPT_ENCODING": ("gzip", "gzip;q=x", "*" * 500),
    "HTTP_HX_REQUEST": ("true", "\xff", ""),
    "HTTP_HX_CURRENT_URL": ("http://[", "//", "http://testserver/%ff"),
    "HTTP_RANGE": ("bytes=0-", "bytes=9999999999999-", "bytes=-", "bytes=a-b", "x" * 99),
    "HTTP_IF_MODIFIED_SINCE": ("yesterday", "Sun, 99 Nov 2026 99:99:99 GMT", "0"),
    "HTTP_IF_NONE_MATCH": ("*", '"', 'W/"x', ","),
    "HTTP_X_FORWARDED_FOR": ("1.2.3.4", "not an address", "::1, \xff", "," * 200),
    "HTTP_X_FORWARDED_PROTO": ("https", "gopher", "https,http"),
    "HTTP_X_FORWARDED_HOST": ("evil.example", "testserver"),
    "HTTP_X_HTTP_METHOD_OVERRIDE": ("DELETE",),
    "HTTP_REFERER": ("http://[", "javascript:1", "http://evil.example/"),
    "HTTP_ORIGIN": ("null", "http://evil.example", "http://testserver", "x"),
    "HTTP_AUTHORIZATION": ("Bearer x", "Basic !!!", "Bearer " + "a" * 9000, "\xff"),
    "HTTP_USER_AGENT": ("", "x" * 9000, "\xff\xfe", "() { :; }; echo"),
    "HTTP_TRANSFER_ENCODING": ("chunked", "x"),
    "HTTP_CONTENT_ENCODING": ("gzip", "br"),
    "HTTP_EXPECT": ("100-continue",),
    "REMOTE_ADDR": ("127.0.0.1", "192.0.2.7", "", "unix:", "::1", "x"),
}  # fmt: skip
_MESSAGES = ("", "x", '[["')
TOKEN = "a" * 32  # as cookie and header alike: the form's check lets the request through


class Sender:
    """Makes one request after the other from one seed."""

    def __init__(self, seed: int, *, pages: list[Address], session: str) -> None:
        self.random, self.pages, self.session = random.Random(seed), pages, session  # noqa: S311  # reason: repeatable

    def request(self) -> dict:
        """Return the environment of one WSGI call."""
        pick = self.random.choice
        body, kind = self._body()
        environment = {
            "REQUEST_METHOD": pick(METHODS),
            "SCRIPT_NAME": "",
            "PATH_INFO": self._path().encode("utf-8", "surrogatepass").decode("latin-1"),
            "QUERY_STRING": self._query(),
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": pick(("HTTP/1.1", "HTTP/1.0", "HTTP/9", "")),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "HTTP_HOST": "testserver",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": pick((str(len(body)),) * 12 + ("-1", "x", "", "99", str(10**12))),
            "HTTP_X_CSRFTOKEN": TOKEN,
            "HTTP_COOKIE": self._cookie(),
        }
        for name in self.random.sample(sorted(HEADERS), k=self.random.randint(0, 4)):
            environment[name] = pick(HEADERS[name])
        return environment

    def _value(self) -> str:
        if self.random.random() < 0.15:
            return str(uuid.UUID(int=self.random.getrandbits(128)))
        if self.random.random() < 0.15:
            return "".join(self.random.choices(string.printable, k=self.random.randint(1, 60)))
        return self.random.choice(VALUES)

    def _part(self, kind: str, _name: str) -> str:
        """Mostly what the address accepts, so that the view is reached."""
        if self.random.random() < 0.25:
            return self._value()
        fitting = {
            "int": lambda: str(self.random.choice((0, 1, 7, 10**18, 10**30))),
            "uuid": lambda: str(uuid.UUID(int=self.random.getrandbits(128))),
            "slug": lambda: self.random.choice(("rate", "share", "haus", "a" * 64, "-", "x_1")),
        }
        return fitting.get(
            kind, lambda: self.random.choice(("rate", "16063", "16", "x", "..", "ü"))
        )()

    def _path(self) -> str:
        if self.random.random() < 0.12:
            return "/" + "/".join(self._value() for _ in range(self.random.randint(0, 5)))
        path = self.random.choice(self.pages).filled(self._part)
        return path + self._value() if self.random.random() < 0.05 else path

    def _query(self) -> str:
        if self.random.random() < 0.4:
            return ""
        if self.random.random() < 0.1:
            return self._value().encode("utf-8", "surrogatepass").decode("latin-1")
        return "&".join(
            f"{quote(self.random.choice(FIELDS))}={quote(self._value(), errors='replace')}"
            for _ in range(self.random.randint(1, 6))
        )

    def _cookie(self) -> str:
        session = (
            self.session
            if self.random.random() < 0.2
            else self.random.choice(("", "x" * 32, "\xff", ";;="))
        )
        return f"csrftoken={TOKEN}; sessionid={session}; messages={self.random.choice(_MESSAGES)}"

    def _body(self) -> tuple[bytes, str]:
        kind = self.random.choice(TYPES)
        made = self.random.randint(0, 6)
        if made == 0:
            return b"", kind
        if made == 1:
            return self.random.randbytes(self.random.randint(1, 2000)), kind
        if made == 2:
            deep = self.random.choice((5, 900, 100_000))
            return b"[" * deep, "application/json"
        if made == 3:
            text = json.dumps({self.random.choice(FIELDS): self._value() for _ in range(4)})
            return text.encode("utf-8", "replace"), "application/json"
        if made == 4:
            return self._multipart()
        fields = [
            f"{quote(self.random.choice(FIELDS))}={quote(self._value(), errors='replace')}"
            for _ in range(self.random.choice((1, 4, 8, 1200)))
        ]
        return "&".join(fields).encode(), "application/x-www-form-urlencoded"

    def _multipart(self) -> tuple[bytes, str]:
        parts = b""
        for _ in range(self.random.randint(1, 4)):
            name, value = self.random.choice(FIELDS), self._value().encode("utf-8", "replace")
            file = self.random.choice(
                (b"", b'; filename="../../x.csv"', b'; filename="\x00"', b"; filename*=utf-8''%ff")
            )
            parts += (
                b'--x\r\nContent-Disposition: form-data; name="'
                + name.encode()
                + b'"'
                + file
                + b"\r\n\r\n"
                + value
                + b"\r\n"
            )
        return parts + self.random.choice(
            (b"--x--\r\n", b"--x", b"")
        ), "multipart/form-data; boundary=x"
