"""`kg push` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.push import push_command
from kg.errors import BadArgument
from kg.export.remote import Unreachable
from kg.store.embedded import EmbeddedStore
from tests.export.servers import Gate, OxigraphServer, basic, free_port


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = EmbeddedStore(tmp_path / "db")
    for number in (1, 2):
        store.put(f"urn:doc:{number}", f'<urn:doc:{number}/s> <urn:p> "{number}" <urn:doc:{number}> .\n')
    store.flush()
    return tmp_path / "db"


def _run(url: str, folder: Path, *arguments: str, password: str | None = None) -> Result:
    command = [url, "--store", str(folder), "--no-lists", *arguments]
    env = {"KG_PASSWORD": password} if password is not None else {}
    return CliRunner().invoke(push_command, command, env=env, catch_exceptions=False)


def test_dry_run_push_and_again(tmp_path: Path, folder: Path) -> None:
    server = OxigraphServer(tmp_path / "target")
    server.start()
    try:
        assert "would push 2 new; 0 statements" in _run(server.url, folder, "--dry-run").output
        assert "2 new; 2 statements" in _run(server.url, folder).output
        assert "2 unchanged; 0 statements" in _run(server.url, folder).output
        assert "2 checked, 2 unchanged; 2 statements" in _run(server.url, folder, "--verify").output
        store = EmbeddedStore(folder)
        store.store.update("DROP GRAPH <urn:doc:1>")
        store.flush()
        del store
        assert (
            "withdrawn, in the target and no longer in the store: 1; they stay there" in _run(server.url, folder).output
        )
        told = json.loads(_run(server.url, folder, "--prune", "--json").output)
        assert told["withdrawn"] == ["urn:doc:1"]
        assert told["done"] == [{"graph": "urn:doc:1", "outcome": "removed", "statements": 0, "problem": None}]
    finally:
        server.kill()


def test_the_password_comes_from_the_environment_or_is_asked_for(tmp_path: Path, folder: Path) -> None:
    server = OxigraphServer(tmp_path / "target")
    server.start()
    gate = Gate(server)
    gate.before = basic("admin", "geheim")
    try:
        assert _run(gate.url, folder, "--user", "admin", password="geheim").exit_code == 0
        command = [gate.url, "--store", str(folder), "--user", "admin", "--no-lists"]
        asked = CliRunner().invoke(push_command, command, input="geheim\n", catch_exceptions=False)
        assert asked.exit_code == 0
        assert "geheim" not in asked.output
        with pytest.raises(BadArgument, match="give --user"):
            _run(gate.url, folder)
    finally:
        gate.close()
        server.kill()


def test_no_server(folder: Path) -> None:
    with pytest.raises(Unreachable, match="push again"):
        _run(f"http://127.0.0.1:{free_port()}", folder, "--tries", "1")


def test_check_and_verify_that_go_not_together(folder: Path) -> None:
    with pytest.raises(BadArgument, match="use --check hash or --check count"):
        _run("http://localhost:1", folder, "--verify", "--check", "none")


def test_a_server_without_a_default_graph_is_told_before_it_is_asked(folder: Path) -> None:
    command = ["http://127.0.0.1:1", "--store", str(folder), "--server", "virtuoso"]
    with pytest.raises(BadArgument, match=r"no default graph.*name a graph with --lists-graph"):
        CliRunner().invoke(push_command, command, catch_exceptions=False)
