"""The folder of one portal: its data, secrets, ports, logs, and what was done to it."""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
import socket
from contextlib import closing
from pathlib import Path

from stack import mirror
from stack.process import Process, give_to_server
from stack.settings import Problem, Settings

SPACE_NEEDED = 1024**3
# A socket's address holds 107 bytes: a deep state folder gets its sockets in a short one.
LONGEST_SOCKET = 90
# What shows that a folder is a portal's state, and no folder of the operator's.
SIGNS = ("lock", "ports.json", "secrets.json", "log")


class State:
    """Paths and remembered values of the portal that `settings` describe."""

    def __init__(self, settings: Settings) -> None:
        self.shown = settings.state
        self.folder = mirror.open_place(settings.state)
        self.log = self.folder / "log"
        self.run = self.folder / "run"
        self.data = self.folder / "data"
        self.storage = self.folder / "storage"
        self.config = self.folder / "ckan.ini"
        self.password_file = self.folder / "admin.password"
        self.token_file = self.folder / "admin.token"

    def prepare(self) -> None:
        """Make the folders; raise `Problem` where there is no room."""
        mirror.link_to_open_place(self.shown)
        self.refuse_foreign_folder()
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

    def refuse_foreign_folder(self) -> None:
        """Raise `Problem` if the folder holds files that are none of a portal's."""
        there = {entry.name for entry in self.folder.iterdir()} if self.folder.is_dir() else set()
        if there and not there & set(SIGNS):
            reason = f"{self.folder} berisi berkas lain, bukan isi portal."
            message = f"{reason} Pilih folder lain: AMBON_STATE=…"
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
        return int(kept[name]) if name in kept else self._new_port(name)

    def free_port(self, name: str) -> int:
        """Return the port of `name`; another one if somebody else listens on the one it had."""
        port = self.port(name)
        return port if is_free(port) else self._new_port(name)

    def _new_port(self, name: str) -> int:
        port = any_free_port()
        self.remember("ports.json", {**self.recall("ports.json"), name: str(port)})
        return port

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


def any_free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Tell whether a server could listen there; `OSError` if `host` is not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family)) as probe:
        # As servers do: what an ended server left in the kernel is no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
        return True
