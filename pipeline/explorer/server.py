"""The explorer at a port: where it listens, how many it answers at once, and how it ends."""

from __future__ import annotations

import asyncio
import errno
import socket
from contextlib import suppress
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from pipeline.explorer.settings import EVERYWHERE, Settings
from pipeline.language.spoken import tr

_CONNECTIONS = 256
_SECONDS_TO_ASK = 20.0
"""So long may a request take to arrive."""
_SECONDS_TO_END = 5
"""So long are answers under way waited for when it is told to stop."""
_MOST_BYTES_OF_A_HEAD = 65_536
_NEIGHBOURS = 20


class CannotListen(OSError):
    """No socket at a host and port; the message says why, and what else is free."""


class Impatient(H11Protocol):
    """HTTP that closes a connection on which a request does not arrive whole in time."""

    seconds = _SECONDS_TO_ASK
    _arriving: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """From here on the first request is waited for."""
        super().connection_made(transport)
        self._arriving = self.loop.call_later(self.seconds, self._give_up)

    def data_received(self, data: bytes) -> None:
        """A part of a request; the first of one that is not whole starts the clock, the last stops it."""
        super().data_received(data)
        has_arrived = self.conn.their_state not in (h11.IDLE, h11.SEND_BODY)
        if has_arrived and self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None
        elif not has_arrived and self._arriving is None:
            self._arriving = self.loop.call_later(self.seconds, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        if self._arriving is not None:
            self._arriving.cancel()
        super().connection_lost(exc)

    def _give_up(self) -> None:
        self._arriving = None
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self.transport.close()


def listener(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free. Raises `CannotListen`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both = host == "::" and socket.has_dualstack_ipv6()
    try:
        return socket.create_server((host, port), family=family, dualstack_ipv6=both)
    except OSError as error:
        raise CannotListen(_why(host, port, error)) from error


def _why(host: str, port: int, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            free = _free_port(host, port)
            problem = tr("port {port} is taken, perhaps by another explorer", port=port)
            return problem + tr("; ") + tr("--port {port} is free", port=free)
        case errno.EACCES:
            return tr("port {port} needs permission; those above 1023 need none", port=port)
        case errno.EADDRNOTAVAIL | socket.EAI_NONAME | socket.EAI_AGAIN:
            return tr("{host} is no address of this machine", host=host)
    return f"{host}:{port}: {error.strerror or error}"


def _free_port(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for near in (*range(port + 1, min(port + _NEIGHBOURS, 65536)), 0):
        with suppress(OSError), socket.create_server((host, near), family=family) as free:
            return int(free.getsockname()[1])
    return 0


def address(settings: Settings) -> str:
    """Where a browser on this machine, or on the next, finds the explorer; with the token that it needs.

    >>> address(Settings("output", host="::1", port=80, token="a b"))
    'http://[::1]:80/?token=a+b'
    """
    from pipeline.explorer.addresses import of_question

    host = socket.gethostname() if settings.host in EVERYWHERE else settings.host
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{settings.port}/{of_question({'token': settings.token})}"


def server_of(application: ASGIApp, **more: Any) -> uvicorn.Server:
    """A server with bounds: of connections, of a request's head, of the time in which it has to arrive."""
    return uvicorn.Server(
        uvicorn.Config(
            application,
            http=Impatient,
            ws="none",
            log_level="warning",
            access_log=False,  # what was asked may hold a token
            server_header=False,
            limit_concurrency=_CONNECTIONS,
            h11_max_incomplete_event_size=_MOST_BYTES_OF_A_HEAD,
            timeout_graceful_shutdown=_SECONDS_TO_END,
            **more,
        )
    )


def answer_until_stopped(application: ASGIApp, at: socket.socket) -> None:
    """Answers what is asked at a socket until Ctrl-C or SIGTERM, then ends what is under way."""
    from pipeline.upkeep.terminated import terminable

    with suppress(KeyboardInterrupt), terminable():
        server_of(application).run(sockets=[at])
