"""Writes docs/duties.md from the marks in the tests: `python tools/duties.py [--check]`.

`@pytest.mark.duty("PS-7")` marks an end-to-end test that carries a whole duty, `@pytest.mark.duty_part("SR-18", "what part")`
one step of it; both take `where="milepost plan --explain"`, the place in the product.
"""

import argparse
import ast
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "duties.md"
JOBS = {
    "PS": "Professional services manager in a software house",
    "MSP": "IT project manager in a managed-services business",
    "SYS": "IT systems project manager in an operations group",
    "SR": "Senior IT project manager in a city's IT department",
    "APM": "Associate project manager in a council",
}
PLACES = {
    "cli": "command line", "web": "web pages", "portal": "client portal", "api": "REST API", "exchange": "import and export",
    "documents": "documents", "engine": "planning engine", "journeys": "the whole product",
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """One mark on one test; `part` is "" when the whole duty is carried."""

    duty: str
    part: str
    where: str
    test: str


def read_marks(folder: Path, *, root: Path = ROOT) -> list[Mark]:
    """Every mark below a folder, in the order of files and lines. Raises ValueError for a mark that is no plain text."""
    found: list[Mark] = []
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"), filename=str(path))
        for node in ast.walk(tree):
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                continue
            for call in node.decorator_list:
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ("duty", "duty_part"):
                    found += marks_of(call, test=f"{path.relative_to(root).as_posix()}::{node.name}", place=place_of(path, folder))
    return found


def marks_of(call: ast.Call, *, test: str, place: str) -> list[Mark]:
    """The marks one decorator makes."""
    try:
        words = [ast.literal_eval(word) for word in call.args]
        where = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}.get("where") or place
    except ValueError as error:
        raise ValueError(f"{test}: a duty's mark takes plain text only") from error
    if isinstance(call.func, ast.Attribute) and call.func.attr == "duty_part":
        if len(words) != 2 or not words[1]:
            raise ValueError(f"{test}: duty_part takes the duty's id and what part of it")
        return [Mark(words[0], words[1], where, test)]
    return [Mark(word, "", where, test) for word in words]


def place_of(path: Path, folder: Path) -> str:
    """Where in the product a test looks, by its folder."""
    return PLACES.get(path.relative_to(folder).parts[0], "")


def read_duties() -> dict[str, str]:
    """Every duty's text by its id."""
    lines = (ROOT / "docs" / "duties.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line)


def write_page(duties: dict[str, str], marks: list[Mark]) -> str:
    """The page as Markdown. Raises ValueError for a mark of a duty that is not in the list."""
    unknown = sorted({mark.duty for mark in marks} - duties.keys())
    if unknown:
        raise ValueError(f"no such duty: {', '.join(unknown)} (docs/duties.tsv)")
    carried = {mark.duty for mark in marks if not mark.part}
    begun = {mark.duty for mark in marks} - carried
    lines = [
        "# Duties", "", "Written by `tools/duties.py` from the marks in the tests; do not edit.", "",
        f"Carried: {len(carried)} of {len(duties)}. Begun: {len(begun)}.",
        "A duty is carried when a person can do it in the running product, the result is kept, and an end-to-end test proves it.", "",
    ]  # fmt: skip
    for job, title in JOBS.items():
        lines += [f"## {job}: {title}", "", "| duty | | state | where | test |", "| --- | --- | --- | --- | --- |"]
        lines += [row(duty, text, [m for m in marks if m.duty == duty]) for duty, text in duties.items() if duty.split("-")[0] == job]
        lines.append("")
    return "\n".join(lines)


def row(duty: str, text: str, marks: list[Mark]) -> str:
    """One duty's line."""
    whole = [mark for mark in marks if not mark.part]
    shown = whole or marks
    state = "**carried**" if whole else "; ".join(dict.fromkeys(mark.part for mark in marks)) or "not yet"
    where = "; ".join(dict.fromkeys(mark.where for mark in shown if mark.where))
    tests = "<br>".join(dict.fromkeys(f"`{mark.test}`" for mark in shown))
    return f"| {duty} | {text} | {state} | {where} | {tests} |"


def main() -> int:
    """Writes the page, or with --check answers 1 when it is not what the marks say."""
    parser = argparse.ArgumentParser(description="Write docs/duties.md from the marks in the tests.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the page is out of date")
    check = parser.parse_args().check
    page = write_page(read_duties(), read_marks(ROOT / "tests"))
    if check and (not PAGE.is_file() or PAGE.read_text("utf-8") != page):
        print("docs/duties.md is out of date; run: ./milepost python tools/duties.py", file=sys.stderr)
        return 1
    if not check:
        PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
