"""Rows of indicators out of words without cells.

Two things tell rows apart: the known words of the column of bases (one a row), or, where the bases are free text,
the comparisons of the targets (one a row) with the weight that closes each row. What neither tells is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.provenance import Source, joined
from kg.recognise.goal_atoms import LEVEL, MAX_LENGTH, NUMBER, REST, TARGET, TEXT, Atom, atoms
from kg.recognise.goal_model import IndicatorRow
from kg.recognise.goal_words import goal_words
from kg.recognise.model import Notice
from kg.recognise.printed import printed_run
from kg.recognise.stream import Token


@dataclass(frozen=True, slots=True)
class LineRows:
    """The rows read, and what was not."""

    rows: tuple[IndicatorRow, ...] = ()
    unread: tuple[Source, ...] = ()
    notices: tuple[Notice, ...] = ()


def read_rows(tokens: Sequence[Token], columns: Sequence[str]) -> LineRows:
    """The indicators below a head of these columns."""
    if not tokens:
        return LineRows()
    found = atoms(tokens)
    if "basis" in columns and not any(atom.kind == "basis" for atom in found):
        with_bases = atoms(tokens, _free_bases(tokens, found))
        found = with_bases if _one_a_row(with_bases) else found
    reader = _Reader(tokens, found, columns)
    if any(atom.kind == "basis" for atom in found):
        reader.by_basis()
    else:
        reader.by_target()
    return reader.result()


def _free_bases(tokens: Sequence[Token], found: Sequence[Atom]) -> frozenset[str]:
    """Free texts between a target and the weight that ends a line: the bases of those rows."""
    texts: set[str] = set()
    for at, atom in enumerate(found):
        if atom.kind != TARGET:
            continue
        text = ""
        for follower in found[at + 1 :]:
            if text and follower.plain and _ends_line(tokens, follower):
                texts.add(text)
                break
            if follower.kind not in (TEXT, NUMBER) or len(text) > MAX_LENGTH:
                break
            text += follower.text
    return frozenset(texts)


def _one_a_row(found: Sequence[Atom]) -> bool:
    """Whether each comparison is followed by a basis of its own."""
    kinds = [atom.kind for atom in found if atom.kind in (TARGET, "basis")]
    return "basis" in kinds and all(
        behind == "basis" for kind, behind in zip(kinds, [*kinds[1:], ""], strict=True) if kind == TARGET
    )


def _ends_line(tokens: Sequence[Token], atom: Atom) -> bool:
    return atom.end == len(tokens) or tokens[atom.end].first


@dataclass(slots=True)
class _Reader:
    """One table in work: `rows` hold for each role the numbers of the tokens."""

    tokens: Sequence[Token]
    atoms: Sequence[Atom]
    columns: Sequence[str]
    rows: list[dict[str, list[int]]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def by_basis(self) -> None:
        """One known basis a row."""
        anchors = [at for at, atom in enumerate(self.atoms) if atom.kind == "basis"]
        begin = 0
        for order, anchor in enumerate(anchors):
            limit = anchors[order + 1] if order + 1 < len(anchors) else len(self.atoms)
            row: dict[str, list[int]] = {}
            self._before(row, begin, anchor)
            self._add(row, "basis", self.atoms[anchor])
            begin = self._behind(row, anchor, limit)
            self.rows.append(row)

    def by_target(self) -> None:
        """One comparison a row, closed by a weight."""
        anchors = [at for at, atom in enumerate(self.atoms) if atom.kind == TARGET]
        begin = 0
        for order, anchor in enumerate(anchors):
            limit = anchors[order + 1] if order + 1 < len(anchors) else len(self.atoms)
            row: dict[str, list[int]] = {}
            self._labels(row, begin, anchor)
            self._add(row, "target", self.atoms[anchor])
            begin = self._closing(row, anchor, limit)
            self.rows.append(row)

    def result(self) -> LineRows:
        """The rows with their levels filled down; tokens that no row took are unread."""
        rows: list[IndicatorRow] = []
        above: dict[str, Source] = {}
        used: set[int] = set()
        for row in self.rows:
            used.update(index for indexes in row.values() for index in indexes)
            cells = {role: self._source(indexes) for role, indexes in row.items()}
            own = {role: source for role, source in cells.items() if role in ("level1", "level2")}
            above = own if "level1" in own else {**above, **own}
            rows.append(IndicatorRow({**above, **cells}))
        left = [index for index in range(len(self.tokens)) if index not in used]
        unread = tuple(printed_run([self.tokens[index] for index in run]) for run in _runs(left))
        return LineRows(tuple(rows), unread, tuple(self.notices))

    def _before(self, row: dict[str, list[int]], begin: int, anchor: int) -> None:
        """Levels, label and target, printed before the basis."""
        target = self._target(begin, anchor)
        if target is None:
            self._note("goal-no-target", "no target is certain in this row", self._place(begin, anchor + 1))
        self._labels(row, begin, anchor, target)
        if target is not None:
            self._add(row, "target", self.atoms[target])

    def _target(self, begin: int, anchor: int) -> int | None:
        """The comparison before the basis, or a number with its unit, or words that stand before it in its line."""
        inside = range(begin, anchor)
        compared = [at for at in inside if self.atoms[at].kind == TARGET]
        if compared:
            return compared[0] if len(compared) == 1 else None
        if anchor == begin:
            return None
        last = self.atoms[anchor - 1]
        if last.kind == NUMBER and not last.plain:
            return anchor - 1
        same_line = not self.tokens[self.atoms[anchor].begin].first
        known = goal_words().names("qualitative", last.text) and self.tokens[last.begin].first
        return anchor - 1 if last.kind == TEXT and (same_line or known) else None

    def _labels(self, row: dict[str, list[int]], begin: int, end: int, without: int | None = None) -> None:
        levels = [at for at in range(begin, end) if self.atoms[at].kind == LEVEL]
        for order, at in enumerate(levels):
            atom = self.atoms[at]
            following = order + 1 < len(levels)
            second = goal_words().names("level2", atom.text) and not following
            self._add(row, "level2" if second else "level1", atom)
        if levels and levels[-1] - begin >= len(levels):
            self._note(
                "goal-level-uncertain",
                "the name of a level stands in the middle of a row; where its merged cell begins is not certain",
                self._place(levels[0], levels[-1] + 1),
            )
        for at in range(begin, end):
            if at != without and self.atoms[at].kind in (TEXT, NUMBER):
                self._add(row, "level3", self.atoms[at])
        if "level3" not in row:
            self._note("goal-no-label", "a row of a goal table has no third-level name", self._place(begin, end + 1))

    def _behind(self, row: dict[str, list[int]], anchor: int, limit: int) -> int:
        """Prior value, weight, scoring and evidence behind the basis; gives the atom at which the next row begins."""
        weight = self._weight(anchor, limit)
        if weight is None:
            if "weight" in self.columns:
                self._note("goal-no-weight", "no weight is certain in this row", self._place(anchor, anchor + 1))
            return anchor + 1
        for at in range(anchor + 1, weight):
            self._add(row, "prior" if "prior" in self.columns else "basis", self.atoms[at])
        self._add(row, "weight", self.atoms[weight])
        return self._tail(row, weight, limit)

    def _weight(self, anchor: int, limit: int) -> int | None:
        """The last plain number before the words behind it; one before it is the value of the year before."""
        for at in range(anchor + 1, limit):
            if self.atoms[at].kind in (LEVEL, "scoring", "evidence"):
                return None
            following = self.atoms[at + 1] if at + 1 < limit else None
            if self.atoms[at].plain and (following is None or not following.plain):
                return at
        return None

    def _tail(self, row: dict[str, list[int]], weight: int, limit: int) -> int:
        """What stands before the last piece of a row in the order of lines belongs to that row, so to its label."""
        stop = next((at for at in range(weight + 1, limit) if self.atoms[at].kind in (LEVEL, TARGET)), limit)
        closing = [at for at in range(weight + 1, stop) if self.atoms[at].kind in ("scoring", "evidence", REST)]
        seen: set[str] = set()
        last = weight
        for at in closing:
            kind = self.atoms[at].part or self.atoms[at].kind
            self._add(row, kind, self.atoms[at])
            seen.add(kind)
            last = at
        for at in range(weight + 1, last):
            if self.atoms[at].kind == TEXT:
                self._add(row, "level3", self.atoms[at])
        for role in ("scoring", "evidence"):
            if role in self.columns and role not in seen:
                message = f"the {role} of this row is no known word; it may stand in the next label"
                self._note("goal-border-uncertain", message, self._place(weight, last + 1))
        return last + 1

    def _closing(self, row: dict[str, list[int]], anchor: int, limit: int) -> int:
        """Basis and weight behind a target; gives the atom at which the next row begins."""
        stop = next((at for at in range(anchor + 1, limit) if self.atoms[at].kind == LEVEL), limit)
        plain = [at for at in range(anchor + 1, stop) if self.atoms[at].plain]
        weights = [at for at in plain if _ends_line(self.tokens, self.atoms[at])]
        place = self._place(anchor, limit)
        if "weight" not in self.columns:
            if limit < len(self.atoms) and stop == limit and limit > anchor + 1:
                self._note("goal-border-uncertain", "where this row ends and the next begins is not certain", place)
            return anchor + 1
        if len(weights) != 1:
            self._note("goal-border-uncertain", "the weight that closes this row is not certain", place)
            return weights[-1] + 1 if weights else anchor + 1
        for at in range(anchor + 1, weights[0]):
            self._add(row, "basis" if "basis" in self.columns else "target", self.atoms[at])
        self._add(row, "weight", self.atoms[weights[0]])
        return weights[0] + 1

    def _add(self, row: dict[str, list[int]], role: str, atom: Atom) -> None:
        row.setdefault(role, []).extend(range(atom.begin, atom.end))

    def _source(self, indexes: Sequence[int]) -> Source:
        return joined(printed_run([self.tokens[index] for index in run]) for run in _runs(sorted(indexes)))

    def _place(self, begin: int, end: int) -> Source:
        last = self.atoms[min(end, len(self.atoms)) - 1]
        return printed_run(self.tokens[self.atoms[begin].begin : last.end])

    def _note(self, code: str, message: str, source: Source) -> None:
        self.notices.append(Notice(code, message, source))


def _runs(indexes: Sequence[int]) -> list[list[int]]:
    """Runs of numbers that follow each other."""
    runs: list[list[int]] = []
    for index in indexes:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
