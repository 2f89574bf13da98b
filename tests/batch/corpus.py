"""Small documents of offices that may have followed one another, so that a batch has links between documents, too."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import SMALL

CITIES = ("乌鲁木齐市", "昌吉回族自治州", "上海市普陀区")
DUTIES = "负责外事、侨务、口岸、边界工作的规划和规章制度"


def document(name: str, year: int, duties: str = DUTIES) -> str:
    """The text of a small disclosure of an office of this name."""
    text = SMALL.replace("示范市标准局", name).replace("2024", str(year))
    head = f"第一部分 部门概况\n一、主要职能\n1、{duties}。\n2、承办上级交办的其他工作。\n\n第二部分"
    return text.replace("第二部分", head, 1)


def fill(folder: Path, documents: int, first: int = 0) -> Path:
    """So many documents in a folder: in each city the same offices, of several years and names."""
    folder.mkdir(exist_ok=True)
    for number in range(first, first + documents):
        city, step = CITIES[number % len(CITIES)], number // len(CITIES)
        name = f"{city}标准{'外事办' if step % 2 else '侨务外事办'}{step // 4}科"
        (folder / f"{number:03d}.txt").write_text(document(name, 2018 + step % 7), "utf-8")
    return folder
