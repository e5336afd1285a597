"""`milepost check`: whether the installation is as it should be."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen, wrapped
from milepost.cli.failure import Failure
from milepost.cli.house.safety import unsafe
from milepost.cli.house.started import check_secret, database_told, home, started
from milepost.cli.house.starting import check_there

LEAST_FREE = 512 * 1024 * 1024
Finding = tuple[str, str, str]
"""Word, what was looked at, what was found; the word is "ok", "note" or "wrong"."""
Step = Callable[[], Iterator[Finding]]
KINDS = {"ok": "good", "note": "notice", "wrong": "bad"}
NEEDED = frozenset({"folder", "settings", "the house", "tables", "database"})
"""What the rest stands on."""
NEEDS_HTTPS = frozenset({f"security.W{number:03}" for number in (4, 8, 10, 11, 12, 16)})


def run(arguments: argparse.Namespace) -> int:
    """The exit code: 0, or 8 when something is wrong."""
    findings: list[Finding] = []
    steps: list[Step] = [_home, _settings, _disk, _database, _people, _jobs, *([] if arguments.quick else [_journal])]
    for step in steps:
        found = _found(step)
        findings += found
        # Without a folder, settings or tables the rest would only say the same again.
        if step in (_home, _settings, _database) and any(word == "wrong" and place in NEEDED for word, place, _ in found):
            break
    _print(findings)
    return Exit.REFUSED if any(word == "wrong" for word, _, _ in findings) else Exit.OK


def _found(step: Step) -> list[Finding]:
    try:
        return list(step())
    except Failure as failure:
        return [("wrong", problem.place, f"{problem.message} {problem.remedy}") for problem in failure.problems]
    except Exception as error:
        told = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
        return [("wrong", step.__name__.strip("_"), f"{type(error).__name__}: {told}")]


def _print(findings: Sequence[Finding]) -> None:
    """A line for each, wrapped; then how many are wrong."""
    screen = Screen(sys.stdout)
    widest = max(len(place) for _, place, _ in findings)
    for word, place, told in findings:
        first = f"{screen.paint(f'{word:5}', KINDS[word])}  {place:{widest}}  "
        indent = 9 + widest
        lines = wrapped(told, screen.width - indent)
        screen.line(first + lines[0])
        for line in lines[1:]:
            screen.line(" " * indent + line)
    wrong = sum(word == "wrong" for word, _, _ in findings)
    screen.line()
    screen.line("Nothing is wrong." if not wrong else f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong.")


def _home() -> Iterator[Finding]:
    """Nothing is made by looking."""
    check_secret()
    if not home().is_dir():
        yield "wrong", "folder", f"there is no house in {home()}; set it up: milepost setup-house --email ann@example.org"
    elif not os.access(home(), os.W_OK | os.X_OK):
        yield "wrong", "folder", f"{home()} cannot be written"
    else:
        yield "ok", "folder", f"{home()} can be written"


def _settings() -> Iterator[Finding]:
    """Django's own checks for a house that is reached from elsewhere, ours among them."""
    started(tables=False)
    from django.conf import settings
    from django.core.checks import run_checks

    count = 0
    plain = False
    for problem in unsafe():
        count += 1
        yield "wrong", problem.place, f"{problem.message} {problem.remedy}"
    for found in run_checks(include_deployment_checks=True):
        if found.is_silenced() or (found.id == "security.W009" and "MILEPOST_SECRET_KEY" in os.environ):  # that is told above
            continue
        if not settings.HTTPS and found.id in NEEDS_HTTPS:
            plain = True
            continue
        count += 1
        yield "wrong", f"settings {found.id}", f"{found.msg} {found.hint or ''}".strip().replace("\n", " ")
    if plain:
        yield "note", "TLS", "not configured, for use on this machine only; behind a proxy with TLS set MILEPOST_HTTPS=1"
    if not count:
        yield "ok", "safety", "every check of the framework passes"


def _database() -> Iterator[Finding]:
    from django.db import connection

    from milepost.kernel.installation.tables import unapplied

    check_there()
    with database_told(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    yield "ok", "database", f"{connection.display_name} answers"
    if missing := unapplied():
        yield "wrong", "tables", f"{missing} migrations are missing; run: milepost setup-house"
    else:
        yield "ok", "tables", "those of this version"


def _people() -> Iterator[Finding]:
    from milepost.kernel.installation.administrator import has_administrator

    if has_administrator():
        yield "ok", "administrator", "there is one"
    else:
        yield "note", "administrator", "there is none; milepost setup-house --email ann@example.org makes one"


def _jobs() -> Iterator[Finding]:
    from milepost.kernel.installation.work import late_jobs, parked_jobs

    if parked := parked_jobs():
        yield "note", "jobs", f"{parked} failed for good and wait for somebody to look at them"
    if late := late_jobs():
        yield "wrong", "jobs", f"{late} have waited for more than ten minutes; does a worker run (milepost worker)?"
    if not parked and not late:
        yield "ok", "jobs", "none is late"
    from milepost.kernel.jobs.schedules import schedules

    for one in schedules():
        last = f"last due {one.last:%Y-%m-%d %H:%M} UTC" if one.last else "not due yet, or no worker has run"
        yield "ok", f"schedule {one.name}", last


def _journal() -> Iterator[Finding]:
    from milepost.kernel.journal.seal import BrokenChain, verify

    try:
        head = verify()
        yield "ok", "journal", f"{head.position:,} sealed entries, whole and unchanged; head {head.chain[:16]}…"
    except BrokenChain as broken:
        yield "wrong", "journal", f"{broken}. Compare with the head noted in the last backup."


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(home() if home().is_dir() else ".").free
    word = "ok" if free >= LEAST_FREE else "wrong"
    yield word, "disk", f"{free / 1e9:,.1f} GB free"
