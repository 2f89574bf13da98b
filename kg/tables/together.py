"""Several files that make up one disclosure become one document, whose every place says which file it stands in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from kg.provenance import Source
from kg.tables.blocks import Document, SourceFile, with_sources


def together(documents: Sequence[Document]) -> Document:
    """The documents as one, in the order given; a single one stays as it is.

    Its hash is made of those of its files and does not depend on their order. Files of the same name are told apart
    by the beginning of their hash.
    """
    if len(documents) == 1:
        return documents[0]
    counted = Counter(document.file_name for document in documents)
    names = [each.file_name if counted[each.file_name] == 1 else _hashed(each) for each in documents]
    pairs = list(zip(names, documents, strict=True))
    encodings = dict.fromkeys(document.encoding for document in documents)
    return Document(
        file_name=" + ".join(names),
        sha256=hash_of(document.sha256 for document in documents),
        media_type=" + ".join(dict.fromkeys(document.media_type for document in documents)),
        blocks=tuple(
            with_sources(block, partial(Source.within, file=name))
            for name, document in pairs
            for block in document.blocks
        ),
        encoding=next(iter(encodings)) if len(encodings) == 1 else None,
        notices=tuple(f"{name}: {notice}" for name, document in pairs for notice in document.notices),
        files=tuple(SourceFile(name, each.sha256, each.media_type, each.encoding, each.pages) for name, each in pairs),
    )


def hash_of(hashes: Iterable[str]) -> str:
    """The hash that stands for several files: that of their sorted hashes, a line each."""
    return hashlib.sha256("\n".join(sorted(hashes)).encode("ascii")).hexdigest()


def _hashed(document: Document) -> str:
    return f"{document.file_name} ({document.sha256[:8]})"
