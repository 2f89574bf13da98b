"""Which files of a batch make up one disclosure: text and tables published apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.recognise.document import RecognisedDocument
from kg.recognise.model import RecognisedForm
from kg.records.header import read_header
from kg.records.model import Disclosure, Header

Key = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class Holding:
    """What one file holds: whose disclosure it belongs to, and the forms it prints (those only named are left out)."""

    path: Path
    sha256: str
    department: str
    year: int | None
    kind: str
    scope: str
    forms: frozenset[str]

    @property
    def key(self) -> Key | None:
        """What files of one disclosure have in common; None where the file does not say whose it is, or of when."""
        if not self.department or self.year is None:
            return None
        return self.department, self.year, self.kind, self.scope


@dataclass(frozen=True, slots=True)
class Doubt:
    """Files that may belong together and were left apart, and why."""

    paths: tuple[Path, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Joining:
    """The groups of files that make up one disclosure each, and what was left apart for want of proof."""

    groups: tuple[tuple[Path, ...], ...]
    doubts: tuple[Doubt, ...]


def holding(path: Path, recognised: RecognisedDocument) -> Holding:
    """What a recognised file holds."""
    forms = {form.key for form in recognised.forms if _printed(form)}
    goals = {region.form.key for region in recognised.others if region.form is not None and region.blocks}
    return _holding(path, recognised.document.sha256, read_header(recognised), forms | goals)


def holding_of(path: Path, record: Disclosure) -> Holding:
    """What a converted file holds."""
    forms = {form.key for form in record.forms if form.amounts or form.statement}
    return _holding(path, record.sha256, record.header, forms | {goal.form for goal in record.goals})


def joined(holdings: Iterable[Holding]) -> Joining:
    """The files of a batch that belong together by department, year, kind and scope.

    Files join where no form stands in two of them, at least one of them holds a form, and at most one holds none:
    two texts beside the same tables may be the same text twice. What is not proven is left apart and told.
    """
    groups: list[tuple[Path, ...]] = []
    doubts: list[Doubt] = []
    for (department, year, _, _), files in _by_key(holdings).items():
        shared = [key for key, count in Counter(key for each in files for key in each.forms).items() if count > 1]
        bare = [each for each in files if not each.forms]
        whose = f"{department} {year}"
        if len(files) < 2 or len(bare) == len(files):
            continue
        if shared:
            names = ", ".join(sorted(shared))
            doubts.append(Doubt(_paths(files), f"files of {whose} hold the same forms ({names}) and were not joined"))
        elif len(bare) > 1:
            doubts.append(
                Doubt(_paths(files), f"{len(bare)} files of {whose} hold no form; none was joined to the forms")
            )
        else:
            groups.append(_paths(files))
    return Joining(tuple(groups), tuple(doubts))


def reading_order(holdings: Sequence[Holding]) -> list[Holding]:
    """The files of one disclosure in an order that does not depend on how they were named to us: few forms first."""
    return sorted(holdings, key=lambda each: (len(each.forms), each.path.name, each.sha256))


def _by_key(holdings: Iterable[Holding]) -> dict[Key, list[Holding]]:
    """The files of each disclosure; a file that stands in the batch twice counts once."""
    found: dict[Key, list[Holding]] = {}
    for each in holdings:
        files = found.setdefault(each.key, []) if each.key is not None else []
        if all(other.sha256 != each.sha256 for other in files):
            files.append(each)
    return found


def _paths(files: Sequence[Holding]) -> tuple[Path, ...]:
    return tuple(each.path for each in reading_order(files))


def _printed(form: RecognisedForm) -> bool:
    """Whether the form stands in the file with amounts, or with a sentence that it has none; else it is only named."""
    return form.statement is not None or any(row.numbers for part in form.parts for row in part.rows)


def _holding(path: Path, sha256: str, header: Header, forms: Iterable[str]) -> Holding:
    return Holding(
        path, sha256, header.department, header.fiscal_year, header.kind, header.scope, frozenset(forms)
    )  # fmt: skip
