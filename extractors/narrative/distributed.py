"""Lists whose figures are divided among several subjects: A、B分别为1、2万元 (docs/domain.md §3.2 P19).

Subjects and figures are zipped where there are as many of the one as of the other; else no figure has a
subject. 收、支总计各是 is one measure with two figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.frozen import replaced
from extractors.narrative.aspects import Aspects, Subject
from extractors.narrative.changes import read_change
from extractors.narrative.rates import read_rate
from extractors.narrative.sentence import Sentence
from extractors.narrative.setting import Setting
from extractors.narrative.squeezed import clause_start
from extractors.narrative.subjects import find_subject, match_subject
from extractors.narrative.values import value_role
from extractors.records import Quantity
from patterns import compiled, load
from patterns.shapes.clauses import Clauses

_PATTERNS = compiled(Clauses)
_WORDS = load(Clauses).words


def run_length(kinds: Sequence[str], between: Sequence[str]) -> int:
    """How many figures of one kind stand side by side; `between` are the squeezed words before each.

    >>> run_length(["amount", "amount", "percent"], ["总计各是", ",", ","])
    2
    """
    length = 1
    while length < len(kinds) and kinds[length] == kinds[0]:
        if not _PATTERNS["side_by_side"].search(between[length]):
            break
        length += 1
    return length


def read_spread(
    words: str, figures: Sequence[Quantity], setting: Setting, sentence: Sentence
) -> list[tuple[Aspects, ...]] | None:
    """How each figure of a list is read, for none or several subjects; null where nothing is divided."""
    size = len(figures)
    match = _PATTERNS["distributive"].search(words)
    if match is None:
        if size < 2 or size != len(sentence.spread) or not _PATTERNS["spread.goes_on"].search(words):
            return None
        return _divided(words, figures, sentence.spread, setting, sentence)
    head = words[: match.start()]
    subjects = _listed(head, setting)
    if not subjects and size > 1:
        subject = find_subject(head, setting)
        if subject is not None:
            subjects = (subject,) * 2 if subject.measure in _WORDS.paired else ()
        elif _PATTERNS["spread.goes_on"].search(head):
            subjects = sentence.spread
    if size == 1 and (len(subjects) < 2 or not match["each"]):
        return None
    return _divided(head + words[match.end("spread") :], figures, subjects, setting, sentence)


def _divided(
    words: str,
    figures: Sequence[Quantity],
    subjects: tuple[Subject, ...],
    setting: Setting,
    sentence: Sentence,
) -> list[tuple[Aspects, ...]]:
    """The aspects of figures that belong to `subjects`, one each; none where they are not as many."""
    size = len(figures)
    shared = _shared(words, figures[0].kind, setting, sentence)
    sentence.spread, sentence.subject = subjects, subjects[0] if len(set(subjects)) == 1 else None
    if shared is None:
        return [()] * size
    if shared.comparator:
        sentence.comparator = shared.comparator
    divided = tuple(replaced(shared, subject=s, about_other=False) for s in subjects)
    if size == 1:
        return [divided]
    return [(aspects,) for aspects in divided] if len(divided) == size else [()] * size


def _shared(words: str, kind: str, setting: Setting, sentence: Sentence) -> Aspects | None:
    """What the words say about all figures of the list, but for their subjects."""
    change = read_change(words, setting, kind, sentence.comparator)
    if change is not None:
        return change if change.role is not None else None
    if kind == "percent":
        return read_rate(words, setting, sentence.before)
    role, back, budget = value_role(words, setting.basis)
    return None if role is None else Aspects(role, years_back=back, budget_basis=budget)


def _listed(head: str, setting: Setting) -> tuple[Subject, ...]:
    """The subjects of a list at the end of `head`; empty where one of them is not known.

    Members may leave the end to the last one: 货物、工程和服务支出.
    """
    clause = head[clause_start(head) :]
    pieces = _PATTERNS["spread.joint"].compiled.split(clause)
    if len(pieces) < 2:
        return ()
    shared = next((s for s in _WORDS.shared_ends if pieces[-1].endswith(s)), "")
    found: list[Subject] = []
    at = 0
    while at < len(pieces):
        # 年初结转和结余 has a joint in itself: the longest name counts.
        begin = sum(len(piece) + 1 for piece in pieces[:at])
        for until in range(len(pieces), at, -1):
            text = clause[begin : begin + sum(len(piece) + 1 for piece in pieces[at:until]) - 1]
            subject = match_subject(text, setting)
            if subject is None and until == at + 1:
                subject = _member(text, shared, setting, first=not found)
            if subject is not None:
                break
        else:
            return ()
        found.append(subject)
        at = until
    return tuple(found) if len(found) > 1 else ()


def _member(text: str, shared: str, setting: Setting, first: bool) -> Subject | None:
    find = find_subject if first else match_subject
    return find(text, setting) or (find(text + shared, setting) if shared else None)
