"""Names without codes, and codes printed short: tied to the classification in force where exactly one entry fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.codes.lists import SCHEMES, Code, code_list, edition_for, editions
from kg.text.width import skeleton, squeeze

_LENGTHS = (3, 5, 7)


@cache
def listed_names() -> Mapping[str, frozenset[str]]:
    """Every name that any edition gives a code, as a skeleton."""
    names: dict[str, set[str]] = defaultdict(set)
    for scheme in SCHEMES:
        for edition in editions(scheme):
            for code in code_list(scheme, edition):
                names[code.notation].add(skeleton(code.name))
    return {code: frozenset(known) for code, known in names.items()}


@dataclass(frozen=True, slots=True)
class Naming:
    """The classifications as they were in force in a fiscal year (None where the document names none)."""

    year: int | None = None

    def code(self, scheme: str, level: str, name: str) -> str | None:
        """The code that a printed name means; None where no entry, or more than one, is called so.

        Only entries of the level (类, 款, 项) are looked at, all where it is empty. A name of another edition counts
        where that edition gives it one code and the edition in force lists the same code.

        >>> Naming(2024).code("function", "类", "一般公共服务支出")
        '201'
        >>> Naming(2024).code("function", "", "其他公共安全支出") is None
        True
        """
        found = self._named(scheme, edition_for(scheme, self.year), level, name)
        if found:
            return found.pop() if len(found) == 1 else None
        elsewhere = {code for edition in editions(scheme) for code in self._named(scheme, edition, level, name)}
        in_force = code_list(scheme, edition_for(scheme, self.year))
        return next((code for code in elsewhere if in_force.get(code)), None) if len(elsewhere) == 1 else None

    def codes(self, scheme: str, name: str) -> frozenset[str]:
        """Every code that bears a name in the classification in force; where none does, those of other editions.

        >>> sorted(Naming(2024).codes("function", "其他国有资本经营预算支出"))
        ['22399', '2239999']
        """
        in_force = edition_for(scheme, self.year)
        found = self._named(scheme, in_force, "", name)
        if not found:
            listed = code_list(scheme, in_force)
            elsewhere = {code for edition in editions(scheme) for code in self._named(scheme, edition, "", name)}
            found = {code for code in elsewhere if listed.get(code)}
        return frozenset(found)

    @staticmethod
    def _named(scheme: str, edition: str, level: str, name: str) -> set[str]:
        entries: list[Code] = code_list(scheme, edition).named(name)
        return {entry.notation for entry in entries if not level or entry.level == level}


def completed_code(pieces: tuple[str, ...], name: str) -> str | None:
    """The code of a row whose 款 or 项 has lost its leading zero (`301`, `2`); None unless the name agrees.

    >>> completed_code(("301", "2"), "津贴补贴"), completed_code(("301", "2"), "基本工资")
    ('30102', None)
    """
    code = "".join(squeeze(piece) if len(squeeze(piece)) != 1 else f"0{squeeze(piece)}" for piece in pieces)
    fits = code.isdigit() and len(code) in _LENGTHS and skeleton(name) in listed_names().get(code, frozenset())
    return code if fits else None
