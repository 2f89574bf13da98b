"""The reference page of the ontology: one self-contained HTML file that a person can read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kg.codes.lists import SCHEMES, code_list, editions
from kg.codes.regions import regions
from kg.codes.small import small_lists
from kg.graph.codelists import CLASSIFICATIONS
from kg.graph.iris import ONTOLOGY
from kg.vocabulary.picture import picture_text
from kg.vocabulary.terms import ontology_version, prefixes_of, themes, vocabulary_files

_KINDS = {"class": "class", "object": "property (a resource)", "datatype": "property (a value)"}


@dataclass(frozen=True, slots=True)
class ListSummary:
    """One code list as the page counts it."""

    name: str
    zh: str
    en: str
    size: int
    sourced: int


def reference_text(folder: Path) -> str:
    """The page for an `ontology` folder, the same bytes every time."""
    environment = Environment(
        loader=FileSystemLoader(folder / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    return environment.get_template("reference.html.j2").render(
        namespace=ONTOLOGY,
        version=ontology_version(folder),
        themes=themes(folder),
        kinds=_KINDS,
        linked=_Links(folder).html,
        picture=Markup(picture_text(folder)),
        lists=[*_official_lists(), *_small_lists()],
        forms=[(entry.key, entry.zh, entry.en) for entry in small_lists()["report-table"].concepts],
        examples=[(path.name, path.read_text(encoding="utf-8")) for path in example_files(folder)],
    )


def example_files(folder: Path) -> list[Path]:
    """The worked examples, sorted by name."""
    return sorted((folder / "examples").glob("*.ttl"))


class _Links:
    """IRIs as short names, linked within the page where they are ours."""

    def __init__(self, folder: Path) -> None:
        self._prefixes: dict[str, str] = {}
        for path in vocabulary_files(folder):
            self._prefixes.update(prefixes_of(path.read_text(encoding="utf-8")))

    def html(self, iri: str) -> Markup:
        short = self._short(iri)
        if iri.startswith(ONTOLOGY):
            return Markup('<a href="#{}"><code>{}</code></a>').format(iri.removeprefix(ONTOLOGY), short)
        return Markup("<code>{}</code>").format(escape(short))

    def _short(self, iri: str) -> str:
        for prefix, namespace in sorted(self._prefixes.items()):
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri


def _official_lists() -> list[ListSummary]:
    found = []
    for name in SCHEMES:
        about = CLASSIFICATIONS[name]
        for edition in editions(name):
            codes = list(code_list(name, edition))
            sourced = sum(1 for code in codes if code.attestation == "sourced")
            found.append(ListSummary(f"{name}-{edition}", about.zh, about.en, len(codes), sourced))
    total = len(regions())
    return [*found, ListSummary("region", "行政区划", "Administrative regions", total, total)]


def _small_lists() -> list[ListSummary]:
    return [
        ListSummary(entries.name, entries.zh, entries.en, len(entries.concepts), len(entries.concepts))
        for entries in small_lists().values()
    ]
