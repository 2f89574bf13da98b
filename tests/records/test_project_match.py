"""Which mentions are one project: by code, name and amount together, one to one, what is doubtful reported."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.provenance import Source, Span
from kg.records.project_likeness import core, likeness
from kg.records.project_match import Matched, Mention, match_projects

FORM, PROSE, GOALS, CARRIED, CARRIED_PROSE = (
    "general-project", "project-prose", "project-goals", "carry-over", "carry-over-prose",
)  # fmt: skip
_lines = iter(range(1, 1_000_000))


def _at(name: str, where: str, amount: int | None = None, **more: object) -> Mention:
    source = Source((Span(name, next(_lines)),))
    amounts = () if amount is None else (Decimal(amount),)
    return Mention(name, where, source, amounts=amounts, carried=where.startswith("carry"), **more)  # type: ignore[arg-type]


def _names(matched: Matched) -> list[list[tuple[str, str]]]:
    return sorted(sorted((mention.where, mention.name) for mention in group.mentions) for group in matched.groups)


def _codes(matched: Matched) -> list[str]:
    return sorted(doubt.code for doubt in matched.doubts)


def test_names_that_differ_in_general_words_and_cost_the_same_are_one_project() -> None:
    found = match_projects([
        _at("敬老慰问工作项目", FORM, 8), _at("河道巡查运转经费", FORM, 8),
        _at("河道巡查运转经费", PROSE, 8), _at("敬老慰问项目", PROSE, 8),
        _at("敬老慰问工作经费", GOALS, 8), _at("河道巡查运转经费", GOALS, 8),
    ])  # fmt: skip
    assert [len(group.members) for group in found.groups] == [3, 3]
    assert {mention.name[:2] for mention in found.groups[0].mentions} == {"敬老"}
    assert found.doubts == ()


def test_one_word_changed_with_the_same_amount_matches_and_is_reported() -> None:
    found = match_projects([
        _at("堤坝通道维护经费", FORM, 30), _at("堤坝保卫经费", FORM, 30), _at("堤坝通道维修经费", GOALS, 30),
    ])  # fmt: skip
    assert _names(found)[0] == [("general-project", "堤坝保卫经费")]
    assert len(found.groups[0].members) == 2
    assert _codes(found) == ["project-match-doubtful"]
    member = found.groups[0].members[1]
    assert member.judgement is not None
    assert member.judgement.evidence == ("likeness", "amount")
    assert 0.6 < member.judgement.score < 0.9


def test_equal_amounts_alone_are_no_evidence() -> None:
    found = match_projects([_at("敬老慰问项目", FORM, 8), _at("河道巡查经费", PROSE, 8)])
    assert len(found.groups) == 2


def test_like_names_with_other_amounts_stay_apart_and_are_reported() -> None:
    found = match_projects([_at("机构运转补助经费", FORM, 72), _at("机构运转补助项目", GOALS, 110)])
    assert len(found.groups) == 2
    assert _codes(found) == ["project-like-name"]


def test_half_like_names_with_the_same_amount_stay_apart_and_are_reported() -> None:
    found = match_projects([_at("标准宣传项目", FORM, 30), _at("标准推广项目", GOALS, 30)])
    assert len(found.groups) == 2
    assert _codes(found) == ["project-like-name"]


def test_like_names_are_not_reported_where_each_has_its_own() -> None:
    found = match_projects([
        _at("机构运转补助经费", FORM, 72), _at("机构运转补助项目", GOALS, 110), _at("机构运转补助经费", GOALS, 72),
    ])  # fmt: skip
    assert len(found.groups) == 2
    assert found.doubts == ()


def test_a_code_decides_whatever_the_name_and_the_amount() -> None:
    found = match_projects([
        _at("特定类 0410335A", FORM, 33, code="0410335A"), _at("特定类 0410336X", FORM, 20, code="0410336X"),
        _at("特定类0410336X", PROSE, 33, code="0410336X"), _at("特定类 0410335A", PROSE, 20, code="0410335A"),
    ])  # fmt: skip
    assert [{mention.code for mention in group.mentions} for group in found.groups] == [{"0410335A"}, {"0410336X"}]
    assert _codes(found) == ["project-amount-differs"] * 2


def test_other_codes_are_never_one_project() -> None:
    found = match_projects([_at("特定类", FORM, 5, code="100001"), _at("特定类", PROSE, 5, code="100002")])
    assert len(found.groups) == 2


def test_two_rows_of_one_project_are_added_up() -> None:
    found = match_projects([
        _at("外宾接待经费", FORM, 33, function="2010302"), _at("外宾接待经费", FORM, 3, function="2010302"),
        _at("外宾接待经费", PROSE, 36),
    ])  # fmt: skip
    assert len(found.groups) == 1
    assert len(found.groups[0].mentions) == 3
    assert found.doubts == ()


def test_the_same_name_under_another_function_is_another_project() -> None:
    found = match_projects([
        _at("维护经费", FORM, 33, function="2010302"), _at("维护经费", FORM, 3, function="2130399"),
        _at("维护经费", PROSE, 3), _at("维护经费", GOALS, 33),
    ])  # fmt: skip
    assert len(found.groups) == 2
    by_function = {group.mentions[0].function: {m.where for m in group.mentions} for group in found.groups}
    assert by_function == {"2010302": {FORM, GOALS}, "2130399": {FORM, PROSE}}
    assert _codes(found) == ["project-same-name"]


def test_the_same_name_under_two_functions_is_one_where_the_document_adds_it_up() -> None:
    found = match_projects([
        _at("维护经费", FORM, 33, function="2010302"), _at("维护经费", FORM, 3, function="2130399"),
        _at("维护经费", PROSE, 36),
    ])  # fmt: skip
    assert len(found.groups) == 1


def test_a_mention_that_fits_two_equally_is_given_to_none() -> None:
    found = match_projects([
        _at("维护经费", FORM, 5, function="2010302"), _at("维护经费", FORM, 5, function="2130399"),
        _at("维护经费", PROSE, 5),
    ])  # fmt: skip
    assert len(found.groups) == 3
    assert "project-ambiguous" in _codes(found)


def test_the_unit_tells_projects_of_one_name_apart() -> None:
    found = match_projects([
        _at("维护经费", FORM, 5, unit="甲校"), _at("维护经费", FORM, 5, unit="乙校"),
        _at("维护经费", GOALS, 5, unit="乙校"), _at("维护经费", GOALS, 5, unit="甲校"),
    ])  # fmt: skip
    assert [{mention.unit for mention in group.mentions} for group in found.groups] == [{"甲校"}, {"乙校"}]


def test_a_name_matches_though_the_amount_differs_and_it_is_reported() -> None:
    found = match_projects([_at("敬老慰问项目", FORM, 8), _at("敬老慰问项目", PROSE, 9)])
    assert len(found.groups) == 1
    assert _codes(found) == ["project-amount-differs"]


def test_money_carried_over_is_not_compared_with_money_of_the_year() -> None:
    found = match_projects([_at("敬老慰问项目", FORM, 8), _at("敬老慰问项目", CARRIED, 2)])
    assert len(found.groups) == 1
    assert found.doubts == ()


def test_the_assignment_is_the_best_for_all_together() -> None:
    """Greedily the first would take the second's only partner."""
    found = match_projects([
        _at("城东道路照明维护", FORM, 5), _at("城东道路照明维护改造", FORM, 5),
        _at("城东道路照明维护改", PROSE, 5), _at("城东道路照明维", PROSE, 5),
    ])  # fmt: skip
    assert [len(group.mentions) for group in found.groups] == [2, 2]
    assert [group.mentions[1].name for group in found.groups] == ["城东道路照明维", "城东道路照明维护改"]


