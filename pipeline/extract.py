"""The whole way from bytes to an `Extraction`: a pure function of bytes, patterns and settings."""

from __future__ import annotations

from dataclasses import replace

from extractors.forms.projects import find_projects
from extractors.identity.identify import identify
from extractors.narrative.quantities import find_quantities, unplaced_numbers
from extractors.narrative.statements import facts_from_narrative
from extractors.outline.sections import outline
from extractors.read import read
from extractors.tables.facts import facts_from_tables
from extractors.tables.logical import logical_tables
from pipeline.audit import audit
from pipeline.extraction import Extraction
from pipeline.ids import doc_id
from pipeline.normalise import normalise_facts


def extract(data: bytes) -> Extraction:
    """Everything that can be read from the bytes of one source.

    What is readable but no disclosure gets its text, outline and tables, and no facts. Raises
    `extractors.errors.Unreadable` for what is no readable document.
    """
    document = read(data)
    sections = outline(document)
    tables = logical_tables(document, sections)
    identity = identify(document, sections, tables)
    found = Extraction(
        doc_id=doc_id(data),
        byte_size=len(data),
        document=document,
        identity=identity,
        sections=tuple(sections),
        tables=tuple(tables),
    )
    if not identity.is_disclosure:
        return found
    quantities = find_quantities(document, sections)
    from_tables = facts_from_tables(tables, identity)
    from_narrative, reasons = facts_from_narrative(document, sections, quantities, identity)
    facts = normalise_facts([*from_tables, *from_narrative], identity)
    projects = find_projects(document, sections, tables, identity)
    shift = len(from_tables)  # reasons count their facts within the narrative
    return replace(
        found,
        quantities=tuple(quantities),
        unplaced=tuple(unplaced_numbers(document, quantities)),
        facts=tuple(facts),
        reasons=tuple(replace(r, facts=tuple(n + shift for n in r.facts)) for r in reasons),
        projects=tuple(projects),
        checks=tuple(audit(facts, tables, projects, identity)),
    )
