# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of the log: for people or for machines, without values of people or figures."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

from klammer_web.config.middleware import WithoutValues

_ADDRESS = re.compile(r"[^\s@/?&=<>\"']+(?:@|%40)[^\s@/?&=<>\"']+\.[^\s@/?&=<>\"']+")
_QUERY = re.compile(r"\?\S*")
# Links that open something carry long words: keys of mails, tokens, signatures.
_SECRET = re.compile(
    r"(?<=[/\s\"'=])(?![0-9a-f]{8}-[0-9a-f]{4}-)[A-Za-z0-9_:.~-]{24,}(?=[/\s\"']|$)"
)


def masked(text: str) -> str:
    """Return the text without mail addresses, questions of addresses and words that open doors."""
    text = _ADDRESS.sub("…@…", text)
    return _SECRET.sub("…", _QUERY.sub("?…", text))


class Lines(WithoutValues):
    """One line for people."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # reason: the name is logging's
        record.message = masked(record.message).replace("\r", " ").replace("\n", " ")
        return super().formatMessage(record)


class JsonLines(logging.Formatter):
    """One JSON object a line, with the same care."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "number", "-"),
            "message": masked(record.getMessage()),
        }
        if status := getattr(record, "status_code", None):
            said["status"] = status
        if record.exc_info and record.exc_info[0]:
            kind, _error, frames = record.exc_info
            said["error"] = kind.__name__
            said["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(frames)
            ]
        return json.dumps(said, ensure_ascii=False)
