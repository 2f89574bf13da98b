"""Tables hold the numbers of the records, one row an amount, and their descriptions fit them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.datafolders import data_folder
from kg.errors import Defect
from kg.export.columns import tables
from kg.export.tables import export_tables
from kg.graph.document import document_nquads
from kg.graph.iris import ONTOLOGY, document
from kg.graph.names import term
from kg.pipeline import convert
from kg.records.model import Disclosure
from kg.samples.write import samples
from kg.store.embedded import EmbeddedStore


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture
def records(small_file: Path, other_file: Path) -> list[Disclosure]:
    return [convert(small_file), convert(other_file)]


@pytest.fixture
def folder(small_store: EmbeddedStore, tmp_path: Path) -> Path:
    for name in ("report-table", "aggregate-role", "expenditure-kind", "function-2024"):
        small_store.store.load(path=str(data_folder("ontology") / f"codes/{name}.ttl"), format=ox.RdfFormat.TURTLE)
    export_tables(small_store, tmp_path / "tables")
    return tmp_path / "tables"


def test_every_amount_of_the_records_is_one_row(folder: Path, records: list[Disclosure]) -> None:
    facts = Counter(
        (row["document"], row["report_table"], row["column_key"], Decimal(row["amount"]), row["printed"], row["line"])
        for row in _rows(folder, "facts")
    )
    assert facts == Counter(
        (document(record.sha256), f.form, f.column_key, f.amount, f.printed, str(f.cell.source.line))
        for record in records
        for f in record.facts
    )
    unplaced = Counter((row["document"], Decimal(row["amount"]), row["printed"]) for row in _rows(folder, "unplaced"))
    assert unplaced == Counter(
        (document(record.sha256), u.amount, u.printed) for record in records for u in record.unplaced
    )
    assert sum(unplaced.values()) > 0
    assert len(_rows(folder, "findings")) == sum(len(record.findings) for record in records)
    assert len(_rows(folder, "projects")) == sum(len(record.projects) for record in records) > 0


def test_a_row_read_against_the_document(folder: Path) -> None:
    """201 38 01 行政运行, 55.00 万元 of 合计 and 基本支出 (tests/conftest.py)."""
    row = next(
        row
        for row in _rows(folder, "facts")
        if row["row_label"] == "行政运行" and row["expenditure_kind"] == "basic" and "标准局" in row["department"]
    )
    assert row["amount"] == "550000"
    assert row["precision"] == "100"
    assert (row["function"], row["fiscal_year"], row["report_table"]) == ("2013801", "2024", "general")
    assert row["department"] == "示范市标准局"


def test_a_thing_without_a_name_is_written_by_its_iri(small_store: EmbeddedStore, tmp_path: Path) -> None:
    """The small store holds none of the lists of functions, and nothing may be lost."""
    export_tables(small_store, tmp_path / "bare")
    listed = [row["function"] for row in _rows(tmp_path / "bare", "facts") if row["row_label"] == "行政运行"]
    assert set(listed) == {"https://w3id.org/budget-kg/code/function-2024/2013801"}


def test_the_descriptors_fit_the_files(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    metadata = json.loads((folder / "csv-metadata.json").read_text("utf-8"))
    assert [each["name"] for each in package["resources"]] == [shape.name for shape in tables()]
    for resource, table in zip(package["resources"], metadata["tables"], strict=True):
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        header = data.decode("utf-8").split("\r\n", 1)[0].split(",")
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert [column["name"] for column in table["tableSchema"]["columns"]] == header
        rows = _rows(folder, resource["name"])
        assert len({row["id"] for row in rows}) == len(rows)
        for field in fields:
            for row in rows:
                _check_type(field["type"], row[field["name"]])
        types = [field["columnType"] for field in fields if "columnType" in field]
        assert len(set(types)) == len(types)


def _check_type(kind: str, value: str) -> None:
    if value and kind == "number":
        assert Decimal(value).is_finite()
    elif value and kind in ("integer", "year"):
        assert value.isdigit()


def test_the_metadata_ties_rows_to_statements_of_the_graph(folder: Path, small_store: EmbeddedStore) -> None:
    """Every column with a property states, with the row's subject, what the graph states."""
    metadata = json.loads((folder / "csv-metadata.json").read_text("utf-8"))
    stated = {(q.subject.value, q.predicate.value, q.object.value) for q in small_store.store}  # type: ignore[union-attr]
    checked = 0
    for table in metadata["tables"]:
        for row in _rows(folder, table["url"].removesuffix(".csv")):
            for column in table["tableSchema"]["columns"]:
                if row[column["name"]] and "propertyUrl" in column:
                    assert (row["id"], column["propertyUrl"], _object(column, row)) in stated
                    checked += 1
    assert checked > 500


def _object(column: dict[str, Any], row: dict[str, str]) -> str:
    template = column.get("valueUrl")
    if template is None:
        return row[column["name"]]
    return row[template[2:-1]] if template.startswith("{+") else str(template)


