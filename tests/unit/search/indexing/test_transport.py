"""A search goes the short way to Solr; what goes wrong on it reads as pysolr would say it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pysolr
import pytest

from ckanext.ambon.search.indexing import transport


class Answers(BaseHTTPRequestHandler):
    """Answers with what it was asked; refuses what is bad; is silent where told."""

    protocol_version = "HTTP/1.1"
    silence = threading.Event()

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        if asked == b"q=silent":
            self.silence.wait(5)
        self.send_response(400 if asked == b"q=bad" else 200)
        self.send_header("Content-Length", str(len(asked)))
        self.end_headers()
        self.wfile.write(asked)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server that answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/solr/ckan/select/"
    Answers.silence.set()
    server.shutdown()
    server.server_close()


def test_the_question_arrives_and_its_answer_returns(address: str) -> None:
    assert transport.read(address, "q=negeri", 5) == "q=negeri"


def test_an_error_is_left_to_pysolr_which_explains_it(address: str) -> None:
    assert transport.read(address, "q=bad", 5) is None


def test_nobody_there_is_said_as_pysolr_says_it() -> None:
    with pytest.raises(pysolr.SolrError, match="Failed to connect to server"):
        transport.read("http://127.0.0.1:9/solr/ckan/select/", "q=x", 1)


def test_silence_is_not_waited_for(address: str) -> None:
    with pytest.raises(pysolr.SolrError, match="timed out"):
        transport.read(address, "q=silent", 0.2)


@pytest.mark.parametrize(
    ("address", "proxies"),
    [
        ("http://name:word@solr:8983/solr/ckan/", {}),
        ("http://solr:8983/solr/ckan/", {"http": "http://proxy:3128"}),
    ],
)
def test_what_needs_a_password_or_a_proxy_goes_the_long_way(
    monkeypatch: pytest.MonkeyPatch, address: str, proxies: dict[str, str]
) -> None:
    monkeypatch.setattr(transport, "_proxies", dict)
    assert transport.is_plain("http://solr:8983/solr/ckan/")
    monkeypatch.setattr(transport, "_proxies", lambda: proxies)
    assert not transport.is_plain(address)
