"""The rooms of the design: imports point down, never up and never in a circle, and modules stay small."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sop_toolkit"
MOST_LINES = 400
# What each room may import, beside itself and what those may import in their turn.
ROOMS: dict[str, tuple[str, ...]] = {
    "finding": (),
    "text": ("finding",),
    "source": ("text",),
    "model": ("source", "text"),
    "language": ("text",),
    "lint": ("model", "language"),
    "review": ("lint", "model"),
    "render": ("model", "language"),
    "publish": ("render", "review", "lint"),
    "author": ("review", "lint", "render"),
    "cli": ("author", "publish", "review", "render", "lint"),
}

# The rooms that every lint loads, where a `NamedTuple` must cost little.
STARTED = ("finding", "text", "source", "model")


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(path: Path) -> set[str]:
    """The modules of ours that a module imports, those inside its functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written from the package on"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found.update(name if name in MODULES else str(node.module) for name in names)
    return {name for name in found if name in MODULES}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def reachable(name: str) -> set[str]:
    return {name}.union(*(reachable(below) for below in ROOMS[name]))


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    here = room(module)
    if here in ("", "__main__"):  # the package itself, and the way into the command
        return
    assert here in ROOMS, f"{here} is no room of the design"
    for other in imports(MODULES[module]):
        assert room(other) == "" or room(other) in reachable(here), f"{module} imports {other}"


@pytest.mark.parametrize("module", [name for name in MODULES if room(name) in STARTED])
def test_no_annotation_is_compiled_at_the_start(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    bases = {ast.unparse(base) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases}
    are_texts = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)
    assert not ("NamedTuple" in bases and are_texts)


def test_lint_and_render_never_see_each_other() -> None:
    assert "render" not in reachable("lint")
    assert "lint" not in reachable("render")


def test_no_imports_go_in_a_circle() -> None:
    graph = {module: imports(path) - {module} for module, path in MODULES.items()}
    order = list(TopologicalSorter(graph).static_order())
    assert set(order) >= set(graph)


@pytest.mark.parametrize("module", MODULES)
def test_modules_stay_small(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) < MOST_LINES
