"""What every report says in Chinese, in English, or in both."""

from __future__ import annotations

from collections.abc import Mapping

from kg.validate.findings import Acknowledgement, UnusedAcknowledgement

LANGUAGES = ("zh", "en", "both")
"""The languages of a report; `both` puts Chinese first."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "violation": {"zh": "错误", "en": "Violation"},
    "warning": {"zh": "警告", "en": "Warning"},
    "info": {"zh": "提示", "en": "Info"},
    "passed": {"zh": "通过", "en": "Passed"},
    "failed": {"zh": "未通过", "en": "Failed"},
    "not-applicable": {"zh": "不适用", "en": "Not applicable"},
    "acknowledged": {"zh": "已确认", "en": "Acknowledged"},
    "gone": {"zh": "该处已无此发现", "en": "there is no such finding at this place any more"},
    "changed": {"zh": "数值已改变，确认失效", "en": "the values have changed, so it no longer holds"},
    "unused": {"zh": "无对应发现的确认", "en": "Acknowledgements without a finding"},
}
_FIGURES: Mapping[str, Mapping[str, str]] = {
    "value": {"zh": "值", "en": "Value"},
    "printed": {"zh": "印为", "en": "Printed"},
    "amount": {"zh": "所查的数", "en": "Figure under test"},
    "sum": {"zh": "对照的数", "en": "Held against"},
    "total": {"zh": "整体", "en": "Whole"},
    "moved": {"zh": "增减额", "en": "Change"},
    "prior": {"zh": "上年数", "en": "Prior year"},
    "recomputed": {"zh": "重算", "en": "Recomputed"},
    "difference": {"zh": "相差", "en": "Difference"},
}
_ORDER = {name: at for at, name in enumerate(_FIGURES)}


def figure_name(name: str) -> Mapping[str, str] | None:
    """What a figure of a finding is called; none for what a reader needs no name of."""
    return _FIGURES.get(name)


def figure_order(name: str) -> int:
    """Where a figure stands among those of a finding."""
    return _ORDER.get(name, len(_ORDER))


def languages(lang: str) -> tuple[str, ...]:
    """The languages in the order in which they are shown."""
    return ("zh", "en") if lang == "both" else (lang,)


def said(texts: Mapping[str, str], lang: str, between: str = "\n") -> str:
    """A text in the language asked for; where it has none, in the one it has.

    >>> said({"zh": "表", "en": "form"}, "both", " ")
    '表 form'
    """
    found = [texts[each] for each in languages(lang) if texts.get(each)]
    return between.join(found) if found else next(iter(texts.values()), "")


def word(key: str, lang: str) -> str:
    """A word of the reports."""
    return said(WORDS[key], lang, " ")


def acknowledged(entry: Acknowledgement, lang: str) -> str:
    """An acknowledgement in one line: that it is one, why, who and when."""
    told = ", ".join(each for each in (entry.who, entry.date) if each)
    return f"{word('acknowledged', lang)}: {entry.reason}" + (f" ({told})" if told else "")


def unused(told: UnusedAcknowledgement, lang: str) -> str:
    """Why an acknowledgement has no finding, in one line."""
    entry = told.acknowledgement
    now = ", ".join(f"{name} = {value}" for name, value in told.now)
    return f"{entry.where}: {entry.rule} {entry.place}: {word(told.why, lang)}" + (f" ({now})" if now else "")
