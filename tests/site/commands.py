"""The page of all commands and their options, in the language of the reader, from the command itself."""

from __future__ import annotations

import re
from typing import Any

from pipeline.commands.help_page import paragraphs, parameters, usage
from pipeline.language.spoken import Language, speak, told
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
            parts.append(f"\n## {name}\n\n{_help(command)}\n\n```text\n{_usage(command, context)}\n```\n\n")
            parts.append(_parameters(command, context, texts))
        return "".join(parts)
    finally:
        speak(None)


def _usage(command: Any, context: Any) -> str:
    """How it is called, without the word before it."""
    return re.sub(r"^[^:：]*[:：]\s*", "", usage(command, context))


def _help(command: Any) -> str:
    return "\n\n".join(plain(told(paragraph)) for paragraph in paragraphs(command.help or ""))


def _parameters(command: Any, context: Any, texts: dict[str, str]) -> str:
    made = []
    for kind in ("argument", "option"):
        rows = [
            (code(name), plain(meaning)) for k, name, meaning in parameters(command, context) if k == kind
        ]
        if rows:
            made.append(table((texts[kind], texts["meaning"]), rows))
    return "\n".join(made)
