"""What the code looks like from outside, in numbers: `python -m tests.house [ROOT]`.

Read from the source, nothing is imported: modules, folders, import arrows and circles among them, the longest
module and function, Chinese texts in Python, public functions without docstring.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import regex

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("mingzhang", "pipeline", "extractors", "patterns")
_HAN = regex.compile(r"\p{Han}")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """A module of the product: its dotted name, its file, its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.path.read_text(encoding="utf-8").splitlines())

    @property
    def room(self) -> str:
        """The folder that it stands in; of `pipeline` the room."""
        return self.name.rpartition(".")[0] if self.path.name != "__init__.py" else self.name


@dataclass(frozen=True)
class House:
    """The product's modules below a root."""

    root: Path

    @cached_property
    def modules(self) -> dict[str, Module]:
        """By dotted name."""
        found = {}
        for package in PACKAGES:
            for path in sorted((self.root / package).rglob("*.py")):
                name = ".".join(path.relative_to(self.root).with_suffix("").parts).removesuffix(".__init__")
                found[name] = Module(name, path, ast.parse(path.read_text(encoding="utf-8")))
        return found

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """What each module imports of the product, wherever in it the import stands."""
        return {name: set(self._imported(module)) - {name} for name, module in self.modules.items()}

    def _imported(self, module: Module) -> Iterator[str]:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                for alias in node.names:
                    for name in (f"{node.module}.{alias.name}", node.module):
                        if name in self.modules:
                            yield name
                            break
            elif isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names if alias.name in self.modules)

    @property
    def circles(self) -> list[list[str]]:
        """Modules that import each other, over however many others (Tarjan's components)."""
        return circles(self.imports)

    @property
    def arrows_between_rooms(self) -> set[tuple[str, str]]:
        rooms = {name: module.room for name, module in self.modules.items()}
        return {(rooms[a], rooms[b]) for a, bs in self.imports.items() for b in bs if rooms[a] != rooms[b]}

    @property
    def chinese(self) -> list[str]:
        """Texts with Han characters that are no docstring, as `path:line: text`; not those of `patterns`."""
        found = []
        for module in self.modules.values():
            if module.name.startswith("patterns"):
                continue
            documentation = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(module.tree):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and id(node) not in documentation
                    and _HAN.search(node.value)
                ):
                    found.append(f"{module.path.relative_to(self.root)}:{node.lineno}: {node.value}")
        return found

    @property
    def functions(self) -> Iterator[tuple[Module, ast.FunctionDef | ast.AsyncFunctionDef, str]]:
        """Every function and method, with its qualified name."""
        for module in self.modules.values():
            yield from _functions(module, module.tree, "")

    @property
    def undocumented(self) -> list[str]:
        """Public functions, methods and classes that have no docstring, as `path:line: name`.

        Public is what has no underscore at the beginning of any part of its name.
        """
        found = []
        for module in self.modules.values():
            for node, name in _definitions(module.tree, ""):
                if any(part.startswith("_") for part in name.split(".")) or ast.get_docstring(node):
                    continue
                found.append(f"{module.path.relative_to(self.root)}:{node.lineno}: {name}")
        return found


def _definitions(
    tree: ast.AST, prefix: str
) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, str]]:
    """Functions and classes of a module and of its classes; what stands inside a function is its own."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            yield node, f"{prefix}{node.name}"
            if isinstance(node, ast.ClassDef):
                yield from _definitions(node, f"{prefix}{node.name}.")
        elif isinstance(node, (ast.If, ast.Try, ast.With)):
            yield from _definitions(node, prefix)


def _functions(
    module: Module, tree: ast.AST, prefix: str
) -> Iterator[tuple[Module, ast.FunctionDef | ast.AsyncFunctionDef, str]]:
    for node, name in _definitions(tree, prefix):
        if isinstance(node, _FUNCTIONS):
            yield module, node, name


def circles(imports: dict[str, set[str]]) -> list[list[str]]:
    """The strongly connected components of more than one module.

    >>> circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})
    [['a', 'b', 'c']]
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(imports.get(name, ())):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            cut = stack.index(name)
            component = stack[cut:]
            del stack[cut:]
            if len(component) > 1:
                found.append(sorted(component))

    for name in sorted(imports):
        if name not in index:
            visit(name)
    return found


def main(root: Path) -> None:
    """Prints the numbers."""
    house = House(root)
    longest = max(house.modules.values(), key=lambda m: m.lines)
    module, function, name = max(house.functions, key=lambda f: _length(f[1]))
    inside = [(a, b) for a, bs in house.imports.items() for b in bs if _both_in_pipeline(a, b)]
    between = [pair for pair in house.arrows_between_rooms if _both_in_pipeline(*pair)]
    public = [
        name
        for m in house.modules.values()
        for _, name in _definitions(m.tree, "")
        if not any(part.startswith("_") for part in name.split("."))
    ]
    for what, number in (
        ("modules", len(house.modules)),
        ("folders", len({m.room for m in house.modules.values()})),
        ("modules in pipeline/ itself", sum(m.room == "pipeline" for m in house.modules.values())),
        ("import arrows among modules of pipeline/", len(inside)),
        ("import arrows among rooms of pipeline/", len(between)),
        ("circles of imports", len(house.circles)),
        ("longest module", f"{longest.lines} lines, {longest.name}"),
        ("modules over 300 lines", sum(m.lines > 300 for m in house.modules.values())),
        ("longest function", f"{_length(function)} lines, {module.name}.{name}"),
        ("Chinese texts in .py", len(house.chinese)),
        ("public functions, methods and classes", len(public)),
        ("of them without docstring", len(house.undocumented)),
    ):
        print(f"{what:42} {number}")


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _both_in_pipeline(one: str, other: str) -> bool:
    return one.startswith("pipeline") and other.startswith("pipeline")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
