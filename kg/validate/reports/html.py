"""The HTML report: one page without network, a summary by document and rule, then each finding with its excerpt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jinja2

from kg.validate.findings import SEVERITIES, DocumentReport
from kg.validate.rules import families

_TEMPLATE = Path(__file__).with_name("report.html.j2")
_SEVERITY_WORDS = {"violation": "错误 Violation", "warning": "警告 Warning", "info": "提示 Info"}
_OUTCOME_WORDS = {"passed": "通过 Passed", "failed": "未通过 Failed", "not-applicable": "不适用 Not applicable"}


def html_text(reports: Sequence[DocumentReport]) -> str:
    """The page; everything printed in a document is escaped."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    template = environment.from_string(_TEMPLATE.read_text("utf-8"))
    return template.render(
        reports=reports,
        severities=SEVERITIES,
        severity_words=_SEVERITY_WORDS,
        outcome_words=_OUTCOME_WORDS,
        families=families(),
    )
