"""The number ledger as counts: over the document, each section, each rule, each kind of record."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph import iris
from kg.graph.facts import Scope
from kg.graph.names import A, term
from kg.graph.nquads import integer, text
from kg.records.ledger_model import Counts, Ledger


def add_ledger(scope: Scope, ledger: Ledger) -> None:
    """States the account of a document; single numbers and their digits stay out of the graph."""
    name = f"{scope.document}/ledger"
    scope.out.add(scope.document_term, term("bo:ledger"), iris.iri_term(name))
    scope.out.block(iris.iri_term(name), [(A, term("bo:NumberLedger")), *_counts(ledger.counts)])
    for (kind, section), counts in ledger.by_section().items():
        label = section or kind
        _add_entry(scope, name, f"section/{kind}/{label}", [(term("bo:ledgerSection"), text(label)), *_counts(counts)])
    for rule, count in ledger.by_rule().items():
        pairs = [(term("bo:ledgerRule"), text(rule)), (term("bo:numbersExcused"), integer(count))]
        _add_entry(scope, name, f"rule/{rule}", pairs)
    for record, count in ledger.by_record().items():
        pairs = [(term("bo:ledgerRecord"), text(record)), (term("bo:numbersClaimed"), integer(count))]
        _add_entry(scope, name, f"record/{record}", pairs)


def _add_entry(scope: Scope, ledger: str, key: str, pairs: list[tuple[str, str]]) -> None:
    entry = iris.iri_term(iris.part(ledger, "entry", key))
    scope.out.add(iris.iri_term(ledger), term("bo:ledgerEntry"), entry)
    scope.out.block(entry, [(A, term("bo:LedgerEntry")), *pairs])


def _counts(counts: Counts) -> Iterator[tuple[str, str]]:
    yield term("bo:numbersFound"), integer(counts.found)
    yield term("bo:numbersClaimed"), integer(counts.claimed)
    yield term("bo:numbersExcused"), integer(counts.excused)
    yield term("bo:numbersUnclaimed"), integer(counts.unclaimed)
