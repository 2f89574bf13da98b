"""Many lines in order, each once, in bounded memory: sorted runs go to disk and are merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from typing import IO

from kg.errors import BadArgument

RUN = 64 * 2**20
"""bytes that are sorted in memory at once"""
_MERGED = 200
"""runs that are merged at once: so many files are open"""
_BUFFER = 2**18


def sorted_lines(blocks: Iterable[Iterable[bytes]], run: int = RUN) -> Iterator[bytes]:
    """The lines of the blocks in the order of their bytes, each once. The blocks are read before the first is given.

    Raises BadArgument where the disk for temporary files is full; nothing stays there, whatever ends the program.
    """
    waiting: list[bytes] = []
    size = 0
    runs: list[IO[bytes]] = []
    try:
        for block in blocks:
            for line in block:
                waiting.append(line)
                size += len(line)
            if size >= run:
                runs.append(_spilled(sorted(waiting)))
                waiting, size = [], 0
    except BaseException:
        _close(runs)
        raise
    return _merged(runs, sorted(waiting))


def _merged(runs: list[IO[bytes]], rest: list[bytes]) -> Iterator[bytes]:
    with ExitStack() as open_files:
        open_files.callback(lambda: _close(runs))
        while len(runs) > _MERGED:
            first, runs[:] = runs[:_MERGED], runs[_MERGED:]
            runs.append(_spilled(heapq.merge(*first)))
            _close(first)
        yield from (line for line, _ in groupby(heapq.merge(*runs, rest)))


def _spilled(lines: Iterable[bytes]) -> IO[bytes]:
    with ExitStack() as undo:
        try:
            file = undo.enter_context(tempfile.TemporaryFile(buffering=_BUFFER))
            file.writelines(lines)
            file.seek(0)
        except OSError as error:
            what = error.strerror or "temporary files cannot be written"
            raise BadArgument(tempfile.gettempdir(), what, "let TMPDIR name a folder with more room") from error
        undo.pop_all()
        return file


def _close(runs: Iterable[IO[bytes]]) -> None:
    for each in runs:
        each.close()
