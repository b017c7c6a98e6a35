"""What MkDocs calls (mkdocs.yml, `hooks`): it builds from a folder that `tests.site.source` puts together."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent.parent


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Pages are read from the folder that was put together; it goes when the process ends."""
    config.docs_dir = _source().name
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """What is shown among Chinese pages because it has no translation is found once, as the English page."""
    del config, files
    if page.file.locale_alternate_of != "en" and page.file.localization is None:
        page.meta["search"] = {"exclude": True}
    return markdown


@cache
def _source() -> TemporaryDirectory[str]:
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from tests.site.source import assemble

    folder = TemporaryDirectory(prefix="mingzhang-docs-")
    assemble(Path(folder.name))
    return folder