def test_the_same_store_gives_the_same_bytes(small_store: EmbeddedStore, folder: Path, tmp_path: Path) -> None:
    export_tables(small_store, tmp_path / "again")
    for path in folder.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_text_with_commas_quotes_and_lines_comes_back(tmp_path: Path) -> None:
    store = EmbeddedStore()
    graph, subject = ox.NamedNode("urn:g"), ox.NamedNode("urn:g/finding")
    text = 'one, "two"\r\n=three\n公用经费'
    store.store.add(ox.Quad(subject, ox.NamedNode("http://www.w3.org/ns/shacl#resultMessage"), ox.Literal(text), graph))
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.store.add(ox.Quad(subject, kind, ox.NamedNode(f"{ONTOLOGY}Finding"), graph))
    export_tables(store, tmp_path / "t")
    assert [row["message"] for row in _rows(tmp_path / "t", "findings")] == [text]


def test_two_values_for_one_cell_are_never_chosen_from(tmp_path: Path) -> None:
    store = EmbeddedStore()
    graph, subject = ox.NamedNode("urn:g"), ox.NamedNode("urn:g/fact")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.store.add(ox.Quad(subject, kind, ox.NamedNode(f"{ONTOLOGY}BudgetFact"), graph))
    for amount in ("1", "2"):
        store.store.add(ox.Quad(subject, ox.NamedNode(f"{ONTOLOGY}amount"), ox.Literal(amount), graph))
    with pytest.raises(Defect, match="several values for the column amount: 1, 2"):
        export_tables(store, tmp_path / "t")
    assert not list((tmp_path / "t").iterdir())


def test_claims_are_rows_with_what_they_speak_about(tmp_path: Path) -> None:
    """Read against the sample's own sentence: the row says what is stated and the fact that it is held against."""
    (sample,) = samples(1, 7, ["tabs"], (2024,))
    path = tmp_path / sample.file_name
    path.write_text(sample.text, "utf-8")
    record = convert(path)
    store = EmbeddedStore()
    store.put(document(record.sha256), document_nquads(record, with_concepts=False))
    export_tables(store, tmp_path / "t")
    rows = _rows(tmp_path / "t", "claims")
    assert len(rows) == len(record.prose.claims) > 20
    facts = {row["id"]: row for row in _rows(tmp_path / "t", "facts")}
    held = 0
    for row in rows:
        assert row["printed"] in sample.text
        if row["kind"].endswith("/amount") and row["about"] in facts:
            assert facts[row["about"]]["amount"] == row["about_amount"]
            held += 1
    assert held > 5


def _checked_by_frictionless(folder: Path) -> Any:
    frictionless = pytest.importorskip("frictionless", reason="the validator frictionless is not installed")
    return frictionless.validate(str(folder / "datapackage.json"))


def test_the_official_validator_accepts_the_package_and_notices_a_changed_cell(folder: Path) -> None:
    report = _checked_by_frictionless(folder)
    assert report.valid, report.flatten(["type", "message"])
    assert sum(task.stats.get("rows", 0) for task in report.tasks) == sum(
        len(_rows(folder, each.name)) for each in tables()
    )
    facts = folder / "facts.csv"
    facts.write_bytes(facts.read_bytes().replace(b",550000,", b",55x000,", 1))
    kinds = {kind for (kind,) in _checked_by_frictionless(folder).flatten(["type"])}
    assert {"type-error", "hash-count"} & kinds


def test_the_conversion_of_csvw_states_what_the_graph_states(folder: Path, small_store: EmbeddedStore) -> None:
    """By another's converter; templates write Chinese with percent signs, so the graph's IRIs are written likewise."""
    csvw = pytest.importorskip("csvw", reason="the converter csvw is not installed")
    stated = {
        (_uri(quad.subject), quad.predicate.value, _uri(quad.object))
        for name in [None, *small_store.graphs()]
        for quad in small_store.content(name)
    }
    package = csvw.CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert package.is_valid
    agreed = 0
    for row in package.to_json(minimal=True):
        for name, value in row.items():
            if name == "@id":
                continue
            # the converter shortens names of well-known vocabularies
            full = name if name.startswith("http") else term(name)[1:-1]
            values = value if isinstance(value, list) else [value]
            for each in values:
                text = str(Decimal(str(each)).normalize()) if isinstance(each, float) else str(each)
                text = f"{Decimal(text):f}" if isinstance(each, float) else text
                assert (row["@id"], full, text) in stated
                agreed += 1
    assert agreed > 500


def _uri(node: object) -> str:
    """An IRI as a URI (RFC 3987, section 3.1); a literal's text."""
    if isinstance(node, ox.NamedNode):
        return quote(node.value, safe="%/:=&?~#+!$,;'@()*[]")
    assert isinstance(node, ox.Literal)
    return node.value
