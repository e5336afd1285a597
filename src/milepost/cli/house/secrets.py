"""Secrets at the terminal: passwords come from standard input, what is shown once stands alone; accounts go by their address too."""

import argparse
import json
import sys
from typing import Any

from milepost.cli.failure import usage
from milepost.cli.house.described import dashed
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Address, Secret
from milepost.kernel.operations import Done, Operation
from milepost.kernel.rows import key_from, question_from, read_page

MOST_TYPED = 10_000


def add_secret(parser: argparse.ArgumentParser, name: str, told: str, *, dest: str) -> None:
    """`--password-stdin`: the command's own words are seen by others on the machine, and kept in histories."""
    said = f"{told.removesuffix('.')}; read from standard input, one line for each such option, in the order of this help"
    parser.add_argument(f"--{dashed(name)}-stdin", dest=dest, action="store_true", default=None, help=said)


def typed_secrets(operation: Operation, given: dict[str, Any]) -> dict[str, str]:
    """The secrets that were asked to be read, a line each. Raises Failure (2) where a line is missing."""
    found = {}
    for name, asked in operation.inputs.items():
        if isinstance(asked, Secret) and given.get(name):
            line = sys.stdin.readline(MOST_TYPED)
            if not line.strip("\r\n"):
                option = f"--{dashed(name)}-stdin"
                raise usage(
                    option, "there is nothing on standard input.", f"Send it a line: printf '%s\\n' \"$SECRET\" | milepost … {option}"
                )
            found[name] = line.rstrip("\r\n")
    return found


def named(entity: Entity, actor: Actor, text: str) -> int | str:
    """The record that a word names: by id or number or, where it has one, by its address of mail. Raises Invalid where the actor may not
    see addresses."""
    address = next((one.name for one in entity.columns if isinstance(one.input, Address)), "")
    if not address or "@" not in text:
        return key_from(text)
    rows = read_page(entity, actor, question_from(entity, actor, {address: [text], "limit": ["2"]})).rows
    return rows[0]["id"] if len(rows) == 1 else key_from(text)


def print_shown(operation: Operation, done: Done) -> None:
    """What is given back once: its label, then the value alone on its line."""
    for values in done.shown.values():
        for name, value in values.items():
            print(f"{operation.shows[name].label}:")
            print(value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False))
