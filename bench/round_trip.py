"""Round trip: plan files into a house and out of it again as MS Project XML; what is different then, by our reader and by MPXJ.

Run: ./milepost python -m bench.round_trip [FOLDER] [--list] [--no-mpxj]
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.measure import machine, spoken, table
from bench.same_plan import differences, listed
from milepost.engine.model import Plan
from milepost.exchange.imported import Unreadable

FOLDER = Path(os.environ.get("MILEPOST_SHARED_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data") / "plans"
SUFFIXES = {".mpp", ".mpx", ".xml", ".xer", ".planner", ".gan"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a row for each file; 1 where a file that was MS Project XML came back different by our own reader."""
    parser = argparse.ArgumentParser(prog="bench.round_trip", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--list", action="store_true", help="name the first differences of each kind")
    parser.add_argument("--no-mpxj", action="store_true", help="leave the independent reader out")
    choices = parser.parse_args(arguments)
    files = sorted(one for one in choices.folder.rglob("*") if one.suffix.lower() in SUFFIXES)
    if not files:
        print(f"There are no plan files in {choices.folder}; name a folder that has some.", file=sys.stderr)
        return 2
    print(f"Plan files through a house and back, files of {choices.folder.name}/\n{machine()}\n")
    rows, told, bad = [], [], False
    with tempfile.TemporaryDirectory() as home:
        start(Path(home))
        for file in files:
            row, more, equal = one_file(file, mpxj=not choices.no_mpxj)
            rows.append(row)
            told += [f"{file.name}: {line}" for line in more]
            bad = bad or not equal
    print(table(("file", "tasks", "links", "in", "out", "different, our reader", "different, MPXJ"), rows))
    if choices.list:
        print("\n" + "\n".join(told))
    return int(bad)


def start(home: Path) -> None:
    """An empty house in the folder."""
    os.environ |= {"MILEPOST_HOME": str(home), "DJANGO_SETTINGS_MODULE": "milepost.config.settings", "MILEPOST_SECRET_KEY": "round trip"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def one_file(file: Path, *, mpxj: bool) -> tuple[tuple[str, ...], list[str], bool]:
    """The row, the first differences in words, and whether our reader finds none in what was MS Project XML."""
    from milepost.apps.planning.files.reading import read_file

    try:
        imported = read_file(file, name=file.name, start=None)
    except Unreadable as error:
        problem = error.problems[0]
        return (file.name, "", "", "", "", f"not read: {problem.message}", ""), [], True
    content, into, out = through_house(imported)
    came_back = own(content, file.name)
    found = differences(imported.plan, came_back)
    told = listed(imported.plan, came_back)
    other = ""
    if mpxj:
        before, after = (foreign(data, file.name) for data in (as_mspdi(imported, file), content))
        by_mpxj = differences(before, after)
        other = summed(by_mpxj)
        told += [f"by MPXJ: {line}" for line in listed(before, after)]
    counts = (f"{len(imported.plan.tasks):,}", f"{len(imported.plan.links):,}")
    equal = not found or imported.source.format != "MSPDI"
    return (file.name, *counts, spoken(into), spoken(out), summed(found), other), told, equal


def through_house(imported: Any) -> tuple[bytes, float, float]:
    """Into a new project as agreed, and out again; the seconds of both. Nothing of it stays in the house."""
    from django.db import transaction

    from milepost.apps.planning.files.apply import Answers, bring
    from milepost.apps.planning.files.draft import draft_of
    from milepost.apps.planning.files.give import give
    from milepost.kernel.access import house
    from milepost.kernel.operations import operation_named, perform

    actor = house("the round trip")
    with transaction.atomic():
        sponsor = perform(operation_named("person.create"), actor, given={"name": "Sponsor"}).records[0]
        facts = {"name": "Round trip", "kind": "internal", "billing": "none", "sponsor": sponsor.pk}
        project = perform(operation_named("project.create"), actor, given=facts).records[0]
        agreed = {"person": sponsor.pk, "authority": "Board", "document": "Minutes"}
        began = time.perf_counter()
        brought = bring(actor, project, draft_of(imported), {}, Answers(agreed=agreed))
        middle = time.perf_counter()
        given = give(actor, brought.plan, "mspdi")
        ended = time.perf_counter()
        transaction.set_rollback(True)
    return given.content, middle - began, ended - middle


def own(content: bytes, name: str) -> Plan:
    """By our own reader."""
    from milepost.exchange.mspdi import read

    return read(content, name=name).plan


def as_mspdi(imported: Any, file: Path) -> bytes:
    """The file where it is MS Project XML; else what our writer makes of it without a house between."""
    if imported.source.format == "MSPDI":
        return file.read_bytes()
    from io import BytesIO

    from milepost.exchange.mspdi import write

    target = BytesIO()
    write(imported.plan, carry=imported.carry, target=target)
    return target.getvalue()


def foreign(content: bytes, name: str) -> Plan:
    """By MPXJ, whatever the content is."""
    from milepost.exchange import foreign as reader

    return reader.read(content, name=name)[0].plan


def summed(found: Counter[str]) -> str:
    """ "equal", or "3 links, 1 calendar"."""
    return ", ".join(f"{count} {kind}" for kind, count in sorted(found.items())) or "equal"


if __name__ == "__main__":
    sys.exit(main())
