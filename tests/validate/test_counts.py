"""The counts of each rule, worked by hand on one small disclosure.

The forms of `SMALL` with amounts: the summary (表 1) and the general budget (表 5). What each rule has to compare there
is counted below from the printed text, not from the program.
"""

from __future__ import annotations

import pytest

from kg.validate.findings import DocumentReport, Tally
from kg.validate.run import validate_nquads
from tests.validate.erring import TEXT, small_nquads


def tallies(text: str) -> dict[str, Tally]:
    report: DocumentReport = validate_nquads(*small_nquads(text))
    return {tally.rule.code: tally for tally in report.tallies}


@pytest.fixture(scope="module")
def clean() -> dict[str, Tally]:
    return tallies(TEXT)


WRONG = ("201\t38\t01\t行政运行\t55.00\t55.00", "201\t38\t01\t行政运行\t56.00\t55.00")
"""One digit of one leaf: its own row no longer adds up, nor the column of totals above it."""


def test_sums_of_rows(clean: dict[str, Tally]) -> None:
    """表 1: 本年收入, 收入总计 and 支出总计 have rows below them: 3. 表 5: 总计, 201 and 20138 in three columns: 9;
    208 and 20805 in the two columns where they are printed: 4. 表 7: 总计, 201, 20138 in the one proven column: 3."""
    assert (clean["TOT-01"].compared, clean["TOT-01"].failed, clean["TOT-01"].outcome) == (19, 0, "passed")


def test_sums_of_columns(clean: dict[str, Tally]) -> None:
    """表 5: 合计 = 基本 + 项目 in each of its eight rows; 表 1 has no column with columns below it."""
    assert (clean["TOT-02"].compared, clean["TOT-02"].failed) == (8, 0)


def test_one_wrong_digit_fails_two_comparisons(clean: dict[str, Tally]) -> None:
    """56.00 for 55.00: row 2013801 is not 55.00 + 0 (one column sum), and 20138 is not 56.00 + 30.00 (one row sum)."""
    wrong = tallies(TEXT.replace(*WRONG))
    assert (wrong["TOT-01"].compared, wrong["TOT-01"].failed, wrong["TOT-01"].outcome) == (19, 1, "failed")
    assert (wrong["TOT-02"].compared, wrong["TOT-02"].failed) == (8, 1)
    others = {code for code in wrong if wrong[code].failed != clean[code].failed}
    assert others == {"TOT-01", "TOT-02"}


def test_facts_and_forms(clean: dict[str, Tally]) -> None:
    """表 1 prints 7 amounts; 表 5 prints 3 + 3 + 3 + 2 + 2 + 2 + 2 + 2 in its rows; 表 7 has lost its columns: of
    the two amounts in each of its four rows the first is proven, the second is not. There are four forms, one empty."""
    assert (clean["FACT-amount"].compared, clean["FACT-amount"].failed) == (7 + 19 + 4, 0)
    assert (clean["LOST-amount"].compared, clean["LOST-amount"].failed) == (4, 0)
    assert (clean["FORM-title"].compared, clean["FORM-title"].failed) == (4, 0)


def test_what_is_not_there_is_not_applicable(clean: dict[str, Tally]) -> None:
    """No 三公 form, no carry-over form, no goals; the family of the document is unknown, so no form is demanded."""
    for code in ("FRM-19", "CMP-01", "GOL-03"):
        assert (clean[code].compared, clean[code].failed, clean[code].outcome) == (0, 0, "not-applicable")


def test_shares_and_rates_of_the_text(clean: dict[str, Tally]) -> None:
    """The text states two shares (89.47, 10.53) and two rates (8.33, 25.00)."""
    assert clean["PRS-03"].compared == 2
    assert clean["PRS-04"].compared == 2
    assert (clean["PRS-03"].failed, clean["PRS-04"].failed) == (0, 0)
