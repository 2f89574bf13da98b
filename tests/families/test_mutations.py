"""Published documents printed otherwise: other columns, words, numbers, places; amounts stay right or are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.model import Disclosure
from kg.tables.blocks import Document
from kg.tables.grid import Grid
from tests.families import mutations
from tests.pipeline import families

pytestmark = pytest.mark.skipif(not families.FOLDER.is_dir(), reason=families.WITHOUT)
NAMES = (
    "jiangsu-renda-2017", "jiangsu-renda-2018", "jiangsu-renda-2019-tables", "shanghai-commerce-2025-department",
    "shanghai-commerce-2025-unit", "shanghai-finance-2025-unit", "shanghai-wanli-2023", "shanghai-wanli-2024",
    "university-swu-2021",
)  # fmt: skip
NUMBERS = ("表3 ", "附件2-3：", "（三）", "3．", "公开03表 ", "附表三：", "预算03表 ", "第3表 ", "表1-3 ", "3.2 ")
WORDS = (
    {"预算数": "金额"}, {"预算数": "本年预算"}, {"预算数": "年初预算数"}, {"合计": "总计"}, {"科目编码": "科目代码"},
    {"基本支出": "基本支出预算"}, {"金额": "合计"}, {"合计": "小计"}, {"预算数": "2001年预算数"},
)  # fmt: skip
Reading = tuple[str, ...]


def whole(name: str) -> Document:
    return mutations.document(families.FOLDER / f"{name}.pdf")


def forms(name: str) -> list[Grid]:
    return [*mutations.form_grids(whole(name))]


def everywhere(name: str, change: dict[str, str]) -> Document:
    of_forms = forms(name)
    return mutations.mapped(
        whole(name), lambda grid: mutations.header_renamed(grid, change) if grid in of_forms else grid
    )


def read(document: Document) -> Disclosure:
    return disclosure(recognise(document))


def amounts(record: Disclosure, scale: Decimal = Decimal(1)) -> Counter[Reading]:
    """Every fact without its page and role (rows that are gone change the role of those above)."""
    return Counter(
        (*families.reading(fact)[:7], str((fact.amount * scale).normalize()), str(fact.cell.source.page))
        for fact in record.facts
    )


def wanted(name: str, scale: Decimal = Decimal(1)) -> Counter[Reading]:
    return amounts(families.record(f"{name}.pdf"), scale)


def assert_right_or_reported(name: str, document: Document) -> None:
    record = read(document)
    before, found = wanted(name), amounts(record)
    assert not found - before, "wrong"
    if before - found:
        assert {finding.code for finding in record.findings} & {
            "unknown-header", "unknown-column", "unknown-row", "unknown-form", "other-year", "no-total", "no-unit",
            "form-missing", "forms-incomplete", "no-amounts",
        }  # fmt: skip


def swapped(grid: Grid, last: bool) -> Grid:
    """The grid with the first or the last two neighbouring columns of amounts that may change places."""
    columns = mutations.amount_columns(grid)
    for at in reversed(columns) if last else columns:
        other = mutations.columns_swapped(grid, at) if at + 1 in columns else None
        if other is not None:
            return other
    return grid


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("last", [False, True])
def test_columns_in_another_order_keep_their_meaning(name: str, last: bool) -> None:
    of_forms = forms(name)
    document = mutations.mapped(whole(name), lambda grid: swapped(grid, last) if grid in of_forms else grid)
    assert document != whole(name)
    assert amounts(read(document)) == wanted(name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(("head", "text"), [("备注", "说明"), ("序号", "7"), ("上年预算数", "77.70")])
def test_a_column_more_changes_nothing(name: str, first: bool, head: str, text: str) -> None:
    of_forms = forms(name)

    def fill(row: int) -> str:
        return text if row % 2 else ""

    def change(grid: Grid) -> Grid:
        at = 0 if first else grid.width
        return mutations.with_column(grid, at, head, fill) if grid in of_forms else grid

    assert amounts(read(mutations.mapped(whole(name), change))) == wanted(name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("prefix", NUMBERS)
def test_titles_with_other_numbers_name_the_same_forms(name: str, prefix: str) -> None:
    assert amounts(read(mutations.titles_numbered(whole(name), prefix))) == wanted(name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first", [True, False])
def test_the_total_may_stand_first_or_last(name: str, first: bool) -> None:
    document = mutations.mapped(whole(name), lambda grid: mutations.total_moved(grid, first))
    assert amounts(read(document)) == wanted(name)


@pytest.mark.parametrize("name", NAMES)
def test_without_totals_only_those_are_gone(name: str) -> None:
    assert_right_or_reported(name, mutations.mapped(whole(name), mutations.without_total))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", WORDS, ids=str)
def test_other_words_in_a_header_are_read_alike_or_reported(name: str, words: dict[str, str]) -> None:
    assert_right_or_reported(name, everywhere(name, words))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", WORDS[:3], ids=str)
def test_common_words_for_an_amount_are_read_alike(name: str, words: dict[str, str]) -> None:
    assert amounts(read(everywhere(name, words))) == wanted(name)


@pytest.mark.parametrize("name", NAMES)
def test_amounts_follow_the_unit(name: str) -> None:
    for old, new, scale in (("万元", "元", Decimal("0.0001")), ("元", "千元", Decimal(1000))):
        record = read(mutations.unit_changed(whole(name), old, new))
        before = families.record(f"{name}.pdf")
        for form, other in zip(before.forms, record.forms, strict=True):
            factor = scale if form.unit == old and other.unit == new else Decimal(1)
            assert [fact.amount * factor for fact in form.facts] == [fact.amount for fact in other.facts]


@pytest.mark.parametrize("name", NAMES)
def test_the_unit_may_stand_below_its_table(name: str) -> None:
    assert amounts(read(mutations.units_below(whole(name)))) == wanted(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_is_missing_is_told_and_the_others_stay(name: str) -> None:
    for at in range(0, len(forms(name)), 3):
        assert_right_or_reported(name, mutations.without_form(whole(name), at))


@pytest.mark.parametrize("name", NAMES)
def test_pages_without_lines_are_right_or_reported(name: str) -> None:
    assert_right_or_reported(name, mutations.without_lines(families.FOLDER / f"{name}.pdf"))


def test_every_mutation_changes_something() -> None:
    assert len(NAMES) == 9
    assert sum(len(forms(name)) for name in NAMES) > 60
    changed: Iterator[bool] = (everywhere(name, {"预算数": "金额"}) != whole(name) for name in NAMES)
    assert sum(changed) > 5
