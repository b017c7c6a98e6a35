"""What a rule of the audit says when it fires: the base of the entries of its pattern files."""

from __future__ import annotations

from typing import Literal

from patterns.shape import Entry, Shape

Severity = Literal["info", "warning", "error"]
"""From the mildest."""
Category = Literal[
    "arithmetic", "contradiction", "semantics", "format", "completeness", "identity", "plausibility"
]


class Rule(Shape, frozen=True, kw_only=True):
    """What is wrong, how grave it is, and how a finding says so; each file says what its templates hold."""

    code: str
    category: Category
    severity: Severity
    message_zh: str
    message_en: str


class CheckRule(Rule, frozen=True, kw_only=True):
    """A rule that is evaluated as a check, whether it holds or not."""

    finding: str | None = None
    """The code of the finding that a failure gives, where it is not that of the check."""


class SearchedIn(Entry, frozen=True, kw_only=True):
    """A pattern that is searched in paragraphs, or in some of them."""

    only_with: tuple[str, ...] = ()
    """The paragraph has one of these words; empty: every paragraph is searched."""

    def may_be_in(self, text: str) -> bool:
        """Is a text worth a search?"""
        return not self.only_with or any(word in text for word in self.only_with)
