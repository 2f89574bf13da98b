"""SHACL-SPARQL: the constraints executed as they stand in the shapes, the target joined in and `$this` free.

Joining the target in front of the pattern gives the same answers as binding `$this` before each run, because no
constraint has a sub-select, MINUS or VALUES. Constraints that differ only in their HAVING clause (an error and the
rounding difference of the same sum) are asked once: each HAVING becomes a column that is true or not.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import Defect
from kg.validate.excuses import without_excuses
from kg.validate.index import Index, Term, term
from kg.validate.needs import Star, needs
from kg.validate.rules import Rule

_WHERE = re.compile(r"\bWHERE \{", re.MULTILINE)
_HAVING = re.compile(r"^HAVING \((?P<condition>.*)\)\s*\Z", re.MULTILINE)
_FORBIDDEN = re.compile(r"(?<![\w:-])(MINUS|VALUES|SERVICE)(?![\w:-])|\{\s*SELECT\b", re.IGNORECASE)
_PREFIX = re.compile(r"^PREFIX (?P<name>[\w-]*:) <[^>]*>\n", re.MULTILINE)

_OURS = re.compile(r"broken\d+|met\d+|kept")
_THREADS = min(4, os.cpu_count() or 1)

_Rows = tuple[list[ox.QuerySolution], list[str]]


@dataclass(frozen=True, slots=True)
class SparqlResult:
    """One row of a constraint: what it is about and what every variable of its SELECT holds."""

    rule: Rule
    focus: Term
    value: Term
    bindings: tuple[tuple[str, Term], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One query for the rules that share it, and for each rule a query that counts what it looks at, if it has one."""

    text: str
    rules: tuple[Rule, ...]
    applies: tuple[str, ...]
    met: tuple[int | None, ...]
    """for each rule the column that tells whether it looks at a group, if the query has one"""
    conditional: bool
    needs: tuple[Star, ...]
    """statements without which there are no rows"""


def questions(rules: Sequence[Rule]) -> tuple[Question, ...]:
    """The queries that answer some rules. Raises Defect on a constraint that a free `$this` would change."""
    return tuple(_questions(rules))


def sparql_results(
    index: Index, asked: Sequence[Question], meanwhile: Callable[[], None] = lambda: None
) -> tuple[list[SparqlResult], dict[str, int]]:
    """What breaks the constraints, and how many things each rule looked at.

    The store lets go of Python while it answers, so the queries are asked on several threads; `meanwhile` is done here
    before this thread asks with the others.
    """
    for question in asked:
        _only_stated(index, question)
    answers = _Answers(index, asked)
    with ThreadPoolExecutor(_THREADS) as pool:
        others = [pool.submit(answers.ask) for _ in range(_THREADS - 1)]
        try:
            meanwhile()
            answers.ask()
            for each in others:
                each.result()
        finally:
            answers.stop()
    return _gathered(index, asked, answers)


class _Answers:
    """The rows of each question that may have some, and how many rows each counting query gives."""

    def __init__(self, index: Index, asked: Sequence[Question]) -> None:
        self._index = index
        self._asked = asked
        self.rows: dict[int, _Rows] = {}
        self.counted: dict[str, int] = {}
        counting = sorted({each for question in asked for each in question.applies if each})
        self._waiting: deque[int | str] = deque([*range(len(asked)), *counting])

    def stop(self) -> None:
        """Nothing more is asked: after an error, or where somebody ends the program, the others have nothing to do."""
        self._waiting.clear()

    def ask(self) -> None:
        """Asks one query after the other until none waits; several threads may do so."""
        while True:
            try:
                query = self._waiting.popleft()
            except IndexError:
                return
            if isinstance(query, str):
                self.counted[query] = _counted(self._index.store, query)
            elif all(map(self._index.holds, self._asked[query].needs)):
                self.rows[query] = _rows(self._index.store, self._asked[query])


def _gathered(
    index: Index, asked: Sequence[Question], answers: _Answers
) -> tuple[list[SparqlResult], dict[str, int]]:  # fmt: skip
    results: list[SparqlResult] = []
    looked: dict[str, int] = {}
    for number, question in enumerate(asked):
        answered, names = answers.rows.get(number, ([], []))
        rows = [row for row in answered if _true(row["kept"])] if "kept" in names else answered
        for at, rule in enumerate(question.rules):
            found = [row for row in rows if _true(row[f"broken{at}"])] if question.conditional else rows
            results += [_result(rule, names, row) for row in found]
            applies = question.applies[at]
            if applies:
                looked[rule.code] = answers.counted[applies]
            elif question.met[at] is not None:
                looked[rule.code] = sum(_true(row[f"met{question.met[at]}"]) for row in rows)
            else:
                looked[rule.code] = len(rows) if question.conditional else len(index.instances(rule.target))
    return results, looked


