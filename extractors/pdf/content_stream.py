"""The content of a page as pdfminer interprets it, taken apart in one pass.

pdfminer's own parser asks for one token at a time, with several calls for each: most of what a page costs it.
Here one expression finds the tokens of a whole stream. What is rare (inline images, procedures, strings with
brackets inside of brackets, anything unbalanced) is left to pdfminer's parser, and so read as it reads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import ESC_STRING, KWD, LIT, PSKeyword, keyword_name, literal_name

_TOKEN = re.compile(
    rb"[\s\x00]*(?:"
    rb"([-+\d]\d*\.\d*|\.\d*)"
    rb"|([-+\d]\d*)"
    rb"|([A-Za-z][^#/%\[\]()<>{}\s]*)"
    rb"|/([^#/%\[\]()<>{}\s]*+)(?!\#)"
    rb"|<([\s0-9a-fA-F]*)(?=>)"
    rb"|\(([^()\\]*(?:\\.[^()\\]*)*)\)"
    rb"|(<<|>>|[^\s\x00])"
    rb")",
    re.DOTALL,
)
_FLOAT, _INT, _KEYWORD, _NAME, _HEX, _STRING = range(1, 7)
_BLANK = re.compile(rb"[\s\x00]*\Z")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_CONSTANTS: dict[bytes, Any] = {b"true": True, b"false": False}
_UNSUPPORTED = frozenset({b"(", b"{", b"}", b"%", b"/", b"BI", b"ID"})
"""What begins what is left to pdfminer."""


class _Unusual(Exception):
    """A stream holds what is left to pdfminer's parser."""


def content_objects(streams: Sequence[bytes]) -> list[Any] | None:
    """The operands and operators (`PSKeyword`) of content streams; null where pdfminer's parser is needed.

    >>> content_objects([b"/F1 9.5 Tf [(a\\\\)b) -2 <4e00>] TJ"])
    [/'F1', 9.5, /b'Tf', [b'a)b', -2, b'N\\x00'], /b'TJ']
    """
    top: list[Any] = []
    try:
        for data in streams:
            _read(data, top)
    except (_Unusual, ValueError):
        return None
    return top


def _read(data: bytes, top: list[Any]) -> None:
    """Adds the objects of a stream that is complete in itself."""
    here, above = top, list[tuple[bytes, list[Any]]]()
    end = 0
    for token in _TOKEN.finditer(data):
        if token.start() != end:
            raise _Unusual
        end, kind = token.end(), token.lastindex
        if kind == _INT:
            here.append(int(token[_INT]))
        elif kind == _FLOAT:
            here.append(float(token[_FLOAT]))
        elif kind == _KEYWORD:
            word = token[_KEYWORD]
            if word in _UNSUPPORTED:
                raise _Unusual
            here.append(_CONSTANTS[word] if word in _CONSTANTS else KWD(word))
        elif kind == _HEX:
            here.append(_of_hex(token[_HEX]))
        elif kind == _NAME:
            here.append(_name(token[_NAME]))
        elif kind == _STRING:
            here.append(_unescaped(token[_STRING]))
        else:
            sign = token[7]
            if sign in (b"[", b"<<"):
                above.append((sign, here))
                here = []
            elif sign in (b"]", b">>"):
                here = _closed(sign, here, above)
            elif sign in _UNSUPPORTED or sign == b"<":
                raise _Unusual
            elif sign != b">":  # the end of a hexadecimal string
                here.append(KWD(sign))
    if above or _BLANK.match(data, end) is None:
        raise _Unusual


def _closed(sign: bytes, inside: list[Any], above: list[tuple[bytes, list[Any]]]) -> list[Any]:
    """The objects around an array or dictionary that ends, with it at their end."""
    opened, here = above.pop() if above else (b"", inside)
    if (opened, sign) == (b"[", b"]"):
        here.append(inside)
    elif (opened, sign) == (b"<<", b">>") and len(inside) % 2 == 0:
        pairs = zip(inside[::2], inside[1::2], strict=True)
        here.append({literal_name(key): value for key, value in pairs if value is not None})
    else:
        raise _Unusual
    return here


def _name(raw: bytes) -> Any:
    try:
        return LIT(str(raw, "utf-8"))
    except UnicodeDecodeError:
        return LIT(raw)


def _of_hex(raw: bytes) -> bytes:
    """A single digit at the end stands for itself, as pdfminer has it."""
    digits = b"".join(raw.split())
    whole = len(digits) - len(digits) % 2
    return bytes.fromhex(digits[:whole].decode()) + bytes(int(d, 16) for d in digits[whole:].decode())


def _unescaped(raw: bytes) -> bytes:
    return _ESCAPE.sub(_escaped, raw) if b"\\" in raw else raw


def _escaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1].isdigit() and code[:1] < b"8":
        return bytes((int(code, 8),))
    return bytes((ESC_STRING[code],)) if code in ESC_STRING else b""


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, with the tokens of a page found in one pass."""

    def execute(self, streams: Sequence[object]) -> None:
        """Executes content streams, as `PDFPageInterpreter.execute` does."""
        known = [stream_value(stream) for stream in streams]
        numbers = {stream.objid for stream in known}
        if None in numbers or not numbers.isdisjoint(self.parent_stream_ids):
            super().execute(streams)
            return
        objects = content_objects([stream.get_data() for stream in known])
        if objects is None:
            super().execute(streams)
            return
        self.stream_ids.clear()
        self.stream_ids.update(n for n in numbers if n is not None)
        operators: dict[PSKeyword, tuple[Any, int] | None] = {}
        for one in objects:
            if not isinstance(one, PSKeyword):
                self.argstack.append(one)
                continue
            if one not in operators:
                operators[one] = self._operator(one)
            operator = operators[one]
            if operator is None:
                continue
            function, wanted = operator
            if not wanted:
                function()
                continue
            arguments = self.argstack[-wanted:]
            del self.argstack[-wanted:]
            if len(arguments) == wanted:
                function(*arguments)

    def _operator(self, keyword: PSKeyword) -> tuple[Any, int] | None:
        """The method of an operator, and how many operands it takes; null for one that there is not."""
        name = keyword_name(keyword).replace("*", "_a").replace('"', "_w").replace("'", "_q")
        function = getattr(self, f"do_{name}", None)
        return None if function is None else (function, function.__code__.co_argcount - 1)
