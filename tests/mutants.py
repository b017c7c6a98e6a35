"""Do the tests beside a module notice when a line of it changes?

`python -m tests.mutants` draws changes and counts. A mutant is one small change of a module (a comparison,
a number, `and`, a sign, a loop that does not run …), made by cosmic-ray's operators (extra `mutants`). They
are drawn with a seed from each group of folders; each is given to the tests beside the module: its doctests,
the test file that mirrors it, every test file that imports it, then the other test files of that folder.
What no test notices has survived and is printed with its lines, to be read: it is either equivalent (say why
in `tests/equivalent_mutants.txt`) or asks for a test.

Set aside beforehand: changes of annotations and docstrings, caches that are taken away. A test run that
takes longer than the limit counts as noticed.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
GROUPS = {
    "pipeline": ("pipeline",),
    "pipeline/audit": ("pipeline/audit",),
    "extractors/tables": ("extractors/tables",),
    "extractors/narrative": ("extractors/narrative",),
}
"""Folders by group; a module belongs to the last group that has it."""
OPERATORS = (
    "AddNot", "NumberReplacer", "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue", "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop",
    "ExceptionReplacer", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_USub_UAdd",
    "ReplaceBinaryOperator_Add_Sub", "ReplaceBinaryOperator_Sub_Add", "ReplaceBinaryOperator_Mul_Div",
    "ReplaceBinaryOperator_Div_Mul", "ReplaceBinaryOperator_FloorDiv_Mul",
    "ReplaceBinaryOperator_BitAnd_BitOr", "ReplaceBinaryOperator_BitOr_BitAnd",
    "ReplaceComparisonOperator_Eq_NotEq", "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceComparisonOperator_Lt_LtE", "ReplaceComparisonOperator_Lt_Gt",
    "ReplaceComparisonOperator_LtE_Lt", "ReplaceComparisonOperator_Gt_GtE",
    "ReplaceComparisonOperator_Gt_Lt", "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_Is_IsNot", "ReplaceComparisonOperator_IsNot_Is",
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A changed module."""

    group: str
    module: str
    """Path below the root."""
    operator: str
    occurrence: int
    code: str
    change: str
    """The lines that differ, before and after."""

    @property
    def key(self) -> str:
        """What names the change wherever it stands in its module."""
        return f"{self.module}: {self.change}"


def modules(root: Path, group: str) -> list[Path]:
    """The modules of a group."""
    later = [f for name in list(GROUPS)[list(GROUPS).index(group) + 1 :] for f in GROUPS[name]]
    found = [path for folder in GROUPS[group] for path in sorted((root / folder).rglob("*.py"))]
    return [p for p in found if not any(p.is_relative_to(root / folder) for folder in later)]


def draw(root: Path, group: str, count: int, seed: int, only: str = "") -> list[Mutant]:
    """So many different mutants of a group, drawn evenly; `only` is part of the path of its modules."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator

    places = []
    for path in modules(root, group):
        if only not in path.as_posix():
            continue
        nodes = list(ast_nodes(get_ast(path.read_text(encoding="utf-8"))))
        for name in OPERATORS:
            operator = get_operator(f"core/{name}")()
            positions = sum(len(list(operator.mutation_positions(node))) for node in nodes)
            places += [(path, name, n) for n in range(positions)]
    random.Random(f"{seed} {group}").shuffle(places)
    found: dict[str, Mutant] = {}
    for path, name, occurrence in places:
        if len(found) == count:
            break
        mutant = _mutant(root, group, path, name, occurrence)
        if mutant is not None:
            found.setdefault(mutant.key, mutant)
    return list(found.values())


def _mutant(root: Path, group: str, path: Path, name: str, occurrence: int) -> Mutant | None:
    """Null where nothing that can be noticed is changed."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    before = path.read_text(encoding="utf-8")
    after = mutate_code(before, get_operator(f"core/{name}")(), occurrence)
    if after is None or _meaning(before) == _meaning(after):
        return None
    lines = [
        line
        for line in difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        if line[0] in "+-" and not line.startswith(("+++", "---"))
    ]
    change = " → ".join(line[1:].strip() for line in lines)
    return Mutant(group, path.relative_to(root).as_posix(), name, occurrence, after, change)


