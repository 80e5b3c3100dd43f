"""Solr, from Maven's jars, with the configuration in `solr/`."""

from __future__ import annotations

import shutil
import urllib.request
from pathlib import Path

from stack.bootstrap import solr_folder
from stack.parts import Part
from stack.process import give_to_server
from stack.settings import ROOT
from stack.state import State

MEMORY = "-Xmx384m"
CORE = "ckan"
PROPERTIES = "core.properties"
CONFIGURATION = ROOT / "solr" / "conf"
# The forms of words that Solr cannot know; they stand with the other words.
STEMS = ROOT / "schemas" / "words" / "stems.txt"


class Solr(Part):
    """The search server of the portal."""

    name = "solr"
    title = "Solr"

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.home = state.data / "solr"

    def launch(self) -> None:
        """Lay out the core from `solr/conf` and start the server."""
        self._lay_out()
        self.process.end_remains()
        port = self.state.free_port("solr")
        properties = {
            "solr.solr.home": self.home,
            "solr.install.dir": self.home,
            "solr.log.dir": self.state.log,
            "jetty.port": port,
            "host": "127.0.0.1",
            "java.io.tmpdir": self.home,
            "user.timezone": "UTC",
        }
        options = [MEMORY, "-XX:+UseSerialGC", "-XX:-UsePerfData"]
        options += [f"-D{name}={value}" for name, value in properties.items()]
        jars = f"{solr_folder()}:{solr_folder()}/*"
        self.process.start(["java", *options, "-cp", jars, "Node", str(port)], folder=self.home)

    def is_ready(self) -> bool:
        """Tell whether the core answers."""
        try:
            with urllib.request.urlopen(f"{self.url()}/admin/ping?wt=json", timeout=5):  # noqa: S310
                return True
        except OSError:
            return False

    def url(self, core: str = CORE) -> str:
        """Return the address for CKAN."""
        return f"http://127.0.0.1:{self.state.port('solr')}/solr/{core}"

    def add_core(self, core: str) -> None:
        """Serve one more core with the same configuration."""
        self._lay_out_core(core)
        address = f"{self.url('admin')}/cores?action=CREATE&name={core}&instanceDir={core}"
        with urllib.request.urlopen(address, timeout=60):  # noqa: S310
            pass

    def forget_index(self) -> None:
        """Remove the index: one of another schema may not even open."""
        for folder in _folders(CORE):
            shutil.rmtree(self.home / folder / "data", ignore_errors=True)

    def _lay_out(self) -> None:
        self.home.mkdir(exist_ok=True, mode=0o700)
        (self.home / "solr.xml").write_text("<solr></solr>\n")
        self._lay_out_core(CORE)
        if not any((self.home / folder / PROPERTIES).exists() for folder in _folders(CORE)):
            (self.home / CORE / PROPERTIES).write_text(f"name={CORE}\n")
        for path in (self.home, *self.home.iterdir(), *self.home.glob(f"*/{PROPERTIES}")):
            give_to_server(path)

    def _lay_out_core(self, core: str) -> None:
        """Lay out the folder of a core, and the one where its index is made anew."""
        for name in _folders(core):
            folder = self.home / name / "conf"
            shutil.rmtree(folder, ignore_errors=True)
            lay_out_configuration(folder)
            for path in (folder.parent, folder, *folder.rglob("*")):
                give_to_server(path)


def _folders(core: str) -> tuple[str, str]:
    """Return the two folders that take turns as that of the core."""
    return core, f"{core}_rebuild"


def lay_out_configuration(folder: Path) -> None:
    """Make a folder with everything that Solr reads of a core."""
    shutil.copytree(CONFIGURATION, folder)
    shutil.copy(STEMS, folder)


def configuration_files() -> list[Path]:
    """Return the files whose change asks for a new index."""
    return sorted([STEMS, *(path for path in CONFIGURATION.rglob("*") if path.is_file())])
