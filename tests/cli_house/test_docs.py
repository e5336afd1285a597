"""What the pages about the house show is what happens: their commands are run against a house of their own, and every command is told."""

import argparse
import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from milepost.cli.main import make_parser

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"```(sh|text)\n(.*?)```", flags=re.DOTALL)
MARK = "===== block"
MILEPOST = f"""#!/bin/sh
exec {sys.executable} -c 'import sys; from milepost.cli.main import main; sys.exit(main())' "$@"
"""
CURL = f"""#!{sys.executable}
import sys, urllib.error, urllib.request
words, headers, method, body, address = sys.argv[1:], {{}}, None, None, ""
while words:
    word = words.pop(0)
    if word == "-H":
        name, _, value = words.pop(0).partition(": ")
        headers[name] = value
    elif word == "-X":
        method = words.pop(0)
    elif word == "-d":
        body = words.pop(0).encode()
    elif word != "-s":
        address = word
try:
    answer = urllib.request.urlopen(urllib.request.Request(address, body, headers, method=method))
except urllib.error.HTTPError as refused:
    answer = refused
print(answer.read().decode())
"""


class Terminal:
    """A folder, a port, and the commands `milepost` and `curl`, as a reader of the pages has them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in (("milepost", MILEPOST), ("curl", CURL)):
            (folder / "bin").mkdir(exist_ok=True)
            file = folder / "bin" / name
            file.write_text(text)
            file.chmod(file.stat().st_mode | stat.S_IXUSR)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def run(self, blocks: list[str]) -> list[str]:
        """What each block of commands printed, run one after the other in one shell."""
        script = "\n".join(f"{block}\necho '{MARK}'" for block in blocks)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MILEPOST", "DJANGO_"))}
        more = {"PATH": f"{self.folder / 'bin'}:{kept.get('PATH', '')}", "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100"}
        done = subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=self.folder,
            env=kept | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=180,
        )
        printed = done.stdout.split(f"{MARK}\n")
        assert done.returncode == 0, printed[-1]
        return printed[:-1]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def told_in(page: str) -> list[tuple[str, str]]:
    """The commands of a page, each block with what is shown below it."""
    found: list[tuple[str, str]] = []
    for kind, text in BLOCK.findall((DOCS / page).read_text("utf-8")):
        if kind == "sh":
            found.append((text, ""))
        else:
            found[-1] = (found[-1][0], text)
    return found


def assert_shown(shown: str, printed: str) -> None:
    """What a page shows stands in what was printed, in that order; "…" stands for anything, and blanks do not count."""
    parts = [part for part in ("".join(text.split()) for text in shown.split("…")) if part]
    rest = "".join(printed.split())
    for part in parts:
        _, found, rest = rest.partition(part)
        assert found == part, f"{part!r} is not in what was printed:\n{printed}"


def served(block: str, port: int) -> str:
    """The server runs beside what follows, until the shell ends."""
    if not block.startswith("milepost serve"):
        return block
    ready = f"import urllib.request; urllib.request.urlopen('http://127.0.0.1:{port}/readyz')"
    waiting = f'for turn in $(seq 100); do {sys.executable} -c "{ready}" 2>/dev/null && break; sleep 0.2; done'
    return f"{block.strip().replace('8010', str(port))} > log 2>&1 &\nserver=$!\ntrap 'kill $server; wait $server' EXIT\n{waiting}"


def test_the_house_runs_as_its_page_tells_and_its_api_answers_as_its_page_shows(terminal: Terminal) -> None:
    pages = [*told_in("how-to/run-the-house.md"), *told_in("how-to/use-the-api.md")]
    begin = f"export MILEPOST=http://127.0.0.1:{terminal.port} MILEPOST_TOKEN=$(cat token)\n"
    blocks = []
    for commands, _ in pages:
        keeping = "milepost token create" in commands
        block = served(commands, terminal.port)
        blocks.append(f"{block.rstrip()} | tee made\ngrep -o 'mp_.*' made | tail -1 > token" if keeping else block)
        if "curl" in commands:
            blocks[-1] = begin + block
    for (_, shown), printed in zip(pages, terminal.run(blocks), strict=True):
        assert_shown(shown, printed)


def test_roles_and_grants_let_people_do_what_their_page_says(terminal: Terminal) -> None:
    pages = told_in("how-to/roles-and-grants.md")
    begin = "milepost setup-house --email ann@example.org --name 'Ann Ames'\nexport MILEPOST_AS=ann@example.org\n"
    printed = terminal.run([begin, *(commands for commands, _ in pages)])
    for (_, shown), found in zip(pages, printed[1:], strict=True):
        assert_shown(shown, found)


def test_every_command_that_keeps_the_house_and_its_options_are_in_the_reference() -> None:
    reference = (DOCS / "reference" / "house-commands.md").read_text("utf-8")
    commands = next(action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction)).choices
    kept = [name for name, parser in commands.items() if "cli.house" in str(parser.get_default("run"))]
    assert len(kept) > 5
    for name in kept:
        assert f"`milepost {name}" in reference, name
        missing = {option for option in commands[name].option_names() if option.startswith("--")} - {"--help"} - words(reference)
        assert not missing, name


def test_every_verb_of_every_entity_takes_only_options_that_the_reference_or_its_own_fields_tell(db: None) -> None:
    from milepost.cli.house.parser import OPTION
    from milepost.cli.house.parser import make_parser as parser_of
    from milepost.kernel.entity import entities

    reference = words((DOCS / "reference" / "house-commands.md").read_text("utf-8"))
    for entity in entities():
        verbs = next(action for action in parser_of(entity)._actions if isinstance(action, argparse._SubParsersAction)).choices
        for verb, parser in verbs.items():
            own = {option for action in parser._actions if not action.dest.startswith(OPTION) for option in action.option_strings}
            missing = {option for option in own if option.startswith("--")} - {"--help"} - reference
            assert not missing, f"{entity.name} {verb}"


def test_every_code_of_a_refusal_and_every_setting_is_in_the_references(db: None) -> None:
    from milepost.kernel.settings import declared

    told = (DOCS / "reference" / "api.md").read_text("utf-8")
    source = "".join(file.read_text("utf-8") for place in ("kernel", "api") for file in (ROOT / "src" / "milepost" / place).rglob("*.py"))
    codes = set(re.findall(r'(?:Fault|Unread)\(\s*"([a-z-]+)"', source))
    assert len(codes) > 30
    assert not {code for code in codes if f"`{code}`" not in told}
    settings = (DOCS / "reference" / "house-settings.md").read_text("utf-8")
    ours = {name for name in declared() if not name.startswith("test-")}  # other tests declare some of their own
    assert ours and not {name for name in ours if f"| `{name}` |" not in settings}


def test_every_variable_of_the_environment_is_in_the_reference() -> None:
    files = [file for place in ("config", "cli") for file in (ROOT / "src" / "milepost" / place).rglob("*.py")]
    read = r'(?:environ\.get|whole|one_of)\(\s*"(MILEPOST_[A-Z_]+)"'
    variables = {name for file in files for name in re.findall(read, file.read_text("utf-8"))}
    told = (DOCS / "reference" / "house-settings.md").read_text("utf-8")
    assert {"MILEPOST_HOME", "MILEPOST_RATE_LIMIT"} <= variables
    assert not {name for name in variables if f"| `{name}` |" not in told}


def words(text: str) -> set[str]:
    """The options a text names."""
    return set(re.findall(r"--[a-z][a-z-]*", text))
