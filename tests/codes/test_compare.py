"""What became of a code between editions: every entry accounted for, and the cases the documents show."""

from __future__ import annotations

import pytest

from kg.codes.compare import Association, compare
from kg.codes.lists import SCHEMES, code_list, editions
from kg.codes.small import small_lists

PAIRS = [("function", "2019", "2024"), ("economic-department", "2016", "2018")]


def _fate(scheme: str, old_edition: str, new_edition: str, old: str | None) -> list[Association]:
    return [link for link in compare(scheme, old_edition, new_edition) if link.old == old]


def test_the_pairs_are_all_there_are() -> None:
    assert {(name, *editions(name)) for name in SCHEMES if len(editions(name)) == 2} == set(PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_every_entry_of_both_editions_is_accounted_for(pair: tuple[str, str, str]) -> None:
    links = compare(*pair)
    old, new = code_list(pair[0], pair[1]), code_list(pair[0], pair[2])
    assert {link.old for link in links} - {None} == {code.notation for code in old}
    assert {link.new for link in links} - {None} == {code.notation for code in new}
    assert len(set(links)) == len(links)
    assert list(links) == sorted(links, key=lambda link: (link.old or "~", link.new or "~"))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_kinds_and_comparability_are_of_their_lists(pair: tuple[str, str, str]) -> None:
    kinds, degrees, sureness = (
        {concept.key for concept in small_lists()[name].concepts}
        for name in ("change-kind", "comparability", "attestation")
    )
    for link in compare(*pair):
        assert link.kind in kinds
        assert link.comparability in degrees
        assert link.attestation in sureness
        assert link.evidence


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_an_unverified_entry_never_makes_a_sourced_link(pair: tuple[str, str, str]) -> None:
    old, new = code_list(pair[0], pair[1]), code_list(pair[0], pair[2])
    for link in compare(*pair):
        ends = [old.get(link.old or ""), new.get(link.new or "")]
        if link.attestation == "sourced":
            assert all(end is not None and end.attestation == "sourced" for end in ends)


# Read in changes.csv and in the two lists: code, what it became, how, and whether amounts compare.
KNOWN = [
    ("2039901", "2039999", "recoded", "with-care"),
    ("2299901", "2299999", "recoded", "with-care"),
    ("210", "210", "unchanged", "comparable"),
    ("215", "215", "renamed", "with-care"),
    ("2080501", "2080501", "renamed", "with-care"),
    ("2010301", "2010301", "unchanged", "comparable"),
    ("2130501", "2130501", "unchanged", "with-care"),
    ("2011004", "2080113", "moved", "with-care"),
    ("2010308", "20140", "moved", "with-care"),
    ("20301", "20301", "replaced", "not-comparable"),
    ("22002", "22001", "merged", "not-comparable"),
    ("2010704", None, "dropped", "not-comparable"),
]


@pytest.mark.parametrize(("old", "new", "kind", "comparability"), KNOWN)
def test_function_codes_known_from_documents_and_notices(
    old: str, new: str | None, kind: str, comparability: str
) -> None:
    (link,) = _fate("function", "2019", "2024", old)
    assert (link.new, link.kind, link.comparability) == (new, kind, comparability)


def test_a_code_that_was_given_to_another_matter_is_not_followed() -> None:
    """30311: 住房公积金 until 2018, then 代缴社会保险费; the fund moved to 30113, the code began anew."""
    (link,) = _fate("economic-department", "2016", "2018", "30311")
    assert (link.new, link.kind) == ("30113", "moved")
    reused = [link for link in compare("economic-department", "2016", "2018") if link.new == "30311"]
    assert [(link.old, link.kind, link.comparability) for link in reused] == [(None, "added", "not-comparable")]


def test_a_split_has_a_link_to_each_part_and_none_compares() -> None:
    links = _fate("economic-department", "2016", "2018", "30307")
    assert [(link.new, link.kind, link.comparability) for link in links] == [
        ("30114", "split", "not-comparable"),
        ("30307", "split", "not-comparable"),
    ]


def test_an_added_code_has_no_old_side() -> None:
    added = {link.new for link in _fate("function", "2019", "2024", None)}
    assert {"20139", "234", "22006"} <= added
    assert "2039999" not in added
