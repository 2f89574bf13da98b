"""Parquet holds the rows of the CSV tables, numbers as exact decimals."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import BadArgument
from kg.export.columns import tables
from kg.export.parquet import export_parquet
from kg.export.tables import export_tables
from kg.graph.iris import ONTOLOGY
from kg.store.embedded import EmbeddedStore

pyarrow = pytest.importorskip("pyarrow", reason="the optional package pyarrow is not installed")
parquet = pytest.importorskip("pyarrow.parquet")


def test_every_cell_is_that_of_the_csv_table(small_store: EmbeddedStore, tmp_path: Path) -> None:
    export_tables(small_store, tmp_path / "csv")
    files = export_parquet(small_store, tmp_path / "parquet")
    assert [each.shape for each in files] == list(tables())
    compared = 0
    for each in files:
        with (tmp_path / "csv" / f"{each.shape.name}.csv").open(encoding="utf-8", newline="") as handle:
            wanted = list(csv.DictReader(handle))
        found = parquet.read_table(each.file.path).to_pylist()
        assert len(found) == len(wanted) == each.rows
        for row, told in zip(found, wanted, strict=True):
            for column in each.shape.columns:
                value, text = row[column.name], told[column.name]
                if column.many:
                    assert value == (text.split(column.separator) if text else []) or column.type == "number"
                elif not text:
                    assert value is None
                elif column.type == "number":
                    assert isinstance(value, Decimal)
                    assert value == Decimal(text)
                else:
                    assert str(value) == text
                compared += 1
    assert compared > 1000


def test_amounts_are_decimals_of_38_digits_and_sums_are_exact(small_store: EmbeddedStore, tmp_path: Path) -> None:
    export_parquet(small_store, tmp_path / "p")
    table = parquet.read_table(tmp_path / "p/facts.parquet")
    assert table.schema.field("amount").type == pyarrow.decimal128(38, 10)
    assert table.schema.field("amount").metadata[b"columnType"] == b"value"
    assert table.schema.metadata[b"class"].decode() == f"{ONTOLOGY}BudgetFact"
    rows = table.to_pylist()
    amount = next(each["amount"] for each in rows if each["row_label"] == "行政运行")
    assert amount == Decimal("550000")


def _one(amount: str) -> EmbeddedStore:
    store = EmbeddedStore()
    graph, subject = ox.NamedNode("urn:g"), ox.NamedNode("urn:g/fact")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.store.add(ox.Quad(subject, kind, ox.NamedNode(f"{ONTOLOGY}BudgetFact"), graph))
    store.store.add(ox.Quad(subject, ox.NamedNode(f"{ONTOLOGY}amount"), ox.Literal(amount), graph))
    return store


@pytest.mark.parametrize("amount", ["1234567890123456789012345678.0123456789", "-0.0000000001", "0"])
def test_the_largest_and_the_smallest_number_come_back(amount: str, tmp_path: Path) -> None:
    export_parquet(_one(amount), tmp_path)
    (row,) = parquet.read_table(tmp_path / "facts.parquet").to_pylist()
    assert row["amount"] == Decimal(amount)


@pytest.mark.parametrize("amount", ["0.00000000001", "12345678901234567890123456789"])
def test_a_number_is_never_rounded(amount: str, tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match=r"does not fit.*write CSV"):
        export_parquet(_one(amount), tmp_path / "t")
    assert list((tmp_path / "t").iterdir()) == []


def test_the_same_store_gives_the_same_bytes(small_store: EmbeddedStore, tmp_path: Path) -> None:
    first, second = (export_parquet(small_store, tmp_path / name) for name in ("one", "two"))
    assert [each.file.sha256 for each in first] == [each.file.sha256 for each in second]


def test_without_pyarrow_it_is_told(
    small_store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(BadArgument, match=r"pyarrow is not installed.*budget-kg\[parquet\]"):
        export_parquet(small_store, tmp_path)
