"""The same document printed otherwise gives the same amounts; a damaged one gives no wrong amount, and says so."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.errors import BadInput
from kg.records.model import Disclosure
from kg.text.width import narrow
from tests.pipeline import rewriting, seeds

CALM: dict[str, Callable[[str], str | bytes]] = {
    "full-width": rewriting.full_width,
    "GB18030": lambda text: text.encode("gb18030"),
    "GB18030 with CRLF": lambda text: text.replace("\n", "\r\n").encode("gb18030"),
    "UTF-16 LE": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-8 with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "carriage returns": lambda text: text.replace("\n", "\r"),
    "trailing blanks": lambda text: text.replace("\n", "  \u3000 \n"),
    "wide blanks": lambda text: text.replace(" ", "\u3000"),
    "hard blanks": lambda text: text.replace(" ", "\xa0"),
    "no numbering rows": lambda text: "\n".join(line for line in text.split("\n") if "※" not in line),
}
OTHER_NAME = {
    "000": "昌吉回族自治州",
    "001": "昌吉州",
    "002": "克孜勒苏柯尔克孜自治州",
    "003": "昌吉回族自治州",
    "004": "乌鲁木齐市",
}


def _read(read: Counter[seeds.Reading]) -> Counter[seeds.Reading]:
    """Readings with half-width printed forms."""
    changed: Counter[seeds.Reading] = Counter()
    for reading, count in read.items():
        changed[(*reading[:11], narrow(reading[11]), reading[12])] += count
    return changed


def _facts(record: Disclosure) -> Counter[seeds.Reading]:
    return _read(Counter(map(seeds.fact_reading, record.facts)))


def _without_role(read: Counter[seeds.Reading]) -> Counter[seeds.Reading]:
    """Without the role: where rows around a row are gone it may be the lowest that is left."""
    changed: Counter[seeds.Reading] = Counter()
    for reading, count in read.items():
        changed[(*reading[:9], *reading[10:])] += count
    return changed


def _same(number: str, text: str | bytes) -> None:
    wanted, found = seeds.golden(number), _read(seeds.readings(seeds.converted(text)))
    assert not found - wanted, "extra"
    assert not wanted - found, "missing"


def _nothing_wrong(number: str, text: str | bytes) -> None:
    """No fact that the document does not print; where one is missing, something is said."""
    record = seeds.converted(text)
    wanted = _without_role(Counter(map(seeds.fact_reading, seeds.unchanged(number).facts)))
    found = _without_role(_facts(record))
    assert not found - wanted
    if wanted - found:
        assert record.findings or record.unplaced


@pytest.mark.parametrize("number", seeds.NUMBERS)
@pytest.mark.parametrize("way", CALM)
def test_another_encoding_or_another_blank_changes_nothing(way: str, number: str) -> None:
    _same(number, CALM[way](seeds.seed(number)))


@pytest.mark.parametrize("number", ["000", "002", "003", "004"])
def test_blank_lines_change_nothing(number: str) -> None:
    text, chance = seeds.seed(number), random.Random(1)
    _same(number, text.replace("\n", "\n\n"))
    _same(number, "".join(char + "\n" * (chance.random() < 0.3) if char == "\n" else char for char in text))


def test_blank_lines_between_rows_of_cells_change_nothing() -> None:
    _same("001", re.sub(r"\n\n", "\n\n\n", seeds.seed("001")))


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_another_department_has_the_same_amounts(number: str) -> None:
    text = seeds.seed(number).replace(OTHER_NAME[number], "喀什地区")
    record = seeds.converted(text)
    assert record.header.department.startswith("喀什地区")
    found = Counter((*each[:2], *each[3:]) for each in seeds.readings(record).elements())
    assert found == Counter((*each[:2], *each[3:]) for each in seeds.golden(number).elements())


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_amounts_follow_the_unit(number: str) -> None:
    text = re.sub(r"(单位\s*[：:]\s*)万元", r"\1元", seeds.seed(number))
    found = seeds.readings(seeds.converted(text))
    scaled = Counter((*each[:10], Decimal(each[10]) * 10000) for each in found.elements())
    assert scaled == Counter((*each[:10], Decimal(each[10])) for each in seeds.golden(number).elements())


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_without_a_unit_no_amount_is_stated(number: str) -> None:
    record = seeds.converted(re.sub(r"单位\s*[：:]\s*万元", "", seeds.seed(number)))
    assert not record.facts
    assert not record.unplaced
    assert {each.code for each in record.findings} >= {"no-unit"}


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_thousands_separators_change_nothing_but_the_printed_form(number: str) -> None:
    text = re.sub(r"(?<![\d.,])(\d)(\d{3})\.(\d\d)(?!\d)", r"\1,\2.\3", seeds.seed(number))
    larger = re.sub(r"(?<![\d.])584\.45(?!\d)", "1,584.45", text) if number == "000" else text
    assert seeds.amounts_only(seeds.readings(seeds.converted(text))) == seeds.amounts_only(seeds.golden(number))
    if larger != text:
        printed = {each.printed: each.amount for each in seeds.converted(larger).facts}
        assert printed["1,584.45"] == Decimal(15844500)


@pytest.mark.parametrize("number", seeds.RAGGED)
@pytest.mark.parametrize("seed", range(3))
def test_lines_wrapped_otherwise_change_nothing(number: str, seed: int) -> None:
    _same(number, rewriting.parted_at_blanks(number, 0.3, seed))
    _same(number, rewriting.lines_joined(number, 0.5, seed))
    _same(number, rewriting.names_parted(number, 0.5, seed))


@pytest.mark.parametrize("number", seeds.RAGGED)
def test_each_word_in_a_line_of_its_own_changes_nothing(number: str) -> None:
    _same(number, rewriting.parted_at_blanks(number, 1, 0))


@pytest.mark.parametrize("number", seeds.RAGGED)
def test_a_table_in_one_line_changes_nothing(number: str) -> None:
    _same(number, rewriting.lines_joined(number, 1, 0))


@pytest.mark.parametrize("number", seeds.RAGGED)
@pytest.mark.parametrize("how", ["before", "after", "middle"])
@pytest.mark.parametrize("share", [0.1, 1])
def test_amounts_broken_at_their_decimals_are_put_together(number: str, how: str, share: float) -> None:
    _same(number, rewriting.amounts_broken(number, share, 1, how))


@pytest.mark.parametrize("number", seeds.RAGGED)
@pytest.mark.parametrize(("share", "seed"), [(0.02, 0), (0.1, 1), (0.1, 2), (0.5, 3), (1, 4)])
def test_amounts_broken_before_their_point_are_right_or_reported(number: str, share: float, seed: int) -> None:
    _nothing_wrong(number, rewriting.amounts_broken(number, share, seed, "whole"))


@pytest.mark.parametrize("number", seeds.RAGGED)
@pytest.mark.parametrize("mark", ["- # -", "第 # 页", "第 # 页 共 60 页", "— # —", "#/60"])
def test_page_marks_change_nothing(number: str, mark: str) -> None:
    _same(number, rewriting.with_page_marks(number, mark, 0.05, 2))


@pytest.mark.parametrize("number", seeds.RAGGED)
@pytest.mark.parametrize("seed", range(4))
def test_bare_page_numbers_make_no_wrong_amount(number: str, seed: int) -> None:
    _nothing_wrong(number, rewriting.with_page_marks(number, "#", 0.05, seed))


@pytest.mark.parametrize("mark", ["12", "- 12 -", "第 12 页"])
def test_page_marks_between_cells_make_no_wrong_amount(mark: str) -> None:
    chance, lines = random.Random(8), seeds.seed("001").split("\n")
    for at in [*(chance.randrange(40, 1650) for _ in range(8)), 1053, 1213, 504, 1011]:
        _nothing_wrong("001", "\n".join([*lines[:at], mark, *lines[at:]]))


@pytest.mark.parametrize("number", seeds.TABBED)
def test_page_marks_between_tabbed_rows_make_no_wrong_amount(number: str) -> None:
    chance, lines = random.Random(3), seeds.seed(number).split("\n")
    for mark in ("12", "- 12 -"):
        for at in (chance.randrange(70, 360) for _ in range(8)):
            _nothing_wrong(number, "\n".join([*lines[:at], mark, *lines[at:]]))


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_forms_in_another_order_hold_the_same(number: str) -> None:
    before, chunks, behind, _ = rewriting.forms_apart(number)
    random.Random(5).shuffle(chunks)
    _same(number, "\n".join([*before, *(line for chunk in chunks for line in chunk), *behind]))


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_without_a_form_only_its_amounts_are_gone(number: str) -> None:
    before, chunks, behind, keys = rewriting.forms_apart(number)
    for at, key in enumerate(keys):
        rest = [line for index, chunk in enumerate(chunks) if index != at for line in chunk]
        record = seeds.converted("\n".join([*before, *rest, *behind]))
        wanted = Counter(map(seeds.fact_reading, seeds.unchanged(number).facts))
        assert not Counter(map(seeds.fact_reading, record.facts)) - wanted
        assert key not in {fact.form for fact in record.facts}
        assert any(each.form == key for each in record.findings)


@pytest.mark.parametrize("number", seeds.TABBED)
@pytest.mark.parametrize(
    ("key", "first", "second"),
    [
        ("expenditure", 5, 6), ("expenditure", 4, 6), ("general", 5, 6), ("general-basic", 4, 5),
        ("three-public", 2, 3), ("appropriation", 4, 5), ("general-project", 6, 7), ("general-project", 7, 14),
    ],
)  # fmt: skip
def test_columns_in_another_order_keep_their_meaning(number: str, key: str, first: int, second: int) -> None:
    before, chunks, behind, keys = rewriting.forms_apart(number)
    at = keys.index(key)
    chunks[at] = rewriting.columns_swapped(chunks[at], first, second)
    _same(number, "\n".join([*before, *(line for chunk in chunks for line in chunk), *behind]))


@pytest.mark.parametrize("number", seeds.TABBED)
@pytest.mark.parametrize("between", [[], ["", "- 7 -", ""], ["", "7", ""]])
def test_a_header_printed_again_inside_its_table_is_no_row(number: str, between: list[str]) -> None:
    before, chunks, behind, keys = rewriting.forms_apart(number)
    for key in ("revenue", "expenditure", "general", "general-basic", "general-project", "three-public"):
        at = keys.index(key)
        rows = [index for index, line in enumerate(chunks[at]) if "\t" in line]
        numbered = next(index for index in rows if "※" in chunks[at][index])
        header = chunks[at][rows[0] : numbered + 1]
        middle = rows[-2]
        changed = [*chunks[at][:middle], *between, *header, *chunks[at][middle:]]
        lines = [line for index, chunk in enumerate(chunks) for line in (changed if index == at else chunk)]
        _same(number, "\n".join([*before, *lines, *behind]))


@pytest.mark.parametrize("number", seeds.TABBED)
def test_without_a_row_only_its_amounts_are_gone(number: str) -> None:
    chance, lines, facts = random.Random(3), seeds.seed(number).split("\n"), seeds.unchanged(number).facts
    rows = sorted({fact.cell.source.line for fact in facts if fact.row.function or fact.row.economic})
    for line in chance.sample(rows, 10):
        record = seeds.converted("\n".join(lines[: line - 1] + lines[line:]))
        wanted = Counter(seeds.fact_reading(fact) for fact in facts if fact.cell.source.line != line)
        assert _without_role(_facts(record)) == _without_role(wanted)


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_a_document_cut_between_lines_keeps_what_stands_before_and_says_so(number: str) -> None:
    chance, lines = random.Random(5), seeds.seed(number).split("\n")
    before, _, behind, _ = rewriting.forms_apart(number)
    for _ in range(12):
        end = chance.randrange(len(before) + 5, len(lines) - len(behind) - 3)
        record = seeds.attempted("\n".join(lines[:end]))
        if isinstance(record, BadInput):
            continue
        wanted = _without_role(Counter(map(seeds.fact_reading, seeds.unchanged(number).facts)))
        assert not _without_role(_facts(record)) - wanted
        if wanted - _without_role(_facts(record)):
            assert record.findings


def test_an_amount_cut_off_with_its_document_is_reported() -> None:
    text = seeds.seed("001")
    cut = text.index("203 国防支出\n\t28", text.index("财政拨款收支预算总体情况表")) + len("203 国防支出\n\t2")
    codes = {each.code for each in seeds.converted(text[:cut]).findings}
    assert {"no-total", "forms-incomplete"} <= codes


@pytest.mark.parametrize("first", seeds.NUMBERS)
def test_two_documents_in_one_file_are_refused(first: str) -> None:
    for second in ("000", "001", "003"):
        with pytest.raises(BadInput, match="two disclosures"):
            seeds.converted(seeds.seed(first) + "\n" + seeds.seed(second))
