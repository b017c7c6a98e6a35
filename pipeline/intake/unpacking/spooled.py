"""Archives that a program unpacks: all of one is read once, into a spool, when its first member is asked for.

Members are asked for one by one, and of a solid archive each stands on those before it: to unpack it anew for
every member would take the square of the time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

from pipeline.intake.source import Refused
from pipeline.intake.unpacking.archive import LOCKED, MAX_MEMBER_BYTES, Packed, demand_no_bomb
from pipeline.intake.unpacking.tools import Tool, output

_SINGLY = 50
"""So many members are asked for by themselves where the stream of all is damaged."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the stream, as the list of the archive has it."""

    number: int
    """Its place in the list."""
    index: int
    """Its number among all entries, as a program counts them."""
    name: str
    size: int
    is_link: bool = False
    """Of a link its target is in the stream, or nothing."""
    is_whole: Callable[[bytes], bool] | None = None
    """Whether these are its bytes; null where no checksum is known."""


class Spool:
    """What the files of an archive hold."""

    def __init__(self, packed: Packed, pieces: Sequence[Piece], tools: Sequence[Tool]) -> None:
        """Raises `Refused` for a bomb, by what is declared."""
        demand_no_bomb(sum(piece.size for piece in pieces), packed.byte_size)
        self._packed = packed
        self._pieces = pieces
        self._by_number = {piece.number: piece for piece in pieces}
        self._tools = tools
        self._spool: IO[bytes] | None = None
        self._at: dict[int, tuple[int, int]] = {}
        self._said = ""
        self._singly = 0

    def read(self, number: int) -> bytes:
        """The bytes of a file by its place in the list. Raises `Refused` for what no program can unpack."""
        if self._spool is None:
            self._fill()
        if number not in self._at:
            self._one(number)
        start, size = self._at[number]
        assert self._spool is not None
        self._spool.seek(start)
        return self._spool.read(size)

    def close(self) -> None:
        """Gives its disk back."""
        if self._spool is not None:
            self._spool.close()

    def _fill(self) -> None:
        """By the first program that gives all files, else by what each of them gives."""
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115
        for tool in self._tools:
            said: list[str] = []
            start, problem = self._spool.seek(0, 2), None
            try:
                for piece in output(tool.everything(self._path), said, self._most()):
                    self._spool.write(piece)
            except Refused as error:
                problem = error
            self._take(tool, start, self._spool.tell(), is_sound=not said and problem is None)
            self._said = self._said or "".join(said).strip()
            if all(piece.is_link or piece.number in self._at for piece in self._pieces):
                return
            if problem is not None and problem.kind == "timeout":
                raise problem

    def _take(self, tool: Tool, start: int, end: int, *, is_sound: bool) -> None:
        """Notes where files lie in what a program wrote, of those whose checksum or whose sum is right."""
        files = [p for p in self._pieces if not p.is_link or tool.name == "unar"]
        is_sound = is_sound and sum(piece.size for piece in files) == end - start
        assert self._spool is not None
        for piece in files:
            if start + piece.size > end:
                return
            if piece.number not in self._at and not piece.is_link:
                self._spool.seek(start)
                if is_sound if piece.is_whole is None else piece.is_whole(self._spool.read(piece.size)):
                    self._at[piece.number] = start, piece.size
            start += piece.size

    def _one(self, number: int) -> None:
        """A file by itself, where the stream of all did not give it."""
        piece = self._by_number[number]
        assert self._spool is not None
        self._singly += 1
        for tool in self._tools if self._singly <= _SINGLY else ():
            said: list[str] = []
            try:
                data = b"".join(output(tool.one(self._path, piece.name, piece.index), said, MAX_MEMBER_BYTES))
            except Refused:
                continue
            is_whole = (
                not said and len(data) == piece.size if piece.is_whole is None else piece.is_whole(data)
            )
            if is_whole:
                self._at[number] = self._spool.seek(0, 2), len(data)
                self._spool.write(data)
                return
        if "ncrypt" in self._said or "password" in self._said:
            raise Refused(*LOCKED)
        said_so = (
            self._said.splitlines()[0][:200] if self._said else "its bytes are not those of its checksum"
        )
        raise Refused("damaged", f"the archive is damaged here ({said_so}); fetch it again")

    @property
    def _path(self) -> str:
        assert self._packed.path is not None
        return self._packed.path

    def _most(self) -> int:
        return sum(piece.size for piece in self._pieces)
