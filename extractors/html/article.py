"""The article of a portal's page: what is left without navigation, share bars, lists of links and footers.

Structure decides: the smallest element that holds nearly all text outside of links, every sentence and every
amount. Names that content management systems give only help where that agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import patterns
from extractors.html.elements import Element
from extractors.html.styles import Styles
from patterns.shapes.web_pages import WebPages

NEVER_TEXT = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "select", "option", "button", "input"),
        *("textarea", "svg", "iframe", "object", "embed", "video", "audio", "canvas"),
    )
)
"""What holds no text of an article."""
_AROUND_TAGS = frozenset(("nav", "header", "footer", "aside"))
_WORDS = re.compile(r"[a-z]+|[^\W\d_a-z]+")
_AMOUNT = re.compile(r"\s*[-−]?(?:[0-9][0-9,，]*\.[0-9]+|[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]{2,})%?\s*")
_MONEY_LIKE = re.compile(r"[0-9]\.[0-9]{2}(?![0-9])|[0-9],[0-9]{3}(?![0-9])")
_LABEL_ENDS = re.compile(r"[\s:：\[\]【】]+")
_YEAR = re.compile(r"\s*(?:19|20)[0-9]{2}\s*|\s*0[0-9]*\s*")
MOST_AROUND = 400
"""Characters outside of links; what has more is no bar around an article, whatever it is called."""
MOSTLY = 0.6
"""The article has at least this part of the text."""
NEARLY = 0.95
"""And this part of what stands in whole sentences."""
LINKED = 0.75
"""Where more of the text than this is links, it is a list of links."""
FEW_LINKS = 3
"""So many links make a list."""
MOST_RECORD = 1_500
"""Characters of a record of an article."""
_STOPS = frozenset(("p", "table", "ul", "ol", "dl", "pre", "h1", "h2", "h3", "h4"))


@dataclass(slots=True)
class Weight:
    """What an element holds, all below it counted."""

    plain: int = 0
    """Characters of text outside of links, white space left out."""
    linked: int = 0
    """Characters of links to other pages."""
    links: int = 0
    """How many of these there are."""
    sentences: int = 0
    """Characters of texts outside of links that end a sentence."""
    amounts: int = 0
    """Cells of tables in which a number stands alone, and texts outside of links that name money."""
    tables: int = 0
    """Tables below it, itself left out."""
    in_tables: int = 0
    """Characters, linked or not, in these."""

    def add(self, other: Weight) -> None:
        """Counts what stands in another."""
        self.plain += other.plain
        self.linked += other.linked
        self.links += other.links
        self.sentences += other.sentences
        self.amounts += other.amounts
        self.tables += other.tables

    @property
    def size(self) -> int:
        """All its characters."""
        return self.plain + self.linked


class Article:
    """A page with what each of its elements holds."""

    def __init__(self, root: Element, styles: Styles) -> None:
        known = patterns.load(WebPages)
        self._words, self._names = frozenset(known.around), frozenset(known.article)
        self._labels = frozenset(known.record_labels)
        self._money = patterns.compiled(WebPages)["amount"]
        self._file = patterns.compiled(WebPages)["attachment_file"]
        self._styles = styles
        self.hidden: set[int] = set()
        """Ids of elements that are not shown, with all below them."""
        self.aside: set[int] = set()
        """Ids of elements that stand around the article, with all below them."""
        self._weights: dict[int, Weight] = {}
        self.root = root
        self._weigh(root)
        self.body = self._found()
        """The smallest element that holds the article."""
        self._leave_lists_out()

    def weight(self, element: Element) -> Weight:
        """What an element holds."""
        return self._weights.get(id(element), Weight())

    def is_left_out(self, element: Element) -> bool:
        """Whether an element holds nothing of an article: hidden, a script, a bar around it."""
        return id(element) in self.hidden or id(element) in self.aside or element.tag in NEVER_TEXT

    def is_shown(self, element: Element) -> bool:
        """Whether neither the element nor one that it stands in is left out."""
        return not self.is_left_out(element) and not any(map(self.is_left_out, element.above()))

    def is_record(self, element: Element) -> bool:
        """Whether an element is the record that a portal keeps of an article: labels with their values."""
        weight = self.weight(element)
        if weight.amounts or weight.sentences > MOST_AROUND:
            return False
        if not 0 < weight.plain + weight.linked <= MOST_RECORD:
            return False
        texts = (child for e in element.walk() for child in e.children if isinstance(child, str))
        words = (word for text in texts for word in _LABEL_ENDS.split(text.replace("\N{EM SPACE}", "")))
        return len(self._labels.intersection(words)) > 1

    def left_over(self) -> Iterator[Element]:
        """The outermost elements that are no part of the article though they name amounts, hidden or not."""
        inside = {id(self.body)}
        inside.update(id(above) for above in self.body.above())
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            if element.tag in NEVER_TEXT:
                continue
            if id(element) in self.hidden:
                if self._is_outside(element) and _MONEY_LIKE.search(element.all_text()):
                    yield element
                continue
            if id(element) not in inside and element is not self.root and self._is_outside(element):
                # What is aside was not counted in what it stands in.
                if self._weights[id(element)].amounts:
                    yield element
                continue
            waiting.extend(reversed(list(element.elements)))

    def _is_outside(self, element: Element) -> bool:
        return id(element) in self.aside or not any(a is self.body for a in element.above())

    def _weigh(self, root: Element) -> None:
        for element in root.walk():
            if element.tag not in NEVER_TEXT and self._styles.is_hidden(element):
                self.hidden.add(id(element))
        for element, links in _upwards(root):
            weight = Weight(links=int(_leads_away(element)))
            self._weights[id(element)] = weight
            if element.tag in NEVER_TEXT or id(element) in self.hidden:
                continue
            for child in element.children:
                if not isinstance(child, str):
                    if id(child) not in self.aside:
                        of_child = self._weights[id(child)]
                        weight.add(of_child)
                        weight.tables += child.tag == "table"
                        weight.in_tables += of_child.size if child.tag == "table" else of_child.in_tables
                    continue
                size = len("".join(child.split()))
                if links:
                    weight.linked += size
                    continue
                weight.plain += size
                if size and "\N{IDEOGRAPHIC FULL STOP}" in child:
                    weight.sentences += size
                if size and self._money.search(child):
                    weight.amounts += 1
            if element.tag in ("td", "th") and not weight.tables and is_amount(element.all_text()):
                weight.amounts += 1
            if self._stands_around(element, weight):
                self.aside.add(id(element))

    def _stands_around(self, element: Element, weight: Weight) -> bool:
        if weight.amounts or weight.plain > MOST_AROUND or element.tag in ("html", "body", "table", "td"):
            return False
        if element.tag in _AROUND_TAGS:
            return not any(inner.tag == "h1" for inner in element.walk())
        names = f"{element.attribute('id')} {element.attribute('class')}".lower()
        if not names.strip() or self._names & set(names.split()):
            return False
        return not self._words.isdisjoint(_WORDS.findall(names))

    def _found(self) -> Element:
        body = next((e for e in self.root.elements if e.tag == "body"), self.root)
        all_of_it = self.weight(body)
        named = [e for e in body.walk() if self._is_named(e) and not any(map(self._is_named, e.above()))]
        named = [e for e in named if id(e) not in self.hidden and self._holds_all(e, all_of_it)]
        if len(named) == 1:
            return named[0]
        at = body
        while True:
            inner = [
                e
                for e in at.elements
                if not self.is_left_out(e)
                and self.weight(e).plain >= MOSTLY * all_of_it.plain
                and self.weight(e).sentences >= NEARLY * all_of_it.sentences
                and self.weight(e).amounts == all_of_it.amounts
            ]
            if len(inner) != 1 or (inner[0].tag in _STOPS and not self.weight(inner[0]).tables):
                return at
            at = inner[0]

    def _is_named(self, element: Element) -> bool:
        names = f"{element.attribute('id')} {element.attribute('class')}".lower().split()
        return not self._names.isdisjoint(names)

    def _holds_all(self, element: Element, all_of_it: Weight) -> bool:
        """Whether a named body loses nothing: all amounts are in it, and no longer text is elsewhere."""
        weight = self.weight(element)
        return weight.amounts == all_of_it.amounts and (
            weight.plain >= MOSTLY * all_of_it.plain or all_of_it.plain - weight.plain <= 3 * MOST_AROUND
        )

    def _leave_lists_out(self) -> None:
        """Lists of links that stand in the article's element, beside text of its own: menus, what is read
        most. A page that is nothing but a list keeps it."""
        lists: list[Element] = []
        waiting = [self.body]
        kept = self.weight(self.body).plain
        while waiting:
            element = waiting.pop()
            if self.is_left_out(element):
                continue
            weight = self.weight(element)
            if element is not self.body and self._is_list(element, weight):
                lists.append(element)
                kept -= weight.plain
            else:
                waiting.extend(element.elements)
        if kept > MOST_AROUND or self.weight(self.body).amounts:
            self.aside.update(map(id, lists))

    def _is_list(self, element: Element, weight: Weight) -> bool:
        if weight.amounts or weight.links < FEW_LINKS or weight.sentences:
            return False
        if weight.linked < LINKED * (weight.linked + weight.plain):
            return False
        return not any(
            self._file.search(link.attribute("href")) or self._file.search(link.all_text()[-200:])
            for link in element.walk()
            if link.tag == "a"
        )


def is_amount(text: str) -> bool:
    """Whether a cell holds an amount alone, as tables of money have them; years and codes are none.

    >>> is_amount("1,234.50"), is_amount(" 85 "), is_amount("2024"), is_amount("3"), is_amount("007")
    (True, True, False, False, False)
    """
    return _AMOUNT.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def _leads_away(element: Element) -> bool:
    """Whether an element is a link to another page; one to a place in this page is a line of contents."""
    return element.tag == "a" and not element.attribute("href").strip().startswith("#")


def _upwards(root: Element) -> Iterator[tuple[Element, bool]]:
    """Every element behind all that are in it, and whether it is a link or stands in one."""
    waiting: list[tuple[Element, bool, bool]] = [(root, False, False)]
    while waiting:
        element, in_link, is_done = waiting.pop()
        if is_done:
            yield element, in_link
            continue
        links = in_link or (_leads_away(element) and bool(element.attribute("href")))
        waiting.append((element, links, True))
        waiting.extend((child, links, False) for child in element.elements)
