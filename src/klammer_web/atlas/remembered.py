# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of this process that depend on nothing but a release and an address.

A release never changes, so neither does what is computed from it. Nothing of the person who asks
may be in an answer: whoever may open the release gets the same.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from klammer.warehouse.open import Release

Answer = TypeVar("Answer")
MOST = 24  # a comparison of all counties over years holds some thousand rows


class Remembered(Generic[Answer]):
    """The answers asked for last, at most `most`."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, release: Release, *question: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the answer to a question about a release; made once, by whoever asks first."""
        key = (release.root, *question)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        answer = make()
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self.most:
                self._answers.popitem(last=False)
        return answer
