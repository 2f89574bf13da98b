"""Excuses of a sum taken out of a query: the same findings as the query gives as it stands in the shapes."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from kg.validate.excuses import without_excuses
from kg.validate.load import document_graph
from kg.validate.rules import rules
from kg.validate.run import validate_graph
from tests.validate.erring import ERRORS, TEXT, small_nquads

QUERY = """SELECT $this ?value (SUM(?a) AS ?sum)
WHERE {
  $this a <urn:form> . FILTER (?amount != 0.0)
  { ?value <urn:of> $this ; <urn:row> ?row ; <urn:amount> ?amount . EXCUSE }
  OPTIONAL { ?part <urn:row> ?row ; <urn:a> ?a . FILTER NOT EXISTS { ?part <urn:x> "}" . FILTER EXISTS { ?part <urn:y> ?z . FILTER EXISTS { ?z <urn:w> ?w . } } } }
}
GROUP BY $this ?value ?amount KEYS
"""  # noqa: E501
COSTLY = (
    "FILTER NOT EXISTS { ?lost <urn:row> ?row . "
    "FILTER EXISTS { ?lost <urn:b> ?c . FILTER EXISTS { ?c <urn:d> ?e . } } }"
)


def asked(excuse: str, keys: str) -> tuple[str, str]:
    return without_excuses(QUERY.replace("EXCUSE", excuse).replace("KEYS", keys))


def test_a_costly_excuse_that_speaks_of_the_keys_is_taken_out() -> None:
    query, kept = asked(COSTLY, "?row")
    assert kept == f"({COSTLY.removeprefix('FILTER ')})"
    assert query == QUERY.replace("EXCUSE", "").replace("KEYS", "?row")


@pytest.mark.parametrize(
    ("excuse", "keys"),
    [
        (COSTLY, "?other"),  # the excuse would tell solutions of one group apart
        (COSTLY.replace("?lost", "?part"), "?row"),  # so would this: ?part is no key
        ("FILTER NOT EXISTS { ?lost <urn:row> ?row . }", "?row"),  # cheap
        (f"}} {{ ?value <urn:t> ?table . {COSTLY}", "?row"),  # ?row is not known between these braces
        (COSTLY.replace("NOT EXISTS", "EXISTS"), "?row"),  # tells what the rule is about
        (f"{{ ?x <urn:p> ?row }} UNION {{ ?x <urn:q> ?row }} {COSTLY}", "?row"),  # nothing is promised for UNION
    ],
)
def test_any_other_filter_stays(excuse: str, keys: str) -> None:
    query, kept = asked(excuse, keys)
    assert kept == ""
    assert query == QUERY.replace("EXCUSE", excuse).replace("KEYS", keys)


def test_a_query_without_groups_stays() -> None:
    assert without_excuses("SELECT $this WHERE { ?x ?y ?z }") == ("SELECT $this WHERE { ?x ?y ?z }", "")


ROWS = [line for line in TEXT.splitlines() if re.match(r"\d{3}\t", line)]


@pytest.mark.parametrize("gone", range(7))
@pytest.mark.parametrize(("right", "wrong"), [each[:2] for each in ERRORS[:4]])
def test_the_findings_are_those_of_the_query_as_it_stands(gone: int, right: str, wrong: str) -> None:
    nquads, document = small_nquads(TEXT.replace(right, wrong).replace(ROWS[gone] + "\n", "", 1))
    graph = document_graph(nquads, document)
    chosen = [rule for rule in rules() if rule.code in ("TOT-01", "TOT-01-R")]
    assert all(without_excuses(rule.select.split("\nHAVING")[0])[1] for rule in chosen)
    report = validate_graph(graph, document, chosen)
    found = {(finding.rule.code, str(finding.value)) for finding in report.findings}
    direct = {
        (rule.code, str(row["value"]))
        for rule in chosen
        for row in _rows(graph, rule.select.replace("WHERE {", f"WHERE {{ $this a <{rule.target}> .", 1))
    }
    assert found == direct


def _rows(graph: ox.Store, query: str) -> list[ox.QuerySolution]:
    answer = graph.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)
