"""Command lines that documents show: found in code blocks and inline code, held against the command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import typer.main

from pipeline.cli import app

COMMAND = typer.main.get_command(app)
_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)
_ANSWERED = re.compile(r"^```sh\n(?P<code>[^`]*)^```\n\n(?P<answer>(?:^\|.*\|\n)+)", re.MULTILINE)
_INLINE = re.compile(r"(?<!`)`(?P<code>[^`]+)`(?!`)")
_OPTION = re.compile(r"(?:(?P<command>[a-z]+) )?(?P<option>--[a-z][a-z-]*)")
_SHELL = frozenset("();<>|&")


@dataclass(frozen=True, slots=True)
class Documented:
    """A call of `mingzhang` with its arguments, and what the comment behind it says."""

    arguments: tuple[str, ...]
    comment: str = ""
    in_block: bool = True
    """In a block of code, so it must be complete; inline code may only mention a command."""

    def __str__(self) -> str:
        return shlex.join(("mingzhang", *self.arguments))


def blocks(document: str) -> Iterator[tuple[str, str]]:
    """Language and code of every block of a Markdown document."""
    for block in _BLOCK.finditer(document):
        yield block["language"], block["code"]


def shown(document: str) -> Iterator[tuple[Documented, str]]:
    """Each call that stands alone in a block above a table, with the words of that table: what it prints."""
    for block in _ANSWERED.finditer(document):
        (call,) = _calls(block["code"])
        heads, _, *rows = block["answer"].splitlines()
        yield call, " ".join(line.replace("|", " ") for line in (heads, *rows))


def inline_code(document: str) -> list[str]:
    """What stands between single backticks outside of blocks, on one line each."""
    return [" ".join(code["code"].split()) for code in _INLINE.finditer(_BLOCK.sub("", document))]


def commands(document: str) -> list[Documented]:
    """The calls of `mingzhang` in a Markdown document, those of blocks first."""
    shells = (code for language, code in blocks(document) if language not in ("python", "toml"))
    found = [call for code in shells for call in _calls(code)]
    for code in inline_code(document):
        if code.startswith("mingzhang "):
            found += [Documented(c.arguments, c.comment, in_block=False) for c in _calls(code)]
    return found


def _calls(code: str) -> Iterator[Documented]:
    """The calls of `mingzhang` in lines of a shell, wherever it is installed; quotations go over lines."""
    line = ""
    for piece in code.splitlines():
        line = f"{line}\n{piece}" if line else piece
        try:
            words, comment = _split(line)
        except ValueError:  # a quotation mark is open
            continue
        line = ""
        starts = [n for n, word in enumerate(words) if word.rpartition("/")[2] == "mingzhang"]
        for n in starts:
            end = next((m for m in range(n, len(words)) if set(words[m]) <= _SHELL), len(words))
            yield Documented(tuple(words[n + 1 : end]), comment)
    if line:
        raise ValueError(f"a quotation mark is not closed in {line!r}")


def _split(line: str) -> tuple[list[str], str]:
    """The words of a line, marks of the shell apart, and its comment."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words = list(lexer)
    last = line.rpartition("\n")[2]
    return words, last.partition(" # ")[2]


def options_in_prose(document: str) -> list[tuple[str | None, str]]:
    """Options that inline code names without `mingzhang`: the command before one where there is one."""
    return [
        (option["command"], option["option"])
        for code in inline_code(document)
        if re.match(r"(?:[a-z]+ )?--[a-z]", code) and not code.startswith(("mingzhang ", "python "))
        for option in _OPTION.finditer(code)
    ]


def modules(document: str) -> set[str]:
    """Modules that a document runs with `python -m`; those of other packages left out."""
    return set(re.findall(r"python3? -m ((?:tests|benchmarks|samples|mingzhang)[\w.]*)", document))


def problems(call: Documented) -> list[str]:
    """What the command does not know of a call: its name, an option, a choice, a number of arguments."""
    command, name, rest = _resolved(call.arguments)
    if command is None:
        return [f"there is no command {name!r}"]
    known = _options(command)
    found = [
        f"{name} has no option {word}"
        for word in (word.partition("=")[0] for word in rest)
        if re.match(r"--?[a-zA-Z]", word) and word not in known
    ]
    for option in _OPTION.finditer(call.comment):
        other = _resolved((option["command"],))[0] if option["command"] else None
        if option["option"] not in _options(other or command):
            found.append(f"the comment names {option['option']}, which {name} has not")
    if not found and name and (call.in_block or rest):
        try:
            command.make_context(name, list(rest))
        except Exception as error:  # the classes of the parser are no public names
            incomplete = type(error).__name__ in ("MissingParameter", "BadOptionUsage", "NoArgsIsHelpError")
            if call.in_block or not incomplete:
                found.append(f"{name}: {getattr(error, 'message', None) or error}")
    return found


def every_command() -> Iterator[tuple[str, Any]]:
    """Name and command of each that can be called; of a group its own: `patterns check`."""
    yield from _below("", COMMAND)


def knows_option(name: str | None, option: str) -> bool:
    """Whether a command has an option; any command, where no name is given or it is no command's."""
    own = _resolved((name,))[0] if name else None
    every = (own,) if own is not None else tuple(_every(COMMAND))
    return any(option in _options(command) for command in every)


def _resolved(arguments: Sequence[str]) -> tuple[Any, str, Sequence[str]]:
    """The command that is called, its name, and what is left for it; null where there is none."""
    command: Any = COMMAND
    names: list[str] = []
    rest = list(arguments)
    while hasattr(command, "commands") and rest and not rest[0].startswith("-"):
        names.append(rest.pop(0))
        command = command.commands.get(names[-1])
    return command, " ".join(names), rest


def _every(command: Any) -> Iterator[Any]:
    yield command
    for inner in getattr(command, "commands", {}).values():
        yield from _every(inner)


def _below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    for word, one in (inner or {}).items():
        yield from _below(f"{name} {word}".strip(), one)


def _options(command: Any) -> set[str]:
    return {"--help", *(name for p in command.params for name in (*p.opts, *p.secondary_opts))}
