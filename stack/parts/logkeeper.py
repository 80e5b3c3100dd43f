"""The process that keeps the logs of the other parts small."""

from __future__ import annotations

from stack.parts import Part
from stack.parts.web import PROGRAMS
from stack.settings import ROOT


class LogKeeper(Part):
    """The process that rotates the logs."""

    name = "logs"
    title = "Penjaga log"

    def launch(self) -> None:
        """Start looking after the logs."""
        command = [str(PROGRAMS / "python"), "-m", "stack.logs", str(self.state.log)]
        self.process.start(command, folder=self.state.run, environment={"PYTHONPATH": str(ROOT)})

    def is_ready(self) -> bool:
        """It serves nobody: it is ready when it lives."""
        return self.is_running()
