"""Our scripts as few files: what a page takes, and what those import in turn, in the order in which a browser would run them.

They are written one idea a file; a browser that had to fetch each would ask dozens of times on its first visit. Every module becomes a
function that is run once and gives what it exports, so names of one never meet those of another. It knows the few forms of `import` and
`export` that ours have, and says so where it meets another. What only those who write them need is left out: remarks that have lines of
their own, and indents, for which a text within a script may not go over several lines.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

SCRIPT = "js/milepost.js"
"""The module that every page takes."""
CHART = "js/gantt/gantt.js"
WHOLES: Mapping[str, tuple[str, ...]] = {
    SCRIPT: (),
    CHART: (SCRIPT,),
    "js/board.js": (SCRIPT,),
    **dict.fromkeys(("js/gantt/hands.js", "js/gantt/lane.js", "js/gantt/keys.js"), (SCRIPT, CHART)),
}
"""What goes out as one file each, with those that are there before it and are not in it again."""

_IMPORT = re.compile(r'import (?:\{ (?P<names>[\w, ]+) \} from )?"(?P<file>\.{1,2}/[\w./-]+\.js)";')
_EXPORT = re.compile(r"export (?=(?:const|class|(?:async )?function\*?) (?P<name>\w+))")
_OTHER = re.compile(r"(?:import|export)\b")
_LATER = re.compile(r'\bimport\(\s*(?:"(?P<file>[^"]+)"\s*\))?')
_REMARKS = re.compile(r"^[ ]*(?://[^\n]*|/\*\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
_INDENTS = re.compile(r"^[ ]+", re.MULTILINE)


def wholes(folder: Path) -> Iterator[tuple[Path, str, list[Path]]]:
    """Each file that goes out, by its place in the tree: what then stands in it, and the modules that it is made of."""
    for name, before in WHOLES.items():
        file = folder / name
        if file.is_file():
            yield file, joined(file, [folder / one for one in before]), modules(file)


def joined(entry: Path, before: Sequence[Path] = ()) -> str:
    """A module and all that it needs, but for what is in those before it, as one script of type module that exports what all of them do.
    Raises ValueError for a form of import or export that is not known, where modules need each other in a circle, and where two of them
    export the same name."""
    there = {module: one for one in reversed(before) for module in modules(one)}  # what several have is of the first, which gives it
    own = [module for module in modules(entry) if module not in there]
    used: dict[Path, None] = {}
    exported: dict[str, Path] = {}
    bodies = []
    for module in own:
        body, names = _read(module, there, used)
        for name in names:
            if name in exported:
                raise ValueError(f"{name} is exported by {exported[name].name} and by {module.name}; give one of them another name.")
            exported[name] = module
        told = f"return {{ {', '.join(names)} }};\n" if names else ""
        bodies.append(f"const {_name(module)} = (() => {{\n{body}\n{told}}})();\n")
    imports = [f'import * as {_name(one)} from "{_way(entry, one)}";\n' for one in used]
    given = {module: ", ".join(name for name, of in exported.items() if of is module) for module in own}
    exports = [f"export const {{ {names} }} = {_name(module)};\n" for module, names in given.items() if names]
    return "".join([*imports, *bodies, *exports])


def modules(entry: Path) -> list[Path]:
    """A module and all that it imports, each behind what it needs. Raises ValueError for a circle."""
    found: dict[Path, None] = {}

    def visit(module: Path, above: tuple[Path, ...]) -> None:
        if module in above:
            raise ValueError(f"{module.name} imports itself by way of {above[-1].name}: put what both need into a module of its own.")
        if module not in found:
            for line in module.read_text("utf-8").splitlines():
                if written := _IMPORT.fullmatch(line):
                    visit((module.parent / written["file"]).resolve(), (*above, module))
            found[module] = None

    visit(entry.resolve(), ())
    return list(found)


def _read(module: Path, there: Mapping[Path, Path], used: dict[Path, None]) -> tuple[str, list[str]]:
    """The body of the function that the module becomes, and the names that it gives."""
    lines, exported = [], []
    for number, line in enumerate(module.read_text("utf-8").splitlines(), 1):
        written, given = _IMPORT.fullmatch(line), _EXPORT.match(line)
        if written:
            other = (module.parent / written["file"]).resolve()
            source = there.get(other)
            if source is not None:
                used[source] = None
            line = f"const {{ {written['names']} }} = {_name(source or other)};" if written["names"] else ""
        elif given:
            exported.append(given["name"])
            line = line[given.end() :]
        elif _OTHER.match(line) or not _is_whole(module, line):
            right = "write 'import { name } from \"./file.js\";' or export what is declared there."
            raise ValueError(f"{module.name}, line {number}: {right}")
        lines.append(line)
    body = _REMARKS.sub("", "\n".join([*lines, ""])).rstrip("\n")
    if cut := next((line for line in body.splitlines() if line.count("`") % 2), None):
        raise ValueError(f"{module.name}, a text over several lines: {cut.strip()}; write it on one line, with \\n in it.")
    return _INDENTS.sub("", body), exported


def _is_whole(module: Path, line: str) -> bool:
    """Whether what a line imports later is a file that goes out."""
    for later in _LATER.finditer(line):
        name = (module.parent / (later["file"] or "")).resolve().as_posix()
        if not any(name.endswith(f"/{whole}") for whole in WHOLES):
            return False
    return True


def _way(entry: Path, other: Path) -> str:
    way = os.path.relpath(other.resolve(), entry.resolve().parent).replace(os.sep, "/")
    return way if way.startswith(".") else f"./{way}"


def _name(file: Path) -> str:
    return f"of_{file.stem.replace('-', '_')}"
