"""The numeric statements of the narrative: amounts, shares, changes, growth and lists, each with what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.layout.flow import Flow
from kg.provenance import Source
from kg.records.prose_model import About, Claim
from kg.records.prose_sections import ProseSection
from kg.records.prose_subjects import NUMBERED, Subjects
from kg.records.prose_words import Grammar, prose_words
from kg.text.numbers import UNITS, read_number

_DELIMITERS = ",;。:、"
_LIST_END = re.compile(r"[。;]|,(?=其中)")
_SENTENCE_END = "。"
_YEAR = re.compile(r"(20\d\d)年")
_LEAD = 80
"""Characters before a number in which its subject is sought."""
_LONG = 500
"""Characters on either side of a number that its sentence takes at most: hostile text has no full stops."""
_POINT = re.compile(r"\)\([一二三四五六七八九十]{1,3}\)")
"""A numbered clause right behind a bracket that closes."""
_STEP = re.compile(r"((?:[^()]|\((?!(?:类|款|项)\))[^()]*\))+)\((?:类|款|项)\)(?:支出)?")
_NEAR = 12
"""Characters within which `无增减变化` still speaks of the change before it."""


@dataclass(slots=True)
class SectionReader:
    """Reads one section from left to right; what was named last is what the next numbers speak of."""

    flow: Flow
    section: ProseSection
    subjects: Subjects
    claims: list[Claim] = field(default_factory=list)
    _about: About | None = None
    _own: About | None = None
    """what is spoken of, where amounts of another year are told of it"""
    _first: About | None = None
    _context: Mapping[str, str] = field(default_factory=dict)
    _basis: str = ""
    """what amounts of another year are: the budget or its execution"""
    _base: str | None = None
    _base_year: int | None = None
    _base_end: int = -1
    _compares: bool = False
    _year: int | None = None
    _group: int = 0
    _at: int = 0
    _clause: int = 0

    def read(self) -> list[Claim]:
        """Every claim of the section in printed order."""
        grammar = prose_words().grammar
        self._at = self._clause = self.section.begin
        while token := grammar.token.search(self.flow.text, self._at, self.section.end):
            self._pass_sentences(token.start())
            self._at = token.end()
            self._take(token, grammar)
            self._clause = self._at
        return self.claims

    def _pass_sentences(self, upto: int) -> None:
        """A comparison holds to the end of its sentence."""
        if _SENTENCE_END in self.flow.text[self._at : upto]:
            self._base, self._base_year, self._compares, self._year = None, None, False, None

    def _take(self, token: re.Match[str], grammar: Grammar) -> None:
        kind = next(name for name in _KINDS if token.group(name) is not None)
        if kind == "number":
            self._number(token, grammar)
        elif kind in ("path", "coded"):
            self._path(token)
        elif kind == "base":
            self._base = grammar.compared.get(token.group("of") or "")
            self._base_year = int(token.group("base_year")) if token.group("base_year") else None
            self._base_end, self._compares = token.end(), True
            lead = self._lead(token.start())
            if lead:
                self._resolve(lead)
        elif kind in ("reason", "purpose"):
            self._skip(token, keep=kind == "reason")
        elif kind == "flat":
            self._flat(token)
        else:
            _STATEMENTS[kind](self, token)

    # -- naming ----------------------------------------------------------------------------------------------------
    def _lead(self, upto: int) -> str:
        """The words before a place, back to the last delimiter or number."""
        begin = max([self._clause, *(self.flow.text.rfind(mark, self._clause, upto) + 1 for mark in _DELIMITERS)])
        begin = max([begin, upto - _LEAD, *(each.end() for each in _POINT.finditer(self.flow.text, begin, upto))])
        return self.flow.text[begin:upto]

    def _name(self, lead: str) -> bool:
        """Makes what the words name the subject; False where they name nothing known."""
        found = self.subjects.named(lead, self.section.words, self._context)
        if found is None:
            return False
        stated = _YEAR.findall(lead) or (self._whole_years() if found.about.role == "total" else ())
        self._year = int(stated[-1]) if stated else None
        other = self._year not in (None, self.subjects.fiscal_year)
        self._speak_of(replace(found.about, fact=None) if other else found.about)
        return True

    def _whole_years(self) -> list[str]:
        """The year of the sentence before a total, or of the same one, that tells of all revenue and expenditure."""
        text, low = self.flow.text, max(self.section.begin, self._at - _LONG)
        ends = [at.end() for at in re.finditer(_SENTENCE_END, text[low : self._at])]
        begin = low + (ends[-2] if len(ends) > 1 else 0)
        return [each.group("year") for each in prose_words().grammar.whole_year.finditer(text, begin, self._at)]

    def _speak_of(self, about: About) -> None:
        self._own = None
        if self._about is None or about.key() != self._about.key():
            self._group = len(self.claims)
        self._about = about
        if self._first is None and about.role == "total":
            self._first = about

    def _path(self, token: re.Match[str]) -> None:
        if token.group("path") is not None:
            names, code = _STEP.findall(token.group("path")), ""
        else:
            names = [token.group(name) for name in ("class_n", "group_n", "item_n")]
            code = "".join(token.group(name) or "" for name in "cgi")
        kept = tuple(NUMBERED.sub("", name) for name in names if name)
        about = self.subjects.function(kept, code, self.section.words, self._context)
        self.subjects.above = about.dims.get("function", self.subjects.above)[:3]
        self._speak_of(about)

    # -- numbers ---------------------------------------------------------------------------------------------------
    def _number(self, token: re.Match[str], grammar: Grammar) -> None:
        start = token.start("number")
        lead = self._lead(start)
        share = grammar.share.search(lead)
        verb = grammar.verb.search(lead)
        told = share or verb
        self._resolve(lead[: told.start()] if told else lead)
        compared = verb is not None or (self._compares and self._base_end == start)
        bare = not token.group("unit") and not token.group("percent")
        if token.group("unit") or bare:
            self._add("change" if compared else "amount", token, verb, grammar)
        elif share is not None:
            self._add("share", token, whole=self._whole(share.group("of")))
        elif compared:
            self._add("growth", token, verb, grammar)

    def _resolve(self, lead: str) -> None:
        """Words that name nothing known leave the numbers behind them without a subject, rather than with the last."""
        if not (self._name(lead) or self._project(lead) or self._says_nothing(lead)):
            self._about = None

    def _says_nothing(self, lead: str) -> bool:
        """`2024年预算数为` adds nothing to what was named before it; `2023年预算执行数为` tells another year of it."""
        bare = NUMBERED.sub("", lead)
        grammar = prose_words().grammar
        if grammar.behind.fullmatch(bare) is None and grammar.again.fullmatch(bare) is None:
            return False
        years = {int(each) for each in _YEAR.findall(bare)}
        goes_on = self._own is not None
        if goes_on and years:
            self._about, self._own, self._year = self._own, None, None
        if years <= {self.subjects.fiscal_year}:
            return True
        if len(years) != 1 or self._about is None or not (goes_on or grammar.again.fullmatch(bare)):
            return False
        self._own, self._about, self._year = self._about, replace(self._about, fact=None), years.pop()
        self._basis = "prior-year-execution" if grammar.again.fullmatch(bare) else "prior-year-budget"
        return True

    def _other_year(self) -> str | None:
        """What an amount of the year before is one of."""
        return self._basis if self._own is not None else None

    def _project(self, lead: str) -> bool:
        """A project named in a list of what is carried over."""
        label = re.sub(r"^\d{1,2}[.、]", "", lead).strip()
        about = self.subjects.project(label, self.section.words)
        if about is not None:
            self._speak_of(about)
        return about is not None

    def _whole(self, words: str) -> About | None:
        """What a share is a share of: what its words name, the total that the section named first, or its form's.

        What tells a share of its own is no whole: where no total stands before it, it is one of the form's parts.
        """
        section = self.section.words
        named = self.subjects.named(words, section, {}) if words else None
        if named is not None and named.about.fact is not None:
            return named.about
        if self._first is not None and self._about is not None and self._first.key() == self._about.key():
            self._first = None
        if self._first is None and section.dims:
            self._first = self.subjects.resolved(About(section.dims, "", role="total"), _OF_ALL)
        return self._first

    def _add(
        self,
        kind: str,
        token: re.Match[str],
        verb: re.Match[str] | None = None,
        grammar: Grammar | None = None,
        whole: About | None = None,
    ) -> None:
        number = read_number(token.group("number"))
        if self._about is None or number is None:
            return
        begin, end = token.start("number"), token.end("number")
        unit = UNITS[token.group("unit")] if token.group("unit") else Decimal(1)
        template = verb is not None and verb.group("template") is not None
        comparing = kind in ("change", "growth")
        self.claims.append(
            Claim(
                kind=kind,
                about=self._about,
                value=number.amount(unit),
                printed=self.flow.printed(begin, end),
                unit="%" if token.group("percent") else "元",
                printed_unit=token.group("unit") or token.group("percent") or "",
                precision=number.precision(unit),
                source=self.flow.source(begin, end),
                sentence=self._sentence(token),
                section=self.section.kind,
                direction=_direction(verb, grammar, number.value) if comparing else None,
                template=template,
                compared_with=self._base if comparing else self._other_year(),
                compared_year=self._base_year if comparing else None,
                whole=whole,
                year=self._year,
            )
        )

    def _sentence(self, token: re.Match[str]) -> Source:
        text = self.flow.text
        low, high = max(self.section.begin, token.start() - _LONG), min(self.section.end, token.end() + _LONG)
        begin = max(text.rfind(_SENTENCE_END, low, token.start()) + 1, low)
        end = text.find(_SENTENCE_END, token.end(), high)
        return self.flow.source(begin, high if end < 0 else end + 1)

    # -- words between numbers -------------------------------------------------------------------------------------
    def _skip(self, token: re.Match[str], keep: bool) -> None:
        """A reason or a purpose: its own numbers are no claims."""
        if keep:
            self._changed(token)
        end = self._passage_end(token.end(), reason=keep)
        if keep:
            self._explain(self.flow.printed(token.end(), end).strip("：:，,；; "), self.flow.source(token.end(), end))
        self._at = end

    def _changed(self, token: re.Match[str]) -> None:
        """`财政拨款支出减少的主要原因`: the direction of a change told once more, without its number."""
        grammar = prose_words().grammar
        told = grammar.reason_of.search(self._lead(token.start()))
        if told is not None and self._name(told.group("what")):
            self._say("change", token, direction=grammar.verbs[told.group("verb")])

    def _explain(self, text: str, source: Source) -> None:
        """A reason explains the change and growth told since the last one, or the amount where no change is told."""
        group = [index for index in range(self._group, len(self.claims)) if self.claims[index].about == self._about]
        changes = [index for index in group if self.claims[index].kind in ("change", "growth")]
        for index in changes or group:
            self.claims[index] = replace(self.claims[index], reason=text, reason_source=source)
        self._group = len(self.claims)

    def _passage_end(self, begin: int, reason: bool) -> int:
        text = self.flow.text
        for mark in re.compile("[。;]").finditer(text, begin, self.section.end):
            if mark.group() == _SENTENCE_END or not reason or self._new_subject(mark.end()):
                return mark.start()
        return self.section.end

    def _new_subject(self, at: int) -> bool:
        """Whether a clause begins with words that name a subject, and goes on with a number."""
        number = prose_words().grammar.token.search(self.flow.text, at, min(at + 60, self.section.end))
        if number is None or (number.group("number") is None and number.group("base") is None):
            return False
        lead = self.flow.text[at : number.start()]
        verb = prose_words().grammar.verb.search(lead)
        bare = lead[: verb.start()] if verb else lead
        return self.subjects.named(bare, self.section.words, self._context) is not None

    def _flat(self, token: re.Match[str]) -> None:
        last = self.claims[-1] if self.claims else None
        near = bool(self.claims) and token.start() - self._clause <= _NEAR
        if last is not None and near and last.kind == "change" and last.value == 0 and last.template:
            self.claims[-1] = replace(last, direction="flat")
        elif self._about is not None and self._compares and 0 <= token.start() - self._base_end <= 1:
            self._say("change", token, direction="flat", compared_with=self._base, compared_year=self._base_year)

    def _say(self, kind: str, token: re.Match[str], **more: object) -> None:
        """A claim without a number."""
        if self._about is None:
            return
        claim = Claim(
            kind=kind,
            about=self._about,
            value=None,
            printed="",
            unit="",
            printed_unit="",
            precision=None,
            source=self.flow.source(token.start(), token.end()),
            sentence=self._sentence(token),
            section=self.section.kind,
        )
        self.claims.append(replace(claim, **more))  # type: ignore[arg-type]

    def _absent(self, token: re.Match[str]) -> None:
        if self._name(self._lead(token.start())):
            self._say("amount", token, status="not-arranged")

    def _unused(self, token: re.Match[str]) -> None:
        dims = self.section.words.dims
        if dims:
            self._speak_of(About(dims, token.group("what"), role="total"))
            self._say("amount", token, status="not-arranged")

    def _wholly(self, token: re.Match[str]) -> None:
        found = self.subjects.named("收入全部", self.section.words, {})
        if found is not None:
            self._speak_of(found.about)
            part = self.subjects.part(token.group("whole"), found.about, self.section.words)
            self._say("composition", token, parts=(part,))

    def _list(self, token: re.Match[str]) -> None:
        """`包括`: members with amounts are claims of their own, members without make a list."""
        lead = self._lead(token.start()) + "包括"
        found = self.subjects.named(lead, self.section.words, {})
        if found is not None and found.opens_list:
            self._speak_of(found.about)
            side = ("side", "fundingSource")
            self._context = {key: found.about.dims[key] for key in side if key in found.about.dims}
        close = _LIST_END.search(self.flow.text, token.end(), self.section.end)
        end = close.start() if close else self.section.end
        inside = prose_words().grammar.token.finditer(self.flow.text, token.end(), end)
        if self._about is None or any(each.group("number") is not None for each in inside):
            return
        names = [name.removesuffix("等") for name in self.flow.printed(token.end(), end).split("、")]
        about = self._about
        parts = tuple(self.subjects.part(name, about, self.section.words) for name in names if name)
        self._say("composition", token, parts=parts, source=self.flow.source(token.end(), end))
        self._at = end


_OF_ALL = ({"expenditureKind": "total"}, {"fundingSource": "total"})
"""What the total of a form is the total of."""
_KINDS = ("path", "coded", "reason", "purpose", "base", "wholly", "unused", "absent", "flat", "list", "number")
_STATEMENTS = {
    "absent": SectionReader._absent,
    "unused": SectionReader._unused,
    "wholly": SectionReader._wholly,
    "list": SectionReader._list,
}


def _direction(verb: re.Match[str] | None, grammar: Grammar | None, value: Decimal) -> str | None:
    """The verb's direction; form words left standing (`增加（减少）`) tell only that nothing changed, if so."""
    if verb is None or grammar is None:
        return None
    if verb.group("template") is not None:
        return "flat" if value == 0 else None
    return grammar.verbs[verb.group("verb")]
