"""How the explorer is served."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORT = 8765


@dataclass(frozen=True, slots=True)
class Settings:
    """Of one explorer."""

    output: str
    sources: tuple[str, ...] = ()
    """Where originals are looked for."""
    host: str = "127.0.0.1"
    port: int = PORT
    token: str | None = None
    """What a request must bring; needed where `host` is not this machine alone."""
    hosts: tuple[str, ...] = ()
    """Further names by which it may be called (the Host of a request), behind a proxy."""
    threads: int = 4
    """So many questions are answered at once."""
