"""A scan of an invented budget: refused without --ocr, and with it no amount that is wrong becomes a fact."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli.main import kg
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.model import Disclosure
from kg.samples.random_budget import random_budget
from kg.samples.tables import tables
from kg.tables.pdf import pdf_document
from kg.validate.run import validate_nquads
from tests.pictures import has_chinese_font, scanned
from tests.sample_pdf import sample_pdf

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
pytestmark = pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font to draw the pages with")
BUDGET = random_budget(7, 2024)
SHOWN = ("summary", "expenditure")
"""the forms of the scanned pages (the revenue form between them is left out)"""


@cache
def scan() -> bytes:
    return scanned(sample_pdf(BUDGET, size=8, forms=3), pages=[0, 1, 2, 4], turned=0.3)


@cache
def record() -> Disclosure:
    return disclosure(recognise(pdf_document(scan(), "scan.pdf", optical=True)))


def test_what_is_confirmed_is_right_and_what_is_not_is_kept_with_its_reading() -> None:
    claims = [(t.form, claim) for t in tables(BUDGET) if t.form in SHOWN for claim in t.claims()]
    true = {(form, claim.side, claim.row, claim.column): claim.amount for form, claim in claims}
    assert {form.key for form in record().forms} == set(SHOWN)
    for fact in record().facts:
        assert true[fact.form, fact.side, fact.row.key, fact.column_key] == fact.amount
        assert fact.cell.source.optical
    assert len(record().facts) >= 0.7 * len(true)
    withheld = [amount for amount in record().unplaced if amount.unconfirmed]
    assert len(record().facts) + len(record().unplaced) >= 0.95 * len(true)
    codes = Counter(finding.code for finding in record().findings)
    assert bool(withheld) == bool(codes["reading-unconfirmed"])


def test_every_number_of_the_scan_is_accounted_for() -> None:
    numbers = record().numbers
    assert numbers is not None
    assert record().optical
    assert numbers.counts.claimed == len(record().facts) + len(record().unplaced)


def test_the_graph_says_that_it_was_read_from_pictures_and_is_valid() -> None:
    nquads = document_nquads(record())
    store = ox.Store()
    store.load(nquads.encode(), format=ox.RdfFormat.N_QUADS)
    rows = store.query(
        f"PREFIX bo: <{iris.ONTOLOGY}> SELECT (COUNT(?fact) AS ?facts) WHERE {{ GRAPH ?d {{ ?d bo:opticallyRead true . "
        "?fact a bo:BudgetFact ; <http://www.w3.org/ns/prov#wasDerivedFrom>/bo:opticallyRead true } }"
    )
    assert [int(row["facts"].value) for row in rows] == [len(record().facts)]
    report = validate_nquads(nquads, iris.document(record().sha256))
    broken = {each.rule.code for each in report.findings if each.rule.family == "structure"}
    assert {code for code in broken if code.startswith(("FACT", "LOST", "CELL", "FORM"))} == set()


def test_the_command_line_names_the_option_and_takes_it(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(sample_pdf(BUDGET, size=9, forms=1), pages=[1]))
    refused = CliRunner().invoke(kg, ["convert", str(path)])
    assert refused.exit_code == 2
    assert "a PDF without a text layer" in refused.stderr
    assert "--ocr" in refused.stderr
    # in a process of its own, in which nothing can open a connection
    blocked = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise OSError('a connection was opened')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from kg.cli.main import main\n"
        f"sys.argv = ['kg', 'convert', {str(path)!r}, '--ocr', '-o', {str(tmp_path / 'out.nq')!r}]\n"
        "main()\n"
    )
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "http_proxy": "http://127.0.0.1:9", "HOME": str(tmp_path)}
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", blocked], capture_output=True, text=True, timeout=300, cwd=root,
        env={**environment, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert "1 converted, 0 failed" in done.stderr, done.stderr
    assert "opticallyRead" in (tmp_path / "out.nq").read_text("utf-8")
    assert list(tmp_path.rglob("*.onnx")) == []  # the models are those of the package
