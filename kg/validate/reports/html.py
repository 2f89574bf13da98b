"""The HTML report: one page without network, a summary by document and rule, then each finding with its excerpt.

The summary stands at the head but is known last: documents are written to a temporary file as they come, so that
a thousand of them take no more memory than one.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from kg.validate.findings import SEVERITIES, DocumentReport, Tally
from kg.validate.reports.finding_view import FindingView, view
from kg.validate.reports.words import WORDS, languages, said, unused, word
from kg.validate.rules import Rule, Words, families

OUTCOMES = ("passed", "failed", "not-applicable")
_FOLDER = Path(__file__).parent
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Row:
    """One document in the summary."""

    number: int
    name: str
    department: str
    year: str
    counts: Mapping[str, int]
    acknowledged: int
    outcomes: Mapping[str, int]


@dataclass(slots=True)
class _RuleSum:
    """One rule over all documents: how many documents passed it, failed it, or have nothing for it."""

    rule: Rule
    outcomes: Counter[str] = field(default_factory=Counter)
    failed: int = 0


@dataclass(frozen=True, slots=True)
class _Family:
    """The outcomes of one family of rules in one document."""

    label: Words
    tallies: tuple[Tally, ...]


def html_parts(reports: Iterable[DocumentReport], lang: str = "both") -> Iterator[str]:
    """The page; everything printed in a document is escaped."""
    environment = _environment(lang)
    document = environment.get_template("page_document.html.j2")
    rows: list[_Row] = []
    sums: dict[str, _RuleSum] = {}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        for number, report in enumerate(reports, 1):
            rows.append(_row(number, report))
            for tally in report.tallies:
                told = sums.setdefault(tally.rule.code, _RuleSum(tally.rule))
                told.outcomes[tally.outcome] += 1
                told.failed += tally.failed
            spool.write(document.render(_shown(number, report, rows[-1].outcomes, lang)))
        css = Markup((_FOLDER / "page.css").read_text("utf-8"))
        by_rule = list(sums.values()) if len(rows) > 1 else []
        yield environment.get_template("page_head.html.j2").render(rows=rows, rules=by_rule, css=css).lstrip()
        spool.seek(0)
        while chunk := spool.read(_CHUNK):
            yield chunk
    yield "</body>\n</html>\n"


def html_text(reports: Iterable[DocumentReport], lang: str = "both") -> str:
    """The whole page as one text."""
    return "".join(html_parts(reports, lang))


def _environment(lang: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
    environment.globals.update(
        lang=lang,
        severities=SEVERITIES,
        outcomes=OUTCOMES,
        words=partial(_words, lang=lang),
        term=partial(_term, lang=lang),
        plain=partial(word, lang=lang),
    )
    return environment


def _words(texts: Mapping[str, str], between: str, lang: str) -> str:
    return said(texts, lang, between)


def _term(key: str, lang: str) -> Markup:
    """A word of the reports, the second language set off."""
    first, *second = (WORDS[key][each] for each in languages(lang))
    return escape(first) + Markup().join(Markup(' <span class="en">{}</span>').format(each) for each in second)


def _row(number: int, report: DocumentReport) -> _Row:
    outcomes = Counter(tally.outcome for tally in report.tallies)
    return _Row(
        number=number,
        name=report.file_name or report.document,
        department=report.department,
        year=report.fiscal_year,
        counts={severity: report.count(severity) for severity in SEVERITIES},
        acknowledged=report.acknowledged,
        outcomes={outcome: outcomes[outcome] for outcome in OUTCOMES},
    )


def _shown(number: int, report: DocumentReport, outcomes: Mapping[str, int], lang: str) -> dict[str, object]:
    findings: list[FindingView] = [view(finding, lang) for finding in report.findings]
    return {
        "number": number,
        "report": report,
        "findings": sorted(findings, key=lambda each: each.kind == "acknowledged"),
        "unused": [unused(each, lang) for each in report.unused],
        "outcome_counts": outcomes,
        "families": _families(report.tallies),
    }


def _families(tallies: Iterable[Tally]) -> list[_Family]:
    by_family: dict[str, list[Tally]] = {}
    for tally in tallies:
        by_family.setdefault(tally.rule.family, []).append(tally)
    return [_Family(families()[name], tuple(told)) for name, told in sorted(by_family.items())]
