"""The servers of a portal: each knows how to be started, and when it is ready."""

from __future__ import annotations

import signal
import sysconfig
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from stack.process import wait_until
from stack.settings import Problem
from stack.state import State

# Where packages stand: their binaries are used, their modules are not imported.
PACKAGES = Path(sysconfig.get_path("purelib"))


class Part(ABC):
    """What all servers have in common: launched first, waited for afterwards."""

    name: ClassVar[str]
    title: ClassVar[str]
    patience: ClassVar[float] = 60
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM

    def __init__(self, state: State) -> None:
        self.state = state
        self.process = state.process(self.name)

    @abstractmethod
    def launch(self) -> None:
        """Start the server's process."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Tell whether the server answers."""

    def wait(self) -> None:
        """Wait until the server answers; raise `Problem` if it does not."""
        wait_until(lambda: self.is_ready() or not self.is_running(), self.patience)
        if not (self.is_running() and self.is_ready()):
            message = (
                f"{self.title} tidak siap. Log: {self.process.log}\n{self.process.last_words()}"
            )
            raise Problem(message)

    def stop(self) -> None:
        """Stop the server cleanly."""
        self.process.stop(self.stop_signal)

    def is_running(self) -> bool:
        """Tell whether the server's process lives."""
        return self.process.pid() is not None
