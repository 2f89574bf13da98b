"""The words of a sentence to what they speak of: dimension values, codes of functions, facts of the forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.codes.lists import code_list, edition_for
from kg.recognise.items import bare_label
from kg.recognise.words import vocabulary
from kg.records.model import Fact, FormRecord
from kg.records.prose_model import About, FactKey, Part
from kg.records.prose_words import SectionWords, SubjectWords, prose_words
from kg.text.width import skeleton, squeeze

NUMBERED = re.compile(r"^(?:\d{1,2}[.、]|\(\d{1,2}\)|\([一二三四五六七八九十]+\)|其中|此外|”|“(?!三公))+")
"""What may open a clause: a number of a list, `其中`, the end of a quotation."""
_ORDINAL = re.compile(r"^[一二三四五六七八九十]{1,3}(?!般)")
_DIMENSIONS = ("fundingSource", "expenditureKind", "item")
_BY_FUNCTION = {
    "expenditure": {"expenditureKind": "total"},
    "general": {"expenditureKind": "total"},
    "fiscal-expenditure": {"expenditureKind": "total"},
}
_WITH_FUNCTIONS = frozenset(
    {"summary", "expenditure", "appropriation", "general", "fiscal-expenditure", "government-fund", "state-capital"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """Words found at the end of a stretch of text, and what they mean."""

    about: About
    opens_list: bool
    length: int


class Subjects:
    """Resolves the words of one document: its own forms first, the classifications after them."""

    def __init__(self, forms: Sequence[FormRecord], fiscal_year: int | None) -> None:
        self.fiscal_year = fiscal_year
        self.above = ""
        """the class (类) under which functions are told where only their names below it are printed"""
        self._facts = [(form, fact) for form in forms for fact in form.facts]
        self._functions = code_list("function", edition_for("function", fiscal_year))
        self._economic = code_list("economic-department", edition_for("economic-department", fiscal_year))
        self._labels: dict[str, set[str]] = {}
        for _, fact in self._facts:
            for code in (fact.row.function, fact.row.economic):
                if code:
                    self._labels.setdefault(code, set()).add(skeleton(fact.row.label))
        self._classes = self._class_names()
        self._projects = {squeeze(fact.row.project): fact.row.project for _, fact in self._facts if fact.row.project}

    def _class_names(self) -> dict[str, str]:
        names = {code.name: code.notation for code in self._functions if code.level == "类"}
        below: dict[str, set[str]] = {}
        for _, fact in self._facts:
            if len(fact.row.function) == 3:
                names[bare_label(fact.row.label)] = fact.row.function
            elif len(fact.row.function) == 5:
                below.setdefault(squeeze(fact.row.label), set()).add(fact.row.function)
        own = {name: codes.pop() for name, codes in below.items() if len(codes) == 1 and name not in names}
        return {squeeze(name): code for name, code in {**own, **names}.items()}

    def named(self, lead: str, section: SectionWords, context: Mapping[str, str]) -> Named | None:
        """What the words at the end of `lead` name; the longest words win, for the shorter stand inside them."""
        known = [self._word(lead, each, section, context) for each in prose_words().subjects_of(section.kind)]
        found = [each for each in (*known, self._class(lead, section, context)) if each is not None]
        return max(found, key=lambda each: each.length) if found else None

    def _word(
        self, lead: str, subject: SubjectWords, section: SectionWords, context: Mapping[str, str]
    ) -> Named | None:
        for word in subject.words:
            at = found_at(lead, word)
            if at is not None and (subject.opens_list or _neutral(lead[:at], subject.after)):
                base = {} if subject.own else {**section.dims, **({} if subject.role == "total" else context)}
                about = About({**base, **subject.dims}, word, role=subject.role, row=subject.row)
                return Named(self.resolved(about, subject.alternatives), subject.opens_list, len(word))
        return None

    def _class(self, lead: str, section: SectionWords, context: Mapping[str, str]) -> Named | None:
        if section.dims.get("reportTable", "") not in _WITH_FUNCTIONS:
            return None
        fitting = [name for name in self._classes if found_at(lead, name) is not None]
        if not fitting:
            return None
        name = max(fitting, key=len)
        before = lead[: found_at(lead, name)]
        if not (_neutral(before, ()) or prose_words().grammar.before_class.fullmatch(before)):
            return None
        return Named(self.function((name,), self._classes[name], section, context), False, len(name))

    def function(self, names: tuple[str, ...], code: str, section: SectionWords, context: Mapping[str, str]) -> About:
        """A function as subject, by its code (found from its names where none is given)."""
        code = code or self.code_of(names)
        extra = _BY_FUNCTION.get(section.dims.get("reportTable", ""), {})
        dims = {**section.dims, **extra, **context}
        if not code:
            return About({**dims, **section.unknown}, names[-1], names=names)
        return self.resolved(About({**dims, "function": code}, names[-1], names=names), section.functions)

    def code_of(self, names: Sequence[str]) -> str:
        """The code of a path of names (类, 款, 项); empty where none or several fit."""
        bare = [skeleton(name) for name in names]
        own = {code for code in self._labels if len(code) == 2 * len(names) + 1 and self._fits(code, bare)}
        if len(own) == 1:
            return own.pop()
        listed = {
            entry.notation
            for entry in self._functions.named(names[-1])
            if len(entry.notation) == 2 * len(names) + 1 and self._fits(entry.notation, bare)
        }
        if len(listed) == 1:
            return listed.pop()
        return self._own_code(bare)

    def _own_code(self, bare: Sequence[str]) -> str:
        """The only code of the document's own rows that bears the last name below all others, whatever their levels."""
        fitting = {code for code in self._labels if self._bears(code, bare)}
        under = {code for code in fitting if self.above and code.startswith(self.above)}
        deepest = {code for code in under or fitting if len(code) == max(map(len, under or fitting))}
        return deepest.pop() if len(deepest) == 1 else ""

    def _bears(self, code: str, bare: Sequence[str]) -> bool:
        own = {name for label in self._labels[code] for name in _spellings(label)}
        ranks = [code[:length] for length in (3, 5) if length < len(code)]
        higher = {name for rank in ranks for label in self._labels.get(rank, ()) for name in _spellings(label)}
        if not all(name in higher for name in bare[:-1]):
            return False
        heads = ("", *higher)
        return any(bare[-1] == head + name for head in heads for name in own)

    def _fits(self, code: str, bare: Sequence[str]) -> bool:
        """Whether every level of a code may bear the name given to it."""
        for level, name in enumerate(bare):
            prefix = code[: 3 + 2 * level]
            entry = self._functions.get(prefix)
            known = self._labels.get(prefix, set()) | ({skeleton(entry.name)} if entry else set())
            names = {spelling for each in known for spelling in _spellings(each)}
            if names and name not in names:
                return False
            if not names and level == len(bare) - 1:
                return False
        return True

    def project(self, label: str, section: SectionWords) -> About | None:
        """A project of the forms as subject, by its name."""
        name = self._projects.get(squeeze(label))
        if name is None:
            return None
        dims = {**section.dims, "fundingSource": "total", "project": name}
        return self.resolved(About(dims, label), ())

    def part(self, name: str, about: About, section: SectionWords) -> Part:
        """A member of a list of what makes up an amount."""
        if about.dims.get("reportTable") == "general-basic":
            code = self._economic_code(name)
            return Part(name, {"economic": code} if code else {})
        found = self.named(name, section, {key: about.dims[key] for key in ("side",) if key in about.dims})
        dims = found.about.dims if found else {}
        return Part(name, {key: dims[key] for key in ("fundingSource", "function") if key in dims})

    def _economic_code(self, name: str) -> str:
        bare = skeleton(name)
        own = {code for code, labels in self._labels.items() if code.startswith("3") and bare in labels}
        listed = {entry.notation for entry in self._economic.named(name)}
        for codes in (own, listed):
            deepest = {code for code in codes if len(code) == max(map(len, codes))}
            if len(deepest) == 1:
                return deepest.pop()
        return ""

    def resolved(self, about: About, alternatives: Iterable[Mapping[str, str]]) -> About:
        """The subject with the one fact that carries its dimension values; without one it stays as it is."""
        tried = [about, *(replace(about, dims={**about.dims, **each}) for each in alternatives)]
        for each in tried:
            fitting = [(form, fact) for form, fact in self._facts if _carries(fact, each)]
            if len(fitting) > 1 and each.role:
                fitting = [(form, fact) for form, fact in fitting if fact.row_role == each.role]
            if len(fitting) == 1:
                form, fact = fitting[0]
                key = FactKey(form.index, form.key, fact.side, fact.row.key, fact.column_key)
                return replace(each, fact=key)
        return about


