"""Contact persons and telephone numbers of the real documents stand in no output.

The names and numbers are found in the documents by the tests themselves and written down nowhere.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.convert import convert
from kg.cli.inspect import inspect
from kg.cli.ledger import ledger
from kg.graph.document import document_nquads
from tests.pipeline import seeds

_PERSON = re.compile(r"(?:联系人|负责人)[\s：:]*([\u4e00-\u9fff]{2,4})(?=\s|$|联系)", re.MULTILINE)
_TELEPHONE = re.compile(r"(?:电话|手机|传真)[\s：:]*(\d[\d-]{6,})")


def _private(text: str) -> set[str]:
    return {*_PERSON.findall(text), *_TELEPHONE.findall(text)}


def _real(paths: list[Path]) -> list[tuple[Path, set[str]]]:
    return [(path, _private(path.read_text("utf-8"))) for path in paths]


def test_the_documents_do_name_persons_and_telephones(seeds: list[Path]) -> None:
    found = _real(seeds)
    assert sum(bool(private) for _, private in found) == 4
    assert sum(len(private) for _, private in found) >= 9
    assert sum(each.isdigit() for _, private in found for each in private) == 4


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_the_graph_holds_none(number: str) -> None:
    private = _private(seeds.seed(number))
    output = document_nquads(seeds.unchanged(number))
    assert [word for word in private if word in output] == []


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_findings_and_project_records_hold_none(number: str) -> None:
    private = _private(seeds.seed(number))
    record = seeds.unchanged(number)
    output = repr(record.projects) + repr([(finding.code, finding.message) for finding in record.findings])
    assert [word for word in private if word in output] == []


def test_no_command_prints_one(seeds: list[Path]) -> None:
    runner = CliRunner()
    calls = [(ledger, []), (ledger, ["--json"]), (ledger, ["--unclaimed"]), (inspect, []), (inspect, ["--json"])]
    looked_at = 0
    for path, private in _real(seeds):
        for command, options in calls:
            result = runner.invoke(command, [str(path), *options])
            assert result.exit_code == 0
            assert [word for word in private if word in result.output] == []
            looked_at += len(result.output)
    assert looked_at > 10_000


def test_no_file_written_holds_one(seeds: list[Path], tmp_path: Path) -> None:
    for path, private in _real(seeds):
        for ending in (".nq", ".jsonld", ".ttl"):
            target = tmp_path / f"{path.stem}{ending}"
            result = CliRunner().invoke(convert, [str(path), "-o", str(target)])
            assert result.exit_code == 0, result.output
            written = target.read_text("utf-8")
            readable = json.dumps(json.loads(written), ensure_ascii=False) if ending == ".jsonld" else written
            assert len(readable) > 10_000
            assert [word for word in private if word in readable + result.output] == []
