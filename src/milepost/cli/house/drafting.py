"""`--draft`: what somebody may not do alone is drafted and submitted with the same words."""

import argparse
from collections.abc import Sequence
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.house.reading import print_rows
from milepost.kernel.access import Actor
from milepost.kernel.countersigning import DRAFT, can_be_drafted
from milepost.kernel.operations import Operation, operation_named, perform
from milepost.kernel.rows import rows_of


def add_draft(parser: argparse.ArgumentParser, operation: Operation) -> None:
    """The option, where the operation can be drafted."""
    if can_be_drafted(operation):
        told = "do nothing yet: submit it to whom you work under, who countersigns it or returns it"
        parser.add_argument("--draft", action="store_true", help=told)


def draft(operation: Operation, actor: Actor, on: Sequence[int], given: dict[str, Any]) -> int:
    """A draft for each record, or for the one that is to be made; all are submitted, or those that were written stay open."""
    records: Sequence[int | None] = on or [None]
    rows = [{"operation": operation.name, "record": record, "inputs": given} for record in records]
    keys = [made.pk for made in perform(operation_named("draft.create"), actor, given=rows).records]
    perform(operation_named("draft.submit"), actor, on=keys)
    print_rows(DRAFT, rows_of(DRAFT, actor, keys))
    return Exit.OK