@pytest.mark.parametrize(
    ("name", "left"),
    [("敬老慰问工作经费", "敬老慰问"), ("项目经费", "项目"), ("外宾业务费", "外宾业务费"), ("", ""), ("经费", "经费")],
)
def test_core(name: str, left: str) -> None:
    assert core(name) == left


_NAMES = st.text(alphabet="甲乙丙丁经费项目工作（）", min_size=1, max_size=8)
_MENTIONS = st.lists(
    st.builds(
        _at,
        _NAMES,
        st.sampled_from([FORM, PROSE, GOALS, CARRIED]),
        st.none() | st.integers(1, 3),
        function=st.sampled_from(["", "2010302", "2130399"]),
        code=st.none() | st.sampled_from(["100001", "100002"]),
    ),
    max_size=9,
)


@given(_MENTIONS)
def test_every_mention_is_in_exactly_one_project(mentions: list[Mention]) -> None:
    grouped = [mention for group in match_projects(mentions).groups for mention in group.mentions]
    assert sorted(grouped, key=lambda each: each.source.line) == mentions


@given(_MENTIONS)
def test_a_project_has_one_code_and_at_most_one_member_of_each_place(mentions: list[Mention]) -> None:
    for group in match_projects(mentions).groups:
        assert len({mention.code for mention in group.mentions if mention.code}) <= 1
        places = [member.mentions[0].where for member in group.members]
        assert len(places) == len(set(places))


@given(_MENTIONS)
def test_a_match_without_evidence_is_never_made(mentions: list[Mention]) -> None:
    for group in match_projects(mentions).groups:
        assert group.members[0].judgement is None
        for member in group.members[1:]:
            assert member.judgement is not None
            assert member.judgement.evidence
            assert 0 < member.judgement.score <= 1


@given(_NAMES, _NAMES)
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1.0
