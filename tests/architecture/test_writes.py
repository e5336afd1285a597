"""Only `perform` changes rows: outside the kernel nothing writes, and inside it only those who are named here with their reason."""

import ast

from tests.architecture.tree import modules, named

WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "raw",
    "execute",
    "executemany",
}
ROOMS_MAY = ("bridge", "jobs", "doing")
"""Modules of a room that write what is computed (schedule dates, roll-ups): tables that can be built again, and have no versions."""
KERNEL_MAY = {
    "operations": "perform itself: records, their numbers",
    "journal": "what perform did, and the seal on it",
    "jobs": "the queue: its rows are machinery, nobody's records",
    "notices": "what the journal tells to whom: made from it, not by anybody; that a mail went out",
    "search": "what is found by words: made from the journal, and made anew at any time",
    "once.py": "answers kept under a key, in the transaction of what they answer",
    "access/actor.py": "reads what somebody was granted, with SQL of its own",
    "access/tokens.py": "a token is made from a secret that no journal may see; when it was used",
    "subjects": "erases a person's data where operations do not reach: in the journal and in drafts",
    "turns.py": "a row to wait at",
    "rows/counts.py": "reads how many rows name a record, with SQL of its own",
    "administration": "inside operations: ends the tokens of an account, sets its password, of which no journal may know",
    "sessions": "where somebody is logged in, and counts of tries: machinery, nobody's records",
    "housekeeping": "throws away what machinery left behind: answers, jobs that ended",
    "installation": "the first administrator, backups and restores: before there is anybody to perform",
}
HOUSE = ("src/milepost/apps", "src/milepost/api", "src/milepost/web", "src/milepost/cli/house", "src/milepost/config")


def test_nothing_outside_the_kernel_writes() -> None:
    found = {
        f"{named(path)}:{line}"
        for path in modules(*HOUSE)
        if not (named(path).startswith("src/milepost/apps/") and {path.stem, path.parent.name} & set(ROOMS_MAY))
        for line in writes(path.read_text("utf-8"))
    }
    assert not found, "change rows by an operation: perform(operation_named('…'), …)"


def test_in_the_kernel_write_only_those_with_a_reason() -> None:
    kernel = "src/milepost/kernel/"
    writing = {named(path).removeprefix(kernel) for path in modules(kernel) if writes(path.read_text("utf-8"))}
    unexplained = [path for path in writing if not any(path == may or path.startswith(f"{may}/") for may in KERNEL_MAY)]
    assert not unexplained
    idle = [may for may in KERNEL_MAY if not any(path == may or path.startswith(f"{may}/") for path in writing)]
    assert not idle, "reasons for nothing"


def test_every_way_to_write_would_be_found() -> None:
    assert writes("x.save()\nModel.objects.filter(a=1).update(b=2)\nModel._default_manager.bulk_create(rows)") == [1, 2, 3]
    assert writes("connection.cursor().execute('UPDATE x')") == [1]
    assert writes("rows.update(**found)") == [1]
    assert not writes("seen.update(more)\nseen.update({'a': 1})\nhash.update(part)\ncursor.execute('SELECT 1')")


def writes(text: str) -> list[int]:
    """Lines that write rows, or send SQL that may."""
    return sorted(
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not harmless(node, node.func)
    )


def harmless(call: ast.Call, function: ast.Attribute) -> bool:
    """`seen.update(more)`: of rows the columns are named. `execute("SELECT 1")`: what is asked for is seen."""
    if function.attr == "update":
        return bool(call.args) and not call.keywords
    first = call.args[0] if call.args else None
    return function.attr == "execute" and isinstance(first, ast.Constant) and str(first.value).startswith("SELECT")
