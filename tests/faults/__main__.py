"""Kills runs, fills disks, makes writes fail, and compares what comes out with an undisturbed run.

`python -m tests.faults --kills 300 --writes 100 --full 10 --s3 100` (Linux). Each fault strikes a run at a
random moment, or at a random write; then the same command is run again, undisturbed. Between the two the
published datasets must be those of before or those of after; in the end every byte must be that of the
undisturbed run, no row lost or there twice, and `mingzhang doctor` must find the folder sound. Exit status 1
where one is not.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.running.processes import children
from tests.faults import on_s3

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PER_RUN = ("receipts", "runs")
Output = Path | str
"""Of a run: a folder, or a URL."""
STRUCK = (0, 1, 2, 3, 4, 5)
"""How a run may end on which writes failed: with a status that says so, never by a signal or a traceback."""
ACTIONS = ("fail", "full", "torn", "kill")


@dataclass(slots=True)
class Tally:
    """What was done, and what was wrong."""

    struck: int = 0
    by_itself: int = 0
    """Runs that ended before the fault could strike."""
    problems: list[str] = field(default_factory=list)

    def say(self, name: str) -> None:
        print(
            f"{name}: {self.struck} faults struck ({self.by_itself} came too late), {len(self.problems)} "
            f"problems",
            flush=True,
        )
        for problem in self.problems[:20]:
            print(f"  {problem}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=300, help="SIGKILLs [300]")
    parser.add_argument("--writes", type=int, default=100, help="failures of a write [100]")
    parser.add_argument("--full", type=int, default=10, help="runs on a disk that is full [10]")
    parser.add_argument("--s3", type=int, default=0, help="SIGKILLs of runs that write to an S3 server [0]")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--inputs", type=Path, help="a folder of documents, beside the samples")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="mingzhang-faults-") as scratch:
        world = World(Path(scratch), options.inputs)
        tallies = {
            "SIGKILL": world.kills(options.kills, chance),
            "failing writes": world.writes(options.writes, chance),
            "full disk": world.full_disks(options.full, chance),
        }
        if options.s3:
            with on_s3.served() as bucket:
                tallies["SIGKILL, output on S3"] = world.kills(options.s3, chance, bucket)
    for name, tally in tallies.items():
        tally.say(name)
    return 1 if any(t.problems for t in tallies.values()) else 0


class World:
    """Two generations of inputs, the second with documents that are new, revised and gone, and what comes of
    them.
    """

    def __init__(self, scratch: Path, more: Path | None, *, small: bool = False) -> None:
        """`small`: a few texts only, for a test."""
        self.scratch = scratch
        self.inputs = [scratch / "first", scratch / "second"]
        make_inputs(*self.inputs, more, small=small)
        self.expected: list[dict[str, str]] = []
        self.seconds: list[float] = []
        reference = scratch / "reference"
        for inputs in self.inputs:
            started = time.monotonic()
            done = self.run(inputs, reference)
            self.seconds.append(time.monotonic() - started)
            if done.returncode not in (0, 1):
                raise SystemExit(f"the undisturbed run fails: {done.stderr}")
            self.expected.append(digests(reference))
        print(f"undisturbed runs: {self.seconds[0]:.1f} s, then {self.seconds[1]:.1f} s", flush=True)

    def command(self, inputs: Path, output: Output) -> list[str]:
        told = [str(inputs), "-o", str(output), "--workers", "2"]
        return [sys.executable, "-m", "tests.faults.mingzhang", "run", *told]

    def run(self, inputs: Path, output: Output, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(inputs, output), cwd=ROOT, env={**os.environ, **environment}, capture_output=True,
            text=True, check=False, timeout=600,
        )  # fmt: skip

    def kills(self, wanted: int, chance: random.Random, bucket: str | None = None) -> Tally:
        """SIGKILL at random moments: of the run, or of one of its workers. Outputs are on a disk, or below
        the URL of a bucket.
        """
        tally = Tally()
        while tally.struck < wanted:
            name = f"kills-{tally.struck}"
            output: Output = self.scratch / name if bucket is None else f"{bucket}/{name}"
            for stage, inputs in enumerate(self.inputs):
                for _ in range(chance.randint(1, 6)):
                    before = digests(output)
                    process = subprocess.Popen(
                        self.command(inputs, output),
                        cwd=ROOT,
                        stdout=subprocess.DEVNULL,
                        stderr=subprocess.DEVNULL,
                    )
                    time.sleep(chance.uniform(0.0, 1.1 * self.seconds[stage]))
                    struck = strike(process, chance)
                    process.wait(timeout=600)
                    tally.struck += struck
                    tally.by_itself += not struck
                    self.judge_between(output, before, stage, tally)
                self.judge_after(output, stage, tally)
            if isinstance(output, Path):
                shutil.rmtree(output, ignore_errors=True)
            print(f"  {tally.struck} kills, {len(tally.problems)} problems", flush=True)
        return tally

    def writes(self, wanted: int, chance: random.Random) -> Tally:
        """Writes that fail once, or from then on, that write half, or at which the process is killed."""
        tally = Tally()
        while tally.struck < wanted:
            output = self.scratch / f"writes-{tally.struck}-{tally.by_itself}"
            for stage, inputs in enumerate(self.inputs):
                before = digests(output)
                number, action = (
                    int(chance.uniform(1, 25) ** chance.uniform(0.5, 1.7)),
                    chance.choice(ACTIONS),
                )
                sabotage = f"{output}|{action}|{max(1, number)}|{chance.random()}"
                done = self.run(
                    inputs, output, MINGZHANG_SABOTAGE=sabotage, PYTHONPATH=str(HERE / "sabotage")
                )
                log = output.with_name(f"{output.name}.struck")
                struck = log.exists()
                log.unlink(missing_ok=True)
                tally.struck += struck
                tally.by_itself += not struck
                if done.returncode not in (*STRUCK, -signal.SIGKILL) or "Traceback" in done.stderr:
                    tally.problems.append(f"{sabotage}: exit {done.returncode}: {done.stderr[-500:]}")
                self.judge_between(output, before, stage, tally, lacking=True)
                self.judge_after(output, stage, tally)
            shutil.rmtree(output, ignore_errors=True)
        return tally

    def full_disks(self, wanted: int, chance: random.Random) -> Tally:
        """Runs on a disk of their own that is too small, and then is not."""
        tally = Tally()
        for number in range(wanted):
            disk = self.scratch / f"disk-{number}"
            with mounted(disk, chance.uniform(0.1, 6.0)) as grow:
                if grow is None:
                    tally.problems.append("no disk can be mounted here: run as root")
                    return tally
                output = disk / "output"
                done = self.run(self.inputs[0], output)
                struck = digests(output) != self.expected[0] or "mingzhang:" in done.stderr
                tally.struck += struck
                tally.by_itself += not struck
                if done.returncode not in STRUCK or "Traceback" in done.stderr:
                    tally.problems.append(f"full disk: exit {done.returncode}: {done.stderr[-500:]}")
                self.judge_between(output, {}, 0, tally, lacking=True)
                grow()
                self.judge_after(output, 0, tally)
        return tally

    def judge_between(
        self, output: Output, before: dict[str, str], stage: int, tally: Tally, lacking: bool = False
    ) -> None:
        """Readers see the datasets of before or those of after; `lacking` where a document could not be
        written.
        """
        now = digests(output)
        if now in (before, self.expected[stage]) or lacking:
            return
        tally.problems.append(f"{output}: neither the datasets of before nor those of after")

    def judge_after(self, output: Output, stage: int, tally: Tally) -> None:
        """The same command again, undisturbed, ends as if nothing had been."""
        done = self.run(self.inputs[stage], output)
        if done.returncode not in (0, 1):
            tally.problems.append(
                f"{output}: the run after it ends with {done.returncode}: {done.stderr[-500:]}"
            )
            return
        now = digests(output)
        for path in sorted(now.keys() | self.expected[stage].keys()):
            if now.get(path) != self.expected[stage].get(path):
                tally.problems.append(f"{output}: {path} differs")
        check = subprocess.run(
            [sys.executable, "-m", "tests.faults.mingzhang", "doctor", "-o", str(output)], cwd=ROOT,
            capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip
        if check.returncode != 0:
            tally.problems.append(f"{output}: {check.stdout[-700:]}{check.stderr[-300:]}")


def strike(process: subprocess.Popen[bytes], chance: random.Random) -> bool:
    """Kills the run, or one of its workers; false when it has ended before."""
    if process.poll() is not None:
        return False
    victims = [process.pid]
    if chance.random() < 0.4:
        below = [pid for child in children(process.pid) for pid in (child, *children(child))]
        victims = below or victims  # workers, and the server that they are forked from
    with contextlib.suppress(ProcessLookupError):
        os.kill(chance.choice(victims), signal.SIGKILL)
        return True
    return False


def digests(output: Output) -> dict[str, str]:
    """Every published file that does not tell of runs, by its hash."""
    if isinstance(output, str):
        return on_s3.digests(output, PER_RUN)
    root = output / "datasets"
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] not in PER_RUN
    }


def make_inputs(first: Path, second: Path, more: Path | None, *, small: bool = False) -> None:
    """The samples, one text for several years and bodies, broken files; then some revised, gone and new."""
    for folder in (first, second):
        folder.mkdir()
        for part in () if small else ("documents", "negatives"):
            shutil.copytree(ROOT / "samples" / part, folder / part)
        if more is not None:
            shutil.copytree(more, folder / "more")
    text = (ROOT / "samples" / "documents" / "beijing_style_final_account.txt").read_text(encoding="utf-8")
    for year in (2019, 2020) if small else range(2019, 2025):
        for name in ("政务服务管理局", "财政局"):
            told = text.replace("2025", str(year)).replace("政务服务管理局", name)
            (first / f"{year}-{name}.txt").write_text(told, encoding="utf-8")
            if year != 2019:
                told = told.replace("1334.20", "1334.21") if year == 2020 else told
                (second / f"{year}-{name}.txt").write_text(told, encoding="utf-8")
    (second / "new.txt").write_text(text.replace("政务服务管理局", "水务局"), encoding="utf-8")


@contextlib.contextmanager
def mounted(disk: Path, megabytes: float) -> Iterator[Callable[[], object] | None]:
    """A small disk; gives what makes it large, null where none can be mounted."""
    disk.mkdir()
    size = f"size={int(megabytes * 1024)}k"
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(disk)], check=False)
    if done.returncode:
        yield None
        return
    try:
        yield lambda: subprocess.run(["mount", "-o", "remount,size=500m", str(disk)], check=True)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


if __name__ == "__main__":
    sys.exit(main())
