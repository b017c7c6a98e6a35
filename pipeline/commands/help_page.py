"""Help and usage errors in the language of the person: Typer has its own words in English only."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.language.lines import wide, wrapped
from pipeline.language.spoken import told, tr

_MOST_COLUMNS, _LEAST_COLUMNS = 80, 50
_NAMES_MOST = 30
"""Columns of a name beside which its meaning stands; that of a longer one stands below it."""
_GAP = 2
_EXTRAS = re.compile(r"\s*\[([^\[\]]*)\]$")
_SENTENCE = "\u3002"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each in one line.

    >>> paragraphs("One\\n  line.\\n\\nAnother.")
    ['One line.', 'Another.']
    """
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def help_page(command: Any, context: Any) -> str:
    """What `--help` of a command shows."""
    columns = max(min(shutil.get_terminal_size().columns, _MOST_COLUMNS) - _GAP, _LEAST_COLUMNS)
    lines = [usage(command, context)]
    for paragraph in paragraphs(command.help or ""):
        lines += ["", *("  " + line for line in wrapped(told(paragraph), columns - _GAP))]
    shown = parameters(command, context)
    for heading, rows in (
        (tr("Arguments"), [row for kind, *row in shown if kind == "argument"]),
        (tr("Options"), [row for kind, *row in shown if kind == "option"]),
        *_groups(command),
    ):
        if rows:
            lines += ["", tr("{heading}:", heading=heading), *_definitions(rows, columns)]
    return "\n".join(lines) + "\n"


def _groups(command: Any) -> list[tuple[str, list[Any]]]:
    """The commands of a group below their headings, in the order in which they were given."""
    groups: dict[str, list[Any]] = {}
    for child in getattr(command, "commands", {}).values():
        panel = getattr(child, "rich_help_panel", None)
        groups.setdefault(told(panel) if isinstance(panel, str) else tr("Commands"), []).append(
            (child.name, _short(child))
        )
    return list(groups.items())


def parameters(command: Any, context: Any) -> list[tuple[str, str, str]]:
    """What can be given to a command: "argument" or "option", its name, its meaning with the default."""
    records = [(p, p.get_help_record(context)) for p in command.get_params(context)]
    return [(p.param_type_name, *_record(p, record)) for p, record in records if record is not None]


def usage(command: Any, context: Any) -> str:
    """The line that says how a command is called."""
    words = {"[OPTIONS]": tr("[OPTIONS]"), "COMMAND [ARGS]...": tr("COMMAND [ARGS]...")}
    pieces = (words.get(piece, piece) for piece in command.collect_usage_pieces(context))
    return tr("Usage: {line}", line=" ".join((context.command_path, *pieces)))


def wrong_usage(error: Any) -> str:
    """What is said of a command line that cannot be understood."""
    context: Any = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return help_page(context.command, context)
    lines = []
    if context is not None:
        lines = [
            usage(context.command, context),
            tr("See `{command} --help`.", command=context.command_path),
            "",
        ]
    return "\n".join([*lines, tr("Error: {what}", what=told(error.format_message())), ""])


def _record(parameter: Any, record: tuple[str, str]) -> tuple[str, str]:
    """The name of an option or argument and what it means, with its default."""
    name, text = record
    meaning = parameter.help or ""
    extras = _EXTRAS.match(text.removeprefix(meaning))
    known = [] if extras is None else [told(extra) for extra in extras[1].split("; ")]
    before, mark, kind = name.partition("<")
    more = [tr("[{extras}]", extras=tr("; ").join(known))] if known else []
    return (
        before + (told(mark + kind) if mark else ""),
        "  ".join([*([told(meaning)] if meaning else []), *more]),
    )


def _short(command: Any) -> str:
    """The first sentence of what a command does."""
    text = told(next(iter(paragraphs(command.help or "")), ""))
    return text.partition(_SENTENCE)[0] + _SENTENCE if _SENTENCE in text else text


def _definitions(rows: Iterable[Any], columns: int) -> Iterator[str]:
    pairs = [tuple(row) for row in rows]
    first = min(max(wide(name) for name, _ in pairs), _NAMES_MOST) + _GAP
    for name, meaning in pairs:
        texts = wrapped(meaning, max(columns - first - _GAP, 10))
        if wide(name) > first - _GAP:
            yield f"  {name}"
        elif texts:
            yield f"  {name}{' ' * (first - wide(name))}{texts.pop(0)}"
        else:
            yield f"  {name}"
        yield from (" " * (first + _GAP) + line for line in texts)
