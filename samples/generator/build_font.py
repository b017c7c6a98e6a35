"""Builds `font.ttf`, the font of the PDF samples: the characters that they use, and no others.

    pip install fonttools
    python -m samples.generator.build_font DroidSansFallbackFull.ttf

Source: Droid Sans Fallback (Apache License 2.0), Debian package fonts-droid-fallback.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = ("shanghai_account.py", "landscape_budget.py", "accounts.py", "paper.py")


def main(source: str) -> None:
    """Cuts the characters that the samples use out of the font `source`."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    used = {char for name in SOURCES for char in (HERE / name).read_text(encoding="utf-8")}
    used |= {chr(code) for code in range(0x20, 0x7F)}
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13], notdef_outline=True
    )
    options.drop_tables += ["GSUB", "GPOS", "vhea", "vmtx", "VORG"]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(c) for c in sorted(used)])
    subsetter.subset(font)
    font.save(HERE / "font.ttf")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
