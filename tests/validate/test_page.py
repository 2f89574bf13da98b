"""The HTML report in a real browser: at the desk, on a telephone and on paper.

`python -m pytest tests/validate/test_page.py --basetemp=DIR` leaves its pictures below DIR; the one in
`docs/validation-report.png` is that of the desk, made of our own sample with errors put in on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from kg.validate.acknowledge import Acknowledgements
from kg.validate.findings import Acknowledgement, DocumentReport
from kg.validate.reports.html import html_text
from kg.validate.run import validate_nquads
from tests.validate.chromium import Page, browser, missing
from tests.validate.erring import ERRORS, TEXT, small_nquads

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "there is everything")
PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def report() -> DocumentReport:
    text = TEXT
    for stands, wrong, _ in ERRORS:
        text = text.replace(stands, wrong, 1)
    found = validate_nquads(*small_nquads(text))
    entry = Acknowledgement(
        "FIG-03", "small.txt", "*", "采购预算按立项口径填报", "示范市标准局财务科", "2024-03-01", (), "entry 1"
    )
    return Acknowledgements([entry]).applied(found)


@pytest.fixture(scope="module")
def page_file(report: DocumentReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html_text([report]), "utf-8")
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def test_the_page_shows_every_finding_with_its_cells(page: Page, page_file: Path, report: DocumentReport) -> None:
    page.open(page_file, 1280)
    shown = page.ask("[...document.querySelectorAll('article[data-rule]')].map(each => each.dataset.rule)")
    assert sorted(shown) == sorted(finding.rule.code for finding in report.findings)
    first = "document.querySelector('article[data-rule=\"FRM-01\"]')"
    texts = ".map(each => each.textContent)"
    assert page.ask(f"[...{first}.querySelectorAll('.excerpt mark')]{texts}") == ["100.00", "101.00"]
    figures = page.ask(f"[...{first}.querySelectorAll('tr[data-figure] .n')]{texts}")
    assert figures == ["1,010,000", "1,000,000", "10,000"]
    assert page.ask(f"{first}.querySelector('.excerpt thead').textContent").strip() == "预算数"
    assert "采购预算按立项口径填报" in page.ask("document.querySelector('article.acknowledged .reason').textContent")
    rows = page.ask("document.querySelectorAll('table.rules tbody tr').length")
    assert rows == len(report.tallies)
    colour = f"getComputedStyle({first}.querySelector('td.marked')).backgroundColor"
    assert page.ask(colour) == "rgb(255, 243, 205)"
    picture = page.picture(1280, 1500)
    assert picture.startswith(PNG)
    page_file.with_name("desk.png").write_bytes(picture)


def test_a_telephone_scrolls_down_and_never_aside(page: Page, page_file: Path) -> None:
    page.open(page_file, 390, phone=True)
    page.ask("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.ask("document.documentElement.scrollWidth") <= 390
    wide = "[...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > 391)"
    aside = f"{wide}.filter(each => !each.closest('.scroll, thead'))"
    assert page.ask(f"{aside}.map(each => each.outerHTML.slice(0, 80))") == []
    assert page.ask("parseFloat(getComputedStyle(document.body).fontSize)") >= 15
    page_file.with_name("telephone.png").write_bytes(page.picture(390, 1600))


def test_the_page_asks_for_nothing_else(page: Page, page_file: Path) -> None:
    page.open(page_file, 1280)
    assert page.ask("performance.getEntriesByType('resource').map(each => each.name)") == []
    assert page.ask("document.querySelectorAll('script, link, img, iframe').length") == 0


def test_paper_holds_every_finding_and_what_was_folded(page: Page, page_file: Path, report: DocumentReport) -> None:
    page.open(page_file, 1280)
    document = pypdfium2.PdfDocument(page.paper())
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    text = re.sub(r"\s", "", text)
    for finding in report.findings:
        assert re.sub(r"\s", "", finding.rule.description["zh"])[:30] in text, finding.rule.code
    for tally in report.tallies:
        assert tally.rule.code in text
    assert len(document) < 40
