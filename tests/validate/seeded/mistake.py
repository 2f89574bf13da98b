"""A mistake in a small document: what is written instead of what, and the rules that notice it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mistake:
    """`stands`, behind the words `after`, is written as `wrong`, and the `rules` (codes, apart by blanks) notice it."""

    after: str
    stands: str
    wrong: str
    rules: str
    rounded: str = ""
    """where given: so near to what stands that rounding explains it, and the rules of the same code with -R tell it"""

    @property
    def noticed_by(self) -> frozenset[str]:
        """The codes of the rules that notice what is wrong."""
        return frozenset(self.rules.split())


def document(name: str) -> str:
    """One of the small documents beside this file, without mistakes."""
    return (Path(__file__).parent / f"{name}.txt").read_text("utf-8")


def with_mistakes(text: str, mistakes: Sequence[Mistake]) -> str:
    """The document with every mistake in it."""
    for each in mistakes:
        text = _written(text, each, each.wrong)
    return text


def rounded(text: str, mistakes: Sequence[Mistake]) -> str:
    """The document with what only rounding explains, in the places of the mistakes that tell it."""
    for each in mistakes:
        text = _written(text, each, each.rounded) if each.rounded else text
    return text


def _written(text: str, mistake: Mistake, instead: str) -> str:
    at = text.index(mistake.stands, text.index(mistake.after) + len(mistake.after))
    return text[:at] + instead + text[at + len(mistake.stands) :]
