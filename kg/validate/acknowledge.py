"""Findings that someone has acknowledged, in a small TOML file beside the documents; shown as such, never dropped."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kg.errors import BadArgument
from kg.validate.findings import Acknowledgement, DocumentReport, Finding, Tally, UnusedAcknowledgement

FILE_NAME = "kg-acknowledged.toml"
"""The name under which the file is found beside the documents."""
ANYWHERE = "*"
_MOST_BYTES = 5_000_000
_NEEDED = ("rule", "document", "place", "reason")
_SAID_ELSEWHERE = frozenset({"words", "form", "other", "title", "row", "column"})
"""what the place of a finding says already, or what is long"""
_KNOWN = frozenset({*_NEEDED, "who", "date", "figures"})
_HEAD = """# 已确认的核查发现 · Acknowledged findings
# 每项说明一个发现为何不需更正；该发现仍列于报告，但不计入 --fail-on。
# Each entry says why a finding needs no correction; it stays in the report but does not count for --fail-on.
# place = "*" 指该文件中该规则的全部发现 · all findings of the rule in the document
# figures 为确认时的数值；数值改变后确认失效并提示 · the values then; when they change, the entry is told as stale
"""


class Acknowledgements:
    """What is acknowledged, applied to one report after the other; remembers what no document of the run took up."""

    def __init__(self, entries: Iterable[Acknowledgement]) -> None:
        self._entries = tuple(dict.fromkeys(entries))
        self._met: set[Acknowledgement] = set()

    def applied(self, report: DocumentReport) -> DocumentReport:
        """The report with its acknowledged findings marked, and the acknowledgements that have lost their finding."""
        mine = [entry for entry in self._entries if _speaks_of(entry, report)]
        self._met.update(mine)
        if not mine:
            return report
        findings = tuple(_marked(finding, mine) for finding in report.findings)
        tallies = tuple(_counted(tally, findings) for tally in report.tallies)
        unused = tuple(_unused(entry, findings) for entry in mine if not _used(entry, findings))
        return replace(report, findings=findings, tallies=tallies, unused=unused)

    def without_document(self) -> tuple[Acknowledgement, ...]:
        """The acknowledgements whose document has not come by."""
        return tuple(entry for entry in self._entries if entry not in self._met)


def read_acknowledgements(path: Path) -> tuple[Acknowledgement, ...]:
    """The entries of a file. Raises BadArgument with the entry where something is missing, unknown or malformed."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadArgument(str(path), f"the file is larger than {_MOST_BYTES:,} bytes", "split it")
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadArgument(str(path), error.strerror or "cannot be read", "check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        advice = "see the example in docs/acknowledgements.md"
        raise BadArgument(str(path), f"this is no TOML ({error})", advice) from error
    entries = table.pop("acknowledged", [])
    if table or not isinstance(entries, list):
        raise BadArgument(str(path), "only [[acknowledged]] entries may stand here", "see docs/acknowledgements.md")
    return tuple(_entry(each, f"{path.name}, entry {at}") for at, each in enumerate(entries, 1))


def files_beside(paths: Sequence[Path]) -> list[Path]:
    """The files of acknowledgements in the folders given and beside the files given."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    return [folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()]


def template_text(reports: Iterable[DocumentReport]) -> Iterator[str]:
    """A file of acknowledgements for every finding that has none yet, with empty reasons to be filled in."""
    yield _HEAD
    for report in reports:
        for finding in report.findings:
            if finding.acknowledgement is None:
                yield _template(report, finding)


def _template(report: DocumentReport, finding: Finding) -> str:
    told = finding.messages.get("zh", "").replace("\n", " ")
    figures = ", ".join(f"{name} = {_quoted(value)}" for name, value in _figures(finding))
    return (
        f"\n# {finding.severity}: {told}\n[[acknowledged]]\nrule = {_quoted(finding.rule.code)}\n"
        f"document = {_quoted(report.file_name or report.document)}\nplace = {_quoted(finding.at)}\n"
        f'reason = ""\nwho = ""\nfigures = {{ {figures} }}\n'
    )


def _quoted(text: str) -> str:
    """A TOML string; control characters are written as escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each >= " " and each != "\x7f" else f"\\u{ord(each):04x}" for each in escaped) + '"'


def _entry(told: object, where: str) -> Acknowledgement:
    if not isinstance(told, dict):
        raise BadArgument(where, "an entry is a table", "write [[acknowledged]] above it")
    unknown = sorted(set(told) - _KNOWN)
    if unknown:
        raise BadArgument(where, f"unknown: {', '.join(unknown)}", f"known are {', '.join(sorted(_KNOWN))}")
    for name in _NEEDED:
        if not isinstance(told.get(name), str) or not told[name].strip():
            raise BadArgument(where, f"it has no {name}", f'write {name} = "…"')
    figures = told.get("figures", {})
    if not isinstance(figures, dict):
        raise BadArgument(where, "figures is no table", 'write figures = { amount = "100" }')
    return Acknowledgement(
        rule=told["rule"].strip(),
        document=told["document"].strip(),
        place=told["place"].strip(),
        reason=told["reason"].strip(),
        who=str(told.get("who", "")).strip(),
        date=str(told.get("date", "")).strip(),
        figures=tuple(sorted((name, str(value)) for name, value in figures.items())),
        where=where,
    )


def _speaks_of(entry: Acknowledgement, report: DocumentReport) -> bool:
    return entry.document in (report.file_name, report.document, report.document.rsplit("/", 1)[-1])


def _there(entry: Acknowledgement, finding: Finding) -> bool:
    return entry.rule == finding.rule.code and entry.place in (ANYWHERE, finding.at)


def _same(entry: Acknowledgement, finding: Finding) -> bool:
    now = dict(_figures(finding))
    return all(name in now and _equal(value, now[name]) for name, value in entry.figures)


def _equal(one: str, other: str) -> bool:
    """The same text, or the same number however it is printed."""
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def _figures(finding: Finding) -> tuple[tuple[str, str], ...]:
    """What a finding compared, without the words around it."""
    told: Mapping[str, str] = finding.figures
    return tuple((name, value) for name, value in sorted(told.items()) if name not in _SAID_ELSEWHERE)


def _marked(finding: Finding, entries: Sequence[Acknowledgement]) -> Finding:
    entry = next((each for each in entries if _there(each, finding) and _same(each, finding)), None)
    return finding if entry is None else replace(finding, acknowledgement=entry)


def _counted(tally: Tally, findings: Sequence[Finding]) -> Tally:
    told = sum(each.acknowledgement is not None and each.rule.code == tally.rule.code for each in findings)
    return replace(tally, acknowledged=told) if told else tally


def _used(entry: Acknowledgement, findings: Sequence[Finding]) -> bool:
    return any(_there(entry, finding) and _same(entry, finding) for finding in findings)


def _unused(entry: Acknowledgement, findings: Sequence[Finding]) -> UnusedAcknowledgement:
    """Why an entry has no finding: none stands at its place any more, or its values are others today."""
    changed = next((finding for finding in findings if _there(entry, finding)), None)
    if changed is None:
        return UnusedAcknowledgement(entry, "gone")
    return UnusedAcknowledgement(entry, "changed", _figures(changed))
