"""Which pages have no text layer that can be trusted, and why.

What a page says of itself decides, never its looks: how much of it pictures cover, how much text there is
and whether anybody sees it, and whether its characters are writing at all. In doubt the layer stands: a
digital page that is read by OCR loses exactness, a scan that is not is named in the notes.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.frame import Frame
from extractors.pdf.page import PageContent
from extractors.pdf.page_images import PageImage, covered, hidden_glyphs, images_of

IMAGE = "text in a picture"
OUTLINES = "text drawn as outlines"
NONSENSE = "a text layer that decodes to nothing readable"
HIDDEN = "a text layer that cannot be seen"

FEW = 8
"""A page with fewer solid glyphs has no text layer."""
PICTURE = 0.25
"""Where there are so few, a picture on this part of the page holds the text; less is a logo or a seal."""
MARGIN = 0.08
"""The part of the page's height at top and bottom where software that scans stamps names and numbers."""
FULL = 0.8
"""A picture on this part of the page is the page itself: text in the margins alone is stamped on it."""
OUTLINE_POINTS = 1_000
"""A line of text drawn as outlines has about so many points: 30 characters of more than 30. Rules have two
or five each, and are taken off."""
POINTS_OF_RULE = 6
MOSTLY = 0.5
"""More than this part of the text is hidden, or is no writing, where the layer is not to be trusted."""
UNCOMMON = 0.3
"""A page has more than this part of Chinese characters that are in no list of common ones only where they
are drawn at random: in pages of 185 disclosures it is 0.04 at most, at random it would be 0.6."""
MEANINGLESS = 0.3
"""The same of characters that are none: no decoder of a readable page gives so many."""
ENOUGH = 24
"""Fewer characters of a kind do not tell what a page is written in."""
FOREIGN = 0.3
"""Of the letters of a page of Chinese bytes that are taken for Latin-1 nearly all have accents; of any
language that is written so, less than this part."""
ODD_KINDS = 8
"""A page of Latin text has few of the signs of `_ODD`; one whose codes are the numbers of glyphs has most."""
ODD_SHARE = 0.1
"""Such a page has more than this part of them,"""
NUMBERED = 0.4
"""and more than this part where glyphs are numbered as they are first used: signs stand first in ASCII. In a
program it is a third at most."""
MIXED = 0.6
"""Else, of two characters that follow one another, more than this part are of different kinds (small and
capital letters, numbers, signs); in a program it is a third, in a language a tenth."""
_ODD = "!\"#$&'*+;<=>?@[\\]^`{|}~"
_OTHER, _NONE, _COMMON, _RARE, _ACCENTED, _LETTER, _SIGN = range(7)
_HAN = range(0x4E00, 0xA000)
_UNUSED = (range(0xE000, 0xF900), range(0xF0000, 0x110000), range(0xFF61, 0xFFA0))
"""Private use, and kana of half width: bytes of Chinese that are taken for Japanese give these."""
_REPLACEMENT = 0xFFFD


def distrust(document: object, content: PageContent, page: int, text_page: int, frame: Frame) -> str:
    """Why the text layer of the page at these handle addresses is not to be trusted; empty where it is."""
    codes = np.concatenate([layer.glyphs.codes for layer in (content, *content.layers)])
    if is_nonsense(codes):
        return NONSENSE
    if content.truncated:
        return ""  # what draws without end is not drawn: its objects and its pixels would take minutes
    few = content.page.n_glyphs < FEW
    if not content.page.has_image:
        points = content.n_drawn - POINTS_OF_RULE * content.n_rules
        return OUTLINES if few and points >= OUTLINE_POINTS else ""
    images = images_of(page, frame)
    part = covered(images, frame)
    if part >= PICTURE and few:
        return IMAGE
    if part >= FULL and _stands_in_margins(content):
        return IMAGE
    if part >= MOSTLY and _is_hidden(document, content, page, text_page, images, frame):
        return HIDDEN
    return ""


