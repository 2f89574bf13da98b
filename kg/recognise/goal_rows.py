"""The rows of a grid below the head of the indicators: merged levels filled down, rows over a page break joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.provenance import Source, joined
from kg.recognise.goal_columns import LEVELS, SUBJECT, Columns, GridRow, assigned
from kg.recognise.goal_model import IndicatorRow
from kg.recognise.goal_targets import read_target
from kg.recognise.goal_words import goal_words
from kg.recognise.model import Notice
from kg.tables.grid import Cell
from kg.text.width import squeeze


@dataclass(slots=True)
class RowReader:
    """Takes the rows of one table one after the other."""

    notices: list[Notice] = field(default_factory=list)
    unread: list[Source] = field(default_factory=list)
    _rows: list[dict[str, list[Source]]] = field(default_factory=list)
    """for each role the pieces of its cell"""
    _objective: list[Source] | None = None
    """the pieces of the last objective that a column holds"""

    def take(self, row: GridRow, columns: Columns, ruled: bool, new_page: bool) -> None:
        """Reads one row; `new_page` says that a page or a new grid begins with it."""
        row = [None if self._aside(at, cell, columns) else cell for at, cell in enumerate(row)]
        printed = [cell for cell in row if cell is not None]
        if not printed or all(goal_words().separator.fullmatch(squeeze(cell.text)) for cell in printed):
            return
        cells, moved, certain = assigned(row, columns, ruled)
        place = joined(cell.source for cell in printed)
        if not certain:
            self._uncertain(printed, cells, place)
            return
        if moved:
            self._note("goal-row-moved", "the cells of this row slipped; what they say told their columns", place)
        texts = {role: cell.source for role, cell in cells.items()}
        if self._levels_only(texts) or self._continues_objective(texts):
            return
        if not self._continues(texts, new_page):
            self._begin(texts, place)

    def _aside(self, at: int, cell: Cell | None, columns: Columns) -> bool:
        """A heading of the whole table in a column before the first level."""
        return cell is not None and at < columns.positions[0] and goal_words().column(squeeze(cell.text)) == "aside"

    def rows(self) -> tuple[IndicatorRow, ...]:
        """The indicators, levels filled down; odd names of levels that no indicator took are unread."""
        filled: list[IndicatorRow] = []
        above: dict[str, Source] = {}
        empty: list[Source] = []
        for pieces in self._rows:
            row = {role: joined(sources) for role, sources in pieces.items()}
            own = {role: row[role] for role in (*SUBJECT, *LEVELS) if role in row}
            if "project" in own and not _same(own, above, "project"):
                above = {}
            elif "level1" in own:
                above = {role: source for role, source in above.items() if role not in LEVELS}
            above |= own
            if "level3" in row or "target" in row:
                filled.append(IndicatorRow({**above, **row}))
            else:
                empty.extend(source for role, source in row.items() if not _known(role, source))
        used = {source for row in filled for source in row.cells.values()}
        for source in empty:
            if source not in used:
                self.unread.append(source)
                self._note("goal-text-unread", "text in a column of levels beside which no indicator stands", source)
        return tuple(filled)

    def _begin(self, texts: dict[str, Source], place: Source) -> None:
        if "level3" not in texts:
            self._note("goal-no-label", "a row of a goal table has no third-level name", place)
        if "target" not in texts:
            self._note("goal-no-target", "an indicator has no target", place)
        self._append(texts)

    def _append(self, texts: Mapping[str, Source]) -> None:
        self._rows.append({role: [source] for role, source in texts.items()})
        self._objective = self._rows[-1].get("objective", self._objective)

    def _levels_only(self, texts: Mapping[str, Source]) -> bool:
        """A template row that nobody filled in: it only names the levels (or the project) of the rows below it."""
        if set(texts) - {*LEVELS, *SUBJECT} or set(texts) == {"objective"}:
            return False
        whole = all(goal_words().names(role, squeeze(texts[role].text)) for role in LEVELS if role in texts)
        if not whole and self._completes(texts):
            return False
        self._append(texts)
        return True

    def _continues_objective(self, texts: Mapping[str, Source]) -> bool:
        """Joins the rest of a project's objective that stands alone in its row."""
        if set(texts) != {"objective"} or self._objective is None:
            return False
        self._objective.append(texts["objective"])
        return True

    def _continues(self, texts: dict[str, Source], new_page: bool) -> bool:
        """Joins what a page break parted from the row above; gives whether it did."""
        last = self._rows[-1] if self._rows else {}
        if "level3" not in last or "weight" in texts:
            return False
        if "level3" in texts:
            parted = new_page and "target" not in texts and not set(texts) & set(LEVELS)
        else:
            target = texts.get("target")
            parted = target is None or read_target(target.text).value is None
        if not parted:
            return False
        for role, source in texts.items():
            if role not in last:
                self._note("goal-cell-late", f"the {role} of an indicator stands only on its next page", source)
            last.setdefault(role, []).append(source)
        return True

    def _completes(self, texts: Mapping[str, Source]) -> bool:
        """Whether the levels are the second half of names that the row above broke off."""
        last = self._rows[-1] if self._rows else {}
        return all(
            len(last.get(role, ())) == 1 and goal_words().names(role, squeeze(last[role][0].text + source.text))
            for role, source in texts.items()
        )

    def _uncertain(self, printed: Sequence[Cell], cells: Mapping[str, Cell], place: Source) -> None:
        """Nothing of such a row is used: its cells can stand in several ways."""
        self.unread.extend(cell.source for cell in printed)
        first = next(iter(cells.values()), None)
        name = f" ({squeeze(first.text)[:12]}…)" if first else ""
        self._note("goal-row-unread", f"the cells of this row{name} fit the columns in no single way", place)

    def _note(self, code: str, message: str, source: Source) -> None:
        self.notices.append(Notice(code, message, source))


def _same(one: Mapping[str, Source], other: Mapping[str, Source], role: str) -> bool:
    return role in one and role in other and squeeze(one[role].text) == squeeze(other[role].text)


def _known(role: str, source: Source) -> bool:
    return role in LEVELS and goal_words().names(role, squeeze(source.text))
