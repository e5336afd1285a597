"""What the processes of these tests do. Arguments and answers are JSON."""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count, pairwise
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client

from milepost.apps.organisations.entities import ORGANISATION
from milepost.apps.organisations.models import Organisation, Site
from milepost.kernel.access import house
from milepost.kernel.access.tokens import make_token
from milepost.kernel.call import Call, running
from milepost.kernel.clock import now
from milepost.kernel.errors import Refused, Stale
from milepost.kernel.jobs.worker import Worker
from milepost.kernel.journal.seal import seal, verify
from milepost.kernel.models import Account, Counter, Grant, Job, JournalEntry, KeptAnswer, Role
from milepost.kernel.once import Answer, once
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.rows import read_row
from tests.kernel.job_tasks import create_client
from tests.trust.notice_tasks import heard, telling, watched  # noqa: F401
from tests.trust.scope_tasks import (  # noqa: F401
    approved_while_moved,
    task_made_while_nobody_is_billed_any_more,
    task_made_while_revoked,
    task_sold_while_revoked,
)
from tests.trust.slow_tasks import enqueue_slow, slow_ones  # noqa: F401
from tests.trust.storage_tasks import keep_files, program, write_through  # noqa: F401

ACTOR = house("a test")
CREATE, EDIT, CLOSE, DELETE = (operation_named(f"organisation.{verb}") for verb in ("create", "edit", "close", "delete"))
SITE = operation_named("site.create")
LONG = 300
LEAST_WAIT = 0.005


def migrate() -> None:
    call_command("migrate", verbosity=0)
    connection.close()


def make(names: list[str]) -> list[int]:
    done = perform(CREATE, ACTOR, given=[{"name": name, "kind": "client"} for name in names])
    return [record.pk for record in done.records]


def state() -> dict[str, Any]:
    """Everything there is, as far as the tests look at it. The journal is sealed and verified."""
    while seal():
        pass
    verify()
    return {
        "organisations": list(Organisation.objects.order_by("pk").values("number", "name", "reference", "version", "state")),
        "sites": Site.objects.count(),
        "orphans": Site.objects.filter(organisation=None).count(),
        "journal": list(JournalEntry.objects.order_by("id").values_list("operation", "record", "version")),
        "counters": dict(Counter.objects.values_list("name", "last")),
        "kept": KeptAnswer.objects.count(),
        "jobs": list(_asked_for().order_by("pk").values_list("state", "attempts")),
    }


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Each in a thread with a connection of its own, all let go together."""
    start, found = Barrier(len(works)), [None] * len(works)

    def run(number: int) -> None:
        try:
            start.wait()
            found[number] = works[number]()
        except Exception as error:
            found[number] = f"{type(error).__name__}: {error}"  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def add_ones(keys: list[int], times: int, threads: int, seed: int) -> list[Any]:
    """Each thread adds one to each record's reference so many times, as a program does through the API: it reads, and sends the version
    it read; refused as stale, it waits a moment and begins again. How often that was."""

    def work(thread: int) -> int:
        rng, stale = random.Random(seed + thread), 0
        order = keys * times
        rng.shuffle(order)
        for key in order:
            for attempt in count():
                row = read_row(ORGANISATION, ACTOR, key)
                given = {"reference": str(int(row["reference"] or 0) + 1)}
                try:
                    perform(EDIT, ACTOR, on=[key], given=given, versions={key: row["version"]})
                    break
                except Stale:
                    stale += 1
                    time.sleep(rng.uniform(0, LEAST_WAIT * 2 ** min(attempt, 6)))
        return stale

    return at_once([lambda thread=thread: work(thread) for thread in range(threads)])  # type: ignore[misc]


def create_many(name: str, times: int, threads: int) -> list[Any]:
    """Each thread creates so many, and as many that are refused after their number was drawn."""

    def work(thread: int) -> int:
        refused = 0
        for number in range(times):
            perform(CREATE, ACTOR, given={"name": f"{name} {thread} {number}", "kind": "client"})
            try:
                perform(CREATE, ACTOR, given={"name": f"{name} {thread} {number}", "kind": "client"})
            except Refused:
                refused += 1
        return refused

    return at_once([lambda thread=thread: work(thread) for thread in range(threads)])  # type: ignore[misc]


def post_at_once(keys: list[str], senders: int) -> list[list[list[Any]]]:
    """For each key as many senders as told, all at once; the status, the body and whether it was said again, by key and sender."""
    account = Account.objects.create(email="ann@example.org", name="Ann", created_at=now())
    role = Role.objects.create(name="makers", permissions=["organisation.create", "organisation.view"])
    Grant.objects.create(account=account, role=role)
    token = make_token(account, "program")

    def send(key: str) -> list[Any]:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        made = Client(headers={"Host": "localhost"}).post(
            "/api/v1/organisations/", {"name": key, "kind": "client"}, "application/json", headers=headers
        )
        return [made.status_code, made.content.decode(), made.headers.get("Idempotent-Replay", "")]

    return [at_once([lambda key=key: send(key)] * senders) for key in keys]  # type: ignore[misc]


def enqueue_many(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            create_client.enqueue(f"Client {number}")


def work(lease_ms: int) -> None:
    """A worker as `milepost worker` runs it, until it is killed or told to end."""
    worker = Worker(lease=timedelta(milliseconds=lease_ms))
    worker.listen()
    worker.run()


def jobs_done() -> int:
    return _asked_for().exclude(state__in=("ready", "running")).count()


def _asked_for() -> QuerySet[Job]:
    """Workers put the house's own among them when those are due."""
    return Job.objects.filter(task=create_client.module_path)


