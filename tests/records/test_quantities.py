"""Quantities in the text of a goal: number, unit and noun as a person reads them, and what is no quantity."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.provenance import Source, Span
from kg.records.quantities import MAX_QUANTITIES, Found, quantities


def placed(*lines: str) -> Source:
    """A text of several lines with offsets, as a reader gives it."""
    spans, at = [], 0
    for number, line in enumerate(lines, start=1):
        spans.append(Span(line, number, at, at + len(line)))
        at += len(line) + 1
    return Source(tuple(spans))


def read(*lines: str, year: int | None = None) -> list[Found]:
    return quantities(placed(*lines), year)


def brief(found: Found) -> str:
    """Number, unit and operator, and the first noun; a question mark where nothing is to be held against it."""
    operator = f" {found.operator}" if found.operator else ""
    return f"{found.number.text}{found.unit}{operator} {found.nouns[0] if found.nouns else '-'}" + "?" * (
        not found.plain
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The noun behind the number, before it, and with words between.
        ("巡检120盏路灯。", ["120盏 路灯"]),
        ("对120盏路灯进行巡检", ["120盏 路灯"]),
        ("铺设管线3.5公里，种植乔木 40 株", ["3.5公里 管线", "40株 乔木"]),
        ("全年举办业务讲座共计6场。", ["6场 业务讲座"]),
        ("服务老人达到1,200人次", ["1,200人次 服务老人"]),
        ("维护9座泵站、14口和3个闸门", ["9座 泵站", "3个 闸门"]),
        ("印制手册2万册", ["2万册 手册"]),
        ("检修４０座水塔", ["40座 水塔"]),
        ("检修井盖（含雨水）30个", ["30个 -"]),
        # Who says at least or at most.
        ("检查店铺不少于50家", ["50家 gte 检查店铺"]),
        ("检查50家以上店铺", ["50家 gte 店铺"]),
        ("会议不超过4次", ["4次 lte 会议"]),
        ("保障运行300天以内", ["300天 lte 保障运行"]),
        # Without a noun, or with a word that names nothing.
        ("完成3项。", ["3项 -"]),
        ("完成3项任务。", ["3项 -"]),
        # The number of a year is none; a year beside a quantity does not spoil it.
        ("2024年巡检路灯120盏", ["120盏 巡检路灯"]),
        # Neither dates, shares, money, ranks, numbers of lists and laws, nor letters before a number.
        ("于6月1日前完成，12月底验收", []),
        ("完成率100%，提高3个百分点", []),
        ("投资89.50万元，每人补助200元", []),
        ("1、加强管理；2.改善环境；（3）服务群众", []),
        ("目标 1：提高效率；目标2：降低成本", []),
        ("落实〔2023〕12号文件，第3条", ["3条 -?"]),
        ("按照“5.23”会议精神", []),
        ("第7团、365团", []),
        ("上级安排8.00本级安排9.00其他资金", []),
        ("开展两次演练", []),
        # No exact count of this year: rough, in a range, for each, more than before, of other years, there already.
        ("巡检路灯约120盏", ["120盏 巡检路灯约?"]),
        ("巡检路灯120盏左右", ["120盏 左右?"]),
        ("巡检路灯100-120盏", ["120盏 -?"]),
        ("巡检路灯100盏至120盏", ["100盏 巡检路灯?", "120盏 -?"]),
        ("每月巡检路灯30盏", ["30盏 每月巡检路灯?"]),
        ("新增路灯30盏", ["30盏 新增路灯?"]),
        ("路灯比上年增加30盏", ["30盏 路灯比上年增加?"]),
        ("召开第3次会议", ["3次 会议?"]),
        ("其中路灯30盏", ["30盏 其中路灯?"]),
        ("现有路灯500盏，路灯维护及时", ["500盏 现有路灯?"]),
        ("2022年巡检路灯90盏，2024年巡检路灯120盏", ["90盏 巡检路灯?", "120盏 巡检路灯?"]),
        ("A3打印纸，B5本3本", ["5本 -?", "3本 -"]),
        ("巡检路灯1 20盏", ["20盏 -?"]),
    ],
)  # fmt: skip
def test_what_is_read(text: str, found: list[str]) -> None:
    assert [brief(each) for each in read(text)] == found


def test_a_verb_may_be_of_the_noun_or_not() -> None:
    assert [each.nouns for each in read("巡检路灯120盏；检查站5个；巡查4次")] == [
        ("巡检路灯", "路灯"), ("检查站",), ("巡查",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("检修9座泵站14个水井", [("泵站", "检修"), ("水井",)]),
        ("检修9座泵站14个井", [("泵站", "检修"), ()]),
        ("检修泵站9座水井14个", [("检修泵站", "泵站"), ("水井",)]),
        ("检修泵站9座水井14个闸门", [("检修泵站", "泵站"), ("闸门",)]),
        ("对25个乡镇开展检查1次", [("乡镇",), ("检查",)]),
        ("帮扶老人300户600人", [("帮扶老人", "老人"), ()]),
        ("帮扶5个村", [()]),
    ],
)
def test_a_noun_between_two_numbers_is_of_one_of_them(text: str, nouns: list[tuple[str, ...]]) -> None:
    assert [each.nouns for each in read(text)] == nouns


def test_another_year_than_the_goals_is_not_of_the_goal() -> None:
    assert [each.plain for year in (2023, 2024, None) for each in read("2024年巡检路灯120盏", year=year)] == [
        False, True, True,
    ]  # fmt: skip


def test_what_stands_before_and_behind_a_list_is_said_of_each() -> None:
    first, second, third = read("对在建堤坝3公里、8座水闸和20个井盖进行维护，另行报告")
    assert first.said == ("对在建堤坝", "进行维护")
    assert second.said == ("对在建堤坝", "水闸和", "进行维护")
    assert third.said[0] == "对在建堤坝"
    assert third.said[-1] == "井盖进行维护"


def test_what_is_said_of_one_is_not_said_of_the_next() -> None:
    first, second = read("更换8座水闸的闸门，20个井盖进行维护")
    assert not any("维护" in part for part in first.said)
    assert not any("更换" in part for part in second.said)
    first, second = read("更换8座水闸、维护20个井盖")
    assert not any("维护" in part for part in first.said)


def test_precision_is_one_unit_of_the_last_printed_digit() -> None:
    values = [(each.value, each.precision) for each in read("管线3.50公里、井盖20个")]
    assert values == [(Decimal("3.50"), Decimal("0.01")), (Decimal(20), Decimal(1))]


def test_a_wrapped_quantity_is_read_and_keeps_its_places() -> None:
    (found,) = read("巡检路灯 12", "0 盏，其余不变")
    assert not found.plain
    (found,) = read("巡检路", "灯 120", "盏，其余不变")
    assert brief(found) == "120盏 巡检路灯"
    assert [(span.text, span.line, span.start) for span in found.source.spans] == [("120", 2, 6), ("盏", 3, 10)]


def test_its_sentence_ends_with_the_full_stop() -> None:
    first, second = read("改善环境。维护路灯12盏；清理", "河道3公里。提高效率")
    assert first.sentence.text == second.sentence.text == "维护路灯12盏；清理河道3公里。"
    assert [span.line for span in first.sentence.spans] == [1, 2]
    (alone,) = read("数" * 2000 + "，路灯3盏，" + "数" * 2000)
    assert len(alone.sentence.text) < 1100


def test_a_wide_comma_between_digits_leaves_a_doubt() -> None:
    assert [brief(each) for each in read("甲类3个，24个井盖")] == ["3个 甲类", "24个 井盖"]
    assert [brief(each) for each in read("种植3，24株乔木")] == ["24株 乔木?"]
    assert [brief(each) for each in read("清理3．5公里河道")] == ["5公里 河道?"]


def test_a_text_of_nothing_but_numbers_is_left_alone_in_no_time() -> None:
    begin = process_time()
    assert read("井盖3个" * (MAX_QUANTITIES + 5)) == []
    read("数" * 100_000 + "3个")
    read("共计" * 50_000)
    read("1," * 50_000)
    assert process_time() - begin < 2


UNITS = st.sampled_from(["个", "公里", "人次", "台", "座"])
NOUNS = st.sampled_from(["路灯", "泵站", "水质监测点", "乔木", "井盖"])
NUMBERS = st.decimals(Decimal("0.01"), Decimal(99999), places=2).map(lambda each: each.normalize())


@given(st.lists(st.tuples(NUMBERS, UNITS, NOUNS), min_size=1, max_size=6), st.sampled_from(["，", "、", "；", "。"]))
def test_every_quantity_comes_back_as_it_was_put_down(stated: list[tuple[Decimal, str, str]], mark: str) -> None:
    text = mark.join(f"{number:f}{unit}{noun}" for number, unit, noun in stated)
    found = read(text)
    assert [(each.value, each.unit, each.nouns[0]) for each in found] == stated
    assert all(each.plain for each in found)
    assert [each.source.text for each in found] == [f"{number:f}{unit}" for number, unit, _ in stated]
