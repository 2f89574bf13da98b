"""Codes, amounts, page numbers and torn amounts of tables whose amounts show varying decimals or none."""

from __future__ import annotations

from kg.provenance import Source
from kg.read.lines import split_lines
from kg.recognise.description import Part
from kg.recognise.furniture import page_number_lines
from kg.recognise.ragged_codes import code_tokens
from kg.recognise.ragged_labels import LabelledRows
from kg.recognise.ragged_numbers import Amount, pieces
from kg.recognise.stream import Stream, stream_of
from kg.text.width import skeleton

CLASSES = frozenset({"201", "208", "210"})
NAMES = {
    "201": frozenset({"一般公共服务支出"}),
    "208": frozenset({"社会保障和就业支出"}),
    "20138": frozenset({skeleton("市场监督管理事务")}),
}


def _lines(text: str) -> list[Source]:
    return [source for line in split_lines(text) if (source := line.source())]


def _amounts(text: str, two_sided: bool = False, free_names: bool = False) -> list[str]:
    stream: Stream = stream_of(_lines(text))
    codes = code_tokens(stream.tokens, CLASSES, NAMES)
    found = pieces(stream.tokens, codes, two_sided, free_names)
    return [piece.printed.text for piece in found if isinstance(piece, Amount)]


def test_codes_are_no_amounts_among_integers() -> None:
    assert _amounts("201 一般公共服务支出 208 208\n201 38 市场监督管理事务 8 8\n201 38 01 行政运行 200 200") == [
        "208", "208", "8", "8", "200", "200",
    ]  # fmt: skip


def test_a_code_whose_name_is_wrapped_below_it() -> None:
    assert _amounts("201 38\n市场监督\n\n管理事务\n8 8\n208\n社会保障和就业\n\n支出\n12 12") == ["8", "8", "12", "12"]


def test_amounts_that_could_be_codes() -> None:
    assert _amounts("201 03 50\n其他事业\n\n运行\n208 210\n总计 208 210") == ["208", "210", "208", "210"]


def test_two_sides_in_one_line() -> None:
    text = "一般公共预算 208 201 一般公共服务支出 15\n其他收入 201 208 社会保障和就业支出 194"
    assert _amounts(text, two_sided=True) == ["208", "15", "201", "194"]


def test_an_amount_with_fewer_decimals_than_the_others_is_not_lost() -> None:
    rows = "".join(f"201 03 {at:02} 事项 {at}.25 {at}.25\n" for at in range(1, 9))
    assert _amounts(rows + "208 社会保障和就业支出 7.8 7.8")[-2:] == ["7.8", "7.8"]
    assert _amounts(rows + "208 社会保障和就业支出 15 7.25 7.75")[-3:] == ["15", "7.25", "7.75"]
    assert _amounts(rows + "208\n社会保障和就\n\n业支出\n15 7.25 7.75")[-3:] == ["15", "7.25", "7.75"]


def test_the_number_at_the_end_of_a_projects_name_is_no_amount() -> None:
    rows = "".join(f"201 03 {at:02} 事项 工程 {at}.25 {at}.25\n" for at in range(1, 9))
    assert _amounts(rows + "201 03 02 事项 特定目标 86100671 4.20 4.20", free_names=True)[-2:] == ["4.20", "4.20"]


def test_half_of_the_amounts_wrapped_still_show_their_decimals() -> None:
    assert _amounts("总计\n43.1\n\n2\n43.12\n201 一般公共服务支出\n16.1\n\n4\n16.14") == [
        "43.12", "43.12", "16.14", "16.14",
    ]  # fmt: skip


def test_a_number_that_is_none_alone_is_mended() -> None:
    assert _amounts("总计\n1,467.\n\n4\n410.75 12\n201 一般公共服务支出 36.5 12 7")[0] == "1,467.4"


def test_page_numbers_count_on() -> None:
    page = "表\n" * 11
    text = f"1\n{page}15\n2\n203\n{page}3\n{page}4\n"
    assert page_number_lines(_lines(text)) == {1, 14, 27, 39}
    assert page_number_lines(_lines("5\n表一\n77\n表二")) == frozenset()


def test_the_rest_of_a_broken_number_is_no_page_number() -> None:
    """`835.7` above `8` behind page 8: of the two lone numbers the first counts the page."""
    page = "表\n" * 11
    text = f"7\n{page}8\n表五\n合计\n835.7\n8\n{page}9\n{page}10\n"
    assert page_number_lines(_lines(text)) == {1, 13, 29, 41}


def test_codes_that_count_on_are_no_page_numbers() -> None:
    rows = "".join(f"301\n{at}\n事项\n" for at in range(10, 14))
    assert page_number_lines(_lines(rows)) == frozenset()
    apart = "".join(f"{at}\n" + "字\n" * 12 for at in range(10, 14))
    assert page_number_lines(_lines("首\n" * 400 + apart + "尾\n" * 400)) == frozenset()


def test_words_behind_a_listed_name_do_not_belong_to_it() -> None:
    """An amount behind words that name no row is not given to the row before them."""
    part = Part("expenditure", "function", (), (), (), ())
    rows = LabelledRows([part], {"203": frozenset({"国防支出"})})
    rows.read(pieces(stream_of(_lines("203 国防支出\n上级一般公共预算 226.06 204 公共安全支出 1.25")).tokens))
    assert [(row.kind, row.code, len(row.numbers)) for row in rows.rows[0]] == [
        ("code", "203", 0), ("unknown", "", 1), ("code", "204", 1),
    ]  # fmt: skip
