"""Written lines, for tests of what reads them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.text.pipe_lines import Line, PipeLines


def pipe_lines(written: Sequence[str]) -> PipeLines:
    """Lines one below the other, without blanks around them."""
    starts = [sum(len(line) + 1 for line in written[:number]) for number in range(len(written))]
    lines = [
        Line(start, start + len(line), n) for n, (start, line) in enumerate(zip(starts, written, strict=True))
    ]
    return PipeLines("\n".join(written), lines)
