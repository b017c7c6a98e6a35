"""Values whose words name no subject of their own: the heading names it.

（三）公务接待费 / 2026年预算3.20万元; （一）机关运行经费。2026年财政拨款运行经费321.00万元.
The words before such a figure are years, the body, its fund and words of every budget; what else they say is
a shorter form of the heading.
"""

from __future__ import annotations

from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from extractors.narrative.sides import side_of, side_of_words
from extractors.narrative.squeezed import clause_start
from extractors.narrative.subjects import generic_nouns
from extractors.narrative.values import value_role
from patterns import compiled, load
from patterns.shapes.clauses import Clauses

_PATTERNS = compiled(Clauses)
_TOTALS = frozenset(load(Clauses).words.paired)
BY_SECTION = "heading.section"
"""What found the total of a section whose title names no subject."""


def says_only_the_whole(subject: Subject | None, heading: Subject | None) -> bool:
    """Whether a total (本年支出合计) below the heading of an item or an expense can only be the heading's."""
    if subject is None or heading is None or subject.by not in generic_nouns() or subject.fund is not None:
        return False
    if heading.by == BY_SECTION or heading.measure in _TOTALS:
        return False
    return heading.is_item or side_of(heading.measure) is None


def read_bare_value(words: str, setting: Setting, sentence: Sentence) -> Aspects | None:
    """The first value of the subject that the heading names; null where the words are of something else.

    `words` (squeezed) stand before the figure in its sentence.
    """
    subject = sentence.subject or sentence.heading
    if subject is None:
        return None
    clause = words[clause_start(words) :]
    match = _PATTERNS["value.bare"].search(clause)
    if match is None or not any(match["rest"] in title for title in setting.titles[:1]):
        return None
    side, of = side_of_words(clause), side_of(subject.measure)
    if side is not None and of is not None and side != of:
        return None
    role, back, budget_basis = value_role(words, setting.basis)
    if role is None or (not back and subject in sentence.valued):
        return None
    return Aspects(role, subject, years_back=back, budget_basis=budget_basis)