def _stands_in_margins(content: PageContent) -> bool:
    """Whether fewer than `FEW` glyphs stand between the margins."""
    height = content.page.height
    boxes = np.concatenate([layer.displayed_boxes() for layer in (content, *content.layers)])
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    return int(((middle > MARGIN * height) & (middle < (1 - MARGIN) * height)).sum()) < FEW


def _is_hidden(
    document: object,
    content: PageContent,
    page: int,
    text_page: int,
    images: list[PageImage],
    frame: Frame,
) -> bool:
    numbers = [number for layer in (content, *content.layers) for number in layer.glyphs.source]
    # What PDFium leaves out of its text (`omitted`) has no object to ask; it is like the rest of the layer.
    known = [number for number in numbers if number >= 0]
    hidden = hidden_glyphs(document, page, text_page, known, images, frame)
    return len(hidden) >= FEW and float(hidden.mean()) > MOSTLY


def is_nonsense(codes: NDArray[np.uint32]) -> bool:
    """Whether the characters of a page, as code points (n,), are no writing.

    Fonts that do not say what their glyphs mean give replacement and private characters; or Chinese
    characters at random, of which most are in no list of common ones (GB 2312 level 1, Big5 level 1), where
    of Chinese text, simplified or traditional, nearly all are; or the bytes of one encoding as the letters of
    another; or signs, letters and digits of ASCII without any order.
    """
    kinds = np.bincount(_kinds()[codes], minlength=7)
    common, rare = int(kinds[_COMMON]), int(kinds[_RARE])
    solid = int(kinds.sum()) - int((codes == ord(" ")).sum())
    if kinds[_NONE] > MEANINGLESS * solid:
        return True
    if common + rare >= ENOUGH and rare > UNCOMMON * (common + rare):
        return True
    letters = int(kinds[_ACCENTED] + kinds[_LETTER]) + common + rare
    if kinds[_ACCENTED] >= ENOUGH and kinds[_ACCENTED] > FOREIGN * letters:
        return True
    odd = codes[_kinds()[codes] == _SIGN]
    if len(odd) <= max(common, ODD_SHARE * solid) or len(np.unique(odd)) < ODD_KINDS:
        return False
    return len(odd) > NUMBERED * solid or _is_mixed_up(codes)


def _is_mixed_up(codes: NDArray[np.uint32]) -> bool:
    """Whether signs, letters and numbers of ASCII follow one another without any order."""
    classes = _classes()[np.minimum(codes, len(_classes()) - 1)]
    left, right = classes[:-1], classes[1:]
    both = (left > 0) & (right > 0)
    return bool((left != right)[both].mean() > MIXED) if both.any() else False


@cache
def _classes() -> NDArray[np.uint8]:
    """The class of each ASCII code: small letter, capital, number with its marks, sign; 0 for others."""
    classes = np.zeros(0x80, dtype=np.uint8)
    for code in range(0x21, 0x7F):
        char = chr(code)
        is_of = (char.islower(), char.isupper(), char in "0123456789.,-", True)
        classes[code] = is_of.index(True) + 1
    return classes


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kind of each code point."""
    kinds = np.full(0x110000, _OTHER, dtype=np.uint8)
    for unused in _UNUSED:
        kinds[unused.start : unused.stop] = _NONE
    kinds[_REPLACEMENT] = _NONE
    for code in _HAN:
        kinds[code] = _COMMON if _is_common(chr(code)) else _RARE
    for code in range(0x250):
        if chr(code).isalpha() or code in range(0xA1, 0xC0):
            kinds[code] = _LETTER if code < 0x80 else _ACCENTED
    for sign in _USED_ALONE:
        kinds[ord(sign)] = _OTHER
    for sign in _ODD:
        kinds[ord(sign)] = _SIGN
    return kinds


_USED_ALONE = "§«»°±²³µ·¹º¼½¾×÷"
"""Signs of Latin-1 that stand in pages of any language."""


def _is_common(char: str) -> bool:
    """Is a Chinese character in the first level of GB 2312 or of Big5?"""
    for encoding, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            if first <= char.encode(encoding)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False
