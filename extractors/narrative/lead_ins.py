"""Lines that say which fund the items behind them are of: 财政拨款支出主要内容如下："""

from __future__ import annotations

from extractors.document import Document, Paragraph
from extractors.frozen import replaced
from extractors.narrative.setting import ALL_FUNDS, Setting, Settings
from extractors.narrative.squeezed import squeeze
from extractors.narrative.subjects import find_subject
from patterns import compiled, load
from patterns.shapes.clauses import Clauses, Scope

_PATTERNS = compiled(Clauses)
_COLONS = load(Clauses).words.colons
_SCOPE_OF_TOTAL = {measure: scope for scope, measure in load(Clauses).item_measure.items()}


class LeadIns:
    """The lead-in lines of a document."""

    def __init__(self, doc: Document, settings: Settings) -> None:
        self._text = doc.text
        self._lines: list[tuple[int, int | None, Scope]] = []
        """Where each stands, the section around it, and the scope that it says."""
        self._narrowed: dict[tuple[int, Scope], Setting] = {}
        for paragraph in doc.paragraphs:
            text = doc.text[paragraph.start : paragraph.end].rstrip()
            match = _PATTERNS["item.lead_in"].search(squeeze(text)) if text.endswith(_COLONS) else None
            if match is None:
                continue
            setting = settings.at(paragraph.start)
            total = find_subject(match["whole"], setting)
            if total is not None and total.measure in _SCOPE_OF_TOTAL:
                self._lines.append((paragraph.start, setting.around, _SCOPE_OF_TOTAL[total.measure]))

    def narrowed(self, setting: Setting, paragraph: Paragraph) -> Setting:
        """The setting of a numbered item, with the scope that the last line before it says.

        A setting that has a scope of its own stays what it is, and so does a paragraph that is no item.
        """
        if setting.scope != ALL_FUNDS or not self._lines:
            return setting
        before = [s for at, around, s in self._lines if at < paragraph.start and around == setting.around]
        if not before or (setting.is_around and not self._is_item(paragraph)):
            return setting
        key = (id(setting), before[-1])
        if key not in self._narrowed:
            self._narrowed[key] = replaced(setting, scope=before[-1])
        return self._narrowed[key]

    def _is_item(self, paragraph: Paragraph) -> bool:
        text = squeeze(self._text[paragraph.start : paragraph.end])
        has_mark = _PATTERNS["item.mark"].search(text) is not None
        return has_mark and _PATTERNS["item.mark_in_sentence"].search(text) is not None