@operation(ORGANISATION, "stop-in-the-middle")
def stop_in_the_middle(organisations: list[Any]) -> None:
    """Does half of something, says so, and stays there."""
    perform(SITE, ACTOR, given={"name": "Half a site", "organisation": organisations[0].pk})
    organisations[0].reference = "half"
    _stay()


_reached: list[str] = []


def _stay() -> None:
    Path(_reached[0]).write_text("here")
    time.sleep(LONG)


def stop(point: str, key: int, reached: str) -> None:
    """Go on to a point in the middle of a change, and stay there until killed."""
    _reached.append(reached)
    if point == "in the operation":
        perform(operation_named("organisation.stop-in-the-middle"), ACTOR, on=[key])
    elif point == "before the commit":
        with transaction.atomic():
            perform(CLOSE, ACTOR, on=[key], given={"reason": "half"})
            make(["Half a client"])
            create_client.enqueue("Half a job")
            _stay()
    elif point == "with a key":

        def effect() -> Answer:
            make(["Half a client"])
            _stay()
            return Answer(201, b"")

        once(None, "half", "asked", effect)
    elif point == "in the seal":
        with transaction.atomic():
            seal()
            _stay()


_met: list[Barrier] = []


@operation(ORGANISATION, "meet")
def meet(organisations: list[Any]) -> None:
    """Holds its own record, waits for somebody to hold another, then changes that one too."""
    own = organisations[0]
    with suppress(BrokenBarrierError):  # the second attempt, or a database that lets in one at a time
        _met[0].wait(timeout=1)
    other = Organisation.objects.exclude(pk=own.pk).get()
    perform(EDIT, ACTOR, on=[other.pk], given={"reference": f"{other.reference}{own.pk}"})


def cross(keys: list[int]) -> list[Any]:
    """Two that each hold what the other needs."""
    _met.append(Barrier(2))
    meeting = operation_named("organisation.meet")
    return at_once([lambda key=key: perform(meeting, ACTOR, on=[key]).records[0].version for key in keys])  # type: ignore[misc]


def delete_while_used(keys: list[int]) -> list[Any]:
    """For each record at once: four that delete it, and four that make something that needs it. What each was told."""

    def told(work: Callable[[], Any]) -> str:
        try:
            work()
        except Refused as refusal:
            return type(refusal).__name__
        return "done"

    found = []
    for key in keys:
        deleting = [lambda key=key: told(lambda: perform(DELETE, ACTOR, on=[key]))] * 4  # type: ignore[misc]
        needing = [
            lambda key=key, n=n: told(lambda: perform(SITE, ACTOR, given={"name": f"Site {n}", "organisation": key}))  # type: ignore[misc]
            for n in range(4)
        ]
        found.append(at_once([*deleting, *needing]))
    return found


def settings() -> dict[str, Any]:
    """What the database itself says of how it is set."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names = ("journal_mode", "synchronous", "mmap_size", "journal_size_limit", "cache_size", "busy_timeout", "foreign_keys")
            return {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names}
        found = {}
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]
        client = connection.connection.info.get_parameters()
        pool = connection.pool
        return {"server": found, "client": client, "pool": [pool.min_size, pool.max_size]}


def lock_of_a_reader() -> str:
    """What somebody else is told who wants to write while a transaction is open that has not written yet."""
    import sqlite3

    with transaction.atomic():
        Organisation.objects.count()
        other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            return str(error)
        finally:
            other.close()
    return "nothing"


def edit_a_plan(times: int) -> list[Any]:
    """Four at once make four tasks of a chain longer; what they were told, the dates of the last task, and those that it has anew."""
    from milepost.apps.planning.bridge.compute import compute
    from milepost.apps.planning.models import TaskDates
    from tests.apps.planning.plans import link, sold_plan, task
    from tests.apps.projects.works import done

    plan, scope = sold_plan()
    keys = [task(plan, scope, f"Task {number}") for number in range(5)]
    for one, behind in pairwise(keys):
        link(one, behind)
    found = []
    for days in range(2, times + 2):
        edits = [lambda key=key, days=days: done("task.edit", key, duration_minutes=days * 450) or "done" for key in keys[:4]]  # type: ignore[misc]
        told = at_once(edits)
        stood = list(TaskDates.objects.filter(plan=plan).order_by("task").values_list("start", "finish"))
        with transaction.atomic(), running(Call(ACTOR)):
            compute(plan)
        found.append([told, stood, list(TaskDates.objects.filter(plan=plan).order_by("task").values_list("start", "finish"))])
    return found


def plan_while_revoked(times: int) -> list[Any]:
    """For one scope item after another: its approval is taken back while a task is planned on it; what both were told, how many tasks are
    sold then, and how many are held."""
    from milepost.apps.planning.models import Task, TaskDates
    from tests.apps.planning.plans import task
    from tests.apps.projects.works import approved_by_client, done, for_client, item, made

    project, contact = for_client()
    plan = made("project-plan", project=project, name="Plan", starts_at="2026-03-02 09:00")
    found = []
    for number in range(times):
        scope = item(project, name=f"Item {number}")
        approved_by_client(scope, contact)
        told = at_once(
            [
                lambda scope=scope: task(plan, scope, "Switches") and "done",  # type: ignore[misc]
                lambda scope=scope: done("scope-item.revoke", scope, reason="Wrong office") or "done",  # type: ignore[misc]
            ]
        )
        tasks = Task.objects.filter(scope_item=scope)
        found.append([told, tasks.filter(chargeable=True).count(), TaskDates.objects.filter(task__in=tasks, held=True).count()])
    return found
