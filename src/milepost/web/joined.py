"""Modules that belong together go out as one file: fewer requests, and far fewer bytes once packed. What stands in the tree works as it is;
this only writes the same statements one after another.

Every name at the head of such a module is unique among those it is joined with, and imports stand on one line: tests hold both.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

CHART = "js/gantt/gantt.js"
WHOLES: Mapping[str, tuple[str, ...]] = {
    CHART: (),
    **dict.fromkeys(("js/gantt/hands.js", "js/gantt/lane.js", "js/gantt/keys.js"), (CHART,)),
}
"""Files that are joined with all that they import from their own folder, but for what stands in others that are there before."""
IMPORT = re.compile(r'^import \{ ([^}]+) \} from "([^"]+)";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|class|function\*?) (\w+))", re.M)
HEAD = re.compile(r"^(?:export )?(?:async )?(?:const|let|class|function\*?) (\w+)", re.M)
REMARKS = re.compile(r"^[ ]*(?://[^\n]*|/\*\*.*?\*/)\n", re.M | re.S)


class CannotJoin(ValueError):
    """Two modules have the same name at their head."""


def wholes(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each file that is joined, by its place in the tree, with what then stands in it."""
    for name, before in WHOLES.items():
        file = folder / name
        if file.is_file():
            yield file, joined(file, [folder / one for one in before])


def joined(entry: Path, before: list[Path]) -> str:
    """A module and what it imports, as one. Raises CannotJoin."""
    there = {module: one for one in before for module in modules(one)}
    parts = [module for module in modules(entry) if module not in there]
    outside: dict[str, set[str]] = {}
    taken: dict[str, Path] = {}
    bodies, exported = [], []
    for module in parts:
        text = module.read_text("utf-8")
        for names, source in IMPORT.findall(text):
            target = (module.parent / source).resolve()
            if target in parts:
                continue
            address = f"./{there[target].name}" if target in there else source
            outside.setdefault(address, set()).update(names.split(", "))
        for name in HEAD.findall(text):
            if name in taken:
                raise CannotJoin(f"{name} stands at the head of {taken[name].name} and of {module.name}; give one of them another name.")
            taken[name] = module
        exported += EXPORT.findall(text)
        bodies.append(REMARKS.sub("", EXPORT.sub("", IMPORT.sub("", text))))
    for names in outside.values():
        if double := sorted(names & set(taken)):
            raise CannotJoin(f"{double[0]} is imported by one module and stands at the head of {taken[double[0]].name}.")
    imports = [f'import {{ {", ".join(sorted(names))} }} from "{address}";\n' for address, names in sorted(outside.items())]
    return "".join([*imports, *bodies, f"export {{ {', '.join(sorted(exported))} }};\n" if exported else ""])


def modules(entry: Path) -> list[Path]:
    """A module and all that it imports from its own folder, each behind what it needs."""
    found: list[Path] = []

    def visit(module: Path) -> None:
        for _, source in IMPORT.findall(module.read_text("utf-8")):
            target = (module.parent / source).resolve()
            if target.parent == module.parent.resolve() and target not in found:
                visit(target)
        if module.resolve() not in found:
            found.append(module.resolve())

    visit(entry)
    return found
