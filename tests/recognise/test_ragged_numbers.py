"""Amounts of a stream: what is a number there, and wrapped pieces put together."""

from __future__ import annotations

from kg.provenance import Source
from kg.read.lines import split_lines
from kg.recognise.ragged_numbers import Amount, pieces, usual_decimals
from kg.recognise.stream import Stream, stream_of


def _stream(text: str) -> Stream:
    return stream_of(source for line in split_lines(text) if (source := line.source()))


def _amounts(text: str) -> list[str]:
    return [piece.printed.text for piece in pieces(_stream(text).tokens) if isinstance(piece, Amount)]


def test_codes_are_no_amounts_where_amounts_show_decimals() -> None:
    assert _amounts("201 03 01 行政运行 158.73 158.73\n203 国防 28.00 28.00") == ["158.73", "158.73", "28.00", "28.00"]


def test_a_wrapped_amount_is_one_amount() -> None:
    found = pieces(_stream("201 公共服务 466.14 376.47\n89.6\n\n7\n203 国防 28.00").tokens)
    amounts = [piece for piece in found if isinstance(piece, Amount)]
    assert [amount.printed.text for amount in amounts] == ["466.14", "376.47", "89.67", "28.00"]
    assert [span.text for span in amounts[2].source.spans] == ["89.6", "7"]
    assert [span.line for span in amounts[2].source.spans] == [2, 4]


def test_a_page_number_is_not_put_before_an_amount() -> None:
    assert _amounts("201 公共服务 466.14\n14\n4.00 3.00\n203 国防 28.00") == ["466.14", "4.00", "3.00", "28.00"]


def test_integers_are_amounts_where_decimals_vary() -> None:
    text = "行政运行 248.84 248.84\n一般 113 113\n华侨 10 10\n国防 28 28"
    assert usual_decimals(_stream(text).tokens) is None
    assert _amounts(text) == ["248.84", "248.84", "113", "113", "10", "10", "28", "28"]


def test_single_characters_parted_by_blanks_are_one_word() -> None:
    assert [token.text for token in _stream("收 入 总 计 974.88 支 出 总 计 974.88").tokens] == [
        "收入总计", "974.88", "支出总计", "974.88",
    ]  # fmt: skip


def test_a_range_cut_out_of_the_stream_leaves_the_rest_in_its_place() -> None:
    text = "编制部门：某局 单位：万元\n合计 1.00"
    stream = _stream(text)
    begin = stream.text.index("单位")
    rest = stream.without([(begin, begin + len("单位:万元"))])
    assert rest.text == "编制部门:某局合计1.00"
    for token in rest.tokens:
        for span in token.source.spans:
            assert text[span.start : span.end] == span.text


def test_the_source_of_a_range_spans_lines() -> None:
    stream = _stream("部门预算\n公开表")
    source = stream.source(2, 6)
    assert isinstance(source, Source)
    assert [span.text for span in source.spans] == ["预算", "公开"]


def test_what_may_be_the_rest_of_an_amount_is_left_open_where_decimals_vary() -> None:
    text = "行政运行 248.8 248.8\n一般 113 113\n华侨 36.5\n6\n国防 28 28\n养老 7.25 7.25"
    assert _amounts(text) == ["248.8", "248.8", "113", "113", "28", "28", "7.25", "7.25"]


REST = "合计 164.50 28.50 136.00\n" + "甲项目 28.50 28.50\n" * 9


def _project_amounts(text: str) -> list[str]:
    found = pieces(_stream(text).tokens, free_names=True)
    return [piece.printed.text for piece in found if isinstance(piece, Amount)]


def test_integers_behind_the_name_of_a_project_are_amounts_where_they_add_up() -> None:
    assert _project_amounts(f"其他 专项 K 136 136\n{REST}")[:2] == ["136", "136"]
    assert _project_amounts(f"其他 专项 K 136 100 36\n{REST}")[:3] == ["136", "100", "36"]


def test_integers_that_may_end_the_name_of_a_project_are_none() -> None:
    assert _project_amounts(f"其他 专项 K 136\n{REST}")[0] == "164.50"
    assert _project_amounts(f"其他 专项 2023 2024\n{REST}")[0] == "164.50"
    # the amounts of the row stand in the next line: the name goes to the end of the first
    assert _project_amounts(f"其他 专项 24 24\n28.50 28.50\n{REST}")[0] == "28.50"
