"""Operations from the terminal."""

import argparse
import json
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.house.drafting import draft
from milepost.cli.house.parser import OPTION
from milepost.cli.house.reading import print_rows
from milepost.cli.house.secrets import named, print_shown, typed_secrets
from milepost.cli.house.showing import print_record
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.operations import Operation, perform
from milepost.kernel.rows import read_row, rows_after


def change(entity: Entity, actor: Actor, arguments: argparse.Namespace) -> int:
    """Does the operation and prints what came of it."""
    operation: Operation = arguments.operation
    given = {name: value for name in operation.inputs if (value := getattr(arguments, OPTION + name)) is not None}
    given |= typed_secrets(operation, given)
    on = [read_row(entity, actor, named(entity, actor, key))["id"] for key in getattr(arguments, "keys", ())]
    if getattr(arguments, "draft", False):
        return draft(operation, actor, on, given)
    done = perform(operation, actor, on=on, given=given)
    rows: tuple[dict[str, Any], ...] = ()
    if operation.kind != "delete":
        rows = tuple(row | done.shown.get(row["id"], {}) for row in rows_after(entity, actor, done.records))
    if arguments.format == "json":
        print(json.dumps({"count": len(done.records), "results": rows}, indent=2, ensure_ascii=False))
    elif operation.kind == "delete":
        print(f"Deleted: {', '.join(key.upper() for key in arguments.keys)}.")
    elif len(rows) == 1:
        print_record(entity, rows[0])
    else:
        print_rows(entity, rows)
    if arguments.format != "json":
        print_shown(operation, done)
    return Exit.OK
