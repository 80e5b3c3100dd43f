"""The folder of one portal: its data, secrets, ports, logs, and what was done to it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
from contextlib import closing
from pathlib import Path

from stack.process import Process, give_to_server
from stack.settings import Problem, Settings

SPACE_NEEDED = 1024**3
# A socket's address holds 107 bytes: a deep state folder gets its sockets in a short one.
LONGEST_SOCKET = 90
PORTS = ("redis", "solr")


class State:
    """Paths and remembered values of the portal that `settings` describe."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.state
        self.log = self.folder / "log"
        self.run = self.folder / "run"
        self.data = self.folder / "data"
        self.storage = self.folder / "storage"
        self.config = self.folder / "ckan.ini"
        self.password_file = self.folder / "admin.password"
        self.token_file = self.folder / "admin.token"

    def prepare(self) -> None:
        """Make the folders; raise `Problem` where there is no room."""
        folders = (self.folder, self.log, self.run, self.data, self.storage, self.sockets)
        for folder in folders:
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                message = f"Folder {folder} tidak dapat dibuat: {error.strerror}."
                raise Problem(message) from error
            give_to_server(folder)
        free = shutil.disk_usage(self.folder).free
        if free < SPACE_NEEDED:
            message = f"Ruang cakram tinggal {free // 1024**2} MB di {self.folder}; perlu 1.024 MB."
            raise Problem(message)

    @property
    def sockets(self) -> Path:
        """The folder of PostgreSQL's socket, open to nobody else."""
        near = self.run / "postgres"
        if len(str(near)) <= LONGEST_SOCKET:
            return near
        return Path("/tmp") / f"ambon-{os.geteuid()}-{self.folder.stat().st_ino}"  # noqa: S108

    def process(self, name: str) -> Process:
        """Return the process of the part `name`."""
        return Process(name, self.run / f"{name}.pid", self.log / f"{name}.log")

    def secret(self, name: str) -> str:
        """Return a random secret that stays the same for this portal."""
        kept = self.recall("secrets.json")
        if name not in kept:
            kept[name] = secrets.token_urlsafe(32)
            self.remember("secrets.json", kept)
        return kept[name]

    def port(self, name: str) -> int:
        """Return the port of the part `name`, found free the first time it was asked for."""
        kept = self.recall("ports.json")
        if name not in kept:
            kept[name] = str(free_port())
            self.remember("ports.json", kept)
        return int(kept[name])

    def renew_port(self, name: str) -> None:
        """Find another port for `name`: somebody else listens on the one it had."""
        kept = self.recall("ports.json")
        kept[name] = str(free_port())
        self.remember("ports.json", kept)

    def recall(self, name: str) -> dict[str, str]:
        """Return the values remembered in the file `name`, none if there is no such file."""
        file = self.folder / name
        return json.loads(file.read_text()) if file.exists() else {}

    def remember(self, name: str, values: dict[str, str]) -> None:
        """Write `values` into the file `name`, whole or not at all."""
        self.write(self.folder / name, json.dumps(values, indent=1))

    def write(self, file: Path, text: str) -> None:
        """Write a file that only the portal's user can read, whole or not at all."""
        new = file.with_name(f".{file.name}.new")
        new.touch(mode=0o600)
        new.write_text(text)
        give_to_server(new)
        new.replace(file)


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_listening(host: str, port: int) -> bool:
    """Tell whether somebody answers at the port."""
    with closing(socket.socket()) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
