"""Huge inputs: seconds and peak memory of a whole conversion, each in a process of its own."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.pdf_maker import PdfMaker

_ROOT = Path(__file__).resolve().parents[2]
_CHILD = """
import resource, sys, time
from pathlib import Path
from kg.errors import BadInput
from kg.pipeline import convert
begin = time.process_time()
try:
    told = f"{len(convert(Path(sys.argv[1])).facts)} facts"
except BadInput as error:
    told = error.what
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{time.process_time() - begin:6.1f} s  {peak:6.0f} MB  {told}")
"""


def report() -> list[str]:
    """A line for each input; processor seconds, peak resident memory, what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        return ["huge inputs", *(_line(path) for path in _inputs(Path(folder)))]


def _inputs(folder: Path) -> list[Path]:
    novel, form, pages = folder / "novel-50MB.txt", folder / "form-20000-rows.txt", folder / "pages-2000.pdf"
    chance = random.Random(1)
    words = "春天的风吹过小城街道上人们慢慢地走着谁也没有想到这一年会发生那么多事情"
    paragraphs = ["".join(chance.choices(words, k=chance.randint(20, 200))) + "。\n" for _ in range(1000)]
    with novel.open("w", encoding="utf-8") as handle:
        while handle.tell() < 50_000_000:
            handle.writelines(paragraphs)
    head = "某某市水务局\n2024年部门预算公开\n表3\n部门支出总体情况表\n编制部门：某某市水务局\n单位：万元\n"
    head += "类\t款\t项\t功能分类科目名称\t合计\t基本支出\t项目支出\n"
    rows = (f"201\t03\t{at % 99:02d}\t行政运行\t{at}.50\t{at}.25\t{at}.25\n" for at in range(20_000))
    form.write_text(head + "".join(rows), "utf-8")
    maker = PdfMaker()
    for number in range(2000):
        maker.centred(60, f"第{number + 1}节 某某市水务局工作情况", 14)
        maker.paragraph("本节说明年度工作安排情况，与预算金额无关。" * 12)
        maker.new_page()
    pages.write_bytes(maker.bytes())
    return [novel, form, pages]


def _line(path: Path) -> str:
    size = path.stat().st_size / 1e6
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path)], capture_output=True, text=True, cwd=_ROOT, timeout=900, check=True
    )
    return f"{path.name:22} {size:6.1f} MB  {done.stdout.strip()}"
