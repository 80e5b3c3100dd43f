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

USER = "ambon-portal"
LOG_LIMIT = 10 * 1024 * 1024
LOGS_KEPT = 3


def server_user() -> str | None:
    """Return the user that servers run as: None keeps the one who called."""
    return USER if os.geteuid() == 0 else None


def give_to_server(path: Path) -> None:
    """Make `path` belong to the user that servers run as."""
    if os.geteuid() == 0:
        entry = pwd.getpwnam(USER)
        os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)


def server_home() -> dict[str, str]:
    """Return the environment of a server: nothing of the caller's secrets, a home to write to."""
    kept = ("PATH", "LANG", "LC_ALL", "TZ", "JAVA_HOME")
    return {name: os.environ[name] for name in kept if name in os.environ}


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
        rotate(self.log)
        with self.log.open("ab") as output:
            give_to_server(self.log)
            child = subprocess.Popen(
                command,
                cwd=folder,
                env={**server_home(), "HOME": str(folder), **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                user=server_user(),
                group=server_user(),
                extra_groups=[] if server_user() else None,
                umask=0o077,
            )
        self.pid_file.write_text(f"{child.pid} {_birth(child.pid)}")

    def pid(self) -> int | None:
        """Return the number of the process, or None if it does not live."""
        with suppress(OSError, ValueError):
            pid, birth = self.pid_file.read_text().split()
            if _birth(int(pid)) == birth:
                return int(pid)
        return None

    def stop(self, how: signal.Signals = signal.SIGTERM, patience: float = 30) -> None:
        """End the process and its children; kill what does not end in `patience` seconds."""
        pid = self.pid()
        if pid is None:
            return
        with suppress(ProcessLookupError):
            os.kill(pid, how)
        if not wait_until(lambda: self.pid() is None, patience):
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            wait_until(lambda: self.pid() is None, patience)

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


def rotate(log: Path) -> None:
    """Keep a log that grew over the limit under another name, the oldest falls off."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if not log.exists() or log.stat().st_size < LOG_LIMIT:
        return
    for number in range(LOGS_KEPT - 1, 0, -1):
        older = log.with_name(f"{log.name}.{number}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number + 1}"))
    # Copied and cut, not moved: the running server keeps its open file.
    log.with_name(f"{log.name}.1").write_bytes(log.read_bytes())
    os.truncate(log, 0)


def _birth(pid: int) -> str | None:
    with suppress(OSError):
        status = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return None if status[0] == "Z" else status[19]
    return None


def _reap() -> None:
    """Let children that ended go, so that they do not stay as zombies of a long caller."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
