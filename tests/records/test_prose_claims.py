"""Claims of the narrative in many wordings: what is understood is exact, what is not understood is left out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.pipeline import convert
from tests.records.narrative import prose_of, told
from tests.validate.seeded.mistake import document

SAMPLE = """第三部分 2024 年部门预算情况说明
一、关于示范市标准局 2024 年收支预算情况的总体说明
示范市标准局 2024 年收支总预算 20.00 万元。
收入预算包括：一般公共预算、单位资金。
支出预算包括：一般公共服务支出、社会保障和就业支出。
二、关于示范市标准局 2024 年收入预算情况说明
示范市标准局部门收入预算 20.00 万元，其中：
一般公共预算 15.00 万元，占 75.00%，比上年预算减少 1.25 万元，下降 7.69%，主要原因是一是减员 2 人；二是节约开支。
政府性基金预算未安排。
单位资金 5.00 万元，占 25.00%，与上年预算持平。
三、关于示范市标准局 2024 年支出预算情况说明
示范市标准局 2024 年支出预算 20.00 万元，其中：
基本支出 12.00 万元，占 60.00%，比上年预算 0.50 万元，增长 4.35%。，主要原因是增资。
项目支出 8.00 万元，占 40.00%，比上年预算增加（减少） 0 万元。
十、关于示范市标准局 2024 年财政拨款“三公”经费预算情况说明
示范市标准局 2024 年财政拨款“三公”经费预算数为 3.00 万元，其中：
因公出国（境）费 0 万元，公务用车购置费 0 万元，公务用车运行费 2.00 万元，公务接待费 1.00 万元。
2024 年财政拨款“三公”经费预算比上年预算减少 0.50 万元，下降 14.29%，其中：
因公出国（境）费增加（减少）0 万元，无增减变化，主要原因是均未安排；
公务用车运行费减少 0.50 万元，下降 20.00%，主要原因是车辆减少 1 辆；
公务接待费增加 0.00 万元，增长 0.00%，主要原因是与上年 1.00 万元一致。
"""

EXPECTED = [
    "overall summary ! 20.00",
    "overall summary+revenue ! [general-public-budget、unit-funds]",
    "overall summary+expenditure ! [201、208]",
    "revenue revenue+total ! 20.00",
    "revenue revenue+general-public-budget ! 15.00 /75.00% -1.25 -7.69%",
    "revenue revenue+government-fund ! not-arranged",
    "revenue revenue+unit-funds ! 5.00 /25.00% =",
    "expenditure expenditure+total ! 20.00",
    "expenditure expenditure+basic ! 12.00 /60.00% ?0.50 +4.35%",
    "expenditure expenditure+project ! 8.00 /40.00% =0",
    "three-public three-public+total ! 3.00",
    "three-public three-public+abroad ! 0",
    "three-public three-public+vehicle-purchase ! 0",
    "three-public three-public+vehicle-operation ! 2.00",
    "three-public three-public+reception ! 1.00",
    "three-public three-public+total ! -0.50 -14.29%",
    "three-public three-public+abroad ! =0",
    "three-public three-public+vehicle-operation ! -0.50 -20.00%",
    "three-public three-public+reception ! +0.00 +0.00%",
]


def test_every_number_of_the_sample_is_told_once_and_nothing_else() -> None:
    assert told(prose_of(SAMPLE)) == EXPECTED


def test_a_remark_in_brackets_may_explain_the_year_of_a_comparison() -> None:
    stands = "15.00 万元，占 75.00%，比上年预算减少"
    remarked = SAMPLE.replace(stands, "15.00 万元，占 75.00%，比上年（上一年度，下同）预算减少")
    assert remarked != SAMPLE
    assert told(prose_of(remarked)) == EXPECTED


@pytest.mark.parametrize(
    ("words", "year"), [("的全部收入和支出均已编入预算，", 2023), ("所有收支纳入预算。", 2023), ("", 2024)]
)
def test_the_year_of_all_revenue_and_expenditure_is_that_of_the_total(words: str, year: int) -> None:
    before = f"示范市标准局 2023 年{words}" if words else "示范市标准局 2024 年"
    prose = prose_of(SAMPLE.replace("示范市标准局 2024 年收支总预算", f"{before}收支总预算", 1))
    (total, *_) = prose.claims
    assert (total.printed, total.year) == ("20.00", year)


def test_reasons_stand_with_the_change_they_explain() -> None:
    reasons = {(claim.printed, claim.reason) for claim in prose_of(SAMPLE).claims if claim.reason}
    assert ("1.25", "一是减员2人；二是节约开支") in reasons
    assert ("4.35", "增资") in reasons
    assert ("20.00", "车辆减少1辆") in reasons
    assert not any(printed == "15.00" for printed, _ in reasons)


def test_prior_year_is_implied_with_the_room_that_rounding_leaves() -> None:
    changes = {claim.printed: claim for claim in prose_of(SAMPLE).claims if claim.kind == "change"}
    implied = changes["1.25"].implied
    assert implied is not None
    assert (implied.value, implied.low, implied.high) == (Decimal(162500), Decimal(162400), Decimal(162600))
    assert changes["0.50"].direction == "decrease"
    unsaid = next(claim for claim in prose_of(SAMPLE).claims if claim.kind == "change" and claim.direction is None)
    assert (unsaid.value, unsaid.compared_with) == (Decimal(5000), "prior-year-budget")
    assert unsaid.implied is not None, "the rate of the sentence says that it went up"
    assert unsaid.implied.value == Decimal(115000)


@pytest.mark.parametrize(
    ("words", "compared", "line"),
    [
        ("比上年执行数减少127.46万元，减少33.87%", "prior-year-execution", "-127.46 -33.87%"),
        ("比上年预算数减少127.46万元，下降33.87%", "prior-year-budget", "-127.46 -33.87%"),
        ("比2023年预算执行数增加1.5%", "prior-year-execution", "+1.5%"),
        ("与上年相比增加（减少）0万元，增长（减少） 0 %", None, "=0 =0%"),
        ("比上年增加1,234.50万元", None, "+1,234.50"),
        ("比上年预算增加（减少）2.00万元", "prior-year-budget", "?2.00"),
    ],
)
def test_wordings_of_a_comparison(words: str, compared: str | None, line: str) -> None:
    prose = prose_of(f"三、关于示范市标准局支出预算情况说明\n基本支出 300 万元，{words}。")
    assert told(prose) == [f"expenditure expenditure+basic ! 300 {line}"]
    assert {claim.compared_with for claim in prose.claims[1:]} == {compared}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）", "2010301"),
        ("一般公共服务（201）政府办公厅（室）及相关机构事务（03）行政运行（01）", "2010301"),
        ("社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）", "2080501"),
    ],
)
def test_functions_by_name_and_by_number(path: str, code: str) -> None:
    text = f"（三）一般公共预算当年拨款具体使用情况\n1、{path}：2024 年预算数为 9.00 万元，比上年预算增加 1.00 万元。"
    assert told(prose_of(text)) == [f"general-use general+total+{code} ! 9.00 +1.00"]


def test_a_function_that_no_list_knows_keeps_its_name_and_gets_no_code() -> None:
    heading = "（三）一般公共预算当年拨款具体使用情况"
    text = f"{heading}\n1、乌有支出（类）子虚事务（款）行政运行（项）：2024 年预算数为 9.00 万元。"
    (claim,) = prose_of(text).claims
    assert "function" not in claim.about.dims
    assert claim.about.names == ("乌有支出", "子虚事务", "行政运行")


@pytest.mark.parametrize(
    "sentence",
    [
        "单位特别机动经费 9.00 万元，占 10.00%，比上年预算增加 1.00 万元，增长 12.50%",
        "财政拨款支出预算 9.00 万元，占 10.00%",
        "2023 年预算数为 9.00 万元，比上年预算增加 1.00 万元",
        "收、支预算总计各增加 9.00 万元，增长 12.50%",
    ],
)
def test_numbers_of_an_unknown_subject_are_not_given_to_the_last_one(sentence: str) -> None:
    text = f"三、关于示范市标准局支出预算情况说明\n基本支出 12.00 万元，占 60.00%。\n{sentence}。"
    assert told(prose_of(text)) == ["expenditure expenditure+basic ! 12.00 /60.00%"]


def test_a_sentence_on_another_year_is_marked_and_implies_nothing() -> None:
    text = (
        "八、关于示范市标准局 2019 年一般公共预算“三公”经费预算情况说明\n"
        "2019 年“三公”经费财政拨款预算数为 8.00 万元。2018 年“三公”经费财政拨款预算比上年预算数减少 1.00 万元。"
    )
    amount, change = prose_of(text, 2019).claims
    assert (amount.year, change.year, change.implied) == (2019, 2018, None)


def test_numbers_in_reasons_and_purposes_are_no_claims() -> None:
    text = (
        "三、关于示范市标准局支出预算情况说明\n"
        "项目支出 8.00 万元，主要用于购置 2.00 万元的设备；基本支出 3.00 万元，比上年预算减少 1.00 万元，"
        "主要原因是上年有 0.50 万元的补助，占 16.00%。"
    )
    assert told(prose_of(text)) == [
        "expenditure expenditure+project ! 8.00",
        "expenditure expenditure+basic ! 3.00 -1.00",
    ]


def test_sections_that_state_no_claims_give_none() -> None:
    text = "第四部分 名词解释\n一、基本支出：基本支出 3.00 万元是例子。\n"
    text += "七、关于示范市标准局项目支出情况说明\n项目支出 8.00 万元。"
    assert prose_of(text).claims == ()


def test_what_tells_a_share_of_its_own_is_no_whole(tmp_path: Path) -> None:
    """No total stands before the parts: each is a share of the form's total, not of the part told first."""
    text = document("prose").replace(
        "2024 年支出预算 109.00 万元，其中：",
        "2024 年支出预算一般公共服务支出 105.00 万元，科学技术支出 4.00 万元。其中：",
    )
    path = tmp_path / "parts.txt"
    path.write_text(text, "utf-8")
    prose = convert(path).prose
    assert prose is not None
    shares = [claim for claim in prose.claims if claim.kind == "share" and claim.section == "expenditure"]
    assert [(share.printed, share.about.dims["expenditureKind"]) for share in shares] == [
        ("68.81", "basic"), ("31.19", "project"),
    ]  # fmt: skip
    for share in shares:
        assert share.whole is not None
        assert share.whole.fact is not None
        assert (share.whole.fact.row, share.whole.fact.column) == ("total", "total")
