"""A server process: started under the portal's own user, known by its number and birth.

A number alone may belong to another process by now; with the moment of its start, which
the kernel counts in clock ticks since boot, it cannot.
"""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stack.logs import rotate

USER = "ambon-portal"


def server_user() -> str | None:
    """Return the user that servers run as: None keeps the one who called."""
    return USER if os.geteuid() == 0 else None


def give_to_server(path: Path) -> None:
    """Make `path` belong to the user that servers run as."""
    if os.geteuid() == 0:
        entry = pwd.getpwnam(USER)
        os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)


def server_environment(home: Path | str) -> dict[str, str]:
    """Return the environment of a server: nothing of the caller's secrets, a home to write to."""
    kept = ("PATH", "LANG", "LC_ALL", "TZ", "JAVA_HOME")
    return {**{name: os.environ[name] for name in kept if name in os.environ}, "HOME": str(home)}


def as_server(
    command: Sequence[str],
    *,
    folder: Path | str,
    environment: Mapping[str, str] | None = None,
    given: str = "",
) -> subprocess.CompletedProcess[str]:
    """Run `command` to its end as the user that servers run as; return what it said."""
    return subprocess.run(
        command,
        cwd=folder,
        env=environment if environment is not None else server_environment(folder),
        input=given,
        capture_output=True,
        text=True,
        check=False,
        **_identity(),
    )


def _identity() -> dict[str, Any]:
    user = server_user()
    return {"user": user, "group": user, "extra_groups": []} if user else {}


@dataclass(frozen=True)
class Process:
    """A process of the portal, remembered in `pid_file`; what it prints goes to `log`."""

    name: str
    pid_file: Path
    log: Path

    def start(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start `command` in a session of its own, so that Ctrl-C reaches only the caller."""
        self.end_remains()
        rotate(self.log)
        with self.log.open("ab") as output:
            give_to_server(self.log)
            child = subprocess.Popen(
                command,
                cwd=folder,
                env={**server_environment(folder), **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                umask=0o077,
                **_identity(),
            )
        self.pid_file.write_text(f"{child.pid} {_birth(child.pid)}")
        give_to_server(self.pid_file)

    def pid(self) -> int | None:
        """Return the number of the process, or None if it does not live."""
        with suppress(OSError, ValueError):
            pid, birth = self.pid_file.read_text().split()
            if _birth(int(pid)) == birth:
                return int(pid)
        return None

    def _last_pid(self) -> int | None:
        """Return the number the process had; None if another process has it now."""
        with suppress(OSError, ValueError):
            pid = int(self.pid_file.read_text().split()[0])
            return None if Path(f"/proc/{pid}").exists() and _birth(pid) else pid
        return None

    def end_remains(self) -> None:
        """Kill the children of a server that was itself killed: they would hold its port."""
        if self.pid() is None:
            end_all(_members(self._last_pid()))

    def stop(self, how: signal.Signals = signal.SIGTERM, patience: float = 30) -> None:
        """End the process and its children; kill what does not end in `patience` seconds."""
        pid = self.pid()
        if pid is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, how)
            if not wait_until(lambda: self.pid() is None, patience):
                end_all(_members(pid))
        self.end_remains()

    def last_words(self, lines: int = 12) -> str:
        """Return the end of the log."""
        with suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        return ""


def wait_until(is_true: Callable[[], object], patience: float, pause: float = 0.1) -> bool:
    """Ask `is_true()` until it holds or `patience` seconds have passed; return whether it held."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if is_true():
            return True
        _reap()
        time.sleep(pause)
    return bool(is_true())


def end_all(pids: list[int]) -> None:
    """Kill the processes and wait until they are gone."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not any(_birth(pid) for pid in pids), 10)


def all_pids() -> list[int]:
    """Return the numbers of all processes of this machine."""
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _members(session: int | None) -> list[int]:
    """Return the live processes of the session that the process `session` began."""
    if session is None:
        return []
    return [pid for pid in all_pids() if _status(pid)[3:4] == [str(session)] and _birth(pid)]


def _birth(pid: int) -> str | None:
    status = _status(pid)
    return status[19] if status and status[0] != "Z" else None


def _status(pid: int) -> list[str]:
    """Return what the kernel says of a process, from its state on; empty if there is none."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []


def _reap() -> None:
    """Let children that ended go, so that they do not stay as zombies of a long caller."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
