"""Nothing that serves is root, listens to strangers, or shows a secret."""

from __future__ import annotations

import json
import os
import re
import urllib.error
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests

from stack.process import all_pids

LOCAL = {"0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"}
LISTENING = "0A"
MEMORY_LIMIT = 1.5 * 1024**3


def uid_of(pid: int) -> int | None:
    """Return whose a process is; None if it has ended meanwhile."""
    with suppress(OSError):
        return Path(f"/proc/{pid}").stat().st_uid
    return None


def inodes_of(pid: int) -> set[str]:
    """Return the sockets that a process holds; none if it has ended meanwhile."""
    links = []
    with suppress(OSError):
        links = [os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir()]
    return {link[len("socket:[") : -1] for link in links if link.startswith("socket:[")}


def listeners(inodes: set[str]) -> set[str]:
    """Return on which addresses, as the kernel writes them, the sockets listen."""
    lines = [
        line.split()
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text().splitlines()[1:]
    ]
    return {at[1].split(":")[0] for at in lines if at[3] == LISTENING and at[9] in inodes}


def memory_of(pid: int) -> int:
    """Return the memory of a process in bytes; what it shares counts in part."""
    with suppress(OSError):
        summary = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return sum(int(found) for found in re.findall(r"^Pss:\s+(\d+) kB", summary, re.M)) * 1024
    return 0


def secrets_of(site: Any) -> list[str]:
    kept = json.loads((site.state / "secrets.json").read_text()).values()
    return [*kept, (site.state / "admin.token").read_text().strip()]


class TestProcesses:
    @pytest.mark.skipif(os.geteuid() != 0, reason="only root could start servers as root")
    def test_none_runs_as_root(self, site: Any) -> None:
        assert 0 not in {uid_of(pid) for pid in site.all_pids()}

    def test_they_listen_on_this_machine_only(self, site: Any) -> None:
        found = {address for pid in site.all_pids() for address in listeners(inodes_of(pid))}
        assert found
        assert found <= LOCAL

    def test_no_command_line_shows_a_secret(self, site: Any) -> None:
        lines = []
        for pid in all_pids():
            try:
                lines.append(Path(f"/proc/{pid}/cmdline").read_text(errors="replace"))
            except OSError:
                continue
        assert not [word for word in secrets_of(site) if any(word in line for line in lines)]

    def test_the_portal_at_rest_needs_less_than_1_5_gigabytes(self, site: Any) -> None:
        assert sum(memory_of(pid) for pid in set(site.all_pids())) < MEMORY_LIMIT


class TestFiles:
    def test_no_log_shows_a_secret(self, site: Any) -> None:
        logs = [log.read_text(errors="replace") for log in (site.state / "log").iterdir()]
        assert logs
        assert not [word for word in secrets_of(site) if any(word in log for log in logs)]

    def test_others_cannot_look_into_the_state(self, site: Any) -> None:
        folders = (site.state, site.state / "run" / "postgres", site.state / "storage")
        assert {folder.stat().st_mode & 0o777 for folder in folders if folder.exists()} == {0o700}

    @pytest.mark.parametrize(
        "name", ["ckan.ini", "admin.password", "admin.token", "secrets.json", "run/valkey.conf"]
    )
    def test_secrets_are_for_the_portals_user_alone(self, site: Any, name: str) -> None:
        assert (site.state / name).stat().st_mode & 0o777 == 0o600


class TestPages:
    def test_cookies_are_closed_to_scripts_and_other_sites(self, site: Any) -> None:
        with requests.Session() as visitor:
            page = visitor.get(f"{site.url}/user/login", timeout=60)
            token = re.search(r'name="_csrf_token"[^>]*value="([^"]+)"', page.text)
            assert token
            password = (site.state / "admin.password").read_text().strip()
            account = {"login": "admin", "password": password, "remember": "63072000"}
            form = {**account, "_csrf_token": token[1]}
            answer = visitor.post(page.url, form, timeout=60, allow_redirects=False)
        cookies = answer.raw.headers.getlist("Set-Cookie")
        assert {cookie.partition("=")[0] for cookie in cookies} >= {"ckan", "remember_token"}
        assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)

    def test_nobody_registers_by_themselves(self, site: Any) -> None:
        with pytest.raises(urllib.error.HTTPError) as refusal:
            site.fetches(f"{site.url}/user/register")
        assert refusal.value.code == 403

    def test_a_nul_in_an_address_is_not_found(self, site: Any) -> None:
        with pytest.raises(urllib.error.HTTPError) as refusal:
            site.fetches(f"{site.url}/dataset/a%00b")
        assert refusal.value.code == 404
