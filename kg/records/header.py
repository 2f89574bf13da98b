"""What a document says of itself: department, year, kind, scope, date, family of forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

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
_YEAR = re.compile(r"20\d\d(?=年)")
COVER_BLOCKS = 12
TITLE_BLOCKS = 4
"""Lines at the top of a file that hold the title of the cover, which may take two of them."""
SIGNATURE_BLOCKS = 6


def read_header(recognised: RecognisedDocument) -> Header:
    """The header facts, each from where the document states it most often."""
    files = [[squeeze(line) for line in each] for each in recognised.document.lines_of_files()]
    lines = [line for file in files for line in file]
    cover = [line for file in files for line in file[:COVER_BLOCKS]]
    ends = [line for file in files for line in file[-SIGNATURE_BLOCKS:]]
    titles = [squeeze(form.caption.title) for form in recognised.forms]
    year = fiscal_year(lines)
    kind = _kind(lines)
    department = _department(recognised.forms) or _department_on_cover(cover) or _department_in_titles(titles)
    scope = _scope(titles) or _scope(cover) or "department"
    template = template_of([form.key for form in recognised.forms], titles, year)
    return Header(
        title=_title(cover, department, year, kind, scope),
        fiscal_year=year,
        kind=kind,
        scope=scope,
        department=department,
        issued=_issued(cover, ends),
        template=template.key if template else "other",
        cover_year=_cover_year(files),
    )


def _cover_year(files: Sequence[Sequence[str]]) -> int | None:
    """The year of the first title on a cover."""
    for file in files:
        top = file[:TITLE_BLOCKS]
        for line in (*top, *(above + below for above, below in pairwise(top))):
            if _COVER.match(line) and (found := _YEAR.search(line)):
                return int(found.group())
    return None


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


def _department_on_cover(cover: Sequence[str]) -> str:
    """The organisation that the cover names as the one that discloses, or that its title begins with.

    The title may begin in a line of its own: `某某局` over `2024年部门预算公开`.
    """
    words = vocabulary()
    for pattern in (words.cover_department, words.cover_title):
        for line in cover:
            found = pattern.match(line)
            if found and words.is_organisation(found.group("name")):
                return found.group("name")
    for name, below in pairwise(cover):
        found = words.cover_title.match(name + below)
        if found and found.group("name") == name and words.is_organisation(name):
            return name
    return ""


def _count(titles: Iterable[str], word: str) -> int:
    return sum(word in title for title in titles)


def _department(forms: Sequence[RecognisedForm]) -> str:
    """The compiler that most forms name."""
    counted = Counter(squeeze(form.caption.compiler) for form in forms if form.caption.compiler)
    return counted.most_common(1)[0][0] if counted else ""


def _title(cover: Sequence[str], department: str, year: int | None, kind: str, scope: str) -> str:
    """The line of the cover where it names the department; the cover of a whole district is nobody's title."""
    title = next((line for line in cover if _COVER.match(line)), "")
    if title and department in title:
        return title
    what = ("单位" if scope == "unit" else "部门") + ("决算" if kind == "final-accounts" else "预算")
    return f"{department}{year or ''}{'年' if year else ''}{what}"


def _issued(cover: Sequence[str], ends: Sequence[str]) -> date | None:
    """The date under the signature at the end, or on the cover."""
    for line in (*reversed(ends), *cover):
        found = _DATE.fullmatch(line)
        if found:
            return _valid_date(*map(int, found.groups()))
    return None


def _valid_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
