"""Headers of questions: what they must hold, and that a wrong one is an error that says where and what."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadArgument
from kg.query.header import read_header
from kg.query.library import read_library, read_question

HEADER = """#+ summary: Documents · 文件
#+ question: Which documents? · 有哪些文件？
#+ tags: [test]
#+ parameters:
#+   - {name: year, type: year, default: null, en: fiscal year, zh: 年度}
#+   - {name: show, type: text, default: all, allowed: [all, none], en: what, zh: 内容}
#+ columns:
#+   - {name: document, type: document, en: Document, zh: 文件}
#+   - {name: amount, type: decimal, unit: yuan, en: Amount, zh: 金额}
#+ example: {year: 2024}
#+ chart: {label: document, value: amount}
"""
BODY = """
SELECT ?document ?amount WHERE {
  ?document <urn:year> ?y ; <urn:amount> ?amount .
  FILTER(STR(?y) = STR(COALESCE(?_year, ?y)) && COALESCE(?_show, "all") = "all")
}
"""


def test_a_header_is_read() -> None:
    header = read_header(HEADER, "q.rq")
    assert (header.summary.en, header.summary.zh) == ("Documents", "文件")
    assert [(each.name, each.type, each.default, each.allowed) for each in header.parameters] == [
        ("year", "year", None, ()),
        ("show", "text", "all", ("all", "none")),
    ]
    assert [(each.name, each.unit) for each in header.columns] == [("document", ""), ("amount", "yuan")]
    assert header.example == {"year": 2024}
    assert header.chart is not None
    assert (header.chart.labels, header.chart.value) == (("document",), "amount")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("#+ tags: [test]\n", "", "lacks tags"),
        ("tags: [test]", "tags: test", "tags is no list"),
        ("summary: Documents · 文件", "summary: Documents", "summary is not in English and Chinese"),
        ("summary: Documents · 文件", "summary: [", "no YAML"),
        ("unit: yuan, ", "", "amount is a decimal without a unit"),
        ("type: decimal", "type: float", "amount has no type of"),
        ("name: amount", "name: Amount!", "'Amount!' is no name"),
        ("name: amount, type", "name: document, type", "the columns name document twice"),
        ("default: all", "default: some", "the default of show is not among the allowed values"),
        ("example: {year: 2024}", "example: {month: 5}", "knows no key month"),
        ("value: amount}", "value: document}", "document is no number"),
        ("value: amount}", "value: sum}", "sum, which is no column"),
        ("tags: [test]", "tags: [test]\n#+ author: x", "knows no key author"),
    ],
)
def test_a_wrong_header_is_told(old: str, new: str, told: str) -> None:
    assert old in HEADER
    with pytest.raises(BadArgument, match=told.replace("(", r"\(")) as error:
        read_header(HEADER.replace(old, new), "q.rq")
    assert error.value.where == "q.rq"


def test_a_file_without_a_header_is_told() -> None:
    with pytest.raises(BadArgument, match="there is no #\\+ header"):
        read_header("SELECT * {}", "q.rq")


def _file(folder: Path, text: str, theme: str = "theme", name: str = "q") -> Path:
    path = folder / theme / f"{name}.rq"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_header_and_query_must_agree(tmp_path: Path) -> None:
    assert read_question(_file(tmp_path, HEADER + BODY)).theme == "theme"
    with pytest.raises(BadArgument, match="parameter month is used and not declared"):
        read_question(_file(tmp_path, HEADER + BODY.replace("?y ;", "?_month ;")))
    with pytest.raises(BadArgument, match="parameter year is declared and not used"):
        read_question(_file(tmp_path, HEADER + BODY.replace("?_year", "?unset")))
    with pytest.raises(BadArgument, match="does not give the columns of its header"):
        read_question(_file(tmp_path, HEADER + BODY.replace("SELECT ?document ?amount", "SELECT ?amount ?document")))
    with pytest.raises(BadArgument, match="SPARQL cannot be read"):
        read_question(_file(tmp_path, HEADER + BODY.replace("}", "")))
    with pytest.raises(BadArgument, match="does not fit"):
        read_question(_file(tmp_path, HEADER.replace("2024", "soon") + BODY))


def test_a_name_stands_once(tmp_path: Path) -> None:
    _file(tmp_path, HEADER + BODY, "one")
    _file(tmp_path, HEADER + BODY, "two")
    with pytest.raises(BadArgument, match="another theme has a question of this name"):
        read_library(tmp_path)
