"""Text and tables published as two files become one disclosure, as if they had been one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import BadArgument, BadInput, NoForm
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert, convert_all, convert_together, joined_files
from kg.records.model import Disclosure
from kg.validate.run import validate_nquads
from tests.apart import TABLES, TEXT, write_apart
from tests.pipeline import families

BO = iris.ONTOLOGY


def compared(record: Disclosure) -> int:
    """How many claims of the narrative speak of a fact of the tables."""
    return sum(claim.about.fact is not None for claim in record.prose.claims) if record.prose else 0


@pytest.mark.parametrize("flavour", ["tabs", "cells", "lines"])
@pytest.mark.parametrize("year", [2024, 2019])
def test_two_files_say_what_one_says(tmp_path: Path, flavour: str, year: int) -> None:
    text, tables, one = write_apart(tmp_path, flavour, year=year)
    whole, both = convert(one), convert_together([tables, text])
    assert both.header == whole.header
    assert [(form.key, form.status, form.unit) for form in both.forms] == [
        (form.key, form.status, form.unit) for form in whole.forms
    ]
    assert [(fact.form, fact.row.key, fact.column_key, fact.amount) for fact in both.facts] == [
        (fact.form, fact.row.key, fact.column_key, fact.amount) for fact in whole.facts
    ]
    assert compared(both) == compared(whole) > 20
    assert [finding.code for finding in both.findings] == [finding.code for finding in whole.findings]
    assert both.numbers is not None
    assert whole.numbers is not None
    assert both.numbers.counts == whole.numbers.counts
    with pytest.raises(NoForm, match="--together"):
        convert(text)


def test_every_place_names_its_file_and_reads_there_what_it_says(tmp_path: Path) -> None:
    text, tables, _ = write_apart(tmp_path)
    contents = {TEXT: text.read_text("utf-8"), TABLES: tables.read_text("utf-8")}
    record = convert_together([text, tables])
    assert record.prose is not None
    assert record.numbers is not None
    assert {fact.cell.source.file for fact in record.facts} == {TABLES}
    assert {claim.source.file for claim in record.prose.claims} == {TEXT}
    places = [fact.cell.source for fact in record.facts] + [claim.source for claim in record.prose.claims]
    spans = [span for place in places for span in place.spans]
    spans += [entry.occurrence.span for entry in record.numbers.entries]
    assert len(spans) > 600
    assert all(contents[span.file][span.start : span.end] == span.text for span in spans)
    counted = Counter(entry.occurrence.span.file for entry in record.numbers.entries)
    assert min(counted[TEXT], counted[TABLES]) > 100


def test_neither_the_records_nor_the_name_depend_on_the_order(tmp_path: Path) -> None:
    text, tables, _ = write_apart(tmp_path)
    first, second = convert_together([text, tables]), convert_together([tables, text])
    assert first == second
    assert document_nquads(first) == document_nquads(second)
    assert first.sha256 not in (convert(tables).sha256, *(file.sha256 for file in first.files))


def test_both_files_stand_in_the_graph_and_it_is_valid(tmp_path: Path) -> None:
    text, tables, _ = write_apart(tmp_path)
    converted = next(iter(convert_all([(text, tables)])))
    assert converted.record is not None
    store = ox.Store()
    store.load(converted.nquads.encode(), format=ox.RdfFormat.N_QUADS)
    rows = store.query(
        f"PREFIX bo: <{BO}> SELECT ?name (COUNT(?fact) AS ?facts) WHERE {{ GRAPH ?d {{ ?d bo:sourceFile ?file . "
        "?file bo:fileName ?name ; bo:sha256 ?sha . OPTIONAL { ?fact a bo:BudgetFact ; "
        "<http://www.w3.org/ns/prov#wasDerivedFrom>/bo:inFile ?file } } } GROUP BY ?name"
    )
    found = {row["name"].value: int(row["facts"].value) for row in rows}
    assert found == {TEXT: 0, TABLES: len(converted.record.facts)}
    report = validate_nquads(converted.nquads, iris.document(converted.record.sha256))
    assert [each for each in report.findings if each.severity == "violation"] == []


def test_a_form_does_not_go_on_in_the_next_file(tmp_path: Path) -> None:
    """The last form of one file takes in nothing of the next, whose first lines are no heading."""
    text, tables, _ = write_apart(tmp_path)
    bare = tmp_path / "zz.txt"
    bare.write_text("本表另附。\n合计 12.00\n", "utf-8")
    record = convert_together([text, tables, bare])
    assert record.facts == convert_together([text, tables]).facts
    assert record.numbers is not None
    assert [entry.state for entry in record.numbers.entries if entry.occurrence.span.file == "zz.txt"] == ["unclaimed"]


def test_the_same_form_in_two_files_is_refused(tmp_path: Path) -> None:
    _, tables, whole = write_apart(tmp_path)
    with pytest.raises(BadInput, match="two disclosures stand in one file"):
        convert_together([tables, whole])
    with pytest.raises(BadArgument, match="the same file is given twice"):
        convert_together([tables, tables, whole])


def test_files_of_one_name_are_told_apart_by_their_hash(tmp_path: Path) -> None:
    text, tables, _ = write_apart(tmp_path)
    (tmp_path / "tables").mkdir()
    named = tables.rename(tmp_path / "tables" / TEXT)
    record = convert_together([text, named])
    assert [file.name for file in record.files] == [f"{TEXT} ({file.sha256[:8]})" for file in record.files]
    assert len({fact.cell.source.file for fact in record.facts}) == 1


def test_a_batch_is_joined_by_what_its_files_say(tmp_path: Path) -> None:
    for seed in (7, 8):
        write_apart(tmp_path / str(seed), seed=seed)
    batch = [tmp_path / seed / name for seed in "78" for name in (TABLES, TEXT)]
    found = joined_files(list(convert_all(batch)))
    assert found.groups == tuple((tmp_path / seed / TEXT, tmp_path / seed / TABLES) for seed in "78")
    assert found.doubts == ()


def test_a_whole_document_beside_its_tables_is_told_and_left_apart(tmp_path: Path) -> None:
    text, tables, whole = write_apart(tmp_path)
    found = joined_files(list(convert_all([text, tables, whole])))
    assert found.groups == ()
    assert len(found.doubts) == 1


@pytest.mark.skipif(not families.FOLDER.is_dir(), reason=families.WITHOUT)
def test_the_published_pair_becomes_one_disclosure() -> None:
    text, tables = (families.FOLDER / f"jiangsu-renda-2019-{part}.pdf" for part in ("text", "tables"))
    with pytest.raises(NoForm):
        convert(text)
    alone = convert(tables)
    assert compared(alone) == 0
    batch = list(convert_all([tables, text]))
    assert joined_files(batch).groups == ((text, tables),)
    both = convert_together([text, tables])
    assert len(both.facts) == len(alone.facts) == 163
    assert (both.header.fiscal_year, both.header.template) == (2019, "jiangsu")
    assert both.prose is not None
    # 收入预算情况说明 and 支出预算情况说明 of the text, read by eye, against the forms of the tables
    stated = {
        (claim.about.fact.form, claim.printed)
        for claim in both.prose.claims
        if claim.about.fact and claim.kind == "amount"
    }
    assert stated >= {("expenditure", "9312.9"), ("expenditure", "6459.58")}
    assert "18330.37" in {printed for _, printed in stated}
