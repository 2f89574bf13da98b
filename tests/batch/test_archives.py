"""Archives, file by file: whatever hostile ones may hold, nothing is written outside and nothing is without end."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.batch import archives
from kg.batch.archives import members
from kg.batch.entry import Entry


def _listed(path: Path, unpacked: Path) -> list[tuple[str, str, bytes]]:
    """What each entry is called, what is wrong with it, and its bytes; every file is removed when it was looked at."""
    found = []
    for entry in members(path, path.name, unpacked):
        data = entry.path.read_bytes() if entry.temporary else b""
        found.append((entry.file, str(entry.error) if entry.error else "", data))
        if entry.temporary:
            assert unpacked in entry.path.parents
            assert len([each for each in unpacked.rglob("*") if each.is_file()]) == 1
        entry.discard()
    assert not list(unpacked.rglob("*"))
    return found


def _tar(path: Path, *infos: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for info, data in infos:
            info.size = len(data) or info.size
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize("ending", [".zip", ".tar", ".tar.gz", ".tgz"])
def test_documents_come_one_by_one_and_the_rest_is_passed_over(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    names = ["2024/一.txt", "2024/b.PDF", "readme.md", ".hidden/c.txt", "__MACOSX/d.txt", "e.txt"]
    if ending == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, name)
    else:
        _tar(path, *((tarfile.TarInfo(name), name.encode()) for name in names))
    wanted = ["2024/一.txt", "2024/b.PDF", "e.txt"]
    assert _listed(path, tmp_path / "out") == [(f"{path.name}!{name}", "", name.encode()) for name in wanted]


def test_names_lead_nowhere_else(tmp_path: Path) -> None:
    names = ["../../up.txt", "/etc/root.txt", "a/../../b.txt", "..\\..\\c.txt"]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    assert [data for _, _, data in _listed(path, tmp_path / "out" / "deep")] == [b"x"] * 4
    tar = _tar(tmp_path / "a.tar", *((tarfile.TarInfo(name), b"x") for name in names))
    assert [data for _, _, data in _listed(tar, tmp_path / "out" / "deep")] == [b"x"] * 4
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.tar", "a.zip", "out"]


def test_links_devices_and_archives_inside_are_refused(tmp_path: Path) -> None:
    link, device = tarfile.TarInfo("link.txt"), tarfile.TarInfo("device.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    device.type = tarfile.CHRTYPE
    inner = tarfile.TarInfo("inner.zip")
    path = _tar(tmp_path / "a.tar.gz", (link, b""), (device, b""), (inner, b"PK"), (tarfile.TarInfo("b.txt"), b"b"))
    found = _listed(path, tmp_path / "out")
    assert [words for words in ("not a file", "not a file", "inside an archive", "") if words] == [
        words for words, (_, error, _) in zip(("not a file", "not a file", "inside an archive"), found, strict=False)
        if words in error
    ]  # fmt: skip
    assert found[3] == ("a.tar.gz!b.txt", "", b"b")


def test_a_member_too_large_is_told_and_the_next_one_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 2_000_000)
    for ending in (".zip", ".tar.gz"):
        path = tmp_path / f"a{ending}"
        if ending == ".zip":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("a.txt", bytes(3_000_000))
                archive.writestr("b.txt", b"b")
        else:
            _tar(path, (tarfile.TarInfo("a.txt"), bytes(3_000_000)), (tarfile.TarInfo("b.txt"), b"b"))
        large, small = _listed(path, tmp_path / "out")
        assert "a.txt: it is larger than 2,000,000 bytes; split it" in large[1]
        assert small[2] == b"b"


def test_an_archive_that_unpacks_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE", 1_000_000)
    monkeypatch.setattr(archives, "RATIO", 10)
    bombs = [_tar(tmp_path / "a.tar.gz", *((tarfile.TarInfo(f"{n}.txt"), bytes(400_000)) for n in range(9)))]
    bombs.append(tmp_path / "a.zip")
    with zipfile.ZipFile(bombs[1], "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"{number}.txt", bytes(400_000))
    for path in bombs:
        *some, last = _listed(path, tmp_path / "out")
        assert 1 <= len(some) <= 4
        assert "it unpacks to more than 10 times its size; check where it comes from" in last[1]


def test_a_header_that_claims_to_be_huge_is_not_read(tmp_path: Path) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 50_000_000
    path = tmp_path / "a.tar.gz"
    with gzip.open(path, "wb") as out:
        out.write(header.tobuf(tarfile.USTAR_FORMAT))
        out.write(bytes(50_000_000))
    ((_, error, _),) = _listed(path, tmp_path / "out")
    assert "a header in it claims to be larger than a megabyte" in error


@pytest.mark.parametrize("ending", [".zip", ".tar", ".tar.gz"])
def test_a_damaged_archive_says_so(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    if ending == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", "预算" * 9_000)
    else:
        _tar(path, (tarfile.TarInfo("a.txt"), "预算".encode() * 9_000))
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"PK" + bytes(3_000), bytes(range(256)) * 40):
        path.write_bytes(damaged)
        *_, last = _listed(path, tmp_path / "out")
        assert "damaged" in last[1]


def test_a_zip_whose_directory_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MEMBERS", 2)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20):
            archive.writestr(f"{number}.txt", "x")
    ((_, error, _),) = _listed(path, tmp_path / "out")
    assert "its directory is too large for 2 files" in error


def test_encrypted_members_and_names_in_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("aaaa.txt", "x")
        archive.writestr("b.txt", "x")
    data = path.read_bytes().replace(b"aaaa", "预算".encode("gb18030"))
    at = data.rindex(b"PK\x01\x02")
    path.write_bytes(data[: at + 8] + b"\x01" + data[at + 9 :])
    first, second = _listed(path, tmp_path / "out")
    assert first[0] == "a.zip!预算.txt"
    assert "it is encrypted" in second[1]


def test_an_entry_that_is_no_temporary_file_is_never_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    Entry("a.txt", path).discard()
    assert path.exists()
