"""The servers of a portal: each knows how to be started, and when it is ready."""

from __future__ import annotations

from typing import Protocol


class Part(Protocol):
    """What all servers have in common."""

    name: str

    def start(self) -> None:
        """Start the server if it does not run; raise `Problem` if it does not become ready."""
        ...

    def stop(self) -> None:
        """Stop the server cleanly."""
        ...

    def is_running(self) -> bool:
        """Tell whether the server's process lives."""
        ...
