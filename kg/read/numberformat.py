"""The text that a spreadsheet shows for a stored number under a number format."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from kg.read.dateformat import is_date_format, shown_date

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_.|\*.|(?P<digit>[0#?])|(?P<sign>[.,%])|(?P<plain>.)',
    re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|[\\!].|\[[^\]]*\]|[^;])*', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\Z")
_COMPARE = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)
_NOT_UNDERSTOOD = re.compile(r"[EeGg/@]|DBNum", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|[\\!].|\[(?!DBNum)[^\]]*\]|_.|\*.', re.DOTALL | re.IGNORECASE)
_CONTEXT = Context(prec=400)
_LONGEST_FORMAT = 255
_DIGITS_ONLY = re.compile(r"(?:#,##)?0(\.0{1,15})?(?:_.)*\Z")
_MORE_DIGITS = "it holds more digits than its format shows"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows, and what of the stored number it does not: '' where it shows all of it."""

    text: str
    hides: str = ""


def shown_number(value: float, code: str, epoch_1904: bool = False) -> Shown:
    """The text that a cell with this number and this format code shows.

    A stored number is taken at the 15 significant digits that spreadsheets calculate with, so the noise
    of binary fractions (1234.6599999999999) does not appear; digits beyond the fifteenth are lost, as
    they are on the screen. The width of the column is not considered. Where a format cannot be
    followed, the plain number is given and `hides` says so; a minus that the format would hide is kept.

    >>> shown_number(1234.5, "#,##0.00").text, shown_number(0.1 + 0.2, "General").text
    ('1,234.50', '0.3')
    """
    number = Decimal(format(value, ".15g"))
    if (decimals := _plain_decimals(code)) is not None:
        return _fixed(number, decimals, "," in code)
    if is_date_format(code):
        return Shown(shown_date(value, code, epoch_1904))
    if len(code) > _LONGEST_FORMAT:
        return Shown(_plain(number), "its format is not understood")
    section, number, negative = _section(number, code)
    bare = _LITERAL.sub("", section).strip()
    if bare in ("", "@") and "@" in section:
        return _signed(_plain(number), negative, "")
    if _GENERAL.search(bare):
        around = _GENERAL.sub("\0", section, count=1).split("\0")
        text = _literals(around[0]) + _plain(number) + _literals(around[1])
        return _signed(text, negative, "")
    if _NOT_UNDERSTOOD.search(bare):
        return Shown(_plain(-number if negative else number), "its format is not understood")
    return _rendered(number, negative, section)


@lru_cache(maxsize=1024)
def _plain_decimals(code: str) -> int | None:
    """The decimals of a format that is nothing but digits, perhaps in groups of three: what nearly every cell has."""
    return len(found.group(1) or ".") - 1 if (found := _DIGITS_ONLY.match(code)) else None


def _fixed(number: Decimal, decimals: int, grouped: bool) -> Shown:
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _CONTEXT)
    text = format(rounded, ",f" if grouped else "f")
    return Shown(text if rounded else text.lstrip("-"), "" if rounded == number else _MORE_DIGITS)


def _plain(number: Decimal) -> str:
    """All digits, no exponent, no zeros at the end.

    >>> _plain(Decimal("1.50E+3")), _plain(Decimal("0.10"))
    ('1500', '0.1')
    """
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def _section(number: Decimal, code: str) -> tuple[str, Decimal, bool]:
    """The part of the format that the number falls under, the number to show by it, and whether a
    minus is owed.
    """
    sections = [part for part in _SECTION.findall(code) if part] if ";" not in code else _split(code)
    conditions = [_condition(part) for part in sections]
    if any(conditions):
        for part, condition in zip(sections, conditions, strict=True):
            if condition is None or _COMPARE[condition[0]](number, condition[1]):
                return part, abs(number), number < 0
        return "General", abs(number), number < 0
    if number < 0 and len(sections) > 1:
        return sections[1], -number, True
    if number == 0 and len(sections) > 2:
        return sections[2], number, False
    return (sections[0] if sections else "General"), abs(number), number < 0


def _split(code: str) -> list[str]:
    """The sections between semicolons, empty ones too; a fourth one (for text) is left out."""
    sections, at = [], 0
    while True:
        found = _SECTION.match(code, at)
        end = found.end() if found else at
        sections.append(code[at:end])
        if end >= len(code):
            return sections[:3]
        at = end + 1


