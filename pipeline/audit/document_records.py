"""What was read of one document, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Document
from extractors.records import Fact, Identity, Project, Quantity, Reason, Section, Table


@dataclass(frozen=True, slots=True)
class DocumentRecords:
    """The records that extractors gave; records refer to each other by position.

    Facts are linked (`pipeline.figures.links`): printings of one figure point to the best of them.
    """

    document: Document
    identity: Identity
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    facts: tuple[Fact, ...] = ()
    reasons: tuple[Reason, ...] = ()
    projects: tuple[Project, ...] = ()
