"""A form, a row or a statement deleted from a document: the right completeness rule fires, and no other kind."""

from __future__ import annotations

import re

import pytest

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.validate.findings import DocumentReport
from kg.validate.run import validate_nquads
from tests.pipeline import seeds
from tests.validate.test_seed_findings import report

FORM = re.compile(r"表 (\d+)")
EMPTY = "空表。"
ROWS = {
    # total rows
    ("003", "收入总计\t342.31\t支出总计\t342.31"): {"CMP-05"},
    ("003", "\t\t\t总计\t342.31\t160.31\t182.00"): {"CMP-05"},
    ("003", "\t\t\t总计\t232.31\t160.31\t72.00"): {"CMP-05"},
    ("004", "收入总计\t428.70\t支出总计\t428.70\t428.70\t\t"): {"CMP-05"},
    ("004", "合计\t6.18\t6.18\t\t"): {"CMP-05"},
    # functions in the forms of revenue, of expenditure and of the general budget
    ("003", "208\t05\t02\t事业单位离退休\t0.20\t0.20\t0.20\t\t\t\t\t\t\t\t\t"): {"CMP-06"},
    ("003", "201\t03\t50\t事业运行\t116.75\t116.75\t"): {"CMP-06", "CMP-07"},
    ("004", "206\t99\t99\t其他科学技术支出\t4.20\t\t4.20"): {"CMP-06"},
    ("004", "201\t03\t\t政府办公厅（室）及相关机构事务\t378.94\t356.92\t22.02"): {"CMP-07", "CMP-09"},
    # classes of the summary and of the appropriation
    ("004", "其中：政府性基金收入\t\t206 科学技术支出\t4.20"): {"CMP-06"},
    ("003", "\t\t221 住房保障支出\t12.27\t12.27\t\t"): {"CMP-06"},
    # items and classes of basic expenditure
    ("003", "301\t07\t绩效工资\t24.44\t24.44\t"): {"CMP-08"},
    ("004", "302\t11\t差旅费\t6.00\t\t6.00"): {"CMP-08"},
    ("004", "302\t\t商品和服务支出\t39.78\t\t39.78"): {"CMP-09"},
    # a row of vehicles, a project
    ("004", "公务用车运行费\t5.98\t5.98\t\t"): {"CMP-10"},
    ("003", "201\t03\t02\t一般行政管理事务\t机构运行补助经费\t72.00\t\t72.00\t\t\t\t\t\t\t\t"): {"PRJ-05"},
}  # fmt: skip


def new_codes(number: str, text: str) -> set[str]:
    """The rules that fire for a changed seed beside those that fire for the seed itself; infos are left out."""
    record = seeds.converted(text)
    changed = validate_nquads(document_nquads(record), iris.document(record.sha256))
    return _grave(changed) - _grave(report(number))


def _grave(found: DocumentReport) -> set[str]:
    return {each.rule.code for each in found.findings if each.severity != "info"}


@pytest.mark.parametrize(("number", "row"), ROWS, ids=lambda each: str(each)[:24])
def test_a_deleted_row_fires_the_rule_of_rows(number: str, row: str) -> None:
    text, allowed = seeds.seed(number), ROWS[number, row]
    if row not in text.split("\n"):
        row = next(line for line in text.split("\n") if line.rstrip("\t") == row.rstrip("\t"))
    found = new_codes(number, text.replace(f"\n{row}\n", "\n", 1))
    assert found
    assert found <= allowed


@pytest.mark.parametrize("number", seeds.TABBED)
def test_a_deleted_form_fires_the_rule_of_forms(number: str) -> None:
    lines = seeds.seed(number).split("\n")
    begins = [at for at, line in enumerate(lines) if FORM.fullmatch(line.strip())]
    end = max(at for at, line in enumerate(lines) if line.startswith("第三部分"))
    assert len(begins) == 11
    for begin, stop in list(zip(begins, [*begins[1:], end], strict=True))[::3]:
        assert new_codes(number, "\n".join(lines[:begin] + lines[stop:])) == {"CMP-01"}, lines[begin]


@pytest.mark.parametrize("number", seeds.TABBED)
def test_a_deleted_statement_fires_the_rule_of_empty_forms(number: str) -> None:
    lines = seeds.seed(number).split("\n")
    end = max(at for at, line in enumerate(lines) if line.startswith("第三部分"))
    stated = [at for at in range(end) if lines[at].endswith(EMPTY)]
    assert len(stated) >= 2
    for at in stated:
        assert new_codes(number, "\n".join(lines[:at] + lines[at + 1 :])) == {"CMP-03"}