def _condition(section: str) -> tuple[str, Decimal] | None:
    for bracket in re.findall(r"\[([^\]]*)\]", section):
        found = _CONDITION.match(bracket)
        if found:
            return found.group(1), Decimal(found.group(2))
    return None


def _literals(section: str) -> str:
    return "".join(_literal(token) for token in _TOKEN.finditer(section))


def _literal(token: re.Match[str]) -> str:
    """The characters that a token shows by itself."""
    if (bracket := token["bracket"]) is not None:
        return bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
    return token["quoted"] or token["escaped"] or token["plain"] or ""


def _rendered(number: Decimal, negative: bool, section: str) -> Shown:
    """The number in the placeholders of its section, right to left."""
    tokens = list(_TOKEN.finditer(section))
    digits = [at for at, token in enumerate(tokens) if token["digit"]]
    if not digits:
        text = _literals(section)
        return Shown(text, "" if number == 0 else f"its format shows {text!r} instead of the number")
    point = next((at for at, token in enumerate(tokens) if token["sign"] == "."), len(tokens))
    whole = [at for at in digits if at < point]
    last = whole[-1] if whole else point
    commas = [at for at, token in enumerate(tokens) if token["sign"] == "," and at < point]
    scale = sum(at > last for at in commas) + sum(
        token["sign"] == "," for at, token in enumerate(tokens) if at > max(point, digits[-1])
    )
    percent = sum(token["sign"] == "%" for token in tokens)
    exact = number.scaleb(2 * percent - 3 * scale, _CONTEXT)
    decimals = len(digits) - len(whole)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _CONTEXT)
    pieces = _filled(rounded, tokens, whole, point, grouped=any(at < last for at in commas))
    hides = "" if rounded == exact else _MORE_DIGITS
    text = "".join(pieces).strip()
    return _signed(text, negative and rounded != 0, hides)


def _filled(rounded: Decimal, tokens: list[re.Match[str]], whole: list[int], point: int, grouped: bool) -> list[str]:
    """One piece of text for each token."""
    digits, _, fraction = format(rounded, "f").partition(".")
    digits = digits.lstrip("0")
    pieces = [_literal(token) for token in tokens]
    taken = 0
    for at in reversed(whole):
        count = len(digits) - taken if at == whole[0] else 1
        piece = digits[max(len(digits) - taken - count, 0) : max(len(digits) - taken, 0)]
        if not piece and tokens[at]["digit"] == "0":
            piece = "0"
        pieces[at] = _grouped(piece, taken) if grouped else piece
        taken += len(piece)
    shown_fraction = _fraction(fraction, [t["digit"] for t in tokens[point:] if t["digit"]])
    if point < len(tokens):
        pieces[point] = "." if shown_fraction else ""
        if shown_fraction and not any(pieces[at] for at in whole):
            pieces[point] = "0."
    rest = iter(shown_fraction)
    for at in range(point + 1, len(tokens)):
        if tokens[at]["digit"]:
            pieces[at] = next(rest, "")
    for at, token in enumerate(tokens):
        if token["sign"] == "%":
            pieces[at] = "%"
    return pieces


def _fraction(digits: str, places: list[str]) -> str:
    """The decimals that are shown: zeros at the end only where the format demands them."""
    while digits and digits[-1] == "0" and places[len(digits) - 1] != "0":
        digits = digits[:-1]
    return digits


def _grouped(piece: str, taken: int) -> str:
    """Digits with commas, `taken` digits standing right of them.

    >>> _grouped("1234567", 0), _grouped("12", 2)
    ('1,234,567', '1,2')
    """
    text = ""
    for offset, digit in enumerate(reversed(piece)):
        position = taken + offset
        text = digit + ("," if position and position % 3 == 0 else "") + text
    return text


def _signed(text: str, negative: bool, hides: str) -> Shown:
    """The text with the minus that a negative number owes, unless its format shows one or parentheses."""
    if not negative or "-" in text or ("(" in text and ")" in text) or ("（" in text and "）" in text):
        return Shown(text, hides)
    return Shown("-" + text, hides)
