"""The errors of the project, one tree:

KgError                      everything we raise on purpose
├── BadInput                 the caller's file or argument is at fault; the message says where, what, what to do
│   ├── UnreadableFile       empty, binary, too large, an encoding nobody can name
│   ├── NotABudget           readable, but no budget disclosure
│   │   └── NoForm           no statutory form stands in it: it may be the text of a disclosure
│   └── BadArgument          an option or a query that cannot be used
└── Defect                   our own assumption broke; please report it
"""

from __future__ import annotations


class KgError(Exception):
    """The root of every error raised on purpose."""

    exit_code = 1


class BadInput(KgError):
    """The input is at fault: where it stands, what is wrong, what to do next."""

    exit_code = 2

    def __init__(self, where: str, what: str, advice: str) -> None:
        super().__init__(f"{where}: {what}; {advice}")
        self.where = where
        self.what = what
        self.advice = advice

    def __reduce__(self) -> tuple[type[BadInput], tuple[str, str, str]]:
        # an error travels home from a worker process; without this it would be built anew from its message alone
        return type(self), (self.where, self.what, self.advice)


class UnreadableFile(BadInput):
    """The bytes cannot be turned into pages."""


class NotABudget(BadInput):
    """The file is readable but is no budget disclosure."""


class NoForm(NotABudget):
    """No statutory form stands in the file."""


class BadArgument(BadInput):
    """An option, a path or a query that cannot be used."""


class Defect(KgError):
    """An assumption of our own broke: not the user's fault."""

    exit_code = 70
