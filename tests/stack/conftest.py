"""An operator who types `make …`, and what they can see of the portal's processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import redis
from rq import Queue

from stack import settings
from stack.parts.worker import QUEUE
from stack.portal import Portal
from stack.process import all_pids

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Operator:
    """Types the commands of one portal."""

    choices: dict[str, str]

    def types(self, verb: str, said: str = "", **choices: str) -> subprocess.CompletedProcess[str]:
        """Return what `make VERB` answers."""
        own = {name: v for name, v in os.environ.items() if not name.startswith("AMBON_")}
        return subprocess.run(
            [sys.executable, "-m", "stack", verb],
            cwd=ROOT,
            env={**own, **self.choices, **choices},
            input=said,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    @property
    def portal(self) -> Portal:
        """The portal, as the stack sees it."""
        return Portal(settings.read(self.choices))


@dataclass(frozen=True)
class Site:
    """What a reader and an operator can ask the running portal."""

    url: str
    state: Path
    operator: Operator = field(repr=False)

    def asks(self, action: str, patience: float = 60, /, **question: Any) -> Any:
        """Return the answer of an action of the API, asked as the administrator."""
        token = (self.state / "admin.token").read_text().strip()
        request = urllib.request.Request(
            f"{self.url}/api/3/action/{action}",
            json.dumps(question).encode(),
            {"Authorization": token, "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=patience) as answer:
            return json.load(answer)["result"]

    def fetches(self, address: str) -> bytes:
        """Return what stands at the address."""
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.read()

    def pids(self, name: str) -> list[int]:
        """Return the processes of a part, its children too; none if it does not live."""
        pid = self.operator.portal.state.process(name).pid()
        return [pid, *(child for child in all_pids() if parent_of(child) == pid)] if pid else []

    def all_pids(self) -> list[int]:
        """Return the processes of all parts."""
        names = [file.stem for file in (self.state / "run").glob("*.pid")]
        return [pid for name in names for pid in self.pids(name)]

    def kills(self, *names: str) -> None:
        """Kill parts as a machine without memory would: at once, none may say goodbye."""
        for pid in [pid for name in names for pid in self.pids(name)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    @property
    def queue(self) -> Queue:
        """The queue of the portal's work."""
        return Queue(QUEUE, connection=redis.Redis.from_url(self.operator.portal.valkey.url()))


def parent_of(pid: int) -> int:
    """Return the parent of a process, 0 if it is gone."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    return int(status.rpartition(")")[2].split()[1])


@pytest.fixture(scope="session")
def operator(portal: Any) -> Operator:
    """Return the operator of the portal that `make test` started."""
    return Operator({k: v for k, v in os.environ.items() if k.startswith("AMBON_")})


@pytest.fixture(scope="session")
def site(portal: Any, operator: Operator) -> Site:
    """Return the portal that `make test` started."""
    return Site(portal.url, portal.state, operator)
