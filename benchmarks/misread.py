"""A recogniser that misreads as OCR does, played over print: what was printed stays known.

Numbers of a digital document are changed as recognisers of scanned tables change them; their pages are marked
as recognised, every character gets a confidence, and a second look is played too. Nothing here knows of
the repair. All draws are seeded by document and number.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.document import Candidate, Document, Grid
from extractors.edited import edited
from extractors.tables.cell_values import is_code, read_cell

LOOK_ALIKES = {
    "0": "6689",
    "1": "7774",
    "2": "7",
    "3": "8885",
    "4": "91",
    "5": "6638",
    "6": "88550",
    "7": "1112",
    "8": "663309",
    "9": "8804",
}
"""What each digit is taken for, commoner ones more often."""
LETTERS = {"0": "O", "1": "l"}
IDEOGRAPHS = dict(
    pair
    for one, other in (
        "末未", "己已", "土士", "人入", "日曰", "千干", "大太", "政攻", "支文", "本木",
        "项顶", "拨拔", "经径", "费贷", "出山", "财材", "务条", "住往", "公会", "员贡",
        "事亊", "业亚", "管菅", "理埋", "行衍", "育盲", "社杜", "保俣", "医匡", "疗疔",
        "卫工", "生牛", "机朷", "关夫", "单甲", "位立", "养券", "老孝", "险检", "缴徼",
        "农衣", "林材", "水永", "其基", "他地", "般船", "共其", "服股", "教敎", "科料",
        "学字", "技枝",
    )
    for pair in ((one, other), (other, one))
)  # fmt: skip
"""Characters that are taken for each other."""
SAME_AGAIN = 0.15
"""A number that is printed twice in a document is misread the same way again so often."""
KINDS = {
    "digit": 58,
    "two digits": 5,
    "point lost": 8,
    "separator lost": 5,
    "separator for point": 6,
    "sign lost": 3,
    "digit doubled": 3,
    "digit lost": 6,
    "letter": 4,
    "neighbour": 2,
}
"""What happens to a misread number, and how often of a hundred."""
IN_PROSE = {"digit": 80, "digit lost": 12, "digit doubled": 8}
"""The same for amounts in sentences: what leaves a number a number, so that it can be counted."""
AMOUNT = re.compile(r"\d[\d,]*\.\d+")
"""What counts as an amount in a sentence."""
CUT_BADLY = ("neighbour", "digit lost")
"""What a second look at the same cut sees again in half of the cases."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number of a table: where its cell is, what was printed and what is read."""

    grid: int
    row: int
    col: int
    truth: str
    read: str
    start: int
    """Where the cell's text begins in the misread document."""
    end: int
    kind: str | None = None
    """How it was misread; null where it was not."""

    @property
    def is_misread(self) -> bool:
        """Whether another value is read than was printed."""
        return value_of(self.read) != value_of(self.truth)


def value_of(text: str) -> object:
    """What a cell says as a number; its text where it is none."""
    found = read_cell(text)
    return text if found.value is None else found.value