def _questions(rules: Sequence[Rule]) -> Iterator[Question]:
    shared: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        if _FORBIDDEN.search(rule.select) or len(_WHERE.findall(rule.select)) != 1:
            raise Defect(f"the constraint of {rule.code} uses what binding $this first would answer differently")
        shared[rule.target, _HAVING.sub("", rule.select)].append(rule)
    for (target, text), users in shared.items():
        applies = tuple(_targeted(rule.applies, target) if rule.applies else "" for rule in users)
        conditions = [found["condition"] for rule in users if (found := _HAVING.search(rule.select)) is not None]
        if len(conditions) == len(users):
            met = [_applying(rule.applies, text) for rule in users]
            asked = _targeted(_conditional(text, conditions, met), target)
            counting = tuple("" if known else each for each, known in zip(applies, met, strict=True))
            columns = tuple(met.index(each) if each else None for each in met)
            yield Question(asked, tuple(users), counting, columns, True, needs(asked))
            continue
        for rule, counts in zip(users, applies, strict=True):
            asked = _targeted(rule.select, target)
            yield Question(asked, (rule,), (counts,), (None,), False, needs(asked))


def _applying(applies: str, text: str) -> str:
    """What makes a group one that a rule looks at, where the query that counts them finds the same groups."""
    found = _HAVING.search(applies)
    return found["condition"] if found is not None and _pattern(applies) == _pattern(text) else ""


def _pattern(query: str) -> str:
    return query[query.index("\nWHERE {") : query.index("\nGROUP BY ")]


def _conditional(text: str, conditions: Sequence[str], met: Sequence[str]) -> str:
    """One query for several conditions: columns for whether a group breaks a rule, and whether the rule looks at it.

    `kept` is false for a group that is excused.
    """
    asked, kept = without_excuses(text)
    columns = [f"(({each}) AS ?broken{at})" for at, each in enumerate(conditions)]
    columns += [f"(({each}) AS ?met{at})" for at, each in enumerate(met) if each and met.index(each) == at]
    if kept:
        columns.append(f"(IF({' || '.join(f'({each})' for each in conditions)}, {kept}, true) AS ?kept)")
    return _WHERE.sub(lambda _: "".join(f"    {each}\n" for each in columns) + "WHERE {", asked)


def _targeted(select: str, target: str) -> str:
    return _trimmed(_WHERE.sub(f"WHERE {{ $this a <{target}> .", select))


def _trimmed(query: str) -> str:
    """The query without the prefixes that it does not use."""
    body = _PREFIX.sub("", query)
    return "".join(found[0] for found in _PREFIX.finditer(query) if found["name"] in body) + body


def _only_stated(index: Index, question: Question) -> None:
    """A target is joined in by its stated type: where the graph has classes below it, that would miss their nodes."""
    target = question.rules[0].target
    if index.subclasses(target):
        raise Defect(f"the graph states classes below {target}; the engine does not follow them for constraints")


def _answer(store: ox.Store, query: str) -> ox.QuerySolutions:
    answer = store.query(query)
    if not isinstance(answer, ox.QuerySolutions):
        raise Defect("a constraint gives no rows")
    return answer


def _rows(store: ox.Store, question: Question) -> _Rows:
    answer = _answer(store, question.text)
    return list(answer), [variable.value for variable in answer.variables]


def _true(value: object) -> bool:
    return isinstance(value, ox.Literal) and value.value == "true"


def _counted(store: ox.Store, applies: str) -> int:
    return sum(1 for _ in _answer(store, applies))


def _result(rule: Rule, names: Sequence[str], row: ox.QuerySolution) -> SparqlResult:
    values = {name: row[name] for name in names if _OURS.fullmatch(name) is None}
    bindings = tuple((name, term(value)) for name, value in values.items() if value is not None)
    focus = term(values["this"])
    value = values.get("value")
    return SparqlResult(rule, focus, focus if value is None else term(value), bindings)
