"""What must be there before anything of ours runs: packages, virtual environment, jars.

Imports nothing that needs installing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from stack.process import USER
from stack.settings import ROOT, Problem

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CACHE = ROOT / ".cache"
POM = ROOT / "solr" / "pom.xml"
JARS = CACHE / "solr" / hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
REQUIREMENTS = {"portal": ["portal"], "dev": ["portal", "dev"]}

# (Debian package, the program or file that shows it is there)
PACKAGES = (
    ("python3-venv", "/usr/lib/python3/dist-packages/../../python3.11/ensurepip"),
    ("python3-dev", "/usr/include/python3.11/Python.h"),
    ("gcc", "gcc"),
    ("libpq-dev", "pg_config"),
    ("libmagic1", "/usr/lib/x86_64-linux-gnu/libmagic.so.1"),
    ("openjdk-17-jre-headless", "java"),
    ("maven", "mvn"),
)
BROWSER = (("chromium", "chromium"),)


def prepare(*, with_tests: bool) -> list[str]:
    """Install what is missing; return what was done, for the reader."""
    done = _install_packages(PACKAGES + (BROWSER if with_tests else ()))
    done += _make_user()
    done += _make_environment("dev" if with_tests else "portal")
    return done + _fetch_jars()


def _install_packages(packages: tuple[tuple[str, str], ...]) -> list[str]:
    missing = [name for name, sign in packages if not (shutil.which(sign) or Path(sign).exists())]
    if not missing:
        return []
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        message = f"Ada paket yang belum terpasang. Ketik dahulu: sudo {line}"
        raise Problem(message)
    _run(["apt-get", "update", "-q"], "Daftar paket Debian tidak terbaca; periksa jaringan.")
    _run(line.split(), f"Paket Debian tidak terpasang. Coba sendiri: {line}")
    return [f"paket Debian: {' '.join(missing)}"]


def _make_user() -> list[str]:
    """Make the user that servers run as, where the caller is root."""
    known = Path("/etc/passwd").read_text()
    if os.geteuid() != 0 or f"\n{USER}:" in known:
        return []
    options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    _run(["useradd", *options, USER], f"Pengguna {USER} tidak dapat dibuat.")
    return [f"pengguna sistem {USER}"]


def _make_environment(kind: str) -> list[str]:
    stamp = VENV / f".installed-{kind}"
    files = [ROOT / "requirements" / f"{name}.txt" for name in REQUIREMENTS[kind]]
    wanted = _digest([*files, ROOT / "pyproject.toml", ROOT / "setup.py"])
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return []
    if not PYTHON.exists():
        _run([_interpreter(), "-m", "venv", str(VENV)], "Lingkungan Python tidak dapat dibuat.")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    hint = "Paket Python tidak terpasang; periksa jaringan, lalu ulangi."
    _run([*pip, "--require-hashes", "-r", str(files[-1])], hint)
    _run([*pip, "--no-deps", "-e", str(ROOT)], hint)
    stamp.write_text(wanted)
    return ["paket Python"]


def _fetch_jars() -> list[str]:
    if JARS.exists():
        return []
    # Copied beside and moved into place, so that a broken download leaves nothing.
    new = JARS.with_name(f"{JARS.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies"]
    _run([*command, f"-DoutputDirectory={new}"], "Solr tidak terunduh; periksa jaringan, lalu ulangi.")
    new.rename(JARS)
    return ["Solr"]


def _interpreter() -> str:
    """Return a Python that the servers' user can run too: root's own may stand in a closed home."""
    system = "/usr/bin/python3"
    return system if os.geteuid() == 0 and Path(system).exists() else sys.executable


def _digest(files: list[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _run(command: list[str], hint: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        end = "\n".join((done.stderr or done.stdout).splitlines()[-8:])
        message = f"{hint}\n{' '.join(command[:3])} …:\n{end}"
        raise Problem(message)
