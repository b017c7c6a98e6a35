"""A leaf as it is read: without its rules, and without what seals leave behind where they were taken out."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from extractors.ocr.darkness import INKED, paper_and_darkness
from extractors.ocr.picture import Leaf, RasterRules
from extractors.ocr.rule_erasing import without_rules

USUAL = 75
"""Percentile of the darkness of ink that is taken for that of its strokes: their sides are lighter."""
RESIDUE = 0.4
"""What is left of a seal is lighter than this part of the page's print; print under it is not."""


def cleaned(leaf: Leaf, rules: RasterRules | None) -> Leaf:
    """The leaf without rules and without the remains of seals; its geometry is the same."""
    grey = leaf.grey if rules is None else without_rules(leaf, rules)
    if leaf.seal_pixels is None:
        return replace(leaf, grey=grey)
    paper, darker = paper_and_darkness(grey, leaf.scale)
    sealed = cv2.dilate((leaf.seal_pixels < 255).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    print_ = darker[~sealed & (darker > INKED)]
    if len(print_):
        left = sealed & (darker < RESIDUE * float(np.percentile(print_, USUAL)))
        grey = np.where(left, np.maximum(grey, paper), grey)
    return replace(leaf, grey=grey)
