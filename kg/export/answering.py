"""One HTTP request and its answer, within bounds: how long it may take, how much it may hold, what of it is told."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from kg.errors import BadArgument

ANSWER = 64 * 2**20
"""bytes that an answer may have, where we do not know how much is to come"""
_WORDS = 64 * 1024
_SLOWEST = 1024
"""bytes a second, when the time for an answer is over"""
_SHOWN = 300
_PAGE_OF_HTML = re.compile(r"\A\s*<(!doctype|html)", re.IGNORECASE)


class TooSlow(httpx.TransportError):
    """The answer comes in drops."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    words: str = ""
    """what it says of a refusal, as one line that is safe to print"""


def answered(
    client: httpx.Client, method: str, url: str, timeout: float, most: int = ANSWER, cut: bool = False, **what: Any
) -> Answer:
    """Sends a request and reads the answer, `most` bytes of it at most; with `cut` the rest is left unread.

    Raises httpx.RequestError where none comes, or too slowly, and BadArgument where it is larger.
    """
    begin = time.monotonic()
    with client.stream(method, url, **what) as answer:
        cut, most = (True, _WORDS) if not answer.is_success else (cut, most)
        parts: list[bytes] = []
        size = 0
        for part in answer.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > most:
                break
            if time.monotonic() - begin > timeout + size / _SLOWEST:
                raise TooSlow(f"after {timeout:.0f} s and more only {size:,} bytes of the answer are there")
        if size > most and not cut:
            what_is_wrong = f"the answer is larger than {most:,} bytes, which is more than was asked for"
            raise BadArgument(url, what_is_wrong, "check the URL and --server")
        content = b"".join(parts)
        words = "" if answer.is_success else _words(answer, content)
        return Answer(answer.status_code, answer.headers, content, words)


def asked_to_wait(headers: Mapping[str, str]) -> float:
    """Seconds after which a busy server wants to be asked again; zero where it does not say."""
    told = headers.get("Retry-After", "").strip()
    if told.isdecimal():
        return float(told[:9])
    try:
        then = parsedate_to_datetime(told)
    except ValueError:
        return 0.0
    return max(0.0, (then.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _words(answer: httpx.Response, content: bytes) -> str:
    """The server's own words without markup, and without the password that was sent to it."""
    try:
        text = content.decode(answer.encoding or "utf-8", "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    for secret in _secrets(answer.request.headers.get("Authorization", "")):
        text = text.replace(secret, "…")
    return printable(re.sub("<[^>]*>", " ", text) if _PAGE_OF_HTML.search(text) else text)


def printable(text: str) -> str:
    """The words of a server in one line that does nothing to a terminal.

    >>> printable("no\\n\\x1b[2Jway")
    'no [2Jway'
    """
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:_SHOWN]


def _secrets(shown: str) -> list[str]:
    """What of an Authorization header nobody else may read."""
    kind, _, secret = shown.partition(" ")
    found = [shown, secret]
    if kind.lower() == "basic":
        # the header is our own, and so is base64
        found.append(base64.b64decode(secret).decode("utf-8", "replace").partition(":")[2])
    return [each for each in found if each]
