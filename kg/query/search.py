"""Finds questions by Chinese or English words, by likeness: no exact name is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from kg.query.library import Question
from kg.text.width import squeeze

_LATIN = re.compile(r"[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_ENOUGH = 0.34
_NAMED = 6.0
_WEIGHTS = (("name", 3.0), ("summary", 3.0), ("question", 2.0), ("rest", 1.0))


def found(questions: Iterable[Question], words: str) -> list[Question]:
    """The questions that are like the words, the likest first; all of them where there are no words."""
    wanted = _pieces(words)
    if not wanted:
        return list(questions)
    scored = [(_score(question, wanted, words), question) for question in questions]
    best = max((score for score, _ in scored), default=0.0)
    kept = [(score, question) for score, question in scored if score > 0 and score >= _ENOUGH * best]
    return [question for _, question in sorted(kept, key=lambda pair: (-pair[0], pair[1].name))]


def likeness(one: str, other: str) -> float:
    """The share of the first text's pieces (English words, pairs of Chinese characters) that the other one has.

    >>> likeness("外事办", "某州人民政府外事办公室")
    1.0
    """
    wanted, held = _pieces(one), _pieces(other)
    return len(wanted & held) / len(wanted) if wanted else 0.0


def _score(question: Question, wanted: frozenset[str], words: str) -> float:
    header = question.header
    texts = {
        "name": f"{question.name} {question.theme}",
        "summary": f"{header.summary.en} {header.summary.zh}",
        "question": f"{header.question.en} {header.question.zh}",
        "rest": " ".join([*header.tags, *(f"{each.label.en} {each.label.zh}" for each in header.columns)]),
    }
    held = {part: _pieces(text) for part, text in texts.items()}
    by_words = sum(max(weight * _likeness(piece, held[part]) for part, weight in _WEIGHTS) for piece in wanted)
    return by_words + (_NAMED if misspelt(words, question.name) else 0.0)


def misspelt(words: str, name: str) -> bool:
    """Whether the words are the name of a question but for a letter or two.

    >>> misspelt("largest projets", "largest-projects"), misspelt("projects", "largest-projects")
    (True, False)
    """
    return SequenceMatcher(None, words.strip().lower().replace(" ", "-"), name).ratio() > 0.85


def _likeness(piece: str, held: frozenset[str]) -> float:
    """1 where the piece stands there, less where only the beginning of an English word does."""
    if piece in held:
        return 1.0
    if _LATIN.fullmatch(piece) and len(piece) > 3:
        near = (_common(piece, other) / max(len(piece), len(other)) for other in held if _LATIN.fullmatch(other))
        likest = max(near, default=0.0)
        return likest if likest >= 0.6 else 0.0
    return 0.0


def _common(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _pieces(text: str) -> frozenset[str]:
    """English words, and each pair of neighbouring Chinese characters (a single one where it stands alone)."""
    lowered = text.lower()
    pieces = set(_LATIN.findall(lowered))
    for run in _HAN.findall(squeeze(lowered)):
        pieces |= {run[at : at + 2] for at in range(max(1, len(run) - 1))}
    return frozenset(pieces)
