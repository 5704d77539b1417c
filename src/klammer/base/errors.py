# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors as part of the interface: what, where, why, what now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a delivered file something stands. Rows and columns count from 1."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.file, f"sheet {self.sheet}" if self.sheet else ""]
        parts += [
            f"row {self.row}" if self.row else "",
            f"column {self.column}" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)


class KlammerError(Exception):
    """Something that a person can understand and mend.

    what    one sentence: what was refused
    where   the place in the file, or the name of the thing
    why     what was expected and what was found
    remedy  what to do now
    code    stable identifier, by which the product finds its German sentence
    details values for that sentence, never confidential figures
    """

    code = "error"

    def __init__(
        self,
        what: str,
        *,
        where: "Place | str" = "",
        why: str = "",
        remedy: str = "",
        code: str = "",
        **details: object,
    ) -> None:
        super().__init__(what)
        self.what, self.where, self.why, self.remedy = what, where, why, remedy
        self.code = code or self.code
        self.details = details

    def __str__(self) -> str:
        lines = [self.what]
        lines += [f"  where:  {self.where}"] if str(self.where) else []
        lines += [f"  why:    {self.why}"] if self.why else []
        lines += [f"  remedy: {self.remedy}"] if self.remedy else []
        return "\n".join(lines)


class InputRefusedError(KlammerError):
    """Bad input: refused whole, the instance is as it was before (exit code 1)."""

    code = "input_refused"


class GrainError(InputRefusedError):
    """A key that must be unique repeats, or a column that must be there is not."""

    code = "grain"


class NotConvertibleError(InputRefusedError):
    """A value that cannot be carried to another boundary: a rate, a mean, a split unit backward."""

    code = "not_convertible"


class DisclosureError(KlammerError):
    """A table that may not be shown to this audience."""

    code = "disclosure"
