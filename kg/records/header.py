"""What a document says of itself: department, year, kind, scope, date, family of forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from kg.recognise.document import RecognisedDocument
from kg.recognise.model import RecognisedForm
from kg.recognise.period import HEADING_LENGTH, YEAR_OF, fiscal_year
from kg.recognise.templates import template_of
from kg.recognise.titles import title_organisation
from kg.recognise.words import vocabulary
from kg.records.model import Header
from kg.text.width import squeeze

_COVER = re.compile(r"^(?:.{2,40})?20\d\d年度?(?:.{2,40})?(?:部门|单位)?(?:预算|决算)(?:公开)?(?:说明)?$")
_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
COVER_BLOCKS = 12
SIGNATURE_BLOCKS = 6


def read_header(recognised: RecognisedDocument) -> Header:
    """The header facts, each from where the document states it most often."""
    lines = [squeeze(line) for line in recognised.document.lines()]
    titles = [squeeze(form.caption.title) for form in recognised.forms]
    year = fiscal_year(lines)
    kind = _kind(lines)
    department = _department(recognised.forms) or _department_on_cover(lines) or _department_in_titles(titles)
    scope = _scope(titles) or _scope(lines[:COVER_BLOCKS]) or "department"
    template = template_of([form.key for form in recognised.forms], titles, year)
    return Header(
        title=_title(lines, department, year, kind, scope),
        fiscal_year=year,
        kind=kind,
        scope=scope,
        department=department,
        issued=_issued(lines),
        template=template.key if template else "other",
    )


def _kind(lines: Sequence[str]) -> str:
    counted = Counter(
        found.group(2) for line in lines if len(line) <= HEADING_LENGTH for found in YEAR_OF.finditer(line)
    )
    return "final-accounts" if counted["决算"] > counted["预算"] else "budget"


def _scope(lines: Sequence[str]) -> str:
    """Whether the words 单位 or 部门 are used more often, empty where neither is."""
    units, departments = _count(lines, "单位"), _count(lines, "部门")
    return "" if units == departments else "unit" if units > departments else "department"


def _department_in_titles(titles: Sequence[str]) -> str:
    """The organisation that most titles of forms begin with."""
    counted = Counter(name for title in titles if (name := title_organisation(title)))
    return counted.most_common(1)[0][0] if counted else ""


def _department_on_cover(lines: Sequence[str]) -> str:
    """The organisation that a line of the cover names as the one that discloses, or that its title begins with."""
    words = vocabulary()
    for pattern in (words.cover_department, words.cover_title):
        for line in lines[:COVER_BLOCKS]:
            found = pattern.match(line)
            if found and words.is_organisation(found.group("name")):
                return found.group("name")
    return ""


def _count(titles: Iterable[str], word: str) -> int:
    return sum(word in title for title in titles)


def _department(forms: Sequence[RecognisedForm]) -> str:
    """The compiler that most forms name."""
    counted = Counter(squeeze(form.caption.compiler) for form in forms if form.caption.compiler)
    return counted.most_common(1)[0][0] if counted else ""


def _title(lines: Sequence[str], department: str, year: int | None, kind: str, scope: str) -> str:
    cover = next((line for line in lines[:COVER_BLOCKS] if _COVER.match(line)), "")
    if cover:
        return cover if department in cover else department + cover
    what = ("单位" if scope == "unit" else "部门") + ("决算" if kind == "final-accounts" else "预算")
    return f"{department}{year or ''}{'年' if year else ''}{what}"


def _issued(lines: Sequence[str]) -> date | None:
    """The date under the signature at the end, or on the cover."""
    for line in (*reversed(lines[-SIGNATURE_BLOCKS:]), *lines[:COVER_BLOCKS]):
        found = _DATE.fullmatch(line)
        if found:
            return _valid_date(*map(int, found.groups()))
    return None


def _valid_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
