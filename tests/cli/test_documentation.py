"""What the reference says of the command is what the command does."""

import re

import pytest

from milepost.cli.codes import Exit
from milepost.cli.main import make_parser


def options():
    """Every option of `milepost plan`."""
    commands = next(action for action in make_parser()._actions if action.dest == "command")
    return sorted(
        {option for action in commands.choices["plan"]._actions for option in action.option_strings if option.startswith("--")} - {"--help"}
    )


@pytest.mark.parametrize("option", options())
def test_every_option_is_in_the_reference(root, option):
    assert f"`{option}" in (root / "docs/reference/plan-command.md").read_text()


def test_the_documentation_names_no_option_that_is_not_there(root):
    known = {*options(), "--help", "--version"}
    about_plans = [page for page in sorted((root / "docs" / "how-to").glob("*.md")) if "milepost plan" in page.read_text()]
    assert len(about_plans) >= 5
    for page in (root / "docs" / "reference" / "plan-command.md", *about_plans):
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page.read_text()))
        assert named <= known, page.name


def test_every_exit_code_is_documented(root):
    page = (root / "docs/reference/exit-codes.md").read_text()
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert {int(code) for code in Exit} <= documented


def test_links_between_pages_lead_somewhere(root):
    for page in (root / "docs" / "reference" / "plan-command.md", *sorted((root / "docs" / "how-to").glob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
