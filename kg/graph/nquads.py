"""N-Quads as text, built directly: an order of magnitude faster than adding to a graph and serialising it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

XSD = "http://www.w3.org/2001/XMLSchema#"
_SPECIAL = re.compile(r'[\\"\n\r\t\b\f\x00-\x1f\x7f]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_BAD_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


def iri(value: str) -> str:
    """An IRI in N-Quads; characters that none may hold are percent-encoded.

    >>> iri("https://example.org/a b")
    '<https://example.org/a%20b>'
    """
    if _BAD_IRI.search(value):
        value = _BAD_IRI.sub(lambda found: f"%{ord(found.group()):02X}", value)
    return f"<{value}>"


def text(value: str, language: str = "") -> str:
    """A string, with a language where one is given.

    >>> text('办公"费"', "zh")
    '"办公\\\\"费\\\\""@zh'
    """
    if _SPECIAL.search(value):
        value = _SPECIAL.sub(_escaped, value)
    return f'"{value}"@{language}' if language else f'"{value}"'


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found.group()) or f"\\u{ord(found.group()):04X}"


def decimal(value: Decimal) -> str:
    """An exact decimal, without exponent."""
    return f'"{value:f}"^^<{XSD}decimal>'


def integer(value: int) -> str:
    """An integer."""
    return f'"{value}"^^<{XSD}integer>'


def boolean(value: bool) -> str:
    """A boolean."""
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def year(value: int) -> str:
    """A year."""
    return f'"{value:04d}"^^<{XSD}gYear>'


def day(value: date) -> str:
    """A date."""
    return f'"{value.isoformat()}"^^<{XSD}date>'


class Statements:
    """Collects the statements of one named graph (of the default graph where it has no name)."""

    def __init__(self, graph: str | None) -> None:
        self._end = f" {iri(graph)} .\n" if graph else " .\n"
        self._lines: set[str] = set()

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """States the objects (terms in N-Quads) of a subject and predicate (IRIs in N-Quads)."""
        for value in objects:
            self._lines.add(f"{subject} {predicate} {value}{self._end}")

    def block(self, subject: str, pairs: Iterable[tuple[str, str]]) -> None:
        """States several predicates of one subject."""
        end = self._end
        self._lines.update(f"{subject} {predicate} {value}{end}" for predicate, value in pairs)

    def __len__(self) -> int:
        return len(self._lines)

    def lines(self) -> set[str]:
        """The statements, each as one line."""
        return self._lines


def sorted_text(*statements: Statements) -> str:
    """Everything as one N-Quads text, sorted: the same records give the same bytes."""
    lines: set[str] = set()
    for each in statements:
        lines |= each.lines()
    return "".join(sorted(lines))
