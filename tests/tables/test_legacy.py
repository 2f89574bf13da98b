"""Old office files through LibreOffice: real conversions where it is installed, a clear refusal where not."""

from __future__ import annotations

import shutil
import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import docx
import pytest

from kg.errors import UnreadableFile
from kg.read import libreoffice, limits, sniff
from kg.read.libreoffice import converted
from kg.tables.blocks import Document
from kg.tables.html import html_document
from kg.tables.legacy import legacy_document
from kg.tables.spreadsheet import xls_document
from tests.tables.office_files import (
    Put,
    Rows,
    docx_table,
    linking_odt,
    ole_container,
    only_grid,
    saved_docx,
    shape,
    xlsx_table,
)

needs_office = pytest.mark.skipif(
    not any(map(shutil.which, ("soffice", "libreoffice"))), reason="LibreOffice is not installed"
)

TABLE = [
    [Put("项目", 2, 1), Put("预算数", 1, 2), None],
    [None, Put("基本"), Put("项目支出")],
    [Put("合计"), Put(1234.5, shown="1,234.50"), Put(0.3, shown="0.30")],
]
EXPECTED = [
    [("项目", 2, 1), ("预算数", 1, 2), None],
    [None, ("基本", 1, 1), ("项目支出", 1, 1)],
    [("合计", 1, 1), ("1,234.50", 1, 1), ("0.30", 1, 1)],
]


@needs_office
@pytest.mark.parametrize(("extension", "kind"), [("doc", sniff.DOC), ("odt", sniff.ODT), ("rtf", sniff.RTF)])
def test_old_texts_give_the_same_grid(extension: str, kind: str) -> None:
    data = converted(docx_table(TABLE), "a.docx", "docx", extension)
    document = legacy_document(data, "misnamed.wps")
    assert shape(only_grid(document)) == EXPECTED
    assert (document.media_type, document.sha256) == (kind, sha256(data).hexdigest())
    assert any("converted by LibreOffice" in notice for notice in document.notices)


@needs_office
@pytest.mark.parametrize(("extension", "kind"), [("xls", sniff.XLS), ("ods", sniff.ODS)])
def test_old_sheets_give_the_same_grid(extension: str, kind: str) -> None:
    data = converted(xlsx_table(TABLE), "a.xlsx", "xlsx", extension)
    document = legacy_document(data, "misnamed.et")
    assert shape(only_grid(document)) == EXPECTED
    assert document.media_type == kind


@needs_office
def test_conversions_side_by_side_do_not_disturb_each_other() -> None:
    data = docx_table(TABLE)
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda name: converted(data, name, "docx", "odt"), ["a", "b"]))
    assert [sniff.media_type(each, "x") for each in made] == [sniff.ODT, sniff.ODT]


@needs_office
@pytest.mark.parametrize(
    ("write", "old", "new", "read"),
    [
        (docx_table, "docx", "html", html_document),
        (xlsx_table, "xlsx", "html", html_document),
        (xlsx_table, "xlsx", "xls", xls_document),
    ],
)
def test_files_of_another_writer_give_the_same_grid(
    write: Callable[[Rows], bytes], old: str, new: str, read: Callable[[bytes, str], Document]
) -> None:
    document = read(converted(write(TABLE), f"a.{old}", old, new), f"a.{new}")
    assert shape(only_grid(document)) == EXPECTED
    assert document.notices == ()


@needs_office
def test_a_text_whose_tables_get_lost_is_refused() -> None:
    """A table at the very end of a .doc: LibreOffice reads it as one line of text."""
    made = docx.Document()
    table = made.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
    for row, column, text in ((0, 1, "1,234.50"), (1, 1, "12")):
        table.cell(row, column).text = text
    data = converted(saved_docx(made), "a.docx", "docx", "doc")
    with pytest.raises(UnreadableFile, match="loses its tables"):
        legacy_document(data, "a.doc")


@needs_office
def test_linked_content_is_not_fetched() -> None:
    """A picture and a section that stand on a web server of our own are never asked for."""
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        document = legacy_document(linking_odt(f"http://127.0.0.1:{server.server_port}"), "a.odt")
        server.shutdown()
    assert document.blocks
    assert asked == []


@needs_office
def test_a_file_that_libreoffice_cannot_read_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"could not read it|no word/document|damaged"):
        legacy_document(ole_container("WordDocument"), "a.doc")


def test_without_libreoffice_the_advice_is_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile, match="not installed") as refused:
        legacy_document(ole_container("WordDocument"), "a.doc")
    assert "install LibreOffice" in refused.value.advice


def test_a_program_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A real child process that sleeps stands where LibreOffice would hang."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(limits, "CONVERSION_SECONDS", 0.3)
    with pytest.raises(UnreadableFile, match=r"did not finish within 0\.3 s"):
        converted(b"x", "a.doc", "doc", "docx")


def test_other_formats_are_not_for_this_reader() -> None:
    with pytest.raises(UnreadableFile, match="no old office file but text/html"):
        legacy_document(b"<html><p>a", "a.doc")


def test_the_settings_turn_macros_and_links_off(tmp_path: Path) -> None:
    libreoffice._write_profile(tmp_path / "profile")
    settings = (tmp_path / "profile/user/registrymodifications.xcu").read_text()
    assert "DisableMacrosExecution" in settings
    assert "BlockUntrustedRefererLinks" in settings
