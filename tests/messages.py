"""The catalogues of what people are told: `python -m tests.messages [--check]`.

Collects what is said with `tr` and `tr_n`, in code and in the templates of the explorer, and what `told`
translates (help of the commands, the data dictionary, views, messages of errors and receipts), brings the .po
of every language up to it, and compiles the .mo. What has no translation yet stands in the .po with an empty
one. With `--check` nothing is written: a
message that is missing, empty, without one of its `{names}` or no longer said, and a .mo that is not that of
its .po, fail.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import IO

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

from pipeline.datasets.dictionary import readme
from pipeline.explorer.rendering import FOLDER as EXPLORER
from pipeline.explorer.rendering import environment
from pipeline.language.spoken import CATALOGUES, DOMAIN, LANGUAGES, TOLD
from tests.house import PACKAGES, ROOT
from tests.told_texts import told_texts

_SAID = {"tr": 1, "tr_n": 2}
"""How many of the arguments are messages."""
TEMPLATES = EXPLORER / "templates"
_WIDTH = 110
_HEAD = """# What Mingzhang tells people. `python -m tests.messages` brings it up to the code and compiles it.
msgid ""
msgstr ""
"Project-Id-Version: mingzhang\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


@cache
def collected() -> Catalog:
    """Everything that is said, without translations; each with the files that say it."""
    catalog = Catalog(charset="utf-8")
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for message in said_in(path.read_text(encoding="utf-8")):
                catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    for path in sorted(TEMPLATES.rglob("*.*")):
        for message in said_in_template(path.read_text(encoding="utf-8")):
            catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    for text, place in told_texts():
        catalog.add(text, locations=[(place, 0)], context=TOLD)
    return catalog


def said_in(source: str) -> Iterator[str | tuple[str, str]]:
    """The messages of `tr`, and the pairs of `tr_n`, in a module; also those within an f-string.

    Raises `ValueError` for one that is not written out.

    >>> list(said_in("tr('a', b=tr_n('one', 'many', 3))"))
    ['a', ('one', 'many')]
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAID:
            texts = [a.value for a in node.args[: _SAID[node.func.id]] if isinstance(a, ast.Constant)]
            if len(texts) < _SAID[node.func.id]:
                raise ValueError(f"line {node.lineno}: write the message out: {ast.unparse(node)}")
            yield texts[0] if len(texts) == 1 else (texts[0], texts[1])


def said_in_template(source: str) -> Iterator[str | tuple[str, str]]:
    """The messages of a template. Raises `ValueError` for one that is not written out.

    >>> list(said_in_template("<p>{{ tr('a') }}{% if x %}{{ tr_n('one', 'many', 3) }}{% endif %}"))
    ['a', ('one', 'many')]
    """
    for call in environment().parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in _SAID:
            texts = [a.value for a in call.args[: _SAID[call.node.name]] if isinstance(a, nodes.Const)]
            if len(texts) < _SAID[call.node.name]:
                raise ValueError(f"line {call.lineno}: write the message of {call.node.name} out")
            yield texts[0] if len(texts) == 1 else (texts[0], texts[1])


def place_of(language: str) -> Path:
    """Where the catalogue of a language stands."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def known(language: str) -> Catalog:
    """The catalogue of a language as it is kept."""
    with place_of(language).open("rb") as stream:
        return read_po(stream, locale=language)


def brought_up(language: str) -> Catalog:
    """The catalogue of a language with what is said now, and nothing else."""
    before, now = known(language), collected()
    result = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for message in sorted((m for m in now if m.id), key=_order):
        old = before.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        translation = old.string if old is not None and old.id == message.id else None
        places = sorted({(name, 0) for name, _ in message.locations})
        result.add(message.id, translation, locations=places, context=message.context)
    return result


def write_catalogue(stream: IO[bytes], catalog: Catalog, language: str) -> None:
    """Writes a .po: no dates in its head, so that the same messages are the same file."""
    stream.write(_HEAD.format(language=language).encode())
    write_po(stream, catalog, width=_WIDTH, include_lineno=False, omit_header=True)


def compiled(catalog: Catalog) -> bytes:
    """The .mo of a catalogue."""
    stream = io.BytesIO()
    catalog.creation_date = catalog.revision_date = _NO_DATE
    write_mo(stream, catalog)
    return stream.getvalue()


def chinese_readme() -> str:
    """`output/README.zh.md`: the data dictionary by the catalogue that is kept."""
    translations = known("zh")

    def said(text: str) -> str:
        found = translations.get(text, TOLD)
        return str(found.string) if found is not None and found.string else text

    return readme(said)


def problems(language: str) -> Iterator[str]:
    """What is wrong with the catalogue of a language, each in a sentence."""
    kept, now = known(language), collected()
    said = {(_first(m), m.context) for m in now if m.id}
    there = {(_first(m), m.context) for m in kept if m.id}
    for text, _ in sorted(said - there, key=str):
        yield f"{language}: not in the catalogue: {text}"
    for text, _ in sorted(there - said, key=str):
        yield f"{language}: nobody says this any more: {text}"
    for message in kept:
        if message.id:
            yield from (f"{language}: {problem}: {_first(message)}" for problem in _wrong(message))
    mo = place_of(language).with_suffix(".mo")
    if not mo.is_file() or mo.read_bytes() != compiled(kept):
        yield f"{language}: {mo.name} is not that of {mo.stem}.po"


def _wrong(message: Message) -> Iterator[str]:
    translations = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if not all(translations):
        yield "no translation"
        return
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    names = {name for text in ids for name in names_of(text)}
    for translation in translations:
        if names_of(translation) != names:
            yield f"other names {sorted(names_of(translation) ^ names)}"


def names_of(text: str) -> set[str]:
    """The names in braces of a message.

    >>> sorted(names_of("{count} of {all:,} documents"))
    ['all', 'count']
    """
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"what is no format"}


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _order(message: Message) -> tuple[str, str, str]:
    return message.context or "", min(name for name, _ in message.locations), _first(message)


def main(arguments: list[str]) -> int:
    """Brings the catalogues up, or checks them; 1 where something is wrong."""
    others = [language for language in LANGUAGES if language != "en"]
    if "--check" not in arguments:
        for language in others:
            catalog = brought_up(language)
            with place_of(language).open("wb") as stream:
                write_catalogue(stream, catalog, language)
            place_of(language).with_suffix(".mo").write_bytes(compiled(known(language)))
        (ROOT / "output" / "README.zh.md").write_text(chinese_readme(), encoding="utf-8")
    found = [problem for language in others for problem in problems(language)]
    print("\n".join([*found, f"{len(found)} problems"]))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
