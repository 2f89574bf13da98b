"""XML parts as lxml trees or element streams: no entities, no document types, no network."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from lxml import etree

from kg.errors import UnreadableFile
from kg.read import limits

_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_REPAIR = "open it in an office program and save it again"


def xml_root(data: bytes, file_name: str, part: str) -> etree._Element:
    """The root element of an XML part; UnreadableFile where it is broken, has a document type or
    nests too deep.
    """
    refuse_doctype(data, file_name, part)
    refuse_crowd(data, file_name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise _broken(file_name, part, broken) from broken
    _refuse_internal_dtd(root, file_name, part)
    return root


def xml_stream(data: bytes, file_name: str, part: str, *tags: str) -> Iterator[etree._Element]:
    """The elements of these local names, each complete; what the caller has seen is freed as the
    stream goes on.
    """
    refuse_doctype(data, file_name, part)
    refuse_crowd(data, file_name)
    events = etree.iterparse(
        BytesIO(data),
        events=("end",),
        tag=tuple(f"{{*}}{tag}" for tag in tags),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for number, (_, element) in enumerate(events):
            if number == 0:
                _refuse_internal_dtd(element, file_name, part)
            yield element
            element.clear(keep_tail=False)
            while element.getprevious() is not None and (parent := element.getparent()) is not None:
                del parent[0]
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise _broken(file_name, part, broken) from broken


def refuse_doctype(data: bytes, file_name: str, part: str) -> None:
    """UnreadableFile where the bytes hold a document type declaration: no office format has one."""
    if any(mark in data for mark in _DOCTYPES):
        raise _with_dtd(file_name, part)


def refuse_crowd(data: bytes, file_name: str) -> None:
    """UnreadableFile where the tree would hold more elements and attributes than memory should."""
    if data.count(b"<") + data.count(b"=") > limits.MARKS:
        raise UnreadableFile(file_name, "it has too many elements", "split the file or save it anew")


def _refuse_internal_dtd(element: etree._Element, file_name: str, part: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise _with_dtd(file_name, part)


def _with_dtd(file_name: str, part: str) -> UnreadableFile:
    return UnreadableFile(
        file_name, f"its part {part} declares a document type or entities", "check where the file comes from"
    )


def _broken(file_name: str, part: str, error: Exception) -> UnreadableFile:
    return UnreadableFile(file_name, f"its part {part} is not readable XML ({error})", _REPAIR)


def local(element: etree._Element) -> str:
    """The element's name without its namespace (transitional and strict files differ in it).

    '' for comments and processing instructions.
    """
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute of this local name, in whatever namespace it stands."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of this local name."""
    for inner in element:
        if local(inner) == name:
            return inner
    return None


def whole(text: str | None, default: int, least: int = 0, most: int = 2**31) -> int:
    """A whole number from an attribute, `default` where it is missing or no number, held between
    the bounds.
    """
    try:
        number = int(text) if text is not None else default
    except ValueError:
        number = default
    return min(max(number, least), most)
