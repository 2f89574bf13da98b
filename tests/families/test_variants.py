"""Forms in the wordings that other offices and years print are read cell by cell; nothing is invented."""

from __future__ import annotations

import pytest

from kg.records.model import Disclosure
from tests.families import jiangsu, shanghai, university, xinjiang
from tests.families.sheets import Sheet, claimed, meanings, printed, read

CASES: dict[str, tuple[tuple[str, ...], tuple[Sheet, ...]]] = {
    "jiangsu": (jiangsu.COVER, jiangsu.FORMS),
    "shanghai": (shanghai.COVER, shanghai.FORMS),
    "shanghai-city": (shanghai.COVER_CITY, shanghai.FORMS_CITY),
    "university": (university.COVER, university.FORMS),
    "university-names": (university.COVER_PLAIN, university.FORMS_PLAIN),
    "corps": (xinjiang.COVER, xinjiang.FORMS),
    "xinjiang-items": (xinjiang.COVER_ITEMS, xinjiang.FORMS_ITEMS),
}
NOT_WHOLE = {"forms-incomplete", "form-missing"}
"""Some of the documents here hold only the forms that are printed in other words."""


def record(name: str) -> Disclosure:
    return read(*CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_each_number_is_claimed_once_at_its_page_and_none_is_invented(name: str) -> None:
    wanted = printed(CASES[name][1])
    assert wanted.total() > 20
    assert claimed(record(name)) == wanted


@pytest.mark.parametrize("name", CASES)
def test_sums_close_and_nothing_is_left_over(name: str) -> None:
    found = record(name)
    assert {finding.code for finding in found.findings} <= NOT_WHOLE
    assert not found.unplaced
    assert not found.tables


@pytest.mark.parametrize(
    ("name", "template"), [("jiangsu", "jiangsu"), ("shanghai", "shanghai"), ("university", "university")]
)
def test_the_family_is_known(name: str, template: str) -> None:
    assert record(name).header.template == template


@pytest.mark.parametrize(
    ("name", "amount", "wanted"),
    [
        ("jiangsu", "1,250.40", ["revenue 某省样板厅(本级) total subtotal"]),
        ("jiangsu", "379.60", ["revenue 某省样板研究院 general-public-budget leaf"]),
        ("jiangsu", "48.00", ["revenue 某省样板研究院 fiscal-carry-over-general leaf"]),
        ("jiangsu", "1,564.00", ["appropriation revenue current-revenue subtotal"]),
        ("jiangsu", "97.00", ["appropriation revenue fiscal-carry-over subtotal"]),
        ("jiangsu", "28.00", ["appropriation expenditure fiscal-appropriation leaf"]),
        ("jiangsu", "22.00", ["appropriation expenditure 206 fiscal-appropriation leaf"]),
        ("jiangsu", "31.50", ["three-public general-public-budget total subtotal"]),
        ("jiangsu", "14.40", ["three-public general-public-budget vehicle subtotal"]),
        ("jiangsu", "44.70", ["three-public general-public-budget training leaf"]),
        ("jiangsu", "101.20", ["operating-cost 30201 operating-cost leaf"]),
        ("jiangsu", "46.00", ["procurement general-public-budget services subtotal",
                              "procurement general-public-budget services leaf"]),
        ("jiangsu", "720.00", [f"{form} {code} personnel {role}" for form in ("fiscal-expenditure", "general")
                               for code, role in (("201", "subtotal"), ("20103", "subtotal"), ("2010301", "leaf"))]),
        ("shanghai", "4,900,000.00", ["summary expenditure 201 personnel leaf"]),
        ("shanghai", "15.40", ["three-public total vehicle subtotal", "three-public total vehicle-operation leaf"]),
        ("shanghai", "120.00", ["three-public total operating-cost leaf"]),
        ("shanghai-city", "20.00", ["three-public total abroad leaf", "three-public total vehicle subtotal"]),
        ("shanghai-city", "44.50", ["three-public total total subtotal"]),
        ("university", "1,800.00", ["summary revenue fund-balance-use leaf",
                                    *(f"revenue {code} fund-balance-use {role}" for code, role in
                                      (("205", "subtotal"), ("20502", "subtotal"), ("2050205", "leaf"))),
                                    "revenue fund-balance-use total"]),
        ("university", "21,000.00", ["summary revenue unit-business-education of-which",
                                     *(f"revenue {code} unit-business-education of-which"
                                       for code in ("205", "20502", "2050205")),
                                     "revenue unit-business-education total"]),
        ("university-names", "5,100.00", ["fiscal-expenditure 205 project subtotal",
                                          "fiscal-expenditure 20502 project subtotal",
                                          "fiscal-expenditure 2050205 project leaf",
                                          "fiscal-expenditure project total"]),
        ("university-names", "4,100.00", ["expenditure 2210201 total subtotal", "expenditure 2210201 basic leaf",
                                          "fiscal-expenditure 2210201 total subtotal",
                                          "fiscal-expenditure 2210201 basic leaf"]),
        ("corps", "1,300.00", ["general 201 personnel subtotal", "general 20103 personnel subtotal",
                               "general 2010301 personnel leaf"]),
        ("corps", "50.00", ["revenue 201 carry-over subtotal", "revenue 20103 carry-over subtotal",
                            "revenue 2010301 carry-over leaf"]),
        ("xinjiang-items", "1.50", ["three-public total reception leaf"]),
    ],
)  # fmt: skip
def test_amounts_mean_what_stands_over_and_before_them(name: str, amount: str, wanted: list[str]) -> None:
    assert [each.replace("（", "(").replace("）", ")") for each in meanings(record(name), amount)] == wanted


def test_columns_of_another_year_are_told_and_are_no_amounts_of_this_budget() -> None:
    found = read(university.COVER_CENTRAL, university.FORMS_CENTRAL)
    strange = {"20,500.00", "500.00", "2.44", "91.00", "51.00", "11.00", "40.00"}
    assert not strange & {fact.printed for fact in found.facts}
    assert meanings(found, "49.00") == ["three-public general-public-budget vehicle subtotal"]
    assert meanings(found, "18,000.00")[-1] == "general basic total"
    told = [finding for finding in found.findings if finding.code == "other-year"]
    assert len(told) == 12 + 6
    assert not claimed(found) - printed(university.FORMS_CENTRAL)


def test_a_header_of_other_years_alone_makes_no_facts() -> None:
    only = Sheet(
        "财政拨款支出预算表", "科目编码|科目名称|2021年执行数|2022年执行数\n205|教育支出|1.00|2.00", "单位：万元"
    )
    assert [
        fact.printed for fact in read(university.COVER, (university.SUMMARY, only)).facts if fact.form != "summary"
    ] == []
