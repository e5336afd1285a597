"""Writes requirements/*.txt, the exact versions with hashes, from the ranges in pyproject.toml: `python tools/lock.py [--upgrade]`.

One file per set, and no package in two: sets are installed side by side, two of them at once, without resolving anything again.
Versions that still fit are kept unless --upgrade is given. The files hold for CPython 3.11 and later on every platform and
name no package index.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "requirements"

SETS = {
    "core": ["--extra", "reports", "--extra", "xlsx"],
    "fast": ["--extra", "fast"],
    "mpp": ["--extra", "mpp"],
    "house": ["--extra", "house"],
    "proofs": ["--extra", "proofs"],
    "test": ["--extra", "all", "--extra", "house", "--group", "test"],
    "dev": ["--extra", "all", "--extra", "house", "--group", "test", "--group", "dev"],
}
"""In the order they are resolved: a later set takes over the versions of the earlier ones and leaves them out of its own file."""


def pins(text: str) -> dict[str, str]:
    """Package name to pinned version (the last one where markers give several)."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, flags=re.MULTILINE))


def compile_set(name: str, *, taken: dict[str, Path], upgrade: bool) -> Path:
    """Resolves one set into its file. `taken` maps packages to the file of an earlier set that holds them."""
    target = FOLDER / f"{name}.txt"
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *SETS[name]]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet", "--output-file", str(target)]
    command += [word for file in sorted(set(taken.values())) for word in ("--constraint", str(file))]
    command += [word for package in sorted(taken) for word in ("--no-emit-package", package)]
    if upgrade:
        command.append("--upgrade")
    subprocess.run(command, cwd=ROOT, check=True)
    target.write_text(tidy(target.read_text("utf-8"), name=name), encoding="utf-8")
    return target


def tidy(text: str, *, name: str) -> str:
    """Drops the resolver's remarks, which carry paths, and says at the top where the file comes from."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#") and not line.startswith("--")]
    return "\n".join([f"# The set '{name}': written by tools/lock.py from pyproject.toml; do not edit.", *lines]).rstrip(" \\\n") + "\n"


def main() -> int:
    """Resolves every set in order; stops with the resolver's own message if one cannot be resolved."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that the ranges allow")
    upgrade = parser.parse_args().upgrade
    FOLDER.mkdir(exist_ok=True)
    taken: dict[str, Path] = {}
    for name in SETS:
        target = compile_set(name, taken=taken, upgrade=upgrade)
        found = pins(target.read_text("utf-8"))
        taken.update(dict.fromkeys(found, target))
        print(f"{target.relative_to(ROOT)}: {len(found)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
