"""Constraints kept as SPARQL texts: what they say, whether they hold, and what breaks them.

A text is an ASK that answers yes where something is wrong, as the recommendations publish them. Where its
header names a focus variable we select that variable instead, and so say what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import QueryBoolean, QuerySolutions, Store

from kg.datafolders import data_folder
from kg.errors import Defect

_HEADER = re.compile(r"# (?P<code>[\w-]+): (?P<title>.+)\n# (?P<rule>.+)\n(?:# focus: (?P<focus>\w+)\n)?")


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: its code, title and rule, the SPARQL text, and the variable that names the offender."""

    code: str
    title: str
    rule: str
    focus: str
    text: str


@dataclass(frozen=True, slots=True)
class ConstraintFinding:
    """A constraint that does not hold; `focus` is the IRI at fault, empty where the constraint names none."""

    code: str
    title: str
    focus: str


@cache
def constraints_in(name: str) -> tuple[Constraint, ...]:
    """Every constraint of a folder below `shapes`, by file name."""
    folder = data_folder("shapes") / name
    return tuple(_constraint(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq")))


def broken(store: Store, constraint: Constraint) -> Iterator[ConstraintFinding]:
    """What breaks a constraint anywhere in the store, all graphs taken as one."""
    if constraint.focus:
        offenders = values(store, _selecting(constraint), constraint.focus)
    else:
        offenders = [""] if asked(store, constraint.text) else []
    for focus in offenders:
        yield ConstraintFinding(constraint.code, constraint.title, focus)


def asked(store: Store, text: str) -> bool:
    """The answer of an ASK text."""
    answer = store.query(text, use_default_graph_as_union=True)
    if not isinstance(answer, QueryBoolean):
        raise Defect("a constraint is no ASK query")
    return bool(answer)


def values(store: Store, query: str, variable: str) -> list[str]:
    """What a SELECT binds to a variable, as sorted strings; a blank node gives its label."""
    answer = store.query(query, use_default_graph_as_union=True)
    if not isinstance(answer, QuerySolutions):
        raise Defect("a query of a constraint gives no rows")
    found = (row[variable] for row in answer)
    return sorted({term.value for term in found if term is not None})


def _selecting(constraint: Constraint) -> str:
    return re.sub(r"^ASK\b", f"SELECT DISTINCT ?{constraint.focus} WHERE", constraint.text, flags=re.MULTILINE)


def _constraint(text: str) -> Constraint:
    header = _HEADER.match(text)
    if header is None:
        raise Defect("a constraint below shapes has no header")
    return Constraint(header["code"], header["title"], header["rule"], header["focus"] or "", text)
