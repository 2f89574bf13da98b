"""Web pages as lxml trees: decoded by us, no network, bounded size and depth."""

from __future__ import annotations

import re

from lxml import etree

from kg.errors import UnreadableFile
from kg.read import limits
from kg.read.webtext import decoded
from kg.read.xmltree import refuse_crowd

_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_END_OF_PAGE = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_TOO_DEEP = "ERR_RESOURCE_LIMIT"


def html_root(data: bytes, file_name: str) -> tuple[etree._Element, str, tuple[str, ...]]:
    """The page's root element, its encoding, and notices.

    Entities other than those of HTML do not exist for the parser. Raises UnreadableFile for a page that
    is too large, nests deeper than 256 elements, or has an encoding that nobody can name.
    """
    if len(data) > limits.PAGE_BYTES:
        raise UnreadableFile(file_name, "the page is too large", "split it or save it as .xlsx")
    refuse_crowd(data, file_name)
    text, encoding, notices = decoded(data, file_name)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(_cleaned(text), parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise UnreadableFile(file_name, f"the page cannot be read ({broken})", "save it again") from broken
    if root is None or not len(root):
        raise UnreadableFile(file_name, "the page is empty", "download it again")
    if any(_TOO_DEEP in entry.type_name for entry in parser.error_log):
        raise UnreadableFile(
            file_name, "the page nests its elements too deep", "open it in a browser and print it to PDF"
        )
    return root, encoding, notices


def _cleaned(text: str) -> bytes:
    """The page without control characters and early ends: the parser would drop what stands after
    `</html>`.
    """
    return _END_OF_PAGE.sub("", _CONTROL.sub(" ", text)).encode("utf-8")
