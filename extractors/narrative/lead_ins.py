"""Lines that say which fund the items behind them are of: 财政拨款支出主要内容如下："""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Document, Paragraph
from extractors.narrative.setting import Setting, setting_of, squeeze
from extractors.narrative.subjects import find_subject
from extractors.outline.section_index import SectionIndex
from extractors.records import Section
from patterns import compiled, load

_PATTERNS = compiled("clauses")
_COLONS = tuple(load("clauses")["words"]["colons"])
_SCOPE_OF_WHOLE = {measure: scope for scope, measure in load("clauses")["item_measure"].items()}
_ALL = "all_funds"


class LeadIns:
    """The lead-in lines of a document."""

    def __init__(self, doc: Document, sections: Sequence[Section], index: SectionIndex) -> None:
        self._text = doc.text
        self._found: list[tuple[int, int | None, str]] = []
        self._narrowed: dict[tuple[int, str], Setting] = {}
        for paragraph in doc.paragraphs:
            text = doc.text[paragraph.start : paragraph.end].rstrip()
            match = _PATTERNS["item.lead_in"].search(squeeze(text)) if text.endswith(_COLONS) else None
            if match is None:
                continue
            setting = setting_of(sections, list(index.chain(index.at(paragraph.start))), frozenset())
            whole = find_subject(match["whole"], setting)
            if whole is not None and whole.measure in _SCOPE_OF_WHOLE:
                self._found.append((paragraph.start, setting.around, _SCOPE_OF_WHOLE[whole.measure]))

    def narrowed(self, setting: Setting, paragraph: Paragraph) -> Setting:
        """The setting of a numbered item, with the scope that the last line before it says.

        A setting that has a scope of its own stays what it is, and so does a paragraph that is no item.
        """
        if setting.scope != _ALL or not self._found:
            return setting
        before = [s for at, around, s in self._found if at < paragraph.start and around == setting.around]
        if not before or (setting.is_around and not self._is_item(paragraph)):
            return setting
        key = (id(setting), before[-1])
        if key not in self._narrowed:
            self._narrowed[key] = replace(setting, scope=before[-1])
        return self._narrowed[key]

    def _is_item(self, paragraph: Paragraph) -> bool:
        text = squeeze(self._text[paragraph.start : paragraph.end])
        has_mark = _PATTERNS["item.mark"].search(text) is not None
        return has_mark and _PATTERNS["item.mark_in_sentence"].search(text) is not None
