"""Glyphs to lines: blanks where the print shows them, bold characters once."""

from __future__ import annotations

from kg.layout.lines import Line, baseline_lines, run_text, runs_of
from kg.layout.prose import measure, paragraphs
from kg.read.geometry import Glyph


def glyphs(words: str, left: float, baseline: float, gap: float = 0.0, size: float = 10.0) -> list[Glyph]:
    found = []
    for character in words:
        width = size if character >= "\u2e80" else size / 2
        found.append(Glyph(character, left, baseline - 0.8 * size, left + width, baseline + 0.2 * size, baseline))
        left += width + gap
    return found


def test_a_line_keeps_its_order_whatever_the_order_of_the_file() -> None:
    mixed = [*glyphs("丙丁", 50, 30), *glyphs("乙", 60, 10), *glyphs("甲", 50, 11)]
    assert [run_text(line) for line in baseline_lines(mixed)] == ["甲乙", "丙丁"]


def test_a_character_drawn_twice_for_boldness_is_read_once_but_a_double_figure_stays() -> None:
    twice = [*glyphs("合计", 50, 10), *glyphs("合计", 50.4, 10), *glyphs("1133", 70.4, 10)]
    assert [run_text(line) for line in baseline_lines(twice)] == ["合计1133"]


def test_spread_ideographs_and_spread_figures() -> None:
    assert run_text(glyphs("收入", 0, 0, gap=4)) == "收入"
    assert run_text(glyphs("收入", 0, 0, gap=8)) == "收 入"
    assert run_text(glyphs("12.50", 0, 0, gap=0.5)) == "12.50"
    assert run_text([*glyphs("12", 0, 0), *glyphs("34", 13, 0)]) == "12 34"


def test_a_wide_gap_parts_a_line_into_runs() -> None:
    (line,) = baseline_lines([*glyphs("部门：某局", 50, 10), *glyphs("单位：元", 300, 10)])
    runs = tuple(runs_of(line, 1.0))
    assert [run_text(run) for run in runs] == ["部门：某局", "单位：元"]
    assert Line(1, runs).source.text == "部门：某局 单位：元"


def test_a_number_parted_by_the_end_of_a_line_is_whole_and_latin_words_are_apart() -> None:
    def lines(first: str, second: str) -> list[Line]:
        return [Line(1, (tuple(glyphs(first, 50, 20)),)), Line(1, (tuple(glyphs(second, 50, 36)),))]

    for first, second, joined in (
        ("本年度收入预算合计为1,707.", "93万元。", "本年度收入预算合计为1,707.93万元。"),
        ("本大学的名称为Southwest", "University。", "本大学的名称为Southwest University。"),
    ):
        both = lines(first, second)
        assert [source.text for source in paragraphs(both, {1: measure(both, 200)})] == [joined]
