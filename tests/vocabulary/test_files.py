"""Generated files: those in the repository agree with their sources, and a difference is seen."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kg.datafolders import data_folder
from kg.vocabulary.files import build, differences, generated_files


def _copy(tmp_path: Path) -> Path:
    target = tmp_path / "ontology"
    shutil.copytree(data_folder("ontology"), target)
    return target


def test_the_repository_agrees_with_its_sources() -> None:
    assert differences(data_folder("ontology")) == []


def test_the_same_bytes_every_time() -> None:
    folder = data_folder("ontology")
    for writer in generated_files(folder).values():
        assert writer() == writer()


def test_changed_missing_and_stray_files_are_seen_and_mended(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "codes" / "side.ttl").write_text("changed", encoding="utf-8")
    (folder / "context.jsonld").unlink()
    (folder / "codes" / "stray.ttl").write_text("", encoding="utf-8")
    assert {(found.path, found.what) for found in differences(folder)} == {
        ("codes/side.ttl", "differs from its source"),
        ("context.jsonld", "is missing"),
        ("codes/stray.ttl", "has no source"),
    }
    assert sorted(build(folder)) == ["codes/side.ttl", "codes/stray.ttl", "context.jsonld"]
    assert differences(folder) == []


def test_the_page_stands_alone_and_shows_every_part() -> None:
    page = (data_folder("ontology") / "reference.html").read_text(encoding="utf-8")
    for outside in ("<script", "<link", "@import", "src="):
        assert outside not in page
    assert page.count("<svg") == 1
    for part in (
        'id="BudgetFact"',
        'id="amount"',
        "function-2024",
        "bo:cube-summary",
        "form.ttl",
        "部门或单位",
    ):
        assert part in page


def test_every_link_of_the_page_arrives() -> None:
    page = (data_folder("ontology") / "reference.html").read_text(encoding="utf-8")
    targets = set(re.findall(r' id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert len(links) > 20
    assert links <= targets
