"""Whose staff and departments a sentence counts, where they are of another body than the publisher."""

from __future__ import annotations

from extractors.frozen import replaced
from extractors.narrative.aspects import Subject
from extractors.narrative.squeezed import squeeze
from patterns import compiled, load
from patterns.shapes.counted import Counted

_PATTERNS = compiled(Counted)
_WORDS = load(Counted).words
_SHORT_NAME = 2
"""What is added to the name of a body to say that its own offices are meant is not longer: 某市气象局局."""


class Publisher:
    """The body that publishes; others that sentences name are told apart from it by their names."""

    def __init__(self, name: str | None) -> None:
        self._name = squeeze(name or "")

    def labelled(self, subject: Subject, sentence: str) -> Subject:
        """The subject with the name of another body than the one that publishes, if the sentence names it.

        `sentence` are its squeezed words before the count.
        """
        if subject.label or not subject.measure.startswith(_WORDS.labelled):
            return subject
        match = _PATTERNS["body"].search(sentence)
        if match is None:
            return subject
        body = match["body"]
        nameless = body.startswith(_WORDS.no_names)
        if nameless or self.is_called(body) or not _PATTERNS["body_name"].search(body):
            return subject
        return replaced(subject, label=body)

    def is_called(self, body: str) -> bool:
        """True for the publisher's name, a part of it (局), or a shorter form of it (市资源规划局)."""
        letters = iter(self._name)
        if all(letter in letters for letter in body):
            return True
        return body.startswith(self._name) and len(body) <= len(self._name) + _SHORT_NAME