class Scan:
    """A document as a recogniser might give it."""

    def __init__(self, document: Document, name: str, seed: int, rate: float) -> None:
        """`rate` is the share of numbers that are misread; `name` and `seed` decide which."""
        self._draw = random.Random(f"{seed}/{name}/{rate}")
        found = [
            (n, cell.row, cell.col, cell.text, cell.start, cell.end)
            for n, grid in enumerate(b for b in document.blocks if isinstance(b, Grid))
            for cell in grid.cells
            if is_number(cell.text) and document.text[cell.start : cell.end] == cell.text
        ]
        self.words: list[Printed] = []
        """Codes and labels of tables, as `numbers`; their spans are those of the document given."""
        words = self._words(document, rate)
        told: dict[str, tuple[str, str]] = {}
        self.prose: list[tuple[str, str]] = []
        """What is printed and what is read of every amount in sentences, in reading order."""
        prose = self._amounts(document, rate)
        read: list[tuple[str, str | None]] = []
        for n, (_, _, _, text, _, _) in enumerate(found):
            near = found[n + 1][3] if n + 1 < len(found) else "0"
            read.append(self._read(text, near, rate, told))
        changes = [
            (start, end, new)
            for (_, _, _, text, start, end), (new, _) in zip(found, read, strict=True)
            if new != text
        ]
        pages = tuple(replace(page, origin="ocr") for page in document.pages)
        text_confidence = np.full(len(document.text), 0.99, dtype=np.float32)
        seen = replace(document, pages=pages, text_origin="ocr", char_confidence=text_confidence)
        seen = edited(seen, words)
        unsure = [(start, end, new) for start, end, new in prose if seen.text[start:end] != new]
        confidence = seen.char_confidence
        assert confidence is not None
        for word in self.words:
            confidence[word.start : word.end] = [
                _of_right(self._draw) if right == sign else _of_wrong(self._draw, 0.15)
                for right, sign in zip(word.truth, word.read, strict=True)
            ]
        for start, end, _ in unsure:
            confidence[start:end] = _of_wrong(self._draw, 0.15)
        self.document = edited(seen, sorted((*changes, *unsure)))
        self.numbers = self._numbers(found, read, unsure)
        self._candidates = {(p.start, p.end): self._looked(p) for p in self.numbers}
        amounts = zip(amounts_in(self.document), self.prose, strict=True)
        for (start, end), (truth, new) in amounts:
            kind = None if new == truth else "digit"
            number = Printed(0, 0, 0, truth, new, start, end, kind)
            self._candidates[start, end] = self._looked(number)
        self._set_confidence()
        self.asked = 0

    def _words(self, document: Document, rate: float) -> list[tuple[int, int, str]]:
        """Misreads codes and labels, each with one character of its length: no offset moves."""
        draw, changes = self._draw, []
        for n, grid in enumerate(b for b in document.blocks if isinstance(b, Grid)):
            for cell in grid.cells:
                text = cell.text
                if document.text[cell.start : cell.end] != text or is_number(text) or len(text) < 3:
                    continue
                kind = "code" if is_code(text) else "label"
                at = draw.randrange(len(text))
                sign = text[at]
                wrong = draw.choice(LOOK_ALIKES[sign]) if kind == "code" else IDEOGRAPHS.get(sign, sign)
                is_wrong = draw.random() < rate and wrong != sign
                read = text[:at] + wrong + text[at + 1 :] if is_wrong else text
                if is_wrong:
                    changes.append((cell.start, cell.end, read))
                own = kind if is_wrong else None
                self.words.append(Printed(n, cell.row, cell.col, text, read, cell.start, cell.end, own))
        return changes

    def _amounts(self, document: Document, rate: float) -> list[tuple[int, int, str]]:
        """Misreads amounts of sentences."""
        draw, changes = self._draw, []
        for start, end in amounts_in(document):
            truth = new = document.text[start:end]
            if draw.random() < rate:
                new = misread(truth, draw.choices(list(IN_PROSE), list(IN_PROSE.values()))[0], "", draw)
            if AMOUNT.fullmatch(new) is None:
                new = truth
            changes.append((start, end, new))
            self.prose.append((truth, new))
        return changes

    def _read(
        self, text: str, near: str, rate: float, told: dict[str, tuple[str, str]]
    ) -> tuple[str, str | None]:
        draw = self._draw
        if read_cell(text).value and text in told and draw.random() < SAME_AGAIN:
            return told[text]
        if draw.random() >= rate:
            return text, None
        kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
        new = misread(text, kind, near, draw)
        if new == text:
            return text, None
        told[text] = (new, kind)
        return new, kind

    def _numbers(
        self,
        found: Sequence[tuple[int, int, int, str, int, int]],
        read: Sequence[tuple[str, str | None]],
        others: Sequence[tuple[int, int, str]],
    ) -> list[Printed]:
        moved = passed = 0
        numbers = []
        for (grid, row, col, text, start, _), (new, kind) in sorted(
            zip(found, read, strict=True), key=lambda pair: pair[0][4]
        ):
            while passed < len(others) and others[passed][0] < start:
                begin, end, instead = others[passed]
                moved, passed = moved + len(instead) - (end - begin), passed + 1
            at = start + moved
            numbers.append(Printed(grid, row, col, text, new, at, at + len(new), kind))
            moved += len(new) - len(text)
        return numbers

    def _set_confidence(self) -> None:
        draw = self._draw
        confidence = self.document.char_confidence
        assert confidence is not None
        for number in self.numbers:
            own = [_of_right(draw) for _ in number.read]
            if number.kind is not None:
                wrong = [i for i, sign in enumerate(number.read) if number.truth[i : i + 1] != sign]
                for i in wrong[: 2 if number.kind == "two digits" else 1] or [len(own) - 1]:
                    own[i] = _of_wrong(draw, 0.4 if number.kind in CUT_BADLY else 0.15)
            confidence[number.start : number.end] = own

    def _looked(self, number: Printed) -> tuple[Candidate, ...]:
        draw, truth, read = self._draw, number.truth, number.read
        others: list[str] = []
        for _ in range(draw.randint(2, 5)):
            kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
            others.append(misread(truth, kind, "7", draw))
        if read == truth:
            best = truth if draw.random() < 0.985 else others[0]
        elif number.kind in CUT_BADLY:
            best = draw.choices((truth, read, others[0]), (45, 50, 5))[0]
        else:
            best = draw.choices((truth, read, others[0]), (75, 14, 11))[0]
        behind = [read, truth] if draw.random() < 0.9 else [read]
        draw.shuffle(behind)
        texts = list(dict.fromkeys([best, *behind, *others]))
        if best == truth:
            first = draw.betavariate(8, 1)
        else:
            first = draw.uniform(0.97, 0.995) if draw.random() < 0.2 else draw.uniform(0.35, 0.9)
        probabilities, left = [max(first, 0.3)], 1 - max(first, 0.3)
        for _ in texts[1:]:
            part = left * draw.uniform(0.4, 0.8)
            probabilities.append(min(part, probabilities[-1]))
            left -= part
        return tuple(map(Candidate, texts, probabilities))

    def look(self, spans: Sequence[tuple[int, int]]) -> list[tuple[Candidate, ...]]:
        """What the larger model makes of these spans of the misread document."""
        self.asked += len(spans)
        return [self._candidates.get(span, ()) for span in spans]


