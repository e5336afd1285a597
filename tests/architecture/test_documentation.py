"""What the documentation points at exists, and the commands it shows are commands."""

import re

import pytest

from milepost.cli.codes import Exit
from tests.architecture.tree import ROOT, named, tracked

PAGES = [path for path in tracked() if path.suffix == ".md"]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    dead = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not dead


def test_every_page_is_reached_from_the_index():
    seen, open_pages = set(), [ROOT / "README.md"]
    while open_pages:
        page = open_pages.pop()
        if page in seen or not page.exists():
            continue
        seen.add(page)
        if page.is_dir():
            open_pages += page.glob("*.md")
        elif page.suffix == ".md":
            open_pages += [(page.parent / link).resolve() for link in re.findall(r"\]\(([^)#:\s]+)", page.read_text("utf-8"))]
    lost = [named(page) for page in PAGES if page not in seen and page.is_relative_to(ROOT / "docs")]
    assert not lost, "link them from docs/index.md"


def test_every_exit_code_is_documented():
    table = (ROOT / "docs" / "reference" / "exit-codes.md").read_text("utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", table, flags=re.MULTILINE)}
    assert documented == {int(code) for code in Exit} | {69, 73}


def test_options_in_the_documentation_are_options_of_the_command(capsys):
    from milepost.cli.main import main

    known = set()
    for command in (["plan"], ["demo"], []):
        assert main([*command, "--help"]) == 0
        known |= set(re.findall(r"--[a-z][a-z-]*", capsys.readouterr().out))
    for page in [ROOT / "README.md", *(ROOT / "docs" / "tutorial").glob("*.md"), *(ROOT / "docs" / "how-to").glob("*.md")]:
        shown = {
            word
            for line in re.findall(r"milepost (?:plan|demo).*", page.read_text("utf-8"))
            for word in re.findall(r"(?<![\w-])--[a-z][a-z-]*", line)
        }
        assert shown <= known, named(page)


def test_every_option_of_the_plan_command_is_in_its_reference(capsys):
    from milepost.cli.main import main

    assert main(["plan", "--help"]) == 0
    options = set(re.findall(r"--[a-z][a-z-]*", capsys.readouterr().out)) - {"--help"}
    reference = (ROOT / "docs" / "reference" / "plan-command.md").read_text("utf-8")
    missing = {option for option in options if f"{option}" not in reference}
    assert not missing