class _Plain(ast.NodeTransformer):
    """Leaves out what no run depends on: annotations, docstrings, caches."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        node.decorator_list = [d for d in node.decorator_list if "cache" not in ast.dump(d)]
        return self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        return ast.Pass() if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        if "TYPE_CHECKING" in ast.dump(node.test):
            return ast.Pass()
        return self.generic_visit(node)


def _meaning(code: str) -> str | None:
    try:
        return ast.dump(_Plain().visit(ast.parse(code)))
    except SyntaxError:
        return None


def tests_beside(root: Path, module: str) -> list[list[str]]:
    """The test files that are asked, in two rounds: those of the module, then those of its folder."""
    dotted = module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    package, _, name = dotted.rpartition(".")
    named = re.compile(
        rf"\b{re.escape(dotted)}\b|from {re.escape(package)} import [^\n]*\b{re.escape(name)}\b"
    )
    files = [
        path
        for path in sorted((root / "tests").rglob("test_*.py"))
        if path.relative_to(root / "tests").parts[0] not in ("benchmarks", "faults", "fuzz")
    ]
    mirror = root / "tests" / Path(module).parent / f"test_{Path(module).stem}.py"
    own = [p for p in files if p == mirror or named.search(p.read_text(encoding="utf-8"))]
    folder = root / "tests" / Path(module).parent
    rest = [p for p in files if p.parent == folder and p not in own] if folder.name != "pipeline" else []
    return [
        [module, *(p.relative_to(root).as_posix() for p in own)],
        [p.relative_to(root).as_posix() for p in rest],
    ]


def noticed(copy: Path, mutant: Mutant, seconds: float) -> str | None:
    """How the tests notice a mutant: failed, timeout; null where they do not. The copy is put right again."""
    path = copy / mutant.module
    original = path.read_bytes()
    path.write_text(mutant.code, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        for files in tests_beside(copy, mutant.module):
            if not files:
                continue
            command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *files]
            try:
                done = subprocess.run(
                    command, cwd=copy, env=environment, capture_output=True, timeout=seconds, check=False
                )
            except subprocess.TimeoutExpired:
                return "timeout"
            if done.returncode not in (0, 5):
                return "failed"
    finally:
        path.write_bytes(original)
    return None


def measure(
    root: Path, mutants: Sequence[Mutant], jobs: int, seconds: float
) -> Iterator[tuple[Mutant, str | None]]:
    """Each mutant and how it was noticed, over copies of the tree."""
    with tempfile.TemporaryDirectory() as scratch:
        copies: SimpleQueue[Path] = SimpleQueue()
        tracked = ["git", "-C", str(root), "ls-files", "-z"]
        names = subprocess.run(tracked, capture_output=True, check=True).stdout.decode().split("\0")
        for n in range(jobs):
            for name in filter(None, names):
                target = Path(scratch) / str(n) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, target)
            copies.put(Path(scratch) / str(n))

        def one(mutant: Mutant) -> tuple[Mutant, str | None]:
            copy = copies.get()
            try:
                return mutant, noticed(copy, mutant, seconds)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(one, mutants)


def equivalent() -> set[str]:
    """What a person has found to change nothing: the lines of `equivalent_mutants.txt` before `  # `."""
    if not EQUIVALENT.exists():
        return set()
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return {line.partition("  # ")[0] for line in lines if line and not line.startswith("#")}


def main() -> None:
    """Prints the survivors, and the score of each group."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sample", type=int, default=60, help="mutants of each group (default: 60)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--group", action="append", choices=list(GROUPS), help="only these groups")
    parser.add_argument("--module", default="", help="only modules whose path contains this")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=300, help="limit of one test run (default: 300)")
    parser.add_argument("--root", type=Path, default=ROOT, help="another checkout")
    args = parser.parse_args()
    set_aside = equivalent()
    total: Counter[str] = Counter()
    for group in args.group or GROUPS:
        drawn = draw(args.root, group, args.sample, args.seed, args.module)
        kept = [m for m in drawn if m.key not in set_aside]
        counts: Counter[str] = Counter(equivalent=len(drawn) - len(kept))
        for mutant, how in measure(args.root, kept, args.jobs, args.seconds):
            counts[how or "survived"] += 1
            if how is None:
                print(f"survived  {mutant.key}", flush=True)
        total += counts
        print(f"== {group}: {_score(counts)}", flush=True)
    print(f"== all: {_score(total)}")


def _score(counts: Counter[str]) -> str:
    noticed = counts["failed"] + counts["timeout"]
    judged = noticed + counts["survived"]
    share = f"{noticed / judged:.2f}" if judged else "–"
    return (
        f"{noticed} of {judged} noticed ({share}), {counts['timeout']} of them by time; "
        f"{counts['equivalent']} equivalent set aside"
    )


if __name__ == "__main__":
    main()
