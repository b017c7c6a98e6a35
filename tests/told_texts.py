"""What `told` translates: texts that are data, and messages that are made in English where they arise.

Texts of the first kind are asked for (the help of the commands, the data dictionary, views). Messages are
read from the source: every text in words that is no docstring, no SQL, no HTML and no help, its values as
`{names}`. `ELSEWHERE` are files whose texts nobody is told; `PUT_TOGETHER` are messages that no single text
in the code is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house import PACKAGES, ROOT
from tests.told_names import of_columns, of_listings, of_values

Found = tuple[str, str]
"""A text and where it stands."""
ELSEWHERE = (
    *("pipeline/audit/", "pipeline/rows/", "pipeline/figures/", "pipeline/language/", "patterns/"),
    *("pipeline/datasets/", "pipeline/storage/bundles.py", "pipeline/storage/catalog.py"),
    *("pipeline/upkeep/metrics.py", "pipeline/publishing/spool.py", "pipeline/learning/"),
    *("extractors/narrative/", "extractors/pdf/native/", "extractors/pdf/walk_native.py"),
    *("pipeline/upkeep/config_file.py", "pipeline/upkeep/log.py", "pipeline/publishing/couplings.py"),
    *("extractors/pdf/plumbed.py", "extractors/edited.py", "pipeline/running/warm", "pipeline/cli.py"),
    "pipeline/explorer/",
)
"""Identities and formulas, what only a developer meets, and what other programs read."""
PUT_TOGETHER = (
    *("; ", "an archive of {count} file, each with a receipt of its own"),
    "an archive of {count} files, each with a receipt of its own",
    "a list of addresses for {count} file, no disclosure",
    "a list of addresses for {count} files, no disclosure",
    *(
        "{names} ({reason}); `mingzhang doctor --output {output} --mend` makes published files again",
        "{found} found = {new} new + {unchanged} unchanged + {failed} failed + {waiting} waiting",
    ),
    "{path} is damaged: it has {there} bytes, {size} were written",
    "{path} is damaged: its end is none of a Parquet file",
    *("{path} is damaged: its hash is another", "{path} is damaged: {error}"),
    "the datasets in {output} are of another version: there is no {lacking}; run the documents again",
    "the datasets in {output} cannot be read ({error}); run the documents again",
    *("{names} and {count} more", "a list", "a number", "a text"),
    *("Page on which {figure} stands", "The document that prints {figure}, at that page"),
    "The document, at the page: a link where the document can be reached from here",
    *("Publishing entity, as printed", "Administrative division, as it was called in the year"),
    "page {page}: {count} amounts in {reason} ({title})",
    *("page {page}: {count} amounts in {reason}", "{count} amounts in {reason} ({title})"),
    *("pages read by OCR: {pages}", "pages on which {why}: {pages}", "{pages} and {count} more"),
    "pages without text layer (images): {pages}",
    "pages that cannot be loaded: {pages}",
    "pages with text in fonts that are not embedded, not read in full: {pages}",
    "pages with more drawn objects than are looked at: {pages}",
    "pages with {why}: {pages}",
)
OF_TYPER = (
    *("No such option: {option}", "No such option: {option} (Possible options: {options})"),
    *("Missing argument {name}.", "Missing option {name}.", "Missing command."),
    *(
        "Missing argument {name}. Choose from:\n\t{choices}",
        "Missing option {name}. Choose from:\n\t{choices}",
    ),
    *("Invalid value for {name}: {what}", "Invalid value: {what}", "Value {value} is not a valid {kind}."),
    *(
        "Value error, {value} is not one of {choices}.",
        "{value} is not one of {choices}.",
        "{value} is not in the range {range}.",
    ),
    *("No such command {name}.", "No such command {name}. Did you mean {others}?"),
    *("Option {name} requires an argument.", "Option {name} requires {count} arguments."),
    *("Option {name} does not take a value.", "Got unexpected extra argument ({arguments})"),
    *("Got unexpected extra arguments ({arguments})", "Argument {name} takes {count} values."),
    "Input should be greater than or equal to {least}",
    "Input should be less than or equal to {most}",
    "Input should be a valid integer, unable to parse string as an integer",
    "Input should be a valid number, unable to parse string as a number",
    *("default: {value}", "required", "Show this message and exit."),
    *("<str>", "<int>", "<float>", "<path>", "<int range>", "<float range>", "<list[str]>", "<list[path]>"),
)
"""What Typer itself says; it has no catalogue."""
ANY = ("pipeline/ask/damage.py", "pipeline/reports/bare_disclosures.py")
"""Files of these rooms that make messages for others to say."""
ONLY_ERRORS = ("mingzhang/", "pipeline/ask/", "pipeline/commands/", "pipeline/reports/")
"""Where people are spoken to: all but errors is said with `tr`."""
_WORDS = re.compile(r"[a-z]{2,} [a-z]{2,}|[a-z]+ \{|\} [a-z]+|\}; [a-z]+")
NOBODY = (
    *("Expected `str` of length >= 1", "Invalid enum value", "Object contains unknown field `(.+)`"),
    *(
        "{where} and doc_id >= ? and doc_id < ?",
        "the last way always answers",
        "{stem}.{name}, line {lineno}",
    ),
    *("unknown place", "{where}{n_amounts} amounts in {reason}{name}", "page {page}:", "{name} is no bundle"),
    *(
        "{n_amounts} amounts in {reason}",
        "and {most_listed} more",
        "pages on which {why}",
        "pages on which {no_text}",
    ),
    *("pages read by OCR", "pages that cannot be loaded", "pages with {nonsense}", "pages with {outlines}"),
    *("pages with more drawn objects than are looked at", "pages without text layer (images)"),
    *("pages with text in fonts that are not embedded, not read in full", "+ {waiting} waiting"),
    "an archive of {count} file{count2}, each with a receipt of its own",
    *(
        "and {named} more",
        "{names}{more} ({reason}); `mingzhang doctor --output {output} --mend` makes published files again",
    ),
    "a list of addresses for {usable} file{usable2}, no disclosure",
)
"""Texts that are no message, or only a part of one."""
_NO_WORDS = re.compile(
    r"\s*(select|with|create|insert|update|delete|pragma|from|where|copy|drop|set|begin|rollback|release|"
    r"savepoint|vacuum|is_bundle)\b|.*(</|\bis null\b|\bin \(|nulls last|f\.role)|bold |mingzhang \{",
    re.IGNORECASE | re.DOTALL,
)
_HELP = {"Option", "Argument", "tr", "tr_n", "compile", "execute", "add_column"}
"""Calls whose texts are collected otherwise, or are none."""


def told_texts() -> Iterator[Found]:
    """All of them; a text may come from several places."""
    yield from of_help()
    yield from of_the_dictionary()
    for name in (*of_values(), *of_columns(), *of_listings()):
        yield name, "names"
    for text in (*PUT_TOGETHER, *OF_TYPER):
        yield text, "tests/told_texts.py"
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(ELSEWHERE):
                errors = name.startswith(ONLY_ERRORS) and name not in ANY
                for text in of_source(path.read_text(encoding="utf-8"), only_errors=errors):
                    yield text, name


def of_help() -> Iterator[Found]:
    """What `--help` shows: paragraphs of commands, and their options and arguments."""
    import typer.main

    from pipeline.cli import app
    from pipeline.commands.help_page import paragraphs

    commands = [typer.main.get_command(app)]
    while commands:
        command = commands.pop(0)
        commands += getattr(command, "commands", {}).values()
        for paragraph in paragraphs(command.help or ""):
            yield paragraph, "help"
        if isinstance(panel := getattr(command, "rich_help_panel", None), str):
            yield panel, "help"
        for param in command.params:
            if text := getattr(param, "help", None):
                yield text, "help"


def of_the_dictionary() -> Iterator[Found]:
    """Titles and columns of datasets, views, and the notes and parameters of named questions."""
    from pipeline.ask.named_queries import named_queries
    from pipeline.datasets.dictionary import readme

    said: list[str] = []
    readme(lambda text: said.append(text) or text)  # type: ignore[func-returns-value]
    for text in said:
        yield text, "output/README.md"
    for question in named_queries().values():
        if question.notes:
            yield question.notes, f"pipeline/ask/queries/{question.name}.sql"
        for parameter in question.parameters:
            yield parameter.meaning, f"pipeline/ask/queries/{question.name}.sql"


def of_source(source: str, *, only_errors: bool = False) -> Iterator[str]:
    """The messages in a module, or those of its errors alone.

    >>> list(of_source('raise ValueError(f"there is no {name!r} in {len(known)} names")'))
    ['there is no {name} in {known} names']
    """
    tree = ast.parse(source)
    hidden: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            hidden.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            hidden.update(id(part) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Call) and _name(node.func) in _HELP:
            hidden.update(id(part) for part in ast.walk(node))
    places: list[ast.AST] = [tree]
    if only_errors:
        places = [node for node in ast.walk(tree) if isinstance(node, ast.Raise) or _is_error(node)]
    for node in (part for place in places for part in ast.walk(place)):
        if id(node) not in hidden:
            text = _template(node)
            if text is not None and _WORDS.search(text) and not _NO_WORDS.match(text):
                message = text.strip()
                if message not in NOBODY:
                    yield message


def _is_error(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) in ("fail", "fail_to_write", "DamagedFile")


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _template(node: ast.AST) -> str | None:
    """A text with its values as names, each once."""
    match node:
        case ast.Constant(value=str(text)):
            return text if "{" not in text else None
        case ast.JoinedStr(values=values):
            used: dict[str, int] = {}
            parts = []
            for value in values:
                if isinstance(value, ast.Constant):
                    parts.append(str(value.value).replace("{", "{{").replace("}", "}}"))
                elif isinstance(value, ast.FormattedValue):
                    name = _value_name(value.value)
                    used[name] = used.get(name, 0) + 1
                    parts.append(f"{{{name}{used[name] if used[name] > 1 else ''}}}")
            return "".join(parts)
    return None


def _value_name(node: ast.expr) -> str:
    """A word for a value: its name, its last attribute, or the first name in it that says something."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            found = name
        case _:
            names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
            names += [part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)]
            found = next(
                (name for name in names if name not in ("len", "str", "type", "self", "sorted")), "value"
            )
    return found.strip("_").lower() or "value"


if __name__ == "__main__":
    for found in sorted(set(told_texts()), key=lambda pair: pair[::-1]):
        print(*found[::-1], sep="\t")
