"""What a reading model says: characters with places and probabilities, and strings to choose from.

The models give, for each step along a line, the probability of each character and of none (connectionist
temporal classification): a character lasts over several steps, and two alike are parted by a step of none.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from extractors.document import Candidate

NEGLIGIBLE = 1e-3
"""A character less probable than this at a step is not followed there."""
WIDTH = 24
"""So many beginnings of strings are followed at once."""


@dataclass(frozen=True, slots=True)
class Characters:
    """What was read along a line."""

    chars: list[str]
    first: NDArray[np.float64]
    """The step at which each begins, shape (n,)."""
    last: NDArray[np.float64]
    """The step at which it ends, shape (n,)."""
    probability: NDArray[np.float32]
    """The highest of each within its steps, shape (n,)."""


def most_probable(steps: NDArray[np.float32], alphabet: tuple[str, ...]) -> Characters:
    """The characters that are most probable at each step; `steps` has shape (steps, classes)."""
    best = steps.argmax(axis=1)
    of_best = steps[np.arange(len(best)), best]
    begins = np.flatnonzero((best != 0) & (np.concatenate(([0], best[:-1])) != best))
    ends = np.flatnonzero((best != 0) & (np.concatenate((best[1:], [0])) != best))
    chars = [alphabet[n] for n in best[begins].tolist()]
    probability = np.asarray(
        [of_best[a : b + 1].max() for a, b in zip(begins.tolist(), ends.tolist(), strict=True)], np.float32
    )
    return Characters(chars, begins.astype(np.float64), ends.astype(np.float64), probability)


def agreed(first: Characters, second: Characters) -> Characters:
    """What a larger model reads, its probabilities weighed by what the first one read.

    Where both read the same character, that one of them errs is what is improbable; where they differ, the
    second's is worth half of what it says.
    """
    if not second.chars:
        return first if not first.chars else _doubted(first)
    probability: NDArray[np.float32] = second.probability / np.float32(2)
    for block in SequenceMatcher(None, first.chars, second.chars, autojunk=False).get_matching_blocks():
        ours = first.probability[block.a : block.a + block.size]
        theirs = second.probability[block.b : block.b + block.size]
        probability[block.b : block.b + block.size] = 1 - (1 - ours) * (1 - theirs)
    return Characters(second.chars, second.first, second.last, probability)


def _doubted(read: Characters) -> Characters:
    return Characters(read.chars, read.first, read.last, read.probability / np.float32(2))


def candidates(
    steps: NDArray[np.float32], alphabet: tuple[str, ...], most: int, only: Collection[str] | None = None
) -> tuple[Candidate, ...]:
    """The `most` most probable strings of a line, by prefix beam search; of the characters `only`, if given.

    Probabilities are those of the strings among all strings, so they add up to 1 at most.
    """
    beams: dict[str, tuple[float, float]] = {
        "": (1.0, 0.0)
    }  # probability of ending with none, with a character
    allowed = None if only is None else {n for n, char in enumerate(alphabet) if char in only}
    for step in steps:
        likely = [
            n for n in np.flatnonzero(step > NEGLIGIBLE).tolist() if n and (allowed is None or n in allowed)
        ]
        following: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for prefix, (none, char) in beams.items():
            following[prefix][0] += (none + char) * float(step[0])
            for n in likely:
                probability, letter = float(step[n]), alphabet[n]
                if prefix.endswith(letter):
                    following[prefix][1] += char * probability
                    following[prefix + letter][1] += none * probability
                else:
                    following[prefix + letter][1] += (none + char) * probability
        best = sorted(following.items(), key=lambda item: (-sum(item[1]), item[0]))[:WIDTH]
        beams = {prefix: (none, char) for prefix, (none, char) in best}
    ranked = sorted(
        ((sum(parts), text) for text, parts in beams.items()), key=lambda item: (-item[0], item[1])
    )
    return tuple(Candidate(text, min(p, 1.0)) for p, text in ranked[:most] if p > 0 and not math.isnan(p))
