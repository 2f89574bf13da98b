"""The upper part of goal tables: labels between blanks are labels, the same words within a sentence are not."""

from __future__ import annotations

from kg.provenance import Source, Span
from kg.recognise.goal_fields import Fields, read_fields
from kg.recognise.printed import printed_run
from kg.recognise.stream import stream_of


def _fields(*lines: str) -> Fields:
    sources, start = [], 0
    for number, line in enumerate(lines, start=1):
        sources.append(Source((Span(line, number, start, start + len(line)),)))
        start += len(line) + 1
    return read_fields(stream_of(sources).tokens, celled=False)


def _values(read: Fields) -> list[tuple[str, str]]:
    return [(each.key, each.value.text) for each in read.fields]


def test_labels_of_one_line_part_their_values() -> None:
    read = _fields("(2024 年)", "单位名称（盖章） 示范市 标准局", "单位联系人 甲某 联系电话： 010-12345678")
    assert _values(read) == [
        ("year", "(2024 年)"),
        ("department", "示范市 标准局"),
        ("contact", "甲某"),
        ("contact", "010-12345678"),
    ]


def test_a_label_with_a_colon_may_touch_its_value() -> None:
    assert _values(_fields("项目名称： 标准宣传项目")) == [("project", "标准宣传项目")]


def test_words_of_a_sentence_are_no_labels() -> None:
    read = _fields("项目总体目标", "项目名称 和 其他资金 9 万元见附表，联系电话 见", "附表。")
    assert _values(read) == [("objective", "项目名称 和 其他资金 9 万元见附表，联系电话 见附表。")]
    assert read.funding == ()


def test_a_heading_with_the_other_headings_of_its_line_ends_the_objective() -> None:
    read = _fields(
        "年度绩效目标", "修订标准", "年度预算 的 5%。", "年度预算（万元） 资金来源 资金总额（万元）", "本级安排 80.00"
    )
    assert _values(read) == [("objective", "修订标准年度预算 的 5%。")]
    assert [(each.key, each.printed.text, each.unit) for each in read.funding] == [("own", "80.00", "万元")]


def test_a_funding_label_wrapped_over_lines() -> None:
    read = _fields("项目资金", "（万元）", "年度", "预算", "总额：", "30.00", "其中：", "财政拨款", "20.00")
    assert [(each.key, each.printed.text, each.unit) for each in read.funding] == [
        ("total", "30.00", "万元"),
        ("fiscal", "20.00", "万元"),
    ]


def test_text_without_a_label_is_reported_without_repeating_it() -> None:
    read = _fields("责任人 丙某", "项目名称 标准宣传项目")
    assert [source.text for source in read.unread] == ["责任人 丙某"]
    assert [notice.code for notice in read.notices] == ["goal-text-unread"]
    assert all("丙某" not in notice.message and notice.source is None for notice in read.notices)


def test_neighbours_of_one_line_are_one_span_with_their_blanks() -> None:
    line = Source((Span("=1 次  以上", 1, 10, 18),))
    following = Source((Span("内容", 2, 19, 21),))
    source = printed_run(stream_of([line, following]).tokens)
    assert [(span.text, span.start, span.end) for span in source.spans] == [("=1 次  以上", 10, 18), ("内容", 19, 21)]
