"""Raised and lowered figures, kept apart from the number they stand at."""

from __future__ import annotations

_FIGURES = "0123456789"
_RAISED = str.maketrans(_FIGURES, "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans(_FIGURES, "₀₁₂₃₄₅₆₇₈₉")


def raised(text: str) -> str:
    """The text with its figures as superscript characters: the mark of a note must not lengthen an amount.

    >>> "12.50" + raised("1")
    '12.50¹'
    """
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """The text with its figures as subscript characters."""
    return text.translate(_LOWERED)


def aligned(text: str, alignment: str | None) -> str:
    """The text as `superscript`, `subscript` or (anything else) as it is: the words of Office formats."""
    if alignment == "superscript":
        return raised(text)
    return lowered(text) if alignment == "subscript" else text
