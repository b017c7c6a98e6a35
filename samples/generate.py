"""Writes the samples and their truth: invented bodies, invented amounts, planted slips.

    python samples/generate.py [--into FOLDER]

The output is byte for byte the same on every machine. Needs reportlab (in the `dev` extra); the samples
themselves are committed, so that nobody else needs it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import landscape_budget
import negatives
import shanghai_account
import text_samples
from marked import Truth

HERE = Path(__file__).parent


def generate(into: Path) -> None:
    """Writes every sample into `into` and its truth into `into/truth`."""
    (into / "truth").mkdir(parents=True, exist_ok=True)
    truths: list[Truth] = []
    for make in (text_samples.final_account, text_samples.short_account):
        data, truth = make()
        (into / truth.file).write_bytes(data)
        truths.append(truth)
    truths.append(shanghai_account.final_account(into / "shanghai_style_final_account.pdf"))
    truths.append(landscape_budget.budget(into / "landscape_budget.pdf"))
    (into / "web_page_named.pdf").write_bytes(negatives.web_page())
    (into / "scan_without_text.pdf").write_bytes(negatives.scan())
    for truth in truths:
        content = truth.as_json()
        (into / "truth" / f"{Path(truth.file).stem}.json").write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=HERE)
    generate(parser.parse_args().into)
