"""Who the department is: its names, duties, internal and subordinate units, and its area."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.layout.flow import Flow
from kg.provenance import Source
from kg.recognise.words import vocabulary
from kg.records.goal_model import Goal
from kg.records.model import FormRecord, Header
from kg.records.prose_figures import FoundFigure, unit_counts
from kg.records.prose_model import DepartmentProfile, Name, Passage
from kg.records.prose_sections import ProseSection
from kg.records.prose_words import prose_words
from kg.records.region_names import region_candidates
from kg.text.width import squeeze

_COVER_LINES = 6
_NAME_LENGTH = (3, 40)
_DATE = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日\Z")
_YEAR = r"(?:20\d\d年(?:度)?)?"
_HEADING_NAMES = (
    re.compile(rf"第[一二三四五六七八九十]+部分{_YEAR}(?P<name>[^。,;:]*?)(?:部门|单位)?概况\Z"),
    re.compile(rf"第[一二三四五六七八九十]+部分{_YEAR}(?P<name>[^。,;:]*?){_YEAR}(?:部门|单位)预算"),
    re.compile(r"[一二三四五六七八九十]+[、.]关于(?P<name>[^。,;:]+?)20\d\d年"),
)
_SEAL = re.compile(r"(?:部门|单位)名称[(]盖章[)][:]?(?P<name>[^,。:;\d]{2,60})")
_IN_MANDATE = re.compile(r"(?P<name>[^,。;:、]{3,30}?)(?:是|为)")
_BRACKETED = re.compile(r"[(][^()]*[)]\Z")
_DUTY = re.compile(r"(?:\d{1,2}[、.]|[(][一二三四五六七八九十\d]{1,3}[)][、.]?|[一二三四五六七八九十]{1,3}[、.])")
_UNITS_LIST = re.compile(
    r"(?:下设|内设|设有|设)(?:机构)?(?P<count>\d+)个[^。,:;]{0,10}[,:]?(?:分别(?:是|为)|即|包括|有)?[:]?(?P<list>[^。]+)"
)
_SUBORDINATE_LIST = re.compile(r"(?:下属|所属)(?:二级)?(?:预算)?单位(?:具体)?(?:包括|如下|名单)[:]")
_NUMBERING = re.compile(r"\d{1,2}[、.]|[(]\d{1,2}[)]")
_SPLIT = re.compile(r"[、,;](?![^()]*[)])")


def department_profile(
    header: Header,
    forms: Sequence[FormRecord],
    flow: Flow,
    sections: Sequence[ProseSection],
    goal_flow: Flow,
    found: Sequence[FoundFigure],
    goals: Sequence[Goal] = (),
) -> DepartmentProfile:
    """The department as the document describes it; a text without a part lacks only what that part says."""
    names = tuple(_names(forms, flow, sections, goal_flow, goals))
    about = [section for section in sections if section.kind in ("organisation", "profile")]
    return DepartmentProfile(
        label=header.department or (names[0].text if names else ""),
        fiscal_year=header.fiscal_year,
        names=names,
        mandate=tuple(duty for section in sections if section.kind == "mandate" for duty in _duties(flow, section)),
        internal_units=tuple(unit for section in about for unit in _internal(flow, section)),
        subordinate_units=tuple(unit for section in about for unit in _subordinate(flow, section)),
        counts=unit_counts(found, flow, about),
        regions=region_candidates(dict.fromkeys([header.department, *(name.text for name in names)])),
    )


# -- names -------------------------------------------------------------------------------------------------------------
def _names(
    forms: Sequence[FormRecord], flow: Flow, sections: Sequence[ProseSection], goal_flow: Flow, goals: Sequence[Goal]
) -> Iterator[Name]:
    seen: set[tuple[str, str]] = set()
    places = (
        *_cover(flow, sections),
        *_headed(flow, sections),
        *_compilers(forms),
        *_sealed(goal_flow),
        *_signed(flow),
        *_in_mandate(flow, sections),
        *_spoken(flow, sections),
        *_over_goals(goals),
    )
    for name in places:
        if (name.text, name.found) not in seen:
            seen.add((name.text, name.found))
            yield name


def _name(text: str, found: str, source: Source) -> Iterator[Name]:
    """The name, where the text can be one of an organisation."""
    bare = _BRACKETED.sub("", squeeze(text))
    if _NAME_LENGTH[0] <= len(bare) <= _NAME_LENGTH[1] and vocabulary().is_organisation(bare):
        yield Name(bare, found, source)


def _line(flow: Flow, index: int) -> tuple[int, int]:
    begin = flow.lines[index]
    return begin, flow.line_end(begin)


def _cover(flow: Flow, sections: Sequence[ProseSection]) -> Iterator[Name]:
    """Lines before the first heading that are nothing but a name."""
    first = sections[0].heading[0] if sections else 0
    for index in range(min(_COVER_LINES, len(flow.lines))):
        begin, end = _line(flow, index)
        if begin >= first:
            return
        text = re.sub(rf"{_YEAR}(?:部门|单位)?预算(?:公开)?(?:说明)?\Z", "", flow.text[begin:end])
        behind = text.rfind(":") + 1
        if text[behind:]:
            yield from _name(text[behind:], "cover", flow.source(begin + behind, begin + len(text)))


def _headed(flow: Flow, sections: Sequence[ProseSection]) -> Iterator[Name]:
    for section in sections:
        text = flow.text[section.heading[0] : section.heading[1]]
        for pattern in _HEADING_NAMES:
            match = pattern.match(text)
            if match and match.group("name"):
                begin, end = (section.heading[0] + at for at in match.span("name"))
                yield from _name(match.group("name"), "heading", flow.source(begin, end))
                break


def _compilers(forms: Sequence[FormRecord]) -> Iterator[Name]:
    for form in forms:
        if form.compiler:
            yield from _name(form.compiler, "compiler", form.title_source)


def _sealed(flow: Flow) -> Iterator[Name]:
    for index in range(len(flow.lines)):
        begin, end = _line(flow, index)
        match = _SEAL.match(flow.text, begin, end)
        if match:
            yield from _name(match.group("name"), "seal", flow.source(*match.span("name")))


def _signed(flow: Flow) -> Iterator[Name]:
    """The line before the date at the end."""
    for index in range(len(flow.lines) - 1, max(0, len(flow.lines) - 4), -1):
        begin, end = _line(flow, index)
        if _DATE.match(flow.text[begin:end]):
            above = _line(flow, index - 1)
            yield from _name(flow.text[slice(*above)], "signature", flow.source(*above))
            return


def _spoken(flow: Flow, sections: Sequence[ProseSection]) -> Iterator[Name]:
    """Names in sentences on the money of the one who discloses."""
    words = prose_words().spoken
    first = sections[0].heading[0] if sections else 0
    ranges = [(0, first), *((each.begin, each.end) for each in sections if each.kind not in words.not_in)]
    starts = set(flow.lines)
    for begin, end in ranges:
        for pattern, opens in words.patterns:
            for found in pattern.finditer(flow.text, begin, end):
                at, stop = found.span("name")
                if not opens or at in starts or flow.text[at - 1] in "。;:":
                    yield from _name(found["name"], "sentence", flow.source(at, stop))


def _over_goals(goals: Sequence[Goal]) -> Iterator[Name]:
    """The department under which the goal tables put their projects."""
    for goal in goals:
        if goal.authority is not None:
            yield from _name(goal.authority.text, "goal", goal.authority.source)


def _in_mandate(flow: Flow, sections: Sequence[ProseSection]) -> Iterator[Name]:
    for section in sections:
        match = _IN_MANDATE.match(flow.text, section.begin, section.end) if section.kind == "mandate" else None
        if match:
            yield from _name(match.group("name"), "mandate", flow.source(*match.span("name")))


# -- duties and units --------------------------------------------------------------------------------------------------
def _duties(flow: Flow, section: ProseSection) -> Iterator[Passage]:
    """Numbered duties one by one; without numbers the whole is one."""
    starts = [at for at in flow.line_starts(section.begin, section.end) if _DUTY.match(flow.text, at)]
    if not starts:
        yield from _passages(flow, [(section.begin, section.end)])
        return
    if starts[0] > section.begin and flow.text[starts[0] - 1] == "。":
        starts.insert(0, section.begin)
    ends = [*starts[1:], section.end]
    yield from _passages(flow, [(_behind(_DUTY, flow, at), end) for at, end in zip(starts, ends, strict=True)])


def _behind(pattern: re.Pattern[str], flow: Flow, at: int) -> int:
    match = pattern.match(flow.text, at)
    return match.end() if match else at


def _passages(flow: Flow, spans: Iterable[tuple[int, int]]) -> Iterator[Passage]:
    for begin, end in spans:
        text = flow.printed(begin, end)
        if text:
            yield Passage(text, flow.source(begin, end))


def _internal(flow: Flow, section: ProseSection) -> Iterator[Passage]:
    match = _UNITS_LIST.search(flow.text, section.begin, section.end)
    if match is None:
        return
    spans = _split(flow.text, *match.span("list"), count=int(match.group("count")))
    yield from _passages(flow, spans)


def _split(text: str, begin: int, end: int, count: int) -> list[tuple[int, int]]:
    """The members of a list; the last is parted at `及` or `和` where only that gives the stated count."""
    spans = []
    at = begin
    for mark in _SPLIT.finditer(text, begin, end):
        spans.append((at, mark.start()))
        at = mark.end()
    spans.append((at, end))
    last = re.search("以及|及|和", text[spans[-1][0] : end])
    if len(spans) == count - 1 and last and last.start() > 0:
        head = spans.pop()[0]
        spans += [(head, head + last.start()), (head + last.end(), end)]
    return [(b, e) for b, e in spans if b < e]


def _subordinate(flow: Flow, section: ProseSection) -> Iterator[Passage]:
    """The numbered names under `下属预算单位包括：`."""
    match = _SUBORDINATE_LIST.search(flow.text, section.begin, section.end)
    if match is None:
        return
    at = match.end()
    while numbered := _NUMBERING.match(flow.text, at, section.end):
        begin = numbered.end()
        end = _name_end(flow, begin, section.end)
        if end is None:
            return
        yield from _passages(flow, [(begin, end)])
        at = end + (flow.text[end : end + 1] in (";", ",", "。"))


def _name_end(flow: Flow, begin: int, limit: int) -> int | None:
    """A name ends with its line; one that is wrapped goes on until it is that of an organisation."""
    end = begin
    for _ in range(3):
        end = min(flow.line_end(end), limit)
        name = flow.text[begin:end].rstrip(";,。")
        if vocabulary().is_organisation(name):
            return begin + len(name)
        if end >= limit:
            return None
    return None
