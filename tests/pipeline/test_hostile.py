"""Hostile and huge files through the whole command line: bounded, told clearly, and nothing outside is touched."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import kg
from kg.errors import UnreadableFile
from kg.pipeline import convert
from kg.read.encoding import MAX_BYTES
from kg.read.limits import LINES
from tests.apart import write_apart

HEAD = (
    "某某市水务局\n2024年部门预算公开\n表3\n部门支出总体情况表\n编制部门：某某市水务局\n单位：万元\n"
    "类\t款\t项\t功能分类科目名称\t合计\t基本支出\t项目支出\n"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(kg, [str(each) for each in arguments])


def test_a_text_of_a_hundred_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as handle:
        handle.write(HEAD.encode())
        handle.truncate(100 * 1024 * 1024)
    begin = time.monotonic()
    with pytest.raises(UnreadableFile, match=f"larger than {MAX_BYTES:,} bytes; split it"):
        convert(path)
    assert time.monotonic() - begin < 5


def test_a_text_of_too_many_lines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text(HEAD + "\n" * LINES, "utf-8")
    with pytest.raises(
        UnreadableFile, match=f"lines.txt: the file has .* lines, more than the {LINES:,} that are read"
    ):
        convert(path)


@pytest.mark.parametrize("mark", ["\t", " "])
def test_a_form_of_thousands_of_rows_takes_time_in_proportion(tmp_path: Path, mark: str) -> None:
    """Four times the rows take about four times as long (sixteen where rows were compared with each other)."""
    taken = []
    for count in (1000, 4000):
        path = tmp_path / f"{count}.txt"
        rows = (f"201\t03\t{at % 99:02d}\t行政运行\t{at}.50\t{at}.25\t{at}.25\n" for at in range(count))
        path.write_text((HEAD + "".join(rows)).replace("\t", mark), "utf-8")
        begin = time.process_time()
        convert(path)
        taken.append(time.process_time() - begin)
    assert taken[1] < 9 * taken[0] + 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="it is no ordinary file"):
        convert(Path("/dev/zero"))
    link = tmp_path / "endless.txt"
    link.symlink_to("/dev/zero")
    assert run("convert", tmp_path).exit_code != 0


def test_a_batch_goes_on_and_opens_no_connection(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    _, _, whole = write_apart(tmp_path / "made")
    (inside / "good.txt").write_bytes(whole.read_bytes())
    (inside / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (inside / "word.docx").write_bytes(b"PK\x03\x04 broken")
    (inside / "page.html").write_text(
        '<html><head><link rel="stylesheet" href="http://127.0.0.1:9/a.css"></head><body>'
        '<img src="http://127.0.0.1:9/a.png"><iframe src="file:///etc/passwd"></iframe></body></html>',
        "utf-8",
    )
    (inside / "text.xlsx").write_text("no sheet", "utf-8")
    blocked = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise SystemError('a connection was opened')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from kg.cli.main import main\n"
        f"sys.argv = ['kg', 'convert', {str(inside)!r}, '-o', {str(tmp_path / 'out.nq')!r}]\n"
        "main()\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", blocked], capture_output=True, text=True, timeout=120, cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "1 converted, 4 failed" in done.stderr
    assert "a connection was opened" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "good.txt" in (tmp_path / "out.nq").read_text("utf-8")
    assert sorted(path.name for path in inside.iterdir()) == [
        "cut.pdf",
        "good.txt",
        "page.html",
        "text.xlsx",
        "word.docx",
    ]


def test_an_output_that_is_a_link_is_replaced_and_what_it_points_at_stays(tmp_path: Path) -> None:
    _, _, whole = write_apart(tmp_path / "made")
    kept = tmp_path / "kept.nq"
    kept.write_text("mine", "utf-8")
    out = tmp_path / "out.nq"
    out.symlink_to(kept)
    assert run("convert", whole, "-o", out).exit_code == 0
    assert kept.read_text("utf-8") == "mine"
    assert not out.is_symlink()
