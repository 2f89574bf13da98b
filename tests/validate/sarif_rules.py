"""What the specification of SARIF 2.1.0 demands of a log file: the properties of each object, and how they must agree.

The published JSON schema is not part of the project; this states its demands on the objects that a report of findings
has. A property that the specification does not name is an error, as it is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Check = Callable[[object], bool]

_URI = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:|(?![^/?#]*:))"  # a scheme, or a first segment without a colon
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
"""RFC 3986, URI-reference; without IP literals, which no report has"""
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def is_uri_reference(text: object) -> bool:
    """Whether a text is a URI reference as RFC 3986 writes it."""
    return isinstance(text, str) and _URI.fullmatch(text) is not None


def _text(value: object) -> bool:
    return isinstance(value, str)


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _whole(least: int) -> Check:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def _one_of(*words: str) -> Check:
    return lambda value: value in words


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _bag(value: object) -> bool:
    return isinstance(value, dict) and ("tags" not in value or _texts(value["tags"]))


def _named_texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_text, value.values()))


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of object: its properties (a check, the name of a kind, or of a list of a kind), and what it must have.

    `either` names properties of which it must have one.
    """

    properties: Mapping[str, Check | str]
    required: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()


_LEVEL = _one_of("none", "note", "warning", "error")
KINDS: Mapping[str, _Kind] = {
    "sarifLog": _Kind(
        {"$schema": is_uri_reference, "version": _one_of("2.1.0"), "runs": "run*", "properties": _bag},
        frozenset({"version", "runs"}),
    ),
    "run": _Kind(
        {"tool": "tool", "columnKind": _one_of("utf16CodeUnits", "unicodeCodePoints"), "results": "result*",
         "language": _said, "properties": _bag},
        frozenset({"tool"}),
    ),
    "tool": _Kind({"driver": "toolComponent", "properties": _bag}, frozenset({"driver"})),
    "toolComponent": _Kind(
        {"name": _said, "version": _said, "informationUri": is_uri_reference, "rules": "reportingDescriptor*",
         "properties": _bag},
        frozenset({"name"}),
    ),
    "reportingDescriptor": _Kind(
        {"id": _said, "name": _said, "shortDescription": "multiformatMessageString",
         "fullDescription": "multiformatMessageString", "help": "multiformatMessageString",
         "helpUri": is_uri_reference, "defaultConfiguration": "reportingConfiguration", "properties": _bag},
        frozenset({"id"}),
    ),
    "multiformatMessageString": _Kind({"text": _said, "markdown": _said, "properties": _bag}, frozenset({"text"})),
    "reportingConfiguration": _Kind({"level": _LEVEL, "properties": _bag}),
    "result": _Kind(
        {"ruleId": _said, "ruleIndex": _whole(0), "level": _LEVEL, "message": "message", "locations": "location*",
         "relatedLocations": "location*", "partialFingerprints": _named_texts, "suppressions": "suppression*",
         "properties": _bag},
        frozenset({"message"}),
    ),
    "message": _Kind(
        {"text": _said, "id": _said, "arguments": _texts, "properties": _bag}, either=frozenset({"text", "id"})
    ),
    "location": _Kind(
        {"id": _whole(0), "physicalLocation": "physicalLocation", "message": "message", "properties": _bag}
    ),
    "physicalLocation": _Kind(
        {"artifactLocation": "artifactLocation", "region": "region", "properties": _bag},
        frozenset({"artifactLocation"}),
    ),
    "artifactLocation": _Kind({"uri": is_uri_reference, "properties": _bag}, frozenset({"uri"})),
    "region": _Kind(
        {"startLine": _whole(1), "snippet": "artifactContent", "properties": _bag}, frozenset({"startLine"})
    ),
    "artifactContent": _Kind({"text": _text}),
    "suppression": _Kind(
        {"kind": _one_of("inSource", "external"), "status": _one_of("accepted", "underReview", "rejected"),
         "justification": _text, "properties": _bag},
        frozenset({"kind"}),
    ),
}  # fmt: skip


def errors(log: object) -> list[str]:
    """What is wrong with a log file, each with its place; empty where nothing is."""
    found = list(_of_kind("sarifLog", log, "$"))
    if found or not isinstance(log, dict):
        return found
    return [error for at, run in enumerate(log["runs"]) for error in _disagreements(run, f"$.runs[{at}]")]


def _of_kind(name: str, value: object, at: str) -> Iterator[str]:
    kind = KINDS[name]
    if not isinstance(value, dict):
        yield f"{at} is no {name}"
        return
    for lacking in sorted(kind.required - value.keys()):
        yield f"{at} lacks {lacking}"
    if kind.either and not kind.either & value.keys():
        yield f"{at} lacks one of {', '.join(sorted(kind.either))}"
    for key, held in value.items():
        check = kind.properties.get(key)
        if check is None:
            yield f"{at}.{key} is no property of a {name}"
        elif isinstance(check, str):
            yield from _inner(check, held, f"{at}.{key}")
        elif not check(held):
            yield f"{at}.{key} is {held!r}"


def _inner(name: str, held: object, at: str) -> Iterator[str]:
    if not name.endswith("*"):
        yield from _of_kind(name, held, at)
    elif not isinstance(held, list):
        yield f"{at} is no list"
    else:
        for number, each in enumerate(held):
            yield from _of_kind(name.removesuffix("*"), each, f"{at}[{number}]")


def _disagreements(run: Mapping[str, object], at: str) -> Iterator[str]:
    """Rules with ids of their own; results that point at the rule they name; ids of locations once in a result."""
    told: list[dict[str, object]] = run["tool"]["driver"].get("rules", [])  # type: ignore[index]
    ids = [each["id"] for each in told]
    if len(ids) != len(set(ids)):
        yield f"{at}: two rules have one id"
    results: list[dict[str, object]] = run.get("results", [])  # type: ignore[assignment]
    for number, result in enumerate(results):
        where = f"{at}.results[{number}]"
        index, rule = result.get("ruleIndex"), result.get("ruleId")
        if isinstance(index, int) and (index >= len(ids) or ids[index] != rule):
            yield f"{where}.ruleIndex leads to another rule than {rule}"
        yield from _of_message(result["message"], f"{where}.message")  # type: ignore[arg-type]
        related: list[dict[str, object]] = result.get("relatedLocations", [])  # type: ignore[assignment]
        marks = [each["id"] for each in related if "id" in each]
        if len(marks) != len(set(marks)):
            yield f"{where}: two related locations have one id"


def _of_message(message: Mapping[str, object], at: str) -> Iterator[str]:
    """Every placeholder of a message has its argument; a brace that is none is doubled."""
    arguments = message.get("arguments", [])
    given = len(arguments) if isinstance(arguments, list) else 0
    text = str(message.get("text", "")).replace("{{", "").replace("}}", "")
    for found in _PLACEHOLDER.finditer(text):
        if int(found[1]) >= given:
            yield f"{at} has no argument {found[0]}"
    if set("{}") & set(_PLACEHOLDER.sub("", text)):
        yield f"{at} has a brace that is neither doubled nor around a number"
