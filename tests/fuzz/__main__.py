"""Coverage-guided fuzzing: `python -m tests.fuzz [TARGET …] --seconds 600`.

Needs the extra `fuzz` (atheris). Every target runs for its time in a process of its own; one that crashes is
started again until its time is over. A new crash is kept as `tests/fuzz/found/TARGET/…`, which the tests
replay: mend the cause, keep the file. Exit status 1 where one was found.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.formats import LONGEST, OTHERS, READERS, save_seeds
from tests.fuzz.targets import ALPHABET, TARGETS

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
_ONE = "--one"
_SLOW_SECONDS = 30
_MEMORY_MB = 3000
_LONGEST = {"pdf": 60_000, "text": 20_000, "numbers": 60, "numbering": 120, "pipes": 600, "document": 600}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], help="all, unless named")
    parser.add_argument("--seconds", type=int, default=600, help="for each target [600]")
    parser.add_argument("--seeds", type=Path, help="documents to begin with, beside the samples")
    parser.add_argument("--corpus", type=Path, help="where interesting inputs are kept")
    if sys.argv[1:2] == [_ONE]:
        _fuzz(sys.argv[2], sys.argv[3:])
        return 0
    options = parser.parse_args()
    crashes = 0
    for target in options.targets or TARGETS:
        crashes += _run(target, options)
    print(f"{crashes} crashes")
    return 1 if crashes else 0


def _fuzz(target: str, arguments: list[str]) -> None:
    """In the target's own process: never returns, libFuzzer ends it."""
    import logging

    import atheris

    logging.disable(logging.CRITICAL)

    with atheris.instrument_imports(include=["extractors", "pipeline"]):
        for name in [n for n in sys.modules if n.split(".")[0] in ("extractors", "pipeline", "tests")]:
            del sys.modules[name]
        from tests.fuzz.targets import TARGETS as instrumented
    keep = HERE / "found" / target

    def once(data: bytes) -> None:
        try:
            instrumented[target](data)
        except BaseException:
            # libFuzzer keeps it too, unless tearing down native libraries ends the process before
            (keep / f"crash-{hashlib.sha1(data).hexdigest()}").write_bytes(data)
            raise

    atheris.Setup([sys.argv[0], *arguments], once)
    atheris.Fuzz()


def _run(target: str, options: argparse.Namespace) -> int:
    """Fuzzes one target for its time; gives how many inputs crashed it."""
    found = HERE / "found" / target
    found.mkdir(parents=True, exist_ok=True)
    crashes = executions = 0
    end = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as scratch:
        corpus = options.corpus / target if options.corpus else Path(scratch) / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        _seed(target, corpus, options.seeds)
        while (left := int(end - time.monotonic())) > 0:
            log = Path(scratch) / "log"
            with log.open("wb") as sink:
                done = subprocess.run(
                    [
                        sys.executable, "-m", "tests.fuzz", _ONE, target, str(corpus),
                        f"-max_total_time={left}", f"-max_len={_longest(target)}",
                        f"-timeout={_SLOW_SECONDS}", f"-rss_limit_mb={_MEMORY_MB}",
                        f"-artifact_prefix={found}/", "-print_final_stats=1",
                    ],
                    cwd=HERE.parent.parent, stdout=sink, stderr=sink, check=False,
                )  # fmt: skip
            said = log.read_text(errors="replace")
            executions += _executions(said)
            if done.returncode == 0:
                break
            crashes += 1
            print(said[-3000:], flush=True)
            if "INITED" not in said and "Uncaught" not in said:
                break  # the fuzzer itself does not run: say so once, not for ten minutes
    print(f"{target}: {executions} executions in {options.seconds} s, {crashes} crashes", flush=True)
    return crashes


def _seed(target: str, corpus: Path, more: Path | None) -> None:
    """Where the fuzzer begins: the samples, what crashed once, and documents of the user's."""
    if target in READERS or target in OTHERS:
        save_seeds(target, corpus)
        for number, path in enumerate(sorted((HERE / "found" / target).rglob("*"))):
            (corpus / f"found-{number}").write_bytes(path.read_bytes())
        return
    folders = [SAMPLES, HERE / "found" / target, *([more] if more else [])]
    files = [p for folder in folders for p in sorted(folder.rglob("*")) if p.is_file()]
    for number, path in enumerate(files):
        data = path.read_bytes()
        is_pdf = b"%PDF-" in data[:1024]
        if len(data) > _LONGEST[target] or is_pdf != (target == "pdf"):
            continue
        own = path.parent == HERE / "found" / target
        (corpus / f"seed-{number}").write_bytes(data if own or target in ("pdf", "text") else b"\1" + data)
    if target not in ("pdf", "text"):
        for number in range(len(ALPHABET)):
            (corpus / f"piece-{number}").write_bytes(bytes([0, number]))


def _longest(target: str) -> int:
    return _LONGEST.get(target) or LONGEST.get(target, 120_000)


def _executions(log: str) -> int:
    counted = [line.split()[-1] for line in log.splitlines() if "number_of_executed_units" in line]
    return int(counted[-1]) if counted else 0


if __name__ == "__main__":
    sys.exit(main())
