"""SHACL-SPARQL: the constraints executed as they stand in the shapes, the target joined in and `$this` free.

Joining the target in front of the pattern gives the same answers as binding `$this` before each run, because no
constraint has a sub-select, MINUS or VALUES. Constraints that differ only in their HAVING clause (an error and the
rounding difference of the same sum) are asked once: each HAVING becomes a column that is true or not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import Defect
from kg.validate.rules import Rule

Term = ox.NamedNode | ox.BlankNode | ox.Literal
_WHERE = re.compile(r"\bWHERE \{", re.MULTILINE)
_HAVING = re.compile(r"^HAVING \((?P<condition>.*)\)\s*\Z", re.MULTILINE)
_FORBIDDEN = re.compile(r"(?<![\w:-])(MINUS|VALUES|SERVICE)(?![\w:-])|\{\s*SELECT\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SparqlResult:
    """One row of a constraint: what it is about and what every variable of its SELECT holds."""

    rule: Rule
    focus: Term
    value: Term
    bindings: tuple[tuple[str, Term], ...]


def sparql_results(store: ox.Store, rules: Sequence[Rule]) -> tuple[list[SparqlResult], dict[str, int]]:
    """What breaks the constraints in the default graph, and how many things each rule looked at."""
    results: list[SparqlResult] = []
    looked: dict[str, int] = {}
    for question in _questions(tuple(rules)):
        rows = _rows(store, question.text)
        for at, rule in enumerate(question.rules):
            found = [row for row in rows if not question.conditional or _true(row.get(f"broken{at}"))]
            results += [_result(rule, row) for row in found]
            looked[rule.code] = len(rows) if question.conditional else _looked_at(store, rule)
    return results, looked


@dataclass(frozen=True, slots=True)
class _Question:
    """One query for the rules that share it."""

    text: str
    rules: tuple[Rule, ...]
    conditional: bool


def _questions(rules: tuple[Rule, ...]) -> Iterator[_Question]:
    shared: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        if _FORBIDDEN.search(rule.select) or len(_WHERE.findall(rule.select)) != 1:
            raise Defect(f"the constraint of {rule.code} uses what binding $this first would answer differently")
        shared[rule.target, _HAVING.sub("", rule.select)].append(rule)
    for (target, text), users in shared.items():
        conditions = [found["condition"] for rule in users if (found := _HAVING.search(rule.select)) is not None]
        if len(conditions) != len(users):
            yield from (_Question(_targeted(rule.select, target), (rule,), False) for rule in users)
            continue
        columns = "".join(f"    (({each}) AS ?broken{at})\n" for at, each in enumerate(conditions))
        yield _Question(_targeted(_WHERE.sub(f"{columns}WHERE {{", text), target), tuple(users), True)


def _targeted(select: str, target: str) -> str:
    return _WHERE.sub(f"WHERE {{ $this a <{target}> .", select)


def _rows(store: ox.Store, query: str) -> list[dict[str, Term]]:
    answer = store.query(query)
    if not isinstance(answer, ox.QuerySolutions):
        raise Defect("a constraint gives no rows")
    names = [variable.value for variable in answer.variables]
    rows = []
    for solution in answer:
        values = {name: solution[name] for name in names}
        rows.append({name: _term(value) for name, value in values.items() if value is not None})
    return rows


def _term(value: object) -> Term:
    if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal):
        return value
    raise Defect("a constraint answers with a quoted triple")


def _true(value: Term | None) -> bool:
    return isinstance(value, ox.Literal) and value.value == "true"


def _looked_at(store: ox.Store, rule: Rule) -> int:
    if rule.applies:
        return len(_rows(store, _targeted(rule.applies, rule.target)))
    return len(_rows(store, f"SELECT $this WHERE {{ $this a <{rule.target}> }}"))


def _result(rule: Rule, row: dict[str, Term]) -> SparqlResult:
    bindings = tuple((name, value) for name, value in row.items() if not name.startswith("broken"))
    focus = row["this"]
    return SparqlResult(rule, focus, row.get("value", focus), bindings)
