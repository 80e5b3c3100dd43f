"""One portal: its servers, what must be done before they serve, and in which order."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from stack import configuration
from stack.parts import Part
from stack.parts.postgres import Postgres
from stack.parts.solr import Solr, configuration_files
from stack.parts.valkey import Valkey
from stack.parts.web import PROGRAMS, Web, Worker
from stack.process import server_home, server_user
from stack.settings import ADMINISTRATOR, ROOT, Problem, Settings
from stack.state import State

Report = Callable[[str, float], None]


class Portal:
    """The portal that `settings` describe."""

    def __init__(self, settings: Settings, report: Report) -> None:
        self.settings = settings
        self.report = report
        self.state = State(settings)
        self.postgres = Postgres(self.state)
        self.valkey = Valkey(self.state)
        self.solr = Solr(self.state)
        self.web = Web(self.state, settings)
        self.worker = Worker(self.state)

    @property
    def stores(self) -> list[Part]:
        """The servers that keep data and are ours to start."""
        inside = {"DATABASE_URL": self.postgres, "REDIS_URL": self.valkey, "SOLR_URL": self.solr}
        return [part for name, part in inside.items() if name not in self.settings.outside]

    @property
    def parts(self) -> list[Part]:
        """Every server that is ours to start, in the order of starting."""
        return [*self.stores, self.worker, self.web]

    def is_up(self) -> bool:
        """Tell whether every server lives and the site is that of the present code."""
        done = self.state.recall("done.json")
        return all(part.is_running() for part in self.parts) and done.get("code") == _code()

    def up(self) -> None:
        """Start what does not run and do what was not done; raise `Problem` if it fails."""
        self.state.prepare()
        with self._alone():
            self._stop_outdated()
            for part in self.stores:
                self._step(f"{part.name} berjalan", part.start)
            configuration.write(self.state, self.settings)
            self._once("schema", _schema(), "basis data dimutakhirkan", self._migrate)
            if not self.state.token_file.exists():
                self._done("site", "")
            self._once("site", _site(), "OPD, topik, dan administrator disiapkan", self._make_site)
            self._once("index", _index(), "indeks pencarian disusun ulang", self._reindex)
            self._step("pekerja antrean berjalan", self.worker.start)
            self._step("web menjawab", self.web.start)
            if self.settings.demo:
                self._once("demo", _demo(), "data contoh Kota Ambon dimuat", self._load_demo)
            self._done("code", _code())

    def down(self) -> None:
        """Stop every server, those that serve before those that store."""
        for part in reversed(self.parts):
            if part.is_running():
                self._step(f"{part.name} berhenti", part.stop)

    def ckan(self, *arguments: str) -> str:
        """Run the `ckan` command as the servers' user; return what it prints."""
        return self._run([str(PROGRAMS / "ckan"), "-c", str(self.state.config), *arguments])

    def _stop_outdated(self) -> None:
        """Stop the programs that run older code than the one that stands here."""
        if self.state.recall("done.json").get("code") != _code():
            for part in (self.web, self.worker):
                part.stop()
        # Solr reads its configuration when it starts.
        if self.state.recall("done.json").get("index") != _index():
            self.solr.stop()

    def _migrate(self) -> None:
        self.ckan("db", "upgrade")
        sql = self.ckan("datastore", "set-permissions")
        if "DATABASE_URL" not in self.settings.outside:
            self.postgres.run(sql, "datastore")
            return
        file = self.state.folder / "datastore-permissions.sql"
        self.state.write(file, sql)
        address = self.settings.outside["DATASTORE_WRITE_URL"].rpartition("@")[2]
        print(f"  Ketik sekali, sebagai pengguna super basis data di {address}: psql -f {file}")

    def _make_site(self) -> None:
        wanted = [] if self.state.token_file.exists() else ["token"]
        command = [str(PROGRAMS / "python"), "-m", "stack.site", *wanted]
        token = self._run(command, self.state.secret("admin")).strip()
        self.state.write(self.state.password_file, self.state.secret("admin") + "\n")
        if token:
            self.state.write(self.state.token_file, token + "\n")

    def _reindex(self) -> None:
        self.ckan("search-index", "rebuild")

    def _load_demo(self) -> None:
        # Not caught: the load shows its own progress.
        command = [str(PROGRAMS / "ckan"), "-c", str(self.state.config), "ambon", "demo", "load"]
        done = subprocess.run(
            command, check=False, env=self._environment(), user=server_user(), group=server_user(), cwd=ROOT
        )
        if done.returncode:
            message = "Data contoh tidak termuat; portal sendiri berjalan. Ulangi: make up"
            raise Problem(message)

    def _run(self, command: list[str], given: str = "") -> str:
        done = subprocess.run(
            command, input=given, env=self._environment(), cwd=ROOT, capture_output=True, text=True,
            check=False, user=server_user(), group=server_user(), extra_groups=[] if server_user() else None,
        )
        if done.returncode:
            log = self.state.log / "setup.log"
            log.write_text(done.stdout + done.stderr)
            end = "\n".join(done.stderr.splitlines()[-6:])
            message = f"{' '.join(command[-2:])} gagal. Log: {log}\n{end}"
            raise Problem(message)
        return done.stdout

    def _environment(self) -> dict[str, str]:
        own = {"CKAN_INI": str(self.state.config), "PYTHONPATH": str(ROOT), "HOME": str(self.state.run)}
        return {**server_home(), **own}

    def _once(self, name: str, mark: str, words: str, work: Callable[[], None]) -> None:
        """Do `work` unless it was done for this `mark`."""
        if self.state.recall("done.json").get(name) != mark:
            self._step(words, work)
            self._done(name, mark)

    def _done(self, name: str, mark: str) -> None:
        self.state.remember("done.json", {**self.state.recall("done.json"), name: mark})

    def _step(self, words: str, work: Callable[[], None]) -> None:
        start = time.monotonic()
        work()
        self.report(words, time.monotonic() - start)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one start at a time work on this state."""
        with (self.state.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def last_lines(self) -> list[str]:
        """Return what the operator needs to know: address, user, where the password is."""
        return [
            f"Portal: {self.settings.site_url}",
            f"Pengguna: {ADMINISTRATOR}",
            f"Kata sandi: dalam berkas {self.state.password_file}",
        ]


def _schema() -> str:
    return _digest([*(ROOT / "requirements").glob("portal.txt"), *ROOT.glob("ckanext/**/versions/*.py")])


def _site() -> str:
    return _digest(sorted((ROOT / "schemas" / "vocabularies").glob("*.yaml")))


def _index() -> str:
    return _digest([*configuration_files(), ROOT / "ckanext/ambon/catalogue/index.py"])


def _demo() -> str:
    return _digest(sorted(path for path in (ROOT / "demo").rglob("*") if path.suffix in {".yaml", ".csv", ".py"}))


def _code() -> str:
    tops = ("ckanext", "schemas", "templates", "i18n", "stack", "requirements", "solr")
    files = [path for top in tops for path in sorted((ROOT / top).rglob("*")) if path.is_file()]
    own = [path for path in files if path.suffix != ".pyc"]
    choices = repr(sorted((k, v) for k, v in os.environ.items() if k.startswith("AMBON_")))
    return _digest(own + [ROOT / "pyproject.toml"]) + hashlib.sha256(choices.encode()).hexdigest()[:8]


def _digest(files: list[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
