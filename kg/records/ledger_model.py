"""The account of the numbers of a document: an entry each, and the counts over sections, rules and records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.records.ledger_flow import Occurrence
from kg.records.ledger_rules import ledger_rules

CLAIMED, EXCUSED, UNCLAIMED = "claimed", "excused", "unclaimed"
STATES = (CLAIMED, EXCUSED, UNCLAIMED)
_HIDDEN_LENGTH = 7
"""A number of as many digits that no record holds may be a telephone number that no rule knows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One number: its state, and the kind of record that claims it or the rule that excuses it ("" for neither)."""

    occurrence: Occurrence
    state: str
    by: str = ""

    @property
    def shown(self) -> str | None:
        """The number as printed, None where it is, or may be, a telephone number."""
        text = self.occurrence.text
        secret = self.state == EXCUSED and ledger_rules().is_secret(self.by)
        long = self.state != CLAIMED and len(text) >= _HIDDEN_LENGTH and text.isdigit()
        return None if secret or long else text


@dataclass(frozen=True, slots=True)
class Counts:
    """How many numbers are in each state."""

    claimed: int
    excused: int
    unclaimed: int

    @property
    def found(self) -> int:
        """All numbers together."""
        return self.claimed + self.excused + self.unclaimed


@dataclass(frozen=True, slots=True)
class Ledger:
    """The account of one document, an entry for each number in reading order."""

    file_name: str
    sha256: str
    entries: tuple[Entry, ...]

    @property
    def counts(self) -> Counts:
        """The counts over the whole document."""
        return _counts(self.entries)

    @property
    def unclaimed(self) -> tuple[Entry, ...]:
        """The numbers that nothing claims or excuses."""
        return tuple(entry for entry in self.entries if entry.state == UNCLAIMED)

    def by_section(self) -> dict[tuple[str, str], Counts]:
        """The counts of each section by its kind (form, goals, prose) and name, in reading order."""
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            found.setdefault((entry.occurrence.kind, entry.occurrence.section), []).append(entry)
        return {key: _counts(entries) for key, entries in found.items()}

    def by_rule(self) -> dict[str, int]:
        """How many numbers each rule excuses, by its name."""
        return self._by(EXCUSED)

    def by_record(self) -> dict[str, int]:
        """How many numbers each kind of record claims."""
        return self._by(CLAIMED)

    def _by(self, state: str) -> dict[str, int]:
        return dict(sorted(Counter(entry.by for entry in self.entries if entry.state == state).items()))


def _counts(entries: Iterable[Entry]) -> Counts:
    counted = Counter(entry.state for entry in entries)
    return Counts(counted[CLAIMED], counted[EXCUSED], counted[UNCLAIMED])
