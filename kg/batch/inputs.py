"""The files of a batch, one by one: those named, those inside folders, those in lists, those in archives."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.batch.archives import ARCHIVES, FOREIGN, members, suffix_of
from kg.batch.entry import Entry, shown
from kg.errors import BadArgument, BadInput, UnreadableFile
from kg.pipeline import ENDINGS

LIST_BYTES = 512 * 2**20
"""size of a list of files"""
_LINE = 64 * 1024


def entries(paths: Iterable[Path], unpacked: Path) -> Iterator[Entry]:
    """Every file of some paths. What is wrong with one is told in its entry; archives are unpacked file by file.

    A path that begins with `@` names a list of paths. Hidden files are left out, and in folders those whose ending
    is none of a document or an archive.
    """
    for path in paths:
        for found in _listed(path) if is_list(path) else _found(path):
            if found.error is None and suffix_of(found.path.name) in ARCHIVES:
                yield from members(found.path, found.file, unpacked)
            else:
                yield found


def is_list(path: Path) -> bool:
    """Whether a path of the command line names a list of files (`@files.txt`)."""
    return str(path).startswith("@") and _problem(path) != ""


def check(paths: Sequence[Path]) -> None:
    """Raises BadArgument for a path of the command line that is not there, and where no path leads to any file."""
    for path in paths:
        place = Path(str(path)[1:]) if is_list(path) else path
        if problem := _problem(place):
            raise BadArgument(shown(path), problem, "check the path")
    if not any(next(_listed(path) if is_list(path) else _found(path), None) for path in paths):
        told = " ".join(map(shown, paths))
        raise BadArgument(told, "no document is in it", "give files, folders with files, or a list of them")


def _listed(path: Path) -> Iterator[Entry]:
    """The files of a list: a path a line, seen from the current folder; blank lines are passed over."""
    place = Path(str(path)[1:])
    try:
        if place.stat().st_size > LIST_BYTES:
            raise BadArgument(shown(place), f"the list is larger than {LIST_BYTES:,} bytes", "split it")
        with place.open("rb") as lines:
            while line := lines.readline(_LINE):
                name = line.removeprefix(b"\xef\xbb\xbf").strip(b"\r\n")
                if b"\0" in name:
                    raise BadArgument(shown(place), "it is no list of files", "give a text with a path on each line")
                if name.strip():
                    yield from _found(_meant(name))
    except OSError as error:
        raise BadArgument(shown(place), error.strerror or "the list cannot be read", "check the path") from error


def _meant(line: bytes) -> Path:
    """The path on a line; blanks around it are meant only where there is a file of that name."""
    path, bare = Path(os.fsdecode(line)), Path(os.fsdecode(line.strip()))
    return bare if path != bare and _problem(path) else path


def _found(path: Path) -> Iterator[Entry]:
    problem = _problem(path)
    if problem:
        error: BadInput = UnreadableFile(shown(path), problem, "check the path")
        yield Entry(shown(path), path, error=error)
    elif path.is_dir():
        yield from _inside(path)
    else:
        yield Entry(shown(path), path)


def _problem(path: Path) -> str:
    """Why nothing can be said of a path; empty where something is there."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return "there is no such file or folder"
    except OSError as error:
        return error.strerror or "it cannot be read"
    except ValueError:
        return "no file can have this name"
    return ""


def _inside(folder: Path) -> Iterator[Entry]:
    """The files in a folder and those below it, in the order of their names; one folder's names are held at a time."""
    try:
        found = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError as error:
        told = UnreadableFile(shown(folder), error.strerror or "the folder cannot be read", "check the permissions")
        yield Entry(shown(folder), folder, error=told)
        return
    for each in found:
        path = Path(each.path)
        if each.name.startswith("."):
            continue
        if each.is_dir(follow_symlinks=False):
            yield from _inside(path)
        elif path.suffix.lower() in ENDINGS or suffix_of(each.name) in ARCHIVES | FOREIGN:
            yield Entry(shown(path), path)
