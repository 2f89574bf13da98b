"""Real servers for tests: Oxigraph on a free port, and a gate before it that asks for a login or breaks off."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest


def _binary() -> str:
    beside = Path(sys.executable).parent / "oxigraph"
    found = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if not found:
        pytest.skip("the server `oxigraph` is not installed (pip install oxigraph)")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OxigraphServer:
    """`oxigraph serve` over a folder; it can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        where = ["--location", str(self.folder), "--bind", f"127.0.0.1:{self.port}"]
        out = subprocess.DEVNULL
        self._process = subprocess.Popen([_binary(), "serve", *where], stdout=out, stderr=out)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


class Gate:
    """An HTTP server that hands requests on to another; `before` may refuse one, `after` is told that one was done."""

    def __init__(self, behind: OxigraphServer) -> None:
        self.behind = behind
        self.requests: list[tuple[str, str]] = []
        self.before: Callable[[BaseHTTPRequestHandler], bool] = lambda request: True
        self.after: Callable[[int], None] = lambda number: None
        gate = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments: object) -> None:
                pass

            def _pass(self) -> None:
                gate.handle(self)

            do_GET = do_POST = do_PUT = do_DELETE = _pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        if not self.before(request):
            return
        self.requests.append((request.command, urlsplit(request.path).path))
        connection = http.client.HTTPConnection("127.0.0.1", self.behind.port, timeout=20)
        headers = {name: value for name, value in request.headers.items() if name.lower() in ("content-type", "accept")}
        try:
            connection.request(request.command, request.path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
            self.after(len(self.requests))
        except (OSError, http.client.HTTPException):
            request.close_connection = True
            return
        reply(request, answer.status, content, {"Content-Type": answer.headers.get("Content-Type", "text/plain")})


def reply(request: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
    request.send_response(status)
    for name, value in (headers or {}).items():
        request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def basic(user: str, password: str) -> Callable[[BaseHTTPRequestHandler], bool]:
    """A gatekeeper that wants basic authentication."""
    wanted = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def check(request: BaseHTTPRequestHandler) -> bool:
        if request.headers.get("Authorization") == wanted:
            return True
        reply(request, 401, b"who are you", {"WWW-Authenticate": 'Basic realm="kg"'})
        return False

    return check


def digest(user: str, password: str) -> Callable[[BaseHTTPRequestHandler], bool]:
    """A gatekeeper that wants digest authentication (RFC 7616, MD5, qop=auth)."""

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    def check(request: BaseHTTPRequestHandler) -> bool:
        given = request.headers.get("Authorization", "")
        told = {name: quoted or bare for name, quoted, bare in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', given)}
        if given.startswith("Digest ") and told.get("username") == user and told.get("nonce") == "n0nce":
            first, second = md5(f"{user}:kg:{password}"), md5(f"{request.command}:{request.path}")
            if told["response"] == md5(f"{first}:n0nce:{told['nc']}:{told['cnonce']}:auth:{second}"):
                return True
        reply(request, 401, b"", {"WWW-Authenticate": 'Digest realm="kg", nonce="n0nce", qop="auth", algorithm=MD5'})
        return False

    return check
