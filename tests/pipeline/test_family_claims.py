"""What the narrative of the published documents states, against what was read from its pages by eye."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from kg.records.model import Fact
from kg.records.prose_model import Claim, Prose
from tests.pipeline import families

pytestmark = pytest.mark.skipif(not families.FOLDER.is_dir(), reason=families.WITHOUT)
READ = ("jiangsu-renda-2017", "shanghai-commerce-2025-unit", "shanghai-finance-2025-unit", "university-swu-2021")
EVERY = (*READ, "jiangsu-renda-2018", "shanghai-commerce-2025-department", "shanghai-wanli-2023", "shanghai-wanli-2024")
CONTRADICTED = {
    # 行政运行 is told with the amount of the whole class
    "jiangsu-renda-2017": [("10528.33", "4,545.94")],
    # two spellings of what is used of the balance; the total with and without what goes into the next year
    "university-swu-2021": [("18,953.73", "18,953.78"), ("490,808.40", "415,808.40")],
    # the sentence on 职业年金 repeats the amount of the sentence before it
    "shanghai-wanli-2023": [("441.25", "2,206,272")],
    # 住房公积金 is told twice, with two amounts
    "shanghai-wanli-2024": [("352.67", "3,503,499")],
}
"""Amounts that a document tells otherwise in its text than in its forms, as read in both places."""
_ITEM = re.compile(r"[(（]项[)）][”\"＂]([\d,]+\.\d\d)万元")


def prose(name: str) -> Prose:
    found = families.record(f"{name}.pdf").prose
    assert found is not None
    return found


def subject(claim: Claim) -> str:
    dims = {key: value for key, value in claim.about.dims.items() if value != "total"}
    names = ("function", "item", "expenditureKind", "fundingSource")
    return next((dims[name] for name in names[:2] if name in dims), claim.about.row) or next(
        (dims[name] for name in names[2:] if name in dims), "total"
    )


@pytest.mark.parametrize("name", READ)
def test_every_claim_read_by_eye_and_no_other(name: str) -> None:
    lines = (families.GOLDEN / f"{name}-claims.tsv").read_text("utf-8").splitlines()[1:]
    wanted = Counter(tuple(line.split("\t")) for line in lines)
    pages = {reading[0] for reading in wanted}
    found = Counter(
        (str(claim.source.page), claim.kind, claim.printed, claim.about.dims.get("reportTable", ""), subject(claim))
        for claim in prose(name).claims
        if claim.value is not None and str(claim.source.page) in pages
    )
    assert wanted.total() > 15
    assert found == wanted


def compared(name: str) -> Iterator[tuple[Claim, Fact]]:
    """Each amount of this year with the fact that it speaks of."""
    record = families.record(f"{name}.pdf")
    facts = {(fact.cell.table, fact.side, fact.row.key, fact.column_key): fact for fact in record.facts}
    for claim in prose(name).claims:
        key = claim.about.fact
        if claim.kind == "amount" and claim.value is not None and key is not None and claim.compared_with is None:
            yield claim, facts[key.form_index, key.side, key.row, key.column]


@pytest.mark.parametrize("name", EVERY)
def test_amounts_of_the_narrative_are_those_of_the_forms(name: str) -> None:
    pairs = list(compared(name))
    assert len(pairs) >= 9
    apart = [
        (claim.printed, fact.printed)
        for claim, fact in pairs
        if claim.value is not None and claim.precision is not None
        and abs(claim.value - fact.amount) > max(claim.precision, fact.precision, Decimal(100))
    ]  # fmt: skip
    assert apart == CONTRADICTED.get(name, [])


@pytest.mark.parametrize("name", [name for name in EVERY if name.startswith("shanghai")])
def test_each_function_of_the_explanation_is_claimed(name: str) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    printed: Counter[str] = Counter()
    with pdfplumber.open(families.FOLDER / f"{name}.pdf") as document:
        text = "".join(re.sub(r"\s", "", page.extract_text() or "") for page in document.pages)
        printed.update(_ITEM.findall(text))
    found = Counter(
        claim.printed for claim in prose(name).claims
        if claim.kind == "amount" and claim.year is None and len(claim.about.dims.get("function", "")) == 7
    )  # fmt: skip
    assert printed or name == "shanghai-finance-2025-unit"
    assert not printed - found


@pytest.mark.parametrize("name", EVERY)
def test_no_amount_of_the_explanation_is_left_over(name: str) -> None:
    record = families.record(f"{name}.pdf")
    assert record.numbers is not None
    told = {claim.source.page for claim in prose(name).claims}
    left = [
        entry.occurrence.text for entry in record.numbers.unclaimed
        if entry.occurrence.kind == "prose" and entry.occurrence.span.page in told and "." in entry.occurrence.text
        and "项目" not in (entry.occurrence.section or "") and "年度预算安排" not in (entry.occurrence.section or "")
    ]  # fmt: skip
    allowed = 11 if name == "university-swu-2021" else 0  # the labels of four charts
    assert len(left) <= allowed, left
