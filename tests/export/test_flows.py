"""Pictures of the money: flows add up to what the forms print, and what no form tells is never made up."""

from __future__ import annotations

import re
import shutil
import subprocess
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.errors import BadArgument
from kg.export.choosing import Told, choose, told_of
from kg.export.flows import Block, blocks
from kg.export.rows import fact_rows
from kg.export.sankey import Picture, export_picture, html, picture, svg
from kg.export.sankey_layout import Bar, layout
from kg.graph.iris import document
from kg.records.model import Disclosure
from kg.store.embedded import EmbeddedStore

Sampled = tuple[EmbeddedStore, list[Disclosure]]


def _row(form: str, amount: str, **told: str) -> dict[str, str]:
    """A fact of 0.01 万元 precision, a leaf where nothing else is said."""
    names = ("function", "function_label", "economic", "economic_label", "funding_source", "expenditure_kind")
    more = ("project", "project_iri", "side", "row_label", "column_key")
    row = {"aggregate_role": "leaf", "row_role": "leaf", "precision": "100", **dict.fromkeys((*names, *more), "")}
    return {**row, "report_table": form, "amount": amount, **told}


def _total(form: str, amount: str, **told: str) -> dict[str, str]:
    return _row(form, amount, aggregate_role="subtotal", column_key="total", **told)


def _flows(block: Block) -> dict[tuple[str, str], Decimal]:
    assert len({(flow.source, flow.target) for flow in block.flows}) == len(block.flows)
    return {(flow.source, flow.target): flow.amount for flow in block.flows}


def _through(block: Block, key: str) -> tuple[Decimal, Decimal]:
    into = sum((flow.amount for flow in block.flows if flow.target == key), Decimal(0))
    return into, sum((flow.amount for flow in block.flows if flow.source == key), Decimal(0))


@pytest.mark.parametrize("to", ["project", "economic"])
def test_flows_add_up_to_the_printed_totals(to: str, sampled: Sampled) -> None:
    store, records = sampled
    itemised = 0
    for record in records:
        totals = {
            form.key: max(fact.amount for fact in form.facts if fact.role == "total")
            for form in record.forms
            if any(fact.role == "total" for fact in form.facts)
        }
        main, *others = blocks(fact_rows(store, [document(record.sha256)]), to)
        levels = {key: node.level for key, node in main.nodes.items()}
        assert sum(flow.amount for flow in main.flows if levels[flow.source] == 0) == totals["revenue"]
        assert sum(flow.amount for flow in main.flows if levels[flow.target] == 2) == totals["expenditure"]
        functions = [key for key, level in levels.items() if level == 1]
        assert len(functions) > 3
        for key in functions:
            into, out = _through(main, key)
            assert into == out, key
        named = sum(flow.amount for flow in main.flows if flow.form == "general-project")
        assert named == totals.get("general-project", 0)
        itemised += bool(named)
        if to == "economic":
            (basic,) = others
            assert sum(flow.amount for flow in basic.flows) == totals["general-basic"]
        else:
            assert others == []
    assert itemised == 1  # one of the two has projects


def test_a_column_that_is_not_certain_is_shown_and_not_shared_out() -> None:
    """100 for the function, of which 60 stand in a certain column: 40 have no source, whatever the column totals."""
    rows = [
        _total("revenue", "1000000", function="2010301", funding_source="total"),
        _row("revenue", "600000", function="2010301", funding_source="general-own"),
        _total("expenditure", "1000000", function="2010301", expenditure_kind="total"),
        _row("expenditure", "300000", function="2010301", expenditure_kind="basic"),
        _row("expenditure", "700000", function="2010301", expenditure_kind="project"),
        _total("general-project", "250000", function="2010301", project="甲", project_iri="urn:p:1"),
    ]
    (block,) = blocks(rows)
    assert _flows(block) == {
        ("source/general-own", "function/2010301"): Decimal(600000),
        ("source/unsure", "function/2010301"): Decimal(400000),
        ("function/2010301", "kind/basic"): Decimal(300000),
        ("function/2010301", "project/urn:p:1"): Decimal(250000),
        ("function/2010301", "use/rest"): Decimal(450000),
    }
    assert [flow.form for flow in block.flows if flow.target == "use/rest" or flow.source == "source/unsure"] == [
        "",
        "",
    ]


def test_sources_that_are_told_for_the_whole_only_are_pooled() -> None:
    rows = [
        _row("revenue", "900", funding_source="general-public-budget"),
        _row("revenue", "100", funding_source="unit-funds"),
        _total("expenditure", "600", function="206", expenditure_kind="total"),
        _row("expenditure", "600", function="206", expenditure_kind="basic"),
        _total("expenditure", "400", function="208", expenditure_kind="total"),
        _row("expenditure", "400", function="208", expenditure_kind="basic"),
    ]
    (block,) = blocks(rows)
    assert _through(block, "pool") == (Decimal(1000), Decimal(1000))
    assert not any(flow.source.startswith("source/") and flow.target != "pool" for flow in block.flows)
    assert "未公开" in block.nodes["pool"].zh


