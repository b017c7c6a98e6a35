"""`mingzhang serve`: the published datasets as pages in a browser."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from pipeline.commands.shared import PublishedOption, SourcesOption, fail
from pipeline.language.spoken import tr
from pipeline.upkeep.exit_status import ExitStatus

INSTALL = "pip install 'mingzhang[web]'"
OF_THE_EXTRA = ("starlette", "uvicorn", "jinja2", "anyio", "h11")
TOKEN = "MINGZHANG_TOKEN"
_SHORTEST_TOKEN = 16


def serve(
    output: PublishedOption = "output",
    sources: SourcesOption = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen at; 0 takes any that is free.")
    ] = 8765,
    browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            envvar=TOKEN,
            show_envvar=True,
            help="What a browser must know to see anything. Made and printed where other machines can ask.",
        ),
    ] = None,
    without_token: Annotated[
        bool, typer.Option("--without-token", help="Ask for none: a proxy looks after who may come.")
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            metavar="NAME",
            help="Further name by which it is called, behind a proxy; several times.",
        ),
    ] = None,
) -> None:
    """Show the results in a browser, every number one click from its page.

    Nobody but this machine can see them unless --host says otherwise; then a token is needed. It only reads,
    except for what you say of findings. Ctrl-C stops it.

    Exit status: 0 stopped, 1 no datasets, 2 wrong usage, or the port is taken, 4 a published file is damaged.
    """
    try:
        from pipeline.explorer import server
        from pipeline.explorer.app import explorer
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in OF_THE_EXTRA:
            raise
        fail(tr("serve needs the extra web: {install}", install=INSTALL), ExitStatus.USAGE)
    from pipeline.ask.query import QueryError
    from pipeline.explorer.settings import Settings

    settings = Settings(output, tuple(sources or ()), host, port, hosts=tuple(map(_name, allow_host or ())))
    asks = token is not None or not settings.is_local or bool(settings.hosts)
    settings = replace(settings, token=_token(token, without_token) if asks else None)
    try:
        at = server.listener(host, port)
    except server.CannotListen as error:
        fail(str(error), ExitStatus.USAGE)
    with at:
        settings = replace(settings, port=at.getsockname()[1])
        try:
            application = explorer(settings)
        except QueryError as error:
            fail(str(error))
        typer.echo(server.address(settings))
        if settings.token is not None:
            note = tr("who has this address sees the results; it is not encrypted, see docs/explorer.md")
            typer.echo(f"mingzhang: {note}", err=True)
        if browser:
            import webbrowser

            webbrowser.open(server.address(replace(settings, token=None)))  # what others on it could read
        server.answer_until_stopped(application, at)


def _token(given: str | None, without: bool) -> str | None:
    """The one given, or a new one; null where none is asked for. Ends the command for a short one."""
    if without:
        if given is not None:
            fail(tr("say --token or --without-token, not both"), ExitStatus.USAGE)
        return None
    if given is None:
        import secrets

        return secrets.token_urlsafe(24)
    if len(given) < _SHORTEST_TOKEN:
        fail(
            tr("a token has {count} characters at least; without --token one is made", count=_SHORTEST_TOKEN),
            ExitStatus.USAGE,
        )
    return given


def _name(host: str) -> str:
    """The name without scheme and port; ends the command for what is none."""
    from pipeline.explorer.guard import name_in

    name = name_in(host.partition("://")[2] or host)
    if name is None:
        fail(
            tr("--allow-host takes a name such as budget.example.cn, not {host}", host=host), ExitStatus.USAGE
        )
    return name
