"""`mingzhang serve`: the published datasets as pages in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.shared import PublishedOption, SourcesOption, fail
from pipeline.language.spoken import tr
from pipeline.upkeep.exit_status import ExitStatus

INSTALL = "pip install 'mingzhang[web]'"


def serve(
    output: PublishedOption = "output",
    sources: SourcesOption = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen at.")] = 8765,
) -> None:
    """Show the results in a browser, every number one click from its page.

    Nobody but this machine can see them unless --host says otherwise.
    """
    try:
        import uvicorn

        from pipeline.explorer.app import explorer
    except ImportError:
        fail(tr("serve needs the extra web: {install}", install=INSTALL), ExitStatus.USAGE)
    from pipeline.ask.query import QueryError
    from pipeline.explorer.settings import Settings

    settings = Settings(output, tuple(sources or ()), host, port)
    try:
        application = explorer(settings)
    except QueryError as error:
        fail(str(error))
    typer.echo(f"http://{host}:{port}/")
    uvicorn.run(application, host=host, port=port, log_level="warning", server_header=False)
