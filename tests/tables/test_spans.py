"""Cells on positions: spans, gaps, joined lines, bounds."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableFile
from kg.provenance import Source, Span
from kg.tables.blocks import Paragraph
from kg.tables.spans import Anchor, compacted, grid_of, one_text, placed
from tests.tables.office_files import shape


def _content(*lines: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(Source((Span(line, line=1),))) for line in lines)


def test_cells_take_the_first_free_column() -> None:
    rows = [
        [(_content("a"), 2, 1), (_content("b"), 1, 2)],
        [(_content("c"), 1, 1), (_content("d"), 1, 1)],
    ]
    assert [(a.row, a.column, a.text) for a in placed(rows, "f")] == [
        (0, 0, "a"),
        (0, 1, "b"),
        (1, 1, "c"),
        (1, 2, "d"),
    ]


def test_a_span_ends_with_its_table() -> None:
    (anchor,) = placed([[(_content("a"), 10**9, 10**9)]], "f")
    assert shape(grid_of(compacted([anchor]), "f")) == [[("a", 1, 1)]]


def test_blank_rows_are_dropped_and_spans_counted_over_the_rest() -> None:
    anchors = [Anchor(0, 0, _content("a"), 3, 1), Anchor(0, 1, _content("b")), Anchor(2, 1, _content("c"))]
    assert shape(grid_of(anchors, "f")) == [[("a", 2, 1), ("b", 1, 1)], [None, ("c", 1, 1)]]


def test_columns_in_which_no_cell_begins_are_no_columns() -> None:
    anchors = [
        Anchor(0, 0, _content("a"), 1, 3),
        Anchor(0, 3, _content("b")),
        Anchor(1, 0, ()),
        Anchor(1, 3, ()),
    ]
    assert [(a.column, a.colspan) for a in compacted(anchors)] == [(0, 1), (1, 1), (0, 1), (1, 1)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["一般公共", "预算"], "一般公共预算"),
        (["1,234.50", "2,000.00"], "1,234.50 2,000.00"),
        (["合计", "12"], "合计12"),
        (["Line", "two"], "Line two"),
        (["", "a"], "a"),
    ],
)
def test_numbers_on_two_lines_never_grow_together(lines: list[str], text: str) -> None:
    assert one_text(lines) == text


def test_a_table_beyond_all_bounds_is_refused() -> None:
    anchors = [Anchor(row, 0, _content("a")) for row in range(5000)]
    with pytest.raises(UnreadableFile, match="absurdly many rows and columns"):
        grid_of([*anchors, Anchor(0, 1000, _content("b"))], "f")


def test_held_rows_cost_bounded_work() -> None:
    held = [(_content("a"), 65534, 1)] * 1000
    with pytest.raises(UnreadableFile):
        placed([held, *[[] for _ in range(10_000)]], "f")
