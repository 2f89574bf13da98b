"""Measures worked out by hand, and empty where the forms do not carry them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.export.choosing import Told
from kg.export.measures import _measured, _Named, annotate, as_row, measures
from kg.export.network import network
from kg.graph.iris import document
from kg.records.model import Disclosure
from kg.store.embedded import EmbeddedStore
from tests.export.test_flows import _row, _total

TOLD = Told("urn:d", "示范局", "2024", "示范局2024年部门预算", "urn:b")


def _revenue(total: str, **sources: str) -> list[dict[str, str]]:
    whole = _row("revenue", total, aggregate_role="total", row_role="total", column_key="total", funding_source="total")
    named = {name.replace("_", "-"): amount for name, amount in sources.items()}
    return [whole, *(_row("revenue", amount, function="201", funding_source=name) for name, amount in named.items())]


def test_concentration_and_dependence_by_hand() -> None:
    """600, 300, 100 of 1000: 0.36 + 0.09 + 0.01 = 0.46; transfers from above are 300, of the rest 100 are not told."""
    rows = _revenue("1000000", general_own="600000", general_transfer="300000", unit_other="100000")
    told = _measured(TOLD, rows)
    assert told.funding.hhi == Decimal("0.4600")
    assert (told.funding.parts, told.funding.top, told.funding.top_share) == (3, "一般财力", Decimal("0.6000"))
    assert told.upper_share == Decimal("0.3000")
    assert told.open_share == Decimal("0.1000")
    assert told.projects.problem == "the document gives no amounts"


def test_one_source_alone_is_one() -> None:
    told = _measured(TOLD, _revenue("5.5", general_public_budget="5.5"))
    assert told.funding.hhi == Decimal(1)
    # 一般公共预算 without a column for transfers: who arranges it is not told
    assert (told.upper_share, told.open_share) == (Decimal(0), Decimal(1))


@pytest.mark.parametrize("total", ["2000000", "500000"])
def test_a_form_whose_parts_do_not_make_its_total_has_no_index(total: str) -> None:
    told = _measured(TOLD, _revenue(total, general_own="600000", unit_other="400000"))
    assert told.funding.hhi is None
    assert told.funding.problem == f"the certain parts are 1000000 of {total} yuan"
    assert told.upper_share is None
    assert as_row(told)["funding_hhi"] == ""


def test_a_form_whose_whole_is_not_certain_has_no_index() -> None:
    """One column is certain with its total, the column 合计 is not: the money is not all of one source."""
    rows = [
        _row("revenue", "600000", aggregate_role="total", row_role="total", funding_source="general-own"),
        _row("revenue", "600000", function="201", funding_source="general-own"),
    ]
    assert _measured(TOLD, rows).funding.problem == "the form prints no total to hold the parts against"


def test_rounding_is_no_reason_to_be_silent() -> None:
    assert _measured(TOLD, _revenue("1000100", general_own="600000", unit_other="400000")).funding.hhi is not None


def test_projects_that_departments_share_by_name() -> None:
    named = _Named()
    for department, iri, amount in (("甲局", "urn:1", "100"), ("乙局", "urn:2", "50.5"), ("丙局", "urn:3", "7")):
        name = "信息化运维" if department != "丙局" else "信息化建设"
        rows = [_total("general-project", amount, project=name, project_iri=iri)]
        named.add(Told("urn:d", department, "2024", ""), rows)
    (shared,) = named.shared()
    assert (shared.name, shared.departments, shared.amount) == ("信息化运维", ("乙局", "甲局"), Decimal("150.5"))
    assert shared.projects == ("urn:1", "urn:2")


def test_nodes_of_departments_carry_the_measures(sampled: tuple[EmbeddedStore, list[Disclosure]]) -> None:
    store, records = sampled
    graph, (found, _) = network(store), measures(store)
    annotate(graph, found)
    assert {each.told.document for each in found} == {document(record.sha256) for record in records}
    marked = [told for _, told in graph.nodes(data=True) if told["kind"] == "department"]
    assert len(marked) == 2
    for told in marked:
        assert Decimal(0) < Decimal(told["funding_hhi"]) <= 1
        assert told["year"] == "2024"
