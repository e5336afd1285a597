"""Our style sheets as they go out: those that one imports stand in it, and neither remarks nor blanks that do nothing.

They are written one part of the product a file. `milepost.css` is what every page takes and `pages.css` what the pages made by hand take
besides, so that a browser asks for two; what is told in one file packs better, too.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r'@import "([\w-]+\.css)";\n?')
_KEPT = re.compile(r'("[^"\n]*")')
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_BETWEEN = re.compile(r"\s*([{};,>])\s*")


def sheets(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every style sheet of ours in the tree by its place, and what then stands in it."""
    for file in sorted((folder / "css").glob("*.css")):
        yield file, slim(whole(file))


def whole(file: Path) -> str:
    """A style sheet with what it imports in the place of the import. Raises ValueError for an import written in another way: a browser
    would look for it where the joined file stands."""
    text = _IMPORT.sub(lambda found: whole(file.with_name(found[1])), file.read_text("utf-8"))
    if "@import" in _REMARK.sub("", text):
        raise ValueError(f"{file.name}: write '@import \"file.css\";' with a file beside it, on a line of its own.")
    return text


def imported(folder: Path) -> dict[str, str]:
    """The names of those that stand in another, with that other's name: pages link to that."""
    return {
        name: file.name
        for file in sorted((folder / "css").glob("*.css"))
        for name in _IMPORT.findall(_REMARK.sub("", file.read_text("utf-8")))
    }


def slim(text: str) -> str:
    """The same rules in fewer bytes; what stands in quotes stays as it is."""
    parts = _KEPT.split(_REMARK.sub("", text))
    for at in range(0, len(parts), 2):
        told = _BETWEEN.sub(r"\1", re.sub(r"\s+", " ", parts[at]))
        parts[at] = re.sub(r": ", ":", told).replace(";}", "}").replace(" !", "!")
    return "".join(parts).strip()
