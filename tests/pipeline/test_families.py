"""Published documents of Shanghai, Jiangsu and a university against their printed pages."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from kg.errors import NotABudget
from kg.records.model import Fact
from tests.pipeline import families

pytestmark = pytest.mark.skipif(not families.FOLDER.is_dir(), reason=families.WITHOUT)

SHANGHAI = ("summary", "revenue", "expenditure", "appropriation", "general", "government-fund", "state-capital",
            "general-basic", "three-public")  # fmt: skip
JIANGSU = {"summary", "revenue", "expenditure", "appropriation", "fiscal-expenditure", "fiscal-basic", "general",
           "general-basic", "three-public", "government-fund", "operating-cost", "procurement"}  # fmt: skip
FACTS = {
    "jiangsu-renda-2017": 162,
    "jiangsu-renda-2018": 158,
    "jiangsu-renda-2019-tables": 163,
    "shanghai-commerce-2025-department": 287,
    "shanghai-commerce-2025-unit": 300,
    "shanghai-finance-2025-unit": 263,
    "shanghai-wanli-2023": 638,
    "shanghai-wanli-2024": 875,
    "university-swu-2021": 162,
}
EXPLAINED = {
    # 办公设备购置 is the name of two economic items.
    "jiangsu-renda-2017": ["unknown-name"],
    "jiangsu-renda-2018": ["unknown-name"],
    "jiangsu-renda-2019-tables": ["no-amounts", "unknown-name"],  # the form of government funds does not say why
    "shanghai-finance-2025-unit": ["no-amounts", "no-amounts"],
    # 10,903,043.00 is parted into 11,419,043.00 in the last goal table; the text names the works of the first goal
    # table the other way round (新建工程 behind the name).
    "shanghai-wanli-2023": ["goal-funding-sum", "project-match-doubtful"],
    "shanghai-wanli-2024": ["code-completed", "code-completed"],  # 301 2 and 301 7
    "university-swu-2021": ["unit-by-agreement"],  # the revenue form states no unit
}
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\Z")
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}|\d{1,2}")


def test_every_document_with_forms_is_looked_at() -> None:
    others = {"jiangsu-renda-2019-text", "shanghai-social-2024-final-accounts", "university-swu-2023-final-accounts"}
    assert {path.stem for path in families.FOLDER.glob("*.pdf")} == FACTS.keys() | others
    assert {path.stem for path in families.GOLDEN.glob("*.tsv") if not path.stem.endswith("claims")} == FACTS.keys()


@pytest.mark.parametrize("name", FACTS)
def test_cells_read_by_eye_are_facts_there(name: str) -> None:
    wanted, found = Counter(families.golden(name)), families.readings(name)
    assert wanted.total() > 12
    assert sorted(wanted - found) == []


@pytest.mark.parametrize("name", FACTS)
def test_every_finding_of_the_reading_is_explained(name: str) -> None:
    record = families.record(f"{name}.pdf")
    assert not record.unplaced
    assert not record.tables
    assert sorted(finding.code for finding in record.findings) == EXPLAINED.get(name, [])


@pytest.mark.parametrize("name", FACTS)
def test_each_number_in_the_cells_of_forms_is_claimed_once_at_its_page(name: str) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    facts = Counter((fact.cell.source.page, fact.printed) for fact in families.record(f"{name}.pdf").facts)
    assert facts.total() == FACTS[name]
    pages = sorted({page for page, _ in facts if page})
    cells: Counter[tuple[int, str]] = Counter()
    with pdfplumber.open(families.FOLDER / f"{name}.pdf") as document:
        for page in range(pages[0], pages[-1] + 1):
            whole = document.pages[page - 1]
            for table in whole.crop(whole.bbox).extract_tables():
                texts = ("".join((cell or "").split()) for line in table for cell in line)
                cells.update((page, text) for text in texts if _NUMBER.match(text))
    left = cells - facts
    assert not {key: count for key, count in left.items() if not _CODE.fullmatch(key[1])}, "printed, no fact"
    assert not facts - cells, "a fact, not printed"


@pytest.mark.parametrize("name", [name for name in FACTS if name.startswith("shanghai")])
def test_shanghai_prints_yuan_in_its_forms_and_ten_thousands_for_the_three_public_expenses(name: str) -> None:
    record = families.record(f"{name}.pdf")
    assert record.header.template == "shanghai"
    assert tuple(form.key for form in record.forms) == SHANGHAI
    assert [form.unit for form in record.forms] == ["元"] * 8 + ["万元"]
    assert record.header.scope == ("unit" if name.endswith("unit") else "department")


@pytest.mark.parametrize("name", [name for name in FACTS if name.startswith("jiangsu")])
def test_jiangsu_prints_twelve_forms(name: str) -> None:
    record = families.record(f"{name}.pdf")
    assert record.header.template == "jiangsu"
    assert {form.key for form in record.forms} == JIANGSU
    assert len(record.forms) == len(JIANGSU)
    assert {form.unit for form in record.forms} == {"万元"}
    assert record.header.fiscal_year == int(name[14:18])


def test_a_university_prints_four_forms() -> None:
    record = families.record("university-swu-2021.pdf")
    assert [form.key for form in record.forms] == ["summary", "revenue", "expenditure", "fiscal-expenditure"]
    assert [form.unit for form in record.forms] == ["万元"] * 4
    assert (record.header.department, record.header.template) == ("西南大学", "university")


@pytest.mark.parametrize("name", FACTS)
def test_leaves_of_a_side_of_the_summary_make_its_total(name: str) -> None:
    summary = families.record(f"{name}.pdf").forms[0]
    for side in ("revenue", "expenditure"):
        facts = [fact for fact in summary.facts if fact.side == side]
        total = max(fact.amount for fact in facts if fact.role == "total")
        assert sum((fact.amount for fact in facts if fact.role == "leaf"), Decimal(0)) == total


def test_purchases_belong_to_their_kind_project_and_economic_item() -> None:
    facts = [fact for fact in families.record("jiangsu-renda-2019-tables.pdf").facts if fact.form == "procurement"]

    def bought(printed: str) -> list[Fact]:
        return [fact for fact in facts if fact.printed == printed]

    (laptop,) = bought("14.00")
    assert laptop.dims["procurementCategory"] == "goods"
    assert laptop.row.economic == ""
    assert laptop.row.texts["article"].startswith("便携式计算机")
    repair = bought("183.60")
    assert [fact.role for fact in repair] == ["subtotal", "leaf"]
    assert {(fact.dims["procurementCategory"], fact.row.economic) for fact in repair} == {("services", "30231")}
    assert len({fact.row.project for fact in repair}) == 1
    leaves = sum((fact.amount for fact in facts if fact.role == "leaf"), Decimal(0))
    assert leaves == Decimal("24164300")


@pytest.mark.parametrize("name", ["jiangsu-renda-2018", "shanghai-wanli-2024", "university-swu-2021"])
def test_the_text_of_a_document_tells_nothing_else_than_its_pdf(name: str) -> None:
    def key(fact: Fact) -> tuple[str, ...]:
        return (*families.reading(fact)[:8], str(fact.amount))

    text = families.record(f"{name}.tika.txt")
    from_pdf = Counter(key(fact) for fact in families.record(f"{name}.pdf").facts)
    from_text = Counter(key(fact) for fact in text.facts)
    assert not from_text - from_pdf
    missing = Counter(reading[0] for reading in (from_pdf - from_text).elements())
    unplaced = Counter(amount.form for amount in text.unplaced)
    unread = {finding.form for finding in text.findings if finding.code == "unknown-header"}
    assert all(form in unread or count == unplaced[form] for form, count in missing.items())
    assert missing.total() == {"jiangsu-renda-2018": 25, "shanghai-wanli-2024": 0, "university-swu-2021": 28}[name]


@pytest.mark.parametrize("name", ["shanghai-social-2024-final-accounts", "university-swu-2023-final-accounts"])
def test_final_accounts_are_recognised_as_such(name: str) -> None:
    with pytest.raises(NotABudget, match="final accounts disclosure"):
        families.record(f"{name}.pdf")
