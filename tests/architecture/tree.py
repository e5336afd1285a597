"""What the architecture tests look at: the product's modules, and the files that git would carry."""

import ast
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "milepost"
SKIPPED = {".git", ".milepost", ".venv", "__pycache__", "dist", "build", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}


def modules(*folders: str) -> list[Path]:
    """Python files below folders of the repository, src/milepost without any; migrations, which a program writes, are left out."""
    return sorted(
        path
        for folder in folders or ("src/milepost",)
        for path in (ROOT / folder).rglob("*.py")
        if "__pycache__" not in path.parts and not (path.parent.name == "migrations" and path.stem != "__init__")
    )


def tracked() -> list[Path]:
    """Files that git carries or would carry; every file that is not ignored where git is absent."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
    )
    if listing.returncode == 0:
        return [path for name in listing.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not SKIPPED & set(path.relative_to(ROOT).parts)]


def tree_of(path: Path) -> ast.Module:
    """The module's syntax tree."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method in a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def named(path: Path) -> str:
    """A path the way people write it."""
    return path.relative_to(ROOT).as_posix()