def amounts_in(document: Document) -> list[tuple[int, int]]:
    """The spans of the amounts in sentences, in reading order."""
    return [
        (paragraph.start + found.start(), paragraph.start + found.end())
        for paragraph in document.paragraphs
        for found in AMOUNT.finditer(document.text[paragraph.start : paragraph.end])
    ]


def is_number(text: str) -> bool:
    """Whether a cell holds an amount, no code and no ordinal."""
    return read_cell(text).value is not None and not is_code(text) and (len(text) > 2 or text == "0")


def misread(text: str, kind: str, near: str, draw: random.Random) -> str:
    """A printed number as it may be misread; as it is, where that cannot happen to it."""
    digits = [i for i, sign in enumerate(text) if sign.isdigit()]
    i = draw.choice(digits)
    match kind:
        case "digit":
            return text[:i] + draw.choice(LOOK_ALIKES[text[i]]) + text[i + 1 :]
        case "two digits":
            return misread(misread(text, "digit", near, draw), "digit", near, draw)
        case "point lost":
            return text.replace(".", "")
        case "separator lost":
            return text.replace(",", "", 1)
        case "separator for point":
            return text.replace(".", ",") if draw.random() < 0.5 else text.replace(",", ".", 1)
        case "sign lost":
            return text.lstrip("-−")
        case "digit doubled":
            return text[:i] + text[i] + text[i:]
        case "digit lost":
            return text[:i] + text[i + 1 :] if len(digits) > 1 else text
        case "letter":
            return text[:i] + LETTERS.get(text[i], text[i]) + text[i + 1 :]
        case _:
            return text + next((sign for sign in near if sign.isdigit()), "")


def _of_right(draw: random.Random) -> float:
    return draw.uniform(0.97, 0.9999) if draw.random() < 0.98 else draw.uniform(0.5, 0.97)


def _of_wrong(draw: random.Random, sure: float) -> float:
    return draw.uniform(0.97, 0.999) if draw.random() < sure else draw.uniform(0.35, 0.95)
