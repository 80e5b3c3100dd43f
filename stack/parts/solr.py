"""Solr, from Maven's jars, with the configuration in `solr/`."""

from __future__ import annotations

import shutil
import urllib.request
from pathlib import Path

from stack.bootstrap import JARS
from stack.process import give_to_server, wait_until
from stack.settings import ROOT, Problem
from stack.state import State, is_listening

MEMORY = "-Xmx384m"
CORE = "ckan"


class Solr:
    """The search server of the portal."""

    name = "solr"

    def __init__(self, state: State) -> None:
        self.state = state
        self.process = state.process(self.name)
        self.home = state.data / "solr"

    def start(self) -> None:
        """Lay out the core from `solr/conf` and start the server."""
        if not self.is_running():
            self._lay_out()
            if is_listening("127.0.0.1", self.state.port("solr")):
                self.state.renew_port("solr")
            self._start_process()
        if not wait_until(self._answers, 60):
            message = f"Solr tidak siap. Log: {self.process.log}\n{self.process.last_words()}"
            raise Problem(message)

    def stop(self) -> None:
        """Stop the server; what was committed is on disk, the rest in its log."""
        self.process.stop()

    def is_running(self) -> bool:
        """Tell whether the server's process lives."""
        return self.process.pid() is not None

    def url(self, core: str = CORE) -> str:
        """Return the address for CKAN."""
        return f"http://127.0.0.1:{self.state.port('solr')}/solr/{core}"

    def add_core(self, core: str) -> None:
        """Serve one more core with the same configuration."""
        self._lay_out_core(core)
        question = f"action=CREATE&name={core}&instanceDir={core}"
        address = f"{self.url('admin')}/cores?{question}"
        with urllib.request.urlopen(address, timeout=60):  # noqa: S310
            pass

    def _lay_out_core(self, core: str) -> None:
        folder = self.home / core
        shutil.copytree(ROOT / "solr" / "conf", folder / "conf", dirs_exist_ok=True)
        if core == CORE:
            (folder / "core.properties").write_text(f"name={core}\n")
        for path in [folder, *folder.rglob("*")]:
            give_to_server(path)

    def _lay_out(self) -> None:
        self.home.mkdir(exist_ok=True, mode=0o700)
        (self.home / "solr.xml").write_text("<solr></solr>\n")
        self._lay_out_core(CORE)
        for path in (self.home, self.home / "solr.xml"):
            give_to_server(path)

    def _start_process(self) -> None:
        properties = {
            "solr.solr.home": self.home,
            "solr.install.dir": self.home,
            "solr.log.dir": self.state.log,
            "jetty.port": self.state.port("solr"),
            "host": "127.0.0.1",
            "java.io.tmpdir": self.home,
            "user.timezone": "UTC",
        }
        options = [MEMORY, "-XX:+UseSerialGC", *(f"-D{k}={v}" for k, v in properties.items())]
        node = str(ROOT / "solr" / "Node.java")
        port = str(self.state.port("solr"))
        self.process.start(["java", *options, "-cp", f"{JARS}/*", node, port], folder=self.home)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url()}/admin/ping?wt=json", timeout=5):  # noqa: S310
                return True
        except OSError:
            return False


def configuration_files() -> list[Path]:
    """Return the files whose change asks for a new index."""
    return sorted(path for path in (ROOT / "solr" / "conf").rglob("*") if path.is_file())
