"""Archives of documents, unpacked one file at a time into places of our own choosing, with bounds on everything."""

from __future__ import annotations

import gzip
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import IO, cast

from kg.batch.entry import Entry, shown
from kg.batch.room import room
from kg.batch.tarred import CarefulTarFile, Metered, TooMuch
from kg.batch.zipped import checked_directory, member_name
from kg.errors import BadInput, UnreadableFile
from kg.pipeline import ENDINGS
from kg.read.encoding import MAX_BYTES

ARCHIVES = frozenset({".zip", ".tar", ".tar.gz", ".tgz"})
"""The endings of archives that are opened."""
FOREIGN = frozenset({".rar", ".7z", ".gz", ".bz2", ".xz", ".zst", ".tar.bz2", ".tar.xz", ".tbz2", ".txz"})
"""The endings of archives that are not."""
RATIO = 200
"""unpacked to packed size of a whole archive; texts of forms reach about 30"""
FREE = 4 * MAX_BYTES
"""unpacked size that any archive may have"""
MEMBERS = 200_000
"""files in one archive"""
_CHUNK = 1 << 20
_NAME_BYTES = 255
_BROKEN = (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
_UNPACK = "unpack it first"


def suffix_of(name: str) -> str:
    """The ending of a file name, that of a packed tar whole.

    >>> suffix_of("预算.TAR.GZ"), suffix_of("a.b.zip")
    ('.tar.gz', '.zip')
    """
    parts = PurePosixPath(name.lower()).suffixes
    packed = "".join(parts[-2:])
    return packed if packed in ARCHIVES | FOREIGN else "".join(parts[-1:])


def members(path: Path, archive: str, unpacked: Path) -> Iterator[Entry]:
    """The documents of an archive, each unpacked when its turn comes and gone when it is converted.

    Members are called `archive!member`. Nothing is written outside `unpacked`, whatever their names say. An archive
    inside the archive, a link, a member that is too large are told in their places; where the archive itself is
    damaged, unpacks to far too much or holds no document at all, the last entry says so.
    """
    empty = True
    try:
        for entry in (_zip if suffix_of(path.name) == ".zip" else _tar)(path, archive, unpacked):
            empty = False
            yield entry
        if empty:
            told: BadInput = UnreadableFile(archive, "no document is in this archive", "check what it holds")
            yield Entry(archive, path, error=told)
    except TooMuch as error:
        told = UnreadableFile(archive, str(error), "check where it comes from; split it if it is honest")
        yield Entry(archive, path, error=told)
    except _BROKEN as error:
        told = UnreadableFile(archive, f"the archive is damaged or cut short ({error})", "download it again")
        yield Entry(archive, path, error=told)


def _zip(path: Path, archive: str, unpacked: Path) -> Iterator[Entry]:
    checked_directory(path, MEMBERS)
    left = _allowed(path)
    with zipfile.ZipFile(path) as opened:
        for info in opened.infolist():
            name = _plain(member_name(info))
            if info.is_dir() or not _wanted(name):
                continue
            told = f"{archive}!{name}"
            if info.flag_bits & 1:
                yield _refused(told, path, "it is encrypted", "unpack the archive with its password first")
                continue
            if left <= 0:
                raise TooMuch.of(RATIO)
            with opened.open(info) as source:
                entry = _unpacked(source, told, name, unpacked)
            left -= entry.path.stat().st_size if entry.error is None else MAX_BYTES
            yield entry


def _tar(path: Path, archive: str, unpacked: Path) -> Iterator[Entry]:
    packed = suffix_of(path.name) != ".tar"
    with cast(IO[bytes], gzip.open(path, "rb") if packed else path.open("rb")) as raw:
        metered = cast(IO[bytes], Metered(raw, _allowed(path), RATIO))
        with CarefulTarFile.open(fileobj=metered, mode="r|") as opened:
            for number, info in enumerate(opened):
                opened.members = []  # type: ignore[attr-defined]  # it would remember every one
                if number >= MEMBERS:
                    raise TooMuch(f"it holds more than {MEMBERS:,} files")
                name = _plain(shown(Path(info.name))) if "\0" not in info.name else ""
                if info.isdir() or not _wanted(name):
                    continue
                told = f"{archive}!{name}"
                source = opened.extractfile(info) if info.isreg() and not info.issparse() else None
                if source is None:
                    yield _refused(told, path, "it is a link or a device, not a file", "put the file itself there")
                else:
                    yield _unpacked(source, told, name, unpacked)


def _allowed(path: Path) -> int:
    return FREE + RATIO * path.stat().st_size


def _plain(name: str) -> str:
    # archives made by some programs part folders as their system does
    return name.replace("\\", "/")


def _wanted(name: str) -> bool:
    """Documents, and archives, that there be something to say of them; hidden files and the rest are passed over."""
    last = PurePosixPath(name).name
    hidden = any(part.startswith(".") and part not in (".", "..") for part in PurePosixPath(name).parts)
    known = PurePosixPath(last).suffix.lower() in ENDINGS or suffix_of(last) in ARCHIVES | FOREIGN
    return known and not hidden and "__MACOSX" not in PurePosixPath(name).parts


def _unpacked(source: IO[bytes], told: str, name: str, folder: Path) -> Entry:
    last = PurePosixPath(name).name
    if suffix_of(last) in ARCHIVES | FOREIGN:
        return _refused(told, folder, "an archive inside an archive is not opened", _UNPACK)
    if "\0" in last or not 0 < len(last.encode("utf-8", "surrogateescape")) <= _NAME_BYTES:
        return _refused(told, folder, "no file can have its name", "unpack it under another name")
    with room(folder):
        folder.mkdir(parents=True, exist_ok=True)
        entry = Entry(told, Path(tempfile.mkdtemp(dir=folder)) / last, temporary=True)
    size = MAX_BYTES + 1  # what is not copied to its end goes again
    try:
        size = _copied(source, entry.path)
    except (zipfile.BadZipFile, zlib.error) as error:
        # only this member of a zip is damaged; what is wrong with a tar is told for the whole of it
        return _refused(told, folder, f"it is damaged ({error})", "download the archive again")
    finally:
        if size > MAX_BYTES:
            entry.discard()
    if size > MAX_BYTES:
        return _refused(told, folder, f"it is larger than {MAX_BYTES:,} bytes", "split it")
    return entry


def _copied(source: IO[bytes], path: Path) -> int:
    """Copies a member, not much further than it may be large; gives the bytes copied."""
    size = 0
    with ExitStack() as opened:
        with room(path.parent):
            target = opened.enter_context(path.open("xb", buffering=0))
        while size <= MAX_BYTES and (chunk := source.read(_CHUNK)):
            size += len(chunk)
            with room(path.parent):
                _whole(target, chunk)
    return size


def _whole(target: IO[bytes], data: bytes) -> None:
    """Writes all of it: a full disk may take a part first and say so at the next."""
    left = memoryview(data)
    while left:
        left = left[target.write(left) :]


def _refused(told: str, path: Path, what: str, advice: str) -> Entry:
    return Entry(told, path, error=UnreadableFile(told, what, advice))
