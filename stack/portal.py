"""One portal: its servers, what must be done before they serve, and in which order."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from stack import configuration, marks, outside
from stack.parts import Part
from stack.parts.logkeeper import LogKeeper
from stack.parts.postgres import Postgres
from stack.parts.solr import Solr
from stack.parts.valkey import Valkey
from stack.parts.web import PROGRAMS, Web
from stack.parts.worker import Worker
from stack.process import as_server, server_environment
from stack.settings import ADMINISTRATOR, DATABASES, ROOT, Problem, Settings
from stack.state import State
from stack.steps import step

DONE = "done.json"


class Portal:
    """The portal that `settings` describe."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.state = State(settings)
        self.postgres = Postgres(self.state)
        self.valkey = Valkey(self.state)
        self.solr = Solr(self.state)
        self.web = Web(self.state, settings)
        self.worker = Worker(self.state, settings)
        self.logs = LogKeeper(self.state)

    @property
    def stores(self) -> list[Part]:
        """The servers that keep data and are ours to start."""
        inside = {"DATABASE_URL": self.postgres, "REDIS_URL": self.valkey, "SOLR_URL": self.solr}
        return [part for name, part in inside.items() if name not in self.settings.outside]

    @property
    def parts(self) -> list[Part]:
        """Every process that is ours to start, in the order of starting."""
        return [*self.stores, self.worker, self.web, self.logs]

    def is_up(self) -> bool:
        """Tell whether every process lives and the site is that of the present code."""
        running = all(part.is_running() for part in self.parts)
        return running and self._is_done("code", marks.code(self.settings))

    def up(self) -> None:
        """Start what does not run and do what was not done; raise `Problem` if it fails."""
        self.web.refuse_busy_port()
        self.state.prepare()
        with self._alone():
            self._stop_outdated()
            self.start_stores()
            self._update_site()
            self._serve()

    def down(self) -> None:
        """Stop every process, those that serve before those that store."""
        for part in reversed(self.parts):
            if part.is_running():
                with step(f"{part.title} dihentikan"):
                    part.stop()
            part.process.end_remains()

    def start_stores(self) -> None:
        """Start the servers that keep data, at once, and wait for each."""
        for part in self.stores:
            if not part.is_running():
                part.launch()
        for part in self.stores:
            with step(part.title):
                part.wait()
        if self.postgres in self.stores:
            self.postgres.make_databases()
        if configuration.write(self.state, self.settings):
            for part in (self.web, self.worker):
                part.stop()

    def ckan(self, *arguments: str) -> str:
        """Run the `ckan` command as the servers' user; return what it prints."""
        return self._run([str(PROGRAMS / "ckan"), "-c", str(self.state.config), *arguments])

    def last_lines(self) -> list[str]:
        """Return what the operator needs to know: address, user, where the password is."""
        return [
            f"Portal:      {self.settings.site_url}",
            f"Pengguna:    {ADMINISTRATOR}",
            f"Kata sandi:  dalam berkas {self.state.password_file}",
        ]

    def _update_site(self) -> None:
        """Do what the present code needs and was not done for it yet."""
        settings = self.settings
        self._once("schema", marks.schema(settings), "basis data dimutakhirkan", self._migrate)
        self._once("index", marks.index(settings), "indeks disiapkan", self._renew_configset)
        self._once("site", marks.site(settings), "OPD dan topik disamakan", self._make_site)
        self._once(
            "documents", marks.documents(settings), "indeks pencarian disusun ulang", self._reindex
        )

    def _serve(self) -> None:
        """Start what serves, and load the demonstration data into it."""
        if self.valkey in self.stores:
            self.worker.take_back()
        serving = (self.web, self.worker, self.logs)
        for part in serving:
            if not part.is_running():
                part.launch()
        for part in serving:
            with step(part.title):
                part.wait()
        if self.settings.demo:
            self._once("demo", marks.demo(self.settings), "data contoh dimuat", self._load_demo)
        self._done("code", marks.code(self.settings))

    def _stop_outdated(self) -> None:
        """Stop the processes that read older files than the ones that stand here."""
        if not self._is_done("code", marks.code(self.settings)):
            for part in (self.web, self.worker, self.logs):
                part.stop()
        if self.solr in self.stores and not self._is_done("index", marks.index(self.settings)):
            self.solr.stop()
            self.solr.forget_index()

    def _migrate(self) -> None:
        self.ckan("db", "upgrade")
        sql = self.ckan("datastore", "set-permissions")
        if self.postgres in self.stores:
            self.postgres.run(sql, "datastore")
        else:
            outside.write_permissions(self.state, sql, self.settings.outside[DATABASES[1]])

    def _renew_configset(self) -> None:
        """A server of our own has it already: Solr is started with it."""
        if self.solr not in self.stores:
            outside.write_configset(self.state, self.settings.outside["SOLR_URL"].split()[0])

    def _make_site(self) -> None:
        words = [] if self.state.token_file.exists() else ["token"]
        command = [str(PROGRAMS / "python"), "-m", "stack.site", *words]
        # Kept before the account is made: a password that nobody knows is of no use.
        self.state.write(self.state.password_file, self.state.secret("admin") + "\n")
        token = self._run(command, self.state.secret("admin")).strip()
        if token:
            self.state.write(self.state.token_file, token.splitlines()[-1] + "\n")

    def _reindex(self) -> None:
        try:
            self.ckan("ambon", "search", "rebuild")
        except Problem as problem:
            if self.solr in self.stores:
                raise
            # The operator's own server may have no room for a second index.
            print(f"indeks kedua tidak dapat dibuat ({problem}); satu per satu:", end=" ")
            self.ckan("search-index", "rebuild")

    def _load_demo(self) -> None:
        print(self.ckan("ambon", "demo", "load").strip().rpartition("\n")[2], end=" ")

    def _run(self, command: list[str], given: str = "") -> str:
        own = {"CKAN_INI": str(self.state.config), "PYTHONPATH": str(ROOT)}
        environment = {**server_environment(self.state.run), **own}
        done = as_server(command, folder=ROOT, environment=environment, given=given)
        if done.returncode:
            log = self.state.log / "setup.log"
            self.state.write(log, done.stdout + done.stderr)
            end = "\n".join(done.stderr.splitlines()[-6:])
            message = f"{' '.join(command[-2:])} gagal. Log: {log}\n{end}"
            raise Problem(message)
        return done.stdout

    def _once(self, name: str, mark: str, words: str, work: Callable[[], None]) -> None:
        """Do `work` unless it was done for this `mark`."""
        if not self._is_done(name, mark):
            with step(words):
                work()
            self._done(name, mark)

    def _is_done(self, name: str, mark: str) -> bool:
        return self.state.recall(DONE).get(name) == mark

    def _done(self, name: str, mark: str) -> None:
        self.state.remember(DONE, {**self.state.recall(DONE), name: mark})

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one start at a time work on this state."""
        with (self.state.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
