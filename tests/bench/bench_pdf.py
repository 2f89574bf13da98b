"""Pages a second from PDF, beside bare text extraction by the same library and pdfplumber's tables, in one run.

Run: python -m tests.bench.bench_pdf [FOLDER]   (FOLDER holds PDFs; without it a made document is read)
"""

from __future__ import annotations

import io
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from kg.read.pdf import pdf_pages
from kg.tables.pdf import pdf_document
from tests.pdf_maker import PdfMaker

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"


def samples(folder: Path) -> dict[str, bytes]:
    """The PDFs of the folder, or one made document of tables over many pages."""
    found = {path.name: path.read_bytes() for path in sorted(folder.glob("*.pdf"))} if folder.is_dir() else {}
    return found or {"made.pdf": made(120)}


def made(pages: int) -> bytes:
    """A document of that many pages, each with prose and a part of one long table."""
    maker = PdfMaker()
    header = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    for number in range(pages // 4):
        maker.centred(maker.top + 20, f"支出预算表第{number}部分", 16)
        maker.top += 40
        rows = [[str(20101 + r), "一般公共服务支出", f"{r:,}.10", f"{r:,}.05", "0.05"] for r in range(170)]
        maker.table([header, *rows], [60, 180, 80, 80, 80], header=1)
        maker.new_page()
    return maker.bytes()


def whole(data: bytes) -> int:
    """Everything: glyphs, lines, grids, paragraphs."""
    return pdf_document(data, "bench.pdf").pages or 0


def geometry(data: bytes) -> int:
    """Glyphs and ruling lines only."""
    return sum(1 for _ in pdf_pages(data, "bench.pdf"))


def bare_text(data: bytes) -> int:
    """The floor: the same library's own text, without places."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_bounded()
    return len(document)


def plumber(data: bytes) -> int:
    """pdfplumber's table extraction."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_tables()
        return len(document.pages)


def measure(name: str, read: Callable[[bytes], int], files: dict[str, bytes], lines: list[str]) -> float:
    start = time.perf_counter()
    pages = sum(read(data) for data in files.values())
    seconds = time.perf_counter() - start
    lines.append(f"  {name:32} {pages:6} pages {1000 * seconds / pages:8.2f} ms/page {pages / seconds:8.0f} pages/s")
    return seconds / pages


def report() -> list[str]:
    """Each way of reading over the same files, one after the other, and the memory of a long file."""
    files = samples(SHARED)
    lines = [f"Reading {len(files)} PDF files"]
    floor = measure("bare text, pypdfium2", bare_text, files, lines)
    measure("glyphs and rules", geometry, files, lines)
    ours = measure("blocks (kg.tables.pdf)", whole, files, lines)
    try:
        theirs = measure("tables, pdfplumber", plumber, files, lines)
        lines.append(f"  ours / bare text {ours / floor:.1f}, pdfplumber / ours {theirs / ours:.1f}")
    except ImportError:
        lines.append("  pdfplumber is not installed: no comparison")
    tracemalloc.start()
    long = made(200)
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    pages = geometry(long)
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return [*lines, f"  pages one by one, {pages} pages: peak {peak / 1e6:.1f} MB of Python memory"]
