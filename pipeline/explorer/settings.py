"""How the explorer is served."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORT = 8765
EVERYWHERE = ("", "0.0.0.0", "::")
"""What listens at all addresses of a machine."""


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
    waiting: int = 64
    """So many may wait for their turn; who comes then is told to come again."""
    seconds: float = 30.0
    """So long may one take."""

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can ask."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False
