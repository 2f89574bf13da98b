"""What is no budget document is refused with a clear error, in bounded time."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.pipeline import convert

NOVEL = "他走在路上，想着明天的事情。天色渐渐暗了，风从山那边吹来。\n"
TITLES = ["部门收支总体情况表", "部门收入总体情况表", "部门支出总体情况表", "一般公共预算支出情况表"]
BAD: dict[str, bytes] = {
    "empty": b"",
    "a mark alone": b"\xef\xbb\xbf",
    "white": " \n\t\r\n\u3000".encode(),
    "picture": b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(5000),
    "archive": b"PK\x03\x04" + random.Random(2).randbytes(9000),
    "random": random.Random(3).randbytes(20000),
    "cut inside a character": ("部门预算公开" * 100).encode()[:-1],
    "novel": (NOVEL * 2000).encode(),
    "page of the web": ("<html><body>" + "<p>部门收支总体情况表</p>" * 30 + "</body></html>").encode(),
    "list of contents": "\n".join(f"{title}......{page}" for page, title in enumerate(TITLES, 3)).encode(),
    "tabs": (b"\t" * 3000 + b"\n") * 50,
    "large novel": (NOVEL * 60000).encode(),
    "one long line": ("201 一般公共服务支出 12.34 " * 100000).encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_budget_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_bytes(BAD[name])
    begin = time.monotonic()
    with pytest.raises(BadInput) as caught:
        convert(path)
    assert time.monotonic() - begin < 15
    assert caught.value.advice
    assert str(caught.value).startswith("document.txt: ")


def test_a_list_of_titles_is_no_budget(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_text("\n".join(f"表{at} {title}" for at, title in enumerate(TITLES, 1)), "utf-8")
    with pytest.raises(BadInput):
        convert(path)


def test_a_form_of_many_words_is_read_in_bounded_time(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_text("部门收支总体情况表\n单位：万元\n" + "某某 " * 20000, "utf-8")
    begin = time.monotonic()
    convert(path)
    assert time.monotonic() - begin < 15
