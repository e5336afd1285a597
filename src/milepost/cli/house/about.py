"""What hangs on a record, from the terminal: `milepost organisation comment ORG-1 --text …`, `attach ORG-1 plan.pdf`."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.house.showing import print_record
from milepost.engine.problem import Problem
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import key_from, read_row

MOST_TYPED = 1024 * 1024


def add_about(verbs: Any, entity: Entity, add_common: Callable[[argparse.ArgumentParser], None]) -> None:
    """`comment ID --text TEXT` and `attach ID FILE`."""
    taken = set(verbs.choices)
    for word, text, about in (
        ("comment", f"write a comment on one {entity.singular}", "comment"),
        ("attach", f"put a file on one {entity.singular}", "attachment"),
    ):
        if word in taken:
            continue
        parser = verbs.add_parser(word, help=text, description=text.capitalize() + ".")
        parser.add_argument("key", metavar="ID", help="its id or number")
        if about == "comment":
            parser.add_argument("--text", required=True, metavar="TEXT", help="what to say; - reads it from standard input")
        else:
            parser.add_argument("file", metavar="FILE", type=Path, help="the file; it is copied")
        add_common(parser)
        parser.set_defaults(about=about)


def put(entity: Entity, actor: Actor, arguments: argparse.Namespace) -> int:
    """Makes the comment or the attachment and prints it."""
    record = read_row(entity, actor, key_from(arguments.key))["id"]
    given: dict[str, Any] = {"entity": entity.name, "record": record}
    if arguments.about == "comment":
        given["text"] = _typed() if arguments.text == "-" else arguments.text
    else:
        given |= {"name": arguments.file.name, "content": _content(arguments.file)}
    about = entity_named(arguments.about)
    made = perform(operation_named(about.permission("create")), actor, given=given).records[0]
    print_record(about, read_row(about, actor, made.pk))
    return Exit.OK


def _typed() -> str:
    """Text from standard input, never more than a comment could hold. Raises Failure (3) for what is no text."""
    try:
        return sys.stdin.read(MOST_TYPED)
    except UnicodeDecodeError as error:
        problem = Problem("unreadable", "standard input", "it is no text in UTF-8.", "Send text in UTF-8.")
        raise Failure(Exit.UNREADABLE, [problem]) from error


def _content(file: Path) -> bytes:
    """Never more than the house takes is read. Raises Failure (3) for a file that cannot be read."""
    from milepost.kernel.attachments.limits import largest

    try:
        with file.open("rb") as stream:
            return stream.read(largest() + 1)
    except OSError as error:
        problem = Problem("unreadable", str(file), f"it cannot be read: {error.strerror}.", "Name a file that is there and may be read.")
        raise Failure(Exit.UNREADABLE, [problem]) from error
