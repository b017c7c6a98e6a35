"""Writes the samples and their truth: invented bodies, invented amounts, planted slips.

    python -m samples.generator [--into FOLDER]

The output is byte for byte the same on every machine. Needs reportlab (in the `dev` extra); the samples
themselves are committed, so that nobody else needs it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from samples.generator import landscape_budget, negatives, shanghai_account, text_samples
from samples.generator.marked import Truth

SAMPLES = Path(__file__).parent.parent


def generate(into: Path) -> None:
    """Writes disclosures into `into/documents`, their truth into `into/truth`, the rest into `negatives`."""
    documents, truth_folder, others = into / "documents", into / "truth", into / "negatives"
    for folder in (documents, truth_folder, others):
        folder.mkdir(parents=True, exist_ok=True)
    truths: list[Truth] = []
    for make in (text_samples.final_account, text_samples.short_account):
        data, truth = make()
        (documents / truth.file).write_bytes(data)
        truths.append(truth)
    truths.append(shanghai_account.final_account(documents / "shanghai_style_final_account.pdf"))
    truths.append(landscape_budget.budget(documents / "landscape_budget.pdf"))
    (others / "web_page_named.pdf").write_bytes(negatives.web_page())
    (others / "scan_without_text.pdf").write_bytes(negatives.scan())
    for truth in truths:
        content = truth.as_json()
        (truth_folder / f"{Path(truth.file).stem}.json").write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=SAMPLES)
    generate(parser.parse_args().into)
