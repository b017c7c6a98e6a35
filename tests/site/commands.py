"""The page of all commands and their options, in the language of the reader, from the command itself."""

from __future__ import annotations

from typing import Any

from pipeline.language.spoken import Language, speak
from tests.documented import every_command
from tests.site.text import code, plain, table

TEXTS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "# Commands\n\n`mingzhang COMMAND --help` prints the same. What exit statuses say: "
        "[exit statuses](statuses.md).\n",
        "argument": "argument",
        "option": "option",
        "meaning": "meaning",
    },
    "zh": {
        "title": "# 命令\n\n`mingzhang 命令 --help` 显示同样的内容。退出码的含义见[退出码](statuses.md)。\n",
        "argument": "参数",
        "option": "选项",
        "meaning": "含义",
    },
}


def page(language: Language) -> str:
    """All commands, those of a group behind it, each with its usage, arguments and options."""
    speak(language)
    try:
        texts = TEXTS[language]
        parts = [texts["title"]]
        for name, command in every_command():
            context = command.make_context(f"mingzhang {name}", [], resilient_parsing=True)
            parts.append(f"\n## {name}\n\n{_help(command)}\n\n```text\n{_usage(context)}\n```\n\n")
            parts.append(_parameters(command, context, texts))
        return "".join(parts)
    finally:
        speak(None)


def _help(command: Any) -> str:
    paragraphs = (command.help or "").replace("\b", "").split("\n\n")
    return "\n\n".join(plain(" ".join(p.split())) for p in paragraphs)


def _usage(context: Any) -> str:
    """The line that `--help` begins with, in one piece."""
    return " ".join(context.get_usage().partition(":")[2].split())


def _parameters(command: Any, context: Any, texts: dict[str, str]) -> str:
    made = []
    for kind in ("argument", "option"):
        of_kind = [p for p in command.params if p.param_type_name == kind]
        records = [record for p in of_kind if (record := p.get_help_record(context)) is not None]
        if records:
            rows = [(code(names), plain(meaning)) for names, meaning in records]
            made.append(table((texts[kind], texts["meaning"]), rows))
    return "\n".join(made)
