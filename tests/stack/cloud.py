"""Two nodes of Solr with one ZooKeeper, as an operator would have them on two machines."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import requests

from stack.bootstrap import solr_folder
from stack.process import Process, give_to_server, wait_until
from stack.state import any_free_port

# As in Solr's own distribution; 127.0.0.1 stands for the two machines.
SOLR_XML = """<solr><solrcloud>
<str name="host">127.0.0.1</str>
<int name="hostPort">${jetty.port}</int>
<str name="hostContext">solr</str>
<int name="zkClientTimeout">8000</int>
</solrcloud></solr>
"""
ZOO = "tickTime=2000\ninitLimit=10\nsyncLimit=5\n"


class Node:
    """One node; the one without `zookeeper` runs ZooKeeper itself."""

    def __init__(self, folder: Path, zookeeper: str = "") -> None:
        self.folder, self.port = folder, any_free_port()
        self.given = zookeeper
        self.process = Process(folder.name, folder / "pid", folder / "log")
        settings = folder / "server" / "solr"
        settings.mkdir(parents=True)
        (folder / "solr.xml").write_text(SOLR_XML)
        (settings / "zoo.cfg").write_text(ZOO)
        for path in (folder, *folder.rglob("*")):
            give_to_server(path)

    @property
    def url(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}/solr"

    @property
    def zookeeper(self) -> str:
        """The address of its ZooKeeper: Solr takes a port a thousand higher."""
        return self.given or f"127.0.0.1:{self.port + 1000}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        own = f"-DzkHost={self.zookeeper}" if self.given else "-DzkRun"
        properties = {
            "solr.solr.home": self.folder,
            "solr.install.dir": self.folder,
            "solr.log.dir": self.folder,
            "jetty.port": self.port,
            "java.io.tmpdir": self.folder,
            "solr.http1": "true",
        }
        options = [f"-D{name}={value}" for name, value in properties.items()]
        jars = f"{solr_folder()}:{solr_folder()}/*"
        command = ["java", "-Xmx256m", "-XX:+UseSerialGC", own, *options, "-cp", jars, "Node"]
        self.process.start([*command, str(self.port)], folder=self.folder)
        assert wait_until(self.answers, 90), self.process.last_words(40)

    def answers(self) -> bool:
        """Tell whether the server answers."""
        try:
            return requests.get(f"{self.url}/admin/info/system", timeout=5).ok
        except requests.RequestException:
            return False

    def kill(self) -> None:
        """Kill it as a machine that loses power would."""
        pid = self.process.pid()
        assert pid
        os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: self.process.pid() is None, 10)

    def ask(self, what: str, **asked: str | int) -> None:
        """Do what an operator does with curl."""
        answer = requests.get(f"{self.url}/admin/{what}", asked, timeout=120)
        assert answer.ok, answer.text

    def upload(self, archive: Path) -> None:
        """Upload the configset as the line says that `make up` prints."""
        asked = {"action": "UPLOAD", "name": "ambon", "overwrite": "true"}
        kind = {"Content-Type": "application/octet-stream"}
        whole = archive.read_bytes()
        answer = requests.post(
            f"{self.url}/admin/configs", whole, params=asked, headers=kind, timeout=60
        )
        assert answer.ok, answer.text

    def knows_replicas(self) -> bool:
        """Tell whether all replicas of all collections work."""
        try:
            asked = {"action": "CLUSTERSTATUS"}
            told = requests.get(f"{self.url}/admin/collections", asked, timeout=30).json()
        except requests.RequestException:
            return False
        live = set(told["cluster"]["live_nodes"])
        shards = [s for c in told["cluster"]["collections"].values() for s in c["shards"].values()]
        replicas = [replica for shard in shards for replica in shard["replicas"].values()]
        return all(one["state"] == "active" and one["node_name"] in live for one in replicas)
