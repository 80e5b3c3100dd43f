"""What must be there before anything of ours runs: packages, virtual environment, jars.

Imports nothing that needs installing.
"""

from __future__ import annotations

import ctypes.util
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack.process import USER
from stack.settings import ROOT, Problem
from stack.steps import step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CACHE = ROOT / ".cache"
SOLR_SOURCES = (ROOT / "solr" / "pom.xml", ROOT / "solr" / "Node.java")
REQUIREMENTS = {"portal": ("portal",), "dev": ("portal", "dev")}
OLDEST_PYTHON = (3, 10)
COLOUR = re.compile(r"\x1b\[[\d;]*m")
# What building psycopg2 and making a virtual environment need of a Python.
PYTHON_PARTS = """
import ensurepip, pathlib, sysconfig
assert pathlib.Path(sysconfig.get_path("include"), "Python.h").exists()
"""


def prepare(kind: str) -> None:
    """Install what is missing for `portal`, or for `dev`: the portal and its tests."""
    with _alone():
        _install_packages(kind)
        _make_user()
        _make_environment(kind)
        _fetch_solr()


def solr_folder() -> Path:
    """Return where the jars of the Solr that `solr/` names are."""
    return CACHE / "solr" / _digest(SOLR_SOURCES)[:12]


@contextmanager
def _alone() -> Iterator[None]:
    """Let one of several starts at a time install."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install_packages(kind: str) -> None:
    missing = list(_missing_packages(kind))
    if not missing:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        message = f"Ada paket yang belum terpasang. Ketik dahulu:\n  sudo {line}"
        raise Problem(message)
    with step(f"paket Debian: {' '.join(missing)}"):
        _run(["apt-get", "update", "-q"], "Daftar paket Debian tidak terbaca; periksa jaringan.")
        _run(line.split(), f"Paket Debian tidak terpasang. Coba sendiri: {line}")


def _missing_packages(kind: str) -> Iterator[str]:
    if not _is_installed("portal"):
        if not _has_python_parts():
            yield from ("python3-venv", "python3-dev")
        yield from (
            name
            for name, sign in (("gcc", "gcc"), ("libpq-dev", "pg_config"))
            if not shutil.which(sign)
        )
    if not ctypes.util.find_library("magic"):
        yield "libmagic1"
    if not (shutil.which("javac") and shutil.which("java")):
        yield "default-jdk-headless"
    if not solr_folder().exists() and not shutil.which("mvn"):
        yield "maven"
    if kind == "dev" and not (shutil.which("chromium") or shutil.which("google-chrome")):
        yield "chromium"


def _has_python_parts() -> bool:
    python = _interpreter()
    if not Path(python).exists():
        return False
    return (
        subprocess.run([python, "-c", PYTHON_PARTS], capture_output=True, check=False).returncode
        == 0
    )


def _make_user() -> None:
    """Make the user that servers run as, where the caller is root."""
    if os.geteuid() != 0 or f"\n{USER}:" in Path("/etc/passwd").read_text():
        return
    options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    with step(f"pengguna sistem {USER}"):
        _run(["useradd", *options, USER], f"Pengguna {USER} tidak dapat dibuat.")


def _make_environment(kind: str) -> None:
    if _is_installed(kind):
        return
    hint = "Paket Python tidak terpasang; periksa jaringan, lalu ulangi."
    with step("paket Python"):
        if not any(VENV.glob(".installed-*")):
            # None, or one that was never finished.
            _run([_interpreter(), "-m", "venv", "--clear", str(VENV)], hint)
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--require-hashes", "-r", str(_requirement_files(kind)[-1])], hint)
        _run([*pip, "--no-deps", "-e", str(ROOT)], hint)
        _stamp(kind).write_text(_wanted(kind))


def _is_installed(kind: str) -> bool:
    stamp = _stamp(kind)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == _wanted(kind)


def _stamp(kind: str) -> Path:
    return VENV / f".installed-{kind}"


def _wanted(kind: str) -> str:
    return _digest([*_requirement_files(kind), ROOT / "pyproject.toml", ROOT / "setup.py"])


def _requirement_files(kind: str) -> list[Path]:
    return [ROOT / "requirements" / f"{name}.txt" for name in REQUIREMENTS[kind]]


def _fetch_solr() -> None:
    place = solr_folder()
    if place.exists():
        return
    # Made beside its place and moved there, so that a broken download leaves nothing.
    new = place.with_name(f"{place.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    pom, node = map(str, SOLR_SOURCES)
    copy = ["mvn", "-q", "-B", "-f", pom, "dependency:copy-dependencies"]
    with step("Solr"):
        _run(
            [*copy, f"-DoutputDirectory={new}"],
            "Solr tidak terunduh; periksa jaringan, lalu ulangi.",
        )
        _run(["javac", "-d", str(new), "-cp", f"{new}/*", node], "Pembuka Solr tidak dapat dibuat.")
    new.rename(place)


def _interpreter() -> str:
    """Return a Python that the servers' user can run too: root's own may stand in a closed home."""
    if os.geteuid() == 0:
        return "/usr/bin/python3"
    if sys.version_info < OLDEST_PYTHON:
        message = f"Perlu Python 3.10 atau lebih baru, bukan {sys.version.split()[0]}."
        raise Problem(message)
    return sys.executable


def _digest(files: list[Path] | tuple[Path, ...]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _run(command: list[str], hint: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        # Maven tells its errors on standard output, with colours.
        said = COLOUR.sub("", done.stdout + done.stderr).splitlines()
        end = "\n".join([line for line in said if line.strip()][-8:])
        message = f"{hint}\n{' '.join(command[:3])} …:\n{end}"
        raise Problem(message)
