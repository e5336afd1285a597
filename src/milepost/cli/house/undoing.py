"""`milepost undo BATCH`: takes back what the account that acts has done, or says why that cannot be."""

import argparse
import json
import sys

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen
from milepost.cli.house.reading import print_rows
from milepost.cli.house.showing import print_record
from milepost.kernel.access import Actor
from milepost.kernel.errors import Missing
from milepost.kernel.rows import rows_after
from milepost.kernel.undo import go, last_batch, way

LAST = "last"


def take_back(actor: Actor, arguments: argparse.Namespace) -> int:
    """Does it; with --try it only says what it would do."""
    batch = last_batch(actor) if arguments.batch == LAST else arguments.batch
    if batch is None:
        raise Missing("This account has not done anything yet.")
    found = way(actor, batch)
    entity, screen = found.main.operation.entity, Screen(sys.stdout)
    if arguments.trial:
        if arguments.format == "json":
            print(json.dumps({"batch": batch, "operation": found.main.operation.name, "entity": entity.name, "ids": list(found.main.keys)}))
        else:
            screen.line(f"It would {found.told}: {', '.join(map(str, found.main.keys))}. Nothing was changed.")
        return Exit.OK
    done = go(actor, batch, found)
    rows = () if found.main.operation.kind == "delete" else rows_after(entity, actor, done.records)
    if arguments.format == "json":
        told = {"operation": found.main.operation.name, "entity": entity.name, "batch": done.batch}
        print(json.dumps({**told, "count": len(done.records), "results": rows}, indent=2, ensure_ascii=False))
        return Exit.OK
    screen.line(f"Undone: {found.told}.")
    if len(rows) == 1:
        print_record(entity, rows[0])
    elif rows:
        print_rows(entity, rows)
    return Exit.OK
