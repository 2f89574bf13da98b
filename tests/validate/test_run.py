"""Validation from end to end: clean documents stay clean, each error fires its rule, rounding is only told."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.samples.write import samples
from kg.store.embedded import EmbeddedStore
from kg.validate.findings import DocumentReport
from kg.validate.run import validate_nquads, validate_store
from tests.validate.erring import ERRORS, TEXT, small_nquads


def codes(report: DocumentReport, *severities: str) -> set[str]:
    return {finding.rule.code for finding in report.findings if not severities or finding.severity in severities}


def validated(path: Path) -> DocumentReport:
    record = convert(path)
    return validate_nquads(document_nquads(record), iris.document(record.sha256))


@pytest.fixture(scope="module")
def clean() -> DocumentReport:
    return validate_nquads(*small_nquads())


def test_the_small_disclosure_has_only_what_is_told(clean: DocumentReport) -> None:
    assert codes(clean) == {"COD-01", "COD-03"}
    assert {finding.severity for finding in clean.findings} == {"info"}


def test_a_rule_that_has_nothing_to_compare_is_not_applicable(clean: DocumentReport) -> None:
    outcomes = {tally.rule.code: tally for tally in clean.tallies}
    assert outcomes["FRM-19"].outcome == "not-applicable"
    assert outcomes["FRM-19"].rule.not_applicable["zh"]
    assert outcomes["FRM-01"].outcome == "passed"
    assert outcomes["FRM-01"].compared == 1
    assert outcomes["COD-01"].outcome == "failed"


@pytest.mark.parametrize(("stands", "wrong", "rule"), ERRORS, ids=[each[2] for each in ERRORS])
def test_an_error_fires_its_rule(stands: str, wrong: str, rule: str, clean: DocumentReport) -> None:
    assert TEXT.count(stands) == 1
    report = validate_nquads(*small_nquads(TEXT.replace(stands, wrong)))
    assert rule in codes(report) - codes(clean)
    if rule.endswith("-R"):
        assert codes(report, "violation", "warning") == set()


def test_a_finding_has_its_figures_cells_and_message() -> None:
    stands, wrong, rule = ERRORS[0]
    report = validate_nquads(*small_nquads(TEXT.replace(stands, wrong)))
    finding = next(each for each in report.findings if each.rule.code == rule)
    assert finding.messages["zh"].endswith("印为 101.00，《部门收支总体情况表》为 1,000,000 元，相差 10,000 元")
    assert (finding.figures["amount"], finding.figures["sum"]) == ("1010000", "1000000")
    assert [place.text for place in finding.places] == ["101.00", "100.00"]
    line = TEXT.splitlines().index("收入总计\t100.00\t支出总计\t100.00") + 1
    assert {place.line for place in finding.places} == {line}
    assert [marked for _, cells in finding.excerpts[0].rows for _, marked in cells] == [True, True]


def test_deleting_a_statement_fires_the_rule_of_empty_forms() -> None:
    text = TEXT.replace(
        "示范市标准局 2024 年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。", ""
    )
    assert "CMP-03" in codes(validate_nquads(*small_nquads(text)), "violation")


@pytest.mark.parametrize("flavour", ["tabs", "cells"])
def test_samples_are_clean_and_a_missing_form_is_noticed(flavour: str, tmp_path: Path) -> None:
    checked = 0
    for each in samples(4, 7, [flavour]):
        path = tmp_path / each.file_name
        path.write_text(each.text, "utf-8")
        record = convert(path)
        document = iris.document(record.sha256)
        # only told: codes that no list attests, and targets that state no operator
        assert codes(validate_nquads(document_nquads(record), document)) <= {"COD-04", "GOL-12"}
        lines = document_nquads(record).splitlines(keepends=True)
        without = "".join(line for line in lines if "/form/three-public" not in line)
        assert codes(validate_nquads(without, document), "violation") == {"CMP-01"}
        checked += 1
    assert checked == 4


def test_a_store_gives_the_same_as_the_file(small_file: Path) -> None:
    record = convert(small_file)
    document = iris.document(record.sha256)
    store = EmbeddedStore()
    store.load_lists()
    store.put(document, document_nquads(record, with_concepts=False))
    (stored,) = validate_store(store.store, [document])
    assert stored == validate_nquads(document_nquads(record), document)


def test_a_store_holds_a_document_against_that_of_the_year_before() -> None:
    """The text implies 60.00 of basic and 40.00 of project expenditure for 2023; that budget has 65.00, 30.00."""
    store = EmbeddedStore()
    store.load_lists()
    names = {}
    for year in (2022, 2023, 2024):
        nquads, names[year] = small_nquads(TEXT.replace("2024", str(year)))
        own = "".join(line for line in nquads.splitlines(keepends=True) if line.endswith(f" <{names[year]}> .\n"))
        store.put(names[year], own)
    alone = validate_nquads(*small_nquads())
    (report,) = validate_store(store.store, [names[2024]])
    added = [each for each in report.findings if each.rule.code == "PRS-23"]
    told = sorted((each.figures["prior"], each.figures["was"]) for each in added)
    # the total, the projects, and basic expenditure, which is compared with the year before in two sentences
    assert told == [("1000000", "950000"), ("400000", "300000"), ("600000", "650000"), ("600000", "650000")]
    assert codes(alone) == codes(report) - {"PRS-23"}
    others = [tally for tally in report.tallies if tally.rule.code != "PRS-23"]
    assert others == [tally for tally in alone.tallies if tally.rule.code != "PRS-23"]
    (first,) = validate_store(store.store, [names[2022]])
    assert {each.rule.code: each.outcome for each in first.tallies}["PRS-23"] == "not-applicable"


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        validate_nquads(*small_nquads(TEXT))
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if was else gc.disable)()
