"""CKAN's pages and API, served by Gunicorn."""

from __future__ import annotations

import sys
import urllib.error
import urllib.request
from pathlib import Path

from stack.parts import Part
from stack.settings import ROOT, Problem, Settings
from stack.state import State, is_free

PROGRAMS = Path(sys.executable).parent
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104


class Web(Part):
    """The web server."""

    name = "web"
    title = "Portal"
    patience = 120

    def __init__(self, state: State, settings: Settings) -> None:
        super().__init__(state)
        self.settings = settings

    def launch(self) -> None:
        """Start the web server; `Problem` if its port is taken."""
        self.refuse_busy_port()
        host, port = self.settings.host, self.settings.port
        options = ["--bind", f"{host}:{port}", "--workers", str(self.settings.workers)]
        limits = ["--timeout", "120", "--graceful-timeout", "20", "--max-requests", "5000"]
        rest = ["--max-requests-jitter", "500", "--worker-tmp-dir", "/dev/shm"]  # noqa: S108
        command = [str(PROGRAMS / "gunicorn"), *options, *limits, *rest, "stack.wsgi:application"]
        environment = {"CKAN_INI": str(self.state.config), "PYTHONPATH": str(ROOT)}
        self.process.start(command, folder=self.state.run, environment=environment)

    def is_ready(self) -> bool:
        """Tell whether the first page is there."""
        try:
            with urllib.request.urlopen(self.url(), timeout=60) as answer:  # noqa: S310
                return answer.status == 200
        except urllib.error.HTTPError as error:
            words = self.process.last_words()
            message = f"Portal menjawab {error.code}. Log: {self.process.log}\n{words}"
            raise Problem(message) from error
        except OSError:
            return False

    def url(self) -> str:
        """Return where the server answers on this machine."""
        host = EVERYWHERE.get(self.settings.host, self.settings.host)
        return f"http://{host}:{self.settings.port}"

    def refuse_busy_port(self) -> None:
        """Raise `Problem` if somebody else listens where the web server should."""
        if self.is_running():
            return
        self.process.end_remains()
        host, port = self.settings.host, self.settings.port
        try:
            busy = not is_free(port, host)
        except OSError as error:
            message = f"AMBON_HOST={host} bukan alamat mesin ini: {error.strerror}."
            raise Problem(message) from error
        if busy:
            message = (
                f"Porta {port} sudah dipakai program lain. Pilih yang lain: AMBON_PORT={port + 1}"
            )
            raise Problem(message)
