"""Bytes to text: every encoding a document comes in, and bytes that are no text."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UnreadableFile
from kg.read.encoding import MAX_BYTES, decode
from kg.read.lines import split_lines

TEXT = "部门收支总体情况表\n单位：万元\n201 一般公共服务支出 412.85\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    assert decode(data, "a.txt") == (TEXT, encoding)


@pytest.mark.parametrize("data", [b"", b" \n\t ", codecs.BOM_UTF8, b"\0\0\0"])
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.txt: the file is empty; give the text"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"PK\x03\x04" + random.Random(1).randbytes(4096),
        random.Random(2).randbytes(4096),
    ],
)
def test_binary_files_are_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no text in UTF-8, UTF-16 or GB18030"):
        decode(data, "a.bin")


def test_a_file_that_is_too_large() -> None:
    with pytest.raises(UnreadableFile, match="split it into one file a disclosure"):
        decode(b"1" * (MAX_BYTES + 1), "a.txt")


@given(st.text(st.sampled_from("预算表 \t\u300012.3\n\r\f"), max_size=80))
def test_lines_keep_every_character_at_its_offset(text: str) -> None:
    for line in split_lines(text):
        assert text[line.start : line.start + len(line.text)] == line.text
        source = line.source()
        if source is not None:
            span = source.spans[0]
            assert text[span.start : span.end] == span.text
            assert span.text.strip() == span.text


def test_line_numbers_are_those_of_an_editor() -> None:
    assert [line.number for line in split_lines("a\r\nb\n\nc\rd")] == [1, 2, 3, 4, 5]


def test_a_form_feed_begins_a_page() -> None:
    assert [(line.text, line.page) for line in split_lines("a\fb\nc")] == [("a", 1), ("b", 2), ("c", 2)]
