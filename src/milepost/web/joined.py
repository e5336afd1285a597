"""Our scripts as one file: what a page takes, and what those import in turn, in the order in which a browser would run them.

They are written one idea a file; a browser that had to fetch each would ask nine times on its first visit. Every module becomes a
function that is run once and gives what it exports, so names of one never meet those of another. It knows the few forms of `import` and
`export` that ours have, and says so where it meets another.
"""

import re
from pathlib import Path

_IMPORT = re.compile(r'import (?:\{ (?P<names>[\w, ]+) \} from )?"\./(?P<file>[\w-]+\.js)";')
_EXPORT = re.compile(r"export (?=(?:const|class|(?:async )?function) (?P<name>\w+))")
_OTHER = re.compile(r"(?:import|export)\b|.*\bimport\(")


def joined(entry: Path) -> str:
    """A module and all that it needs, as one script of type module. Raises ValueError for a form of import or export that is not known,
    and where modules need each other in a circle."""
    made: dict[Path, str] = {}
    _join(entry, made, ())
    return "".join(made.values())


def _join(file: Path, made: dict[Path, str], above: tuple[Path, ...]) -> None:
    if file in above:
        raise ValueError(f"{file.name} imports itself by way of {above[-1].name}: put what both need into a module of its own.")
    if file in made:
        return
    lines, exported = [], []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if found := _IMPORT.fullmatch(line):
            other = file.with_name(found["file"])
            _join(other, made, (*above, file))
            line = f"const {{ {found['names']} }} = {_name(other)};" if found["names"] else ""
        elif found := _EXPORT.match(line):
            exported.append(found["name"])
            line = line[found.end() :]
        elif _OTHER.match(line):
            raise ValueError(f"{file.name}, line {number}: write 'import {{ name }} from \"./file.js\";' or export what is declared there.")
        lines.append(line)
    body = "\n".join(lines)
    made[file] = f"const {_name(file)} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();\n"


def _name(file: Path) -> str:
    return f"of_{file.stem.replace('-', '_')}"
