"""`milepost check`: whether the installation is as it should be."""

import argparse
import shutil
from collections.abc import Callable, Iterator

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.house.started import home, prepare_home, started

LEAST_FREE = 512 * 1024 * 1024
Finding = tuple[str, str, str]
"""Word, what was looked at, what was found; the word is "ok", "note" or "wrong"."""
NEEDS_HTTPS = frozenset({"security.W004", "security.W008", "security.W012", "security.W016"})


def run(arguments: argparse.Namespace) -> int:
    """The exit code: 0, or 8 when something is wrong."""
    findings: list[Finding] = []
    steps: list[Callable[[], Iterator[Finding]]] = [_home, _settings, _database, _people, _disk]
    for step in [*steps, _jobs, *([] if arguments.quick else [_journal])]:
        try:
            findings += step()
        except Failure as failure:
            findings += [("wrong", problem.place, f"{problem.message} {problem.remedy}") for problem in failure.problems]
        except Exception as error:
            findings.append(
                ("wrong", step.__name__.strip("_"), f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
            )
        if step is _settings and findings[-1][0] == "wrong" and findings[-1][1] == "settings":
            break
    for word, place, told in findings:
        print(f"{word:5}  {place}: {told}")
    return Exit.REFUSED if any(word == "wrong" for word, _, _ in findings) else Exit.OK


def _home() -> Iterator[Finding]:
    prepare_home()
    yield "ok", "folder", f"{home()} can be written"


def _settings() -> Iterator[Finding]:
    """Django's own checks for a house that is reached from elsewhere, ours among them."""
    started(tables=False)
    from django.conf import settings
    from django.core.checks import run_checks

    count = 0
    plain = False
    for found in run_checks(include_deployment_checks=True):
        if found.is_silenced():
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

    with connection.cursor() as cursor:
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


def _journal() -> Iterator[Finding]:
    from milepost.kernel.journal.seal import BrokenChain, verify

    try:
        head = verify()
        yield "ok", "journal", f"{head.position:,} sealed entries, whole and unchanged; head {head.chain[:16]}…"
    except BrokenChain as broken:
        yield "wrong", "journal", f"{broken}. Compare with the head noted in the last backup."


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(home()).free
    word = "ok" if free >= LEAST_FREE else "wrong"
    yield word, "disk", f"{free / 1e9:,.1f} GB free"
