"""What a night is to read, and the places that give nothing."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.intake.discovery import NoSuchSource, SourceUnreachable, find_sources
from pipeline.intake.downloads import addresses, fetch
from pipeline.intake.source import Source
from pipeline.storage.folders import LocalFolder
from pipeline.upkeep.config import Config


@dataclass(frozen=True, slots=True)
class NightSources:
    """Every input of a night, and the places that do not answer."""

    sources: tuple[Source, ...]
    """By uri, each once."""
    unreachable: tuple[str, ...]
    """Places that do not answer, and why."""
    known_faults: dict[str, str]
    """Addresses that give nothing as in an earlier night, and since which day: they are no news."""


def night_sources(config: Config) -> NightSources:
    """Finds and fetches; a place that does not answer hinders no other."""
    by_uri: dict[str, Source] = {}
    unreachable: list[str] = []
    known: dict[str, str] = {}
    for path in config.paths:
        try:
            for source in find_sources([path], config.output, follow_links=config.follow_links):
                by_uri.setdefault(source.uri, source)
        except (NoSuchSource, SourceUnreachable) as error:
            unreachable.append(str(error))
    for fetched in fetch(_addresses(config, unreachable), LocalFolder(config.output), config.bounds):
        by_uri.setdefault(fetched.source.uri, fetched.source)
        if fetched.known_since is not None:
            known[fetched.source.uri] = fetched.known_since
        elif fetched.unreachable is not None:
            unreachable.append(f"{fetched.source.uri}: {fetched.unreachable}")
    return NightSources(tuple(by_uri[uri] for uri in sorted(by_uri)), tuple(unreachable), known)


def _addresses(config: Config, unreachable: list[str]) -> list[str]:
    """The addresses of the list; where it cannot be read it is among what does not answer."""
    if config.urls is None:
        return []
    try:
        return addresses(config.urls.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        unreachable.append(f"the list of addresses {config.urls} cannot be read ({error})")
        return []