def test_functions_of_the_appropriation_alone_leave_the_rest_of_the_sources_open() -> None:
    """The expenditure form knows no functions; the appropriation's form tells 600 of 1,000 (thousand yuan)."""
    rows = [
        _row("revenue", "1000000", row_role="total", aggregate_role="total", funding_source="total"),
        _row("revenue", "700000", funding_source="general-public-budget"),
        _row("revenue", "300000", funding_source="unit-funds"),
        _row("expenditure", "1000000", expenditure_kind="total"),
        _row("fiscal-expenditure", "600000", function="2010101", expenditure_kind="basic"),
        _row("fiscal-expenditure", "600000", row_role="total", aggregate_role="total", expenditure_kind="total"),
    ]
    (block,) = blocks(rows)
    assert _flows(block) == {
        ("source/general-public-budget", "pool"): Decimal(700000),
        ("source/unit-funds", "pool"): Decimal(300000),
        ("pool", "function/2010101"): Decimal(600000),
        ("pool", "use/unsure"): Decimal(400000),
        ("function/2010101", "kind/basic"): Decimal(600000),
    }
    assert {flow.form for flow in block.flows if flow.source == "function/2010101"} == {"fiscal-expenditure"}


def test_bars_never_overlap_and_bands_fill_them(sampled: Sampled) -> None:
    store, records = sampled
    (block,) = blocks(fact_rows(store, [document(records[0].sha256)]))
    drawn = layout(block, 100, 900)
    columns: dict[float, list[Bar]] = {}
    for bar in drawn.bars:
        columns.setdefault(bar.x, []).append(bar)
    assert len(columns) == 3
    for column in columns.values():
        for upper, lower in pairwise(sorted(column, key=lambda bar: bar.y)):
            assert upper.y + max(upper.height, 30) <= lower.y
    for bar in drawn.bars:
        left = [band for band in drawn.bands if band.flow.source == bar.node.key]
        thick = [band for band in left if band.thickness > 1]
        if len(thick) == len(left) > 0:
            assert sum(band.thickness for band in left) == pytest.approx(bar.height, abs=1)
        assert bar.y >= 0
        assert bar.y + bar.height <= drawn.height


def test_forms_that_disagree_are_both_drawn_and_told() -> None:
    rows = [
        _total("revenue", "1000000", function="201", funding_source="total"),
        _row("revenue", "1000000", function="201", funding_source="general-own"),
        _total("expenditure", "900000", function="201", expenditure_kind="total"),
        _row("expenditure", "900000", function="201", expenditure_kind="basic"),
    ]
    (block,) = blocks(rows)
    assert _through(block, "function/201") == (Decimal(1000000), Decimal(900000))
    told = [note.en for note in block.notes]
    assert any("1,000,000 yuan in the revenue form, 900,000 yuan in the expenditure form" in note for note in told)


def test_rounding_is_told_and_makes_no_flow() -> None:
    rows = [
        _total("revenue", "1000100", function="201", funding_source="total"),
        _row("revenue", "500000", function="201", funding_source="general-own"),
        _row("revenue", "500000", function="201", funding_source="unit-funds"),
    ]
    (block,) = blocks(rows)
    assert ("source/unsure", "function/201") not in _flows(block)
    assert any("differ by 100 yuan (rounding)" in note.en for note in block.notes)
    # no expenditure form: where the money goes is not disclosed
    assert _flows(block)["function/201", "use/unsure"] == Decimal(1000100)


def test_a_document_without_functions_has_no_picture() -> None:
    with pytest.raises(BadArgument, match="no form of the document states money by function"):
        blocks([_row("three-public", "5", funding_source="total")])


def _strange() -> Picture:
    rows = [
        _total(
            "revenue", "10.5", function="201", function_label="<script>alert(1)</script> & “x”", funding_source="total"
        ),
        _row("revenue", "10.5", function="201", funding_source="general-own", precision="0.01"),
    ]
    return Picture(Told("urn:d", "示范局 <b>", "2024", "t"), tuple(blocks(rows)))


def test_labels_are_text_and_never_markup() -> None:
    page = html(_strange())
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    labels = [
        "".join(each.itertext()) for each in ElementTree.fromstring(svg(_strange())).iter() if each.tag.endswith("text")
    ]
    assert any("201 <script>" in label for label in labels)
    assert any("10.5 元" in label for label in labels)
    assert not re.search(r"(?:src|href)\s*=|url\(|@import", page)


def test_choosing_a_document(sampled: Sampled) -> None:
    store, records = sampled
    names = [told_of(store, document(record.sha256)) for record in records]
    assert choose(store, names[0].department, "2024") == names[0]
    assert choose(store, None, None, names[1].document) == names[1]
    with pytest.raises(BadArgument, match="2 documents are meant by this; choose with"):
        choose(store, None, "2024")
    with pytest.raises(BadArgument, match=r"no document of the store is meant.*the store holds"):
        choose(store, "不存在的局", None)


def test_chromium_shows_every_label_with_its_exact_amount(sampled: Sampled, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("Chromium is not installed (Debian: chromium)")
    store, records = sampled
    name = document(records[0].sha256)
    drawn = picture(store, told_of(store, name))
    export_picture(drawn, tmp_path)
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path}/profile",
        "--dump-dom",
    ]
    done = subprocess.run(
        [*command, (tmp_path / "sankey.html").as_uri()], capture_output=True, timeout=90, check=True, cwd=tmp_path
    )
    shown = _shown(done.stdout.decode("utf-8"))
    facts: list[dict[str, str]] = list(fact_rows(store, [name]))
    projects = {
        row["project"]: Decimal(row["amount"])
        for row in facts
        if row["report_table"] == "general-project" and row["row_role"] == "leaf" and row["column_key"] == "total"
    }
    assert projects
    for project, amount in projects.items():
        assert any(project in words and f"{amount:,f} 元" in words for words in shown), project
    assert any("一般财力" in words and "General public budget" in words for words in shown)


def _shown(page: str) -> list[str]:
    """The tooltips of the bars as the browser's document holds them: whole label, exact amount."""
    found: list[Any] = re.findall(r'<g class="node".*?<title>(.*?)</title></g>', page, flags=re.S)
    return [str(each) for each in found]
