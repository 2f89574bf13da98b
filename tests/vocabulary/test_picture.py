"""The picture of the model: it shows terms that exist, and its boxes do not overlap."""

from __future__ import annotations

import tomllib
from xml.etree import ElementTree

from kg.datafolders import data_folder
from kg.vocabulary.picture import picture_text
from kg.vocabulary.terms import themes

FOLDER = data_folder("ontology")
NAMES = {term.name for theme in themes(FOLDER) for term in theme.terms}


def _table() -> dict[str, list[dict[str, object]]]:
    with (FOLDER / "sources" / "picture.toml").open("rb") as handle:
        return tomllib.load(handle)


def _ours(label: str) -> list[str]:
    return [word for word in label.replace("·", " ").replace("…", " ").split() if word.isalnum()]


def test_boxes_and_arrows_name_defined_terms() -> None:
    table = _table()
    for box in table["box"]:
        name = str(box["name"])
        assert name in NAMES or name == "skos:Concept"
    for arrow in table["arrow"]:
        assert set(_ours(str(arrow["label"]))) <= NAMES


def test_no_two_boxes_share_a_place_and_arrows_join_neighbours() -> None:
    table = _table()
    places = {str(box["name"]): tuple(box["at"]) for box in table["box"]}  # type: ignore[arg-type]
    assert len(set(places.values())) == len(places)
    for arrow in table["arrow"]:
        (x1, y1), (x2, y2) = places[str(arrow["from"])], places[str(arrow["to"])]
        assert max(abs(x1 - x2), abs(y1 - y2)) == 1


def test_the_drawing_is_well_formed_and_complete() -> None:
    root = ElementTree.fromstring(picture_text(FOLDER))
    boxes = root.findall(".//{http://www.w3.org/2000/svg}rect")
    lines = root.findall(".//{http://www.w3.org/2000/svg}line")
    assert (len(boxes), len(lines)) == (len(_table()["box"]), len(_table()["arrow"]))
