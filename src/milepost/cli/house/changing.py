"""Operations from the terminal."""

import argparse
import json
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.house.parser import OPTION
from milepost.cli.house.reading import print_record
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.operations import Operation, perform
from milepost.kernel.rows import key_from, read_row, rows_of


def change(entity: Entity, actor: Actor, arguments: argparse.Namespace) -> int:
    """Does the operation and prints what came of it."""
    operation: Operation = arguments.operation
    given = {name: value for name in operation.inputs if (value := getattr(arguments, OPTION + name)) is not None}
    on = [read_row(entity, actor, key_from(key))["id"] for key in getattr(arguments, "keys", ())]
    done = perform(operation, actor, on=on, given=given)
    rows: tuple[dict[str, Any], ...] = ()
    if operation.kind != "delete":
        rows = rows_of(entity, actor, [record.pk for record in done.records])
    if arguments.format == "json":
        print(json.dumps({"count": len(done.records), "results": rows}, indent=2, ensure_ascii=False))
    elif len(rows) == 1:
        print_record(entity, rows[0])
    else:
        print(f"{operation.label}: {len(done.records)} {entity.plural}.")
    return Exit.OK
