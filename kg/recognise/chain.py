"""Codes of rows that print only their names: a classification is printed from above, each level under its own."""

from __future__ import annotations

from dataclasses import dataclass

from kg.recognise.naming import Naming


@dataclass
class NameChain:
    """Remembers the last code of a table, for the next name stands under it, beside it or beside one above it."""

    scheme: str
    naming: Naming
    last: str = ""

    def code(self, name: str) -> str:
        """The code of a name in this place, empty where none or several fit.

        A direct child of the last code comes first, then what stands beside it, then beside each code above it.
        """
        found = self.naming.codes(self.scheme, name)
        for parent in self._parents():
            fitting = [code for code in found if _parent(code) == parent]
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                return ""
        return ""

    def _parents(self) -> list[str]:
        parents = [self.last]
        while parents[-1]:
            parents.append(_parent(parents[-1]))
        return parents


def _parent(code: str) -> str:
    return code[:-2] if len(code) > 3 else ""
