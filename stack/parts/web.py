"""CKAN itself: the web server and the worker of its queue."""

from __future__ import annotations

import signal
import sys
import urllib.error
import urllib.request
from pathlib import Path

from stack.process import wait_until
from stack.settings import ROOT, Problem, Settings
from stack.state import State, is_listening

PROGRAMS = Path(sys.executable).parent


class Web:
    """Gunicorn with CKAN."""

    name = "web"

    def __init__(self, state: State, settings: Settings) -> None:
        self.state = state
        self.settings = settings
        self.process = state.process(self.name)

    def start(self) -> None:
        """Start the web server; `Problem` if its port is taken or it does not answer."""
        if not self.is_running():
            self._refuse_busy_port()
            self._start_process()
        if not wait_until(self._answers, 90, pause=0.2):
            message = f"Portal tidak menjawab. Log: {self.process.log}\n{self.process.last_words()}"
            raise Problem(message)

    def stop(self) -> None:
        """Let running requests end, then stop."""
        self.process.stop(signal.SIGTERM)

    def is_running(self) -> bool:
        """Tell whether the server's process lives."""
        return self.process.pid() is not None

    def url(self) -> str:
        """Return where the server answers on this machine."""
        host = "127.0.0.1" if self.settings.host == "0.0.0.0" else self.settings.host  # noqa: S104
        return f"http://{host}:{self.settings.port}"

    def _start_process(self) -> None:
        host, port = self.settings.host, self.settings.port
        options = ["--bind", f"{host}:{port}", "--workers", str(self.settings.workers)]
        limits = ["--timeout", "120", "--graceful-timeout", "20", "--max-requests", "5000"]
        quiet = ["--max-requests-jitter", "500", "--worker-tmp-dir", "/dev/shm"]  # noqa: S108
        command = [str(PROGRAMS / "gunicorn"), *options, *limits, *quiet, "stack.wsgi:application"]
        environment = {"CKAN_INI": str(self.state.config), "PYTHONPATH": str(ROOT)}
        self.process.start(command, folder=self.state.run, environment=environment)

    def _refuse_busy_port(self) -> None:
        if is_listening(self.settings.host, self.settings.port):
            message = (
                f"Porta {self.settings.port} sudah dipakai program lain. "
                f"Pilih yang lain: AMBON_PORT={self.settings.port + 1} make portal"
            )
            raise Problem(message)

    def _answers(self) -> bool:
        try:
            address = f"{self.url()}/api/3/action/status_show"
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310
                return answer.status == 200
        except urllib.error.HTTPError as error:
            message = f"Portal menjawab {error.code}. Log: {self.process.log}"
            raise Problem(message) from error
        except OSError:
            return False


class Worker:
    """The worker of CKAN's queue, with its scheduler."""

    name = "worker"

    def __init__(self, state: State) -> None:
        self.state = state
        self.process = state.process(self.name)

    def start(self) -> None:
        """Start the worker."""
        if self.is_running():
            return
        command = [str(PROGRAMS / "ckan"), "-c", str(self.state.config), "jobs", "worker"]
        self.process.start(command, folder=self.state.run)

    def stop(self) -> None:
        """Let the running job end, then stop."""
        self.process.stop(signal.SIGTERM)

    def is_running(self) -> bool:
        """Tell whether the worker's process lives."""
        return self.process.pid() is not None
