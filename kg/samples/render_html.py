"""A disclosure as a web page: tables with merged cells, laid out as portals do, in UTF-8 or GBK."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from random import Random

from kg.samples import caption
from kg.samples.boxes import Box, Boxes, form_boxes, sheet_boxes
from kg.samples.model import Budget
from kg.samples.outline import NUMERALS, Block, Blocks, Contents, Form, Heading, Sheet, Text, outline

_MENU = '<table width="180"><tr><td><a href="#">首页</a></td></tr><tr><td><a href="#">信息公开</a></td></tr></table>'
_BLANKS = ("&nbsp;", "", "&#12288;", " ")


def render_html(budget: Budget, layout: int = 0, blocks: Blocks | None = None) -> bytes:
    """The page; `layout` draws its encoding, the tables nested for its layout, and the white space in cells."""
    random = Random(f"html {budget.seed} {budget.year} {layout}")
    encoding = random.choice(["utf-8", "utf-8", "gbk"])
    nested = random.random() < 0.5
    inside = "\n".join(piece for block in blocks or outline(budget) for piece in _block(budget, block, random))
    if nested:
        inside = f'<table width="100%"><tr><td valign="top">{_MENU}</td><td>\n{inside}\n</td></tr></table>'
    title = escape(f"{budget.department}{budget.year}年{budget.scope_word}预算公开")
    page = f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="{encoding}">\n<title>{title}</title>\n</head>\n<body>\n'
    return f"{page}{inside}\n</body>\n</html>\n".encode(encoding, "xmlcharrefreplace")


def _block(budget: Budget, block: Block, random: Random) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Contents(text=text):
            yield f'<p class="toc">{escape(text)}</p>'
        case Text(text=text):
            yield (
                f"<p>\u3000\u3000{escape(text)}</p>"
                if random.random() < 0.5
                else f"<div><span>{escape(text)}</span></div>"
            )
        case Form():
            yield from _form(budget, block, random)
        case Sheet():
            yield f"<p><strong>{escape(block.title)}</strong></p>\n<p>{escape(block.subtitle)}</p>"
            yield _table(sheet_boxes(block.rows, random.random() < 0.6), random)


def _form(budget: Budget, form: Form, random: Random) -> Iterator[str]:
    table = form.table
    boxes = form_boxes(budget, table)
    name, unit = escape(caption.compiler(budget)), escape(caption.unit(budget, table))
    yield f"<p>表{random.choice([f' {form.number}', NUMERALS[form.number - 1] + '：'])}</p>"
    where = random.choice(["above", "line", "inside"])
    over = ""
    if where == "above":
        yield f'<p align="center">{escape(table.title)}</p>\n<p>{name}</p>\n<p align="right">{unit}</p>'
    elif where == "line":
        yield f"<h3>{escape(table.title)}</h3>\n<p>{name}&nbsp;&nbsp;&nbsp;&nbsp;{unit}</p>"
    else:
        left = boxes.columns - 1
        over = f'<tr><td colspan="{boxes.columns}" align="center">{escape(table.title)}</td></tr>\n'
        over += f'<tr><td colspan="{left}">{name}</td><td>{unit}</td></tr>\n'
    yield _table(boxes, random, over)
    if table.statement:
        yield f"<p>{escape(table.statement)}</p>"


def _table(boxes: Boxes, random: Random, over: str = "") -> str:
    rows = ["".join(_cell(box, at < boxes.header, random) for box in row) for at, row in enumerate(boxes.by_row())]
    return '<table border="1" cellspacing="0">\n' + over + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"


def _cell(box: Box, header: bool, random: Random) -> str:
    name = "th" if header and not box.amount else "td"
    spans = "".join(f' {key}="{n}"' for key, n in (("rowspan", box.rowspan), ("colspan", box.colspan)) if n > 1)
    text = escape(box.text) if box.text else random.choice(_BLANKS)
    if box.text and random.random() < 0.2:
        text = random.choice(["<p>{}</p>", "<span style='font-size:9pt'>{}</span>", "\n  {}\n", "&nbsp;{}"]).format(
            text
        )
    return f"<{name}{spans}>{text}</{name}>"