def _spellings(name: str) -> tuple[str, ...]:
    """A name with and without the `支出` that the narrative leaves out or adds."""
    bare = _ORDINAL.sub("", name)
    return bare, bare.removesuffix("支出"), bare + "支出"


def _carries(fact: Fact, about: About) -> bool:
    dims = about.dims
    if about.row and fact.row.key != about.row:
        return False
    if fact.form != dims.get("reportTable") or fact.side != dims.get("side", ""):
        return False
    if fact.row.function != dims.get("function", "") or fact.row.economic or fact.dims.get("economic"):
        return False
    if squeeze(fact.row.project) != squeeze(dims.get("project", "")):
        return False
    if fact.row.budget_unit and not fact.row.project:
        return False
    return all(fact.dims.get(name, "") == dims.get(name, "") for name in _DIMENSIONS)


def found_at(lead: str, word: str) -> int | None:
    """Where a stretch of text ends with a word, forgiving words that say nothing of their own behind it."""
    at = lead.rfind(word)
    if at < 0 or not re.fullmatch(prose_words().grammar.behind, lead[at + len(word) :]):
        return None
    return at


def _neutral(before: str, after: Sequence[str]) -> bool:
    """Whether the words before a subject leave it as it is (`财政拨款支出预算` is not `支出预算`)."""
    bare = NUMBERED.sub("", before)
    for words in after:
        bare = bare.removesuffix(words)
    return bool(prose_words().grammar.before.fullmatch(bare)) or vocabulary().is_organisation(bare)
