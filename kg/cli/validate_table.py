"""The report of `kg validate` on a terminal: each document with its counts and a table of its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kg.validate.findings import SEVERITIES, DocumentReport, Finding, Place
from kg.validate.reports.words import acknowledged, said, unused, word

_HEADS = (
    {"zh": "程度", "en": "Severity"},
    {"zh": "规则", "en": "Rule"},
    {"zh": "位置", "en": "Place"},
    {"zh": "问题", "en": "What is wrong"},
)
_MARK = "bold underline"
_STYLES = {"violation": "red", "warning": "yellow", "info": "blue"}


def show(reports: Iterable[DocumentReport], with_info: bool, lang: str) -> None:
    """Prints each report as soon as it is there; what is only told is left out unless asked for."""
    console = Console(width=None if Console().is_terminal else 160)
    for report in reports:
        console.print(f"[bold]{escape(report.title)}[/bold]  ({escape(report.file_name)})", highlight=False)
        console.print(_counts(report, lang), highlight=False, markup=False)
        shown = [each for each in report.findings if with_info or each.severity != "info"]
        if shown:
            console.print(_table(shown, lang), highlight=False)
        for each in report.unused:
            console.print(f"! {word('unused', lang)}: {unused(each, lang)}", markup=False, highlight=False)


def _counts(report: DocumentReport, lang: str) -> str:
    outcomes = Counter(tally.outcome for tally in report.tallies)
    found = [f"{word(severity, lang)} {report.count(severity)}" for severity in SEVERITIES]
    if report.acknowledged:
        found.append(f"{word('acknowledged', lang)} {report.acknowledged}")
    ruled = [f"{word(outcome, lang)} {outcomes[outcome]}" for outcome in ("passed", "failed", "not-applicable")]
    return f"{', '.join(found)}; {said({'zh': '规则', 'en': 'rules'}, lang, ' ')}: {', '.join(ruled)}"


def _table(findings: Iterable[Finding], lang: str) -> Table:
    table = Table(*(said(head, lang, " ") for head in _HEADS))
    for finding in findings:
        kind = word(finding.severity, lang)
        told = _told(finding, lang)
        style = _STYLES[finding.severity]
        if finding.acknowledgement is not None:
            kind, style = word("acknowledged", lang), "dim"
            told = f"{told}\n{escape(acknowledged(finding.acknowledgement, lang))}"
        place = next((each for each in finding.places if each.line or each.page), None)
        table.add_row(f"[{style}]{kind}[/]", finding.rule.code, _where(place, lang), told)
    return table


def _told(finding: Finding, lang: str) -> str:
    """The message, and below it the sentences that it does not hold itself; the numbers compared stand out in both."""
    message = escape(said(finding.messages, lang))
    for each in finding.quotes:
        plain = escape(each.text)
        marked = "".join(f"[{_MARK}]{escape(words)}[/]" if told else escape(words) for words, told in each.pieces)
        message = message.replace(plain, marked) if plain in message else f"{message}\n“{marked}”"
    return message


def _where(place: Place | None, lang: str) -> str:
    if place is None:
        return ""
    if place.line:
        return said({"zh": f"第 {place.line} 行", "en": f"line {place.line}"}, lang, " ")
    return said({"zh": f"第 {place.page} 页", "en": f"page {place.page}"}, lang, " ")
