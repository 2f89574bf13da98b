"""One digit of an amount of a form changed: how often some rule notices, form by form, the weakest first.

Run: python -m tests.bench.bench_mutation [MUTATIONS]   (200 without a number)
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.graph.iris import ONTOLOGY
from kg.pipeline import convert
from kg.records.model import Disclosure, Fact
from kg.samples.write import samples
from kg.validate.findings import DocumentReport
from kg.validate.load import document_graph
from kg.validate.run import validate_graph

_AMOUNT = ox.NamedNode(f"{ONTOLOGY}amount")
_DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def mutated(fact: Fact, chance: random.Random) -> Decimal:
    """The amount of a fact with one of its printed digits changed."""
    digits = [at for at, char in enumerate(fact.printed) if char.isdigit()]
    at = chance.choice(digits)
    other = chance.choice([digit for digit in "0123456789" if digit != fact.printed[at]])
    before = Decimal(fact.printed.replace(",", ""))
    after = Decimal((fact.printed[:at] + other + fact.printed[at + 1 :]).replace(",", ""))
    return fact.amount + (after - before) * (fact.amount / before if before else Decimal(10000))


def noticed(graph: ox.Store, document: str, node: str, amount: Decimal, value: Decimal) -> DocumentReport:
    """The report on the graph with the amount of one fact replaced; the graph is left as it was."""
    subject = ox.NamedNode(node)
    old = ox.Quad(subject, _AMOUNT, ox.Literal(f"{amount:f}", datatype=_DECIMAL))
    new = ox.Quad(subject, _AMOUNT, ox.Literal(f"{value:f}", datatype=_DECIMAL))
    stood = next(iter(graph.quads_for_pattern(subject, _AMOUNT, None, ox.DefaultGraph())))
    graph.remove(stood)
    graph.add(new)
    found = validate_graph(graph, document)
    graph.remove(new)
    graph.add(stood if stood != old else old)
    return found


def measure(
    records: list[Disclosure], mutations: int, seed: int = 1
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """For each form: mutations tried, noticed by any rule, and noticed as a violation or a warning."""
    chance = random.Random(seed)
    tried: Counter[str] = Counter()
    told: Counter[str] = Counter()
    grave: Counter[str] = Counter()
    for record in records:
        document = iris.document(record.sha256)
        graph = document_graph(document_nquads(record), document)
        before = validate_graph(graph, document)
        cells = _nodes(graph)
        facts = [fact for fact in record.facts if fact.amount]
        for fact in chance.choices(facts, k=mutations // len(records)):
            node = cells[fact.form, (f"{fact.side}/" if fact.side else "") + fact.row.key, fact.column_key]
            after = noticed(graph, document, node, fact.amount, mutated(fact, chance))
            new = {_key(each) for each in after.findings} - {_key(each) for each in before.findings}
            tried[fact.form] += 1
            told[fact.form] += bool(new)
            grave[fact.form] += any(severity != "info" for severity, *_ in new)
    return tried, told, grave


def _key(finding: object) -> tuple[str, str, str, str]:
    from kg.validate.findings import Finding

    assert isinstance(finding, Finding)
    return finding.severity, finding.rule.code, str(finding.focus), str(finding.value)


def _nodes(graph: ox.Store) -> dict[tuple[str, str, str], str]:
    query = f"""PREFIX bo: <{ONTOLOGY}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?fact ?form ?row ?column {{
      ?fact a bo:BudgetFact ; bo:reportTable/skos:notation ?form ; bo:rowKey ?row ; bo:columnKey ?column }}"""
    answer = graph.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    return {(row["form"].value, row["row"].value, row["column"].value): row["fact"].value for row in answer}


def report(mutations: int = 200) -> list[str]:
    """The share noticed, in all and form by form."""
    with TemporaryDirectory() as folder:
        records = []
        for each in samples(4, 7, ["tabs"]):
            path = Path(folder) / each.file_name
            path.write_text(each.text, "utf-8")
            records.append(convert(path))
    tried, told, grave = measure(records, mutations)
    whole = sum(tried.values())
    lines = [
        f"{whole} amounts with one digit changed: {100 * sum(told.values()) / whole:.1f}% noticed, "
        f"{100 * sum(grave.values()) / whole:.1f}% as a violation or a warning"
    ]
    for form in sorted(tried, key=lambda each: (told[each] / tried[each], grave[each] / tried[each])):
        lines.append(f"  {form:<16} {told[form]:4} of {tried[form]:4} noticed, {grave[form]:4} gravely")
    return lines


if __name__ == "__main__":
    print("\n".join(report(int(sys.argv[1]) if len(sys.argv) > 1 else 200)))
