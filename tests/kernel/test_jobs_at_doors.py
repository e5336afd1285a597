"""Jobs at the doors: seen by who asked for them, stopped and tried again through the queue's own conditions, journalled."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from milepost.cli.main import main
from milepost.kernel.access import Actor, house
from milepost.kernel.access.tokens import make_token
from milepost.kernel.clock import standing_at
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid, Missing, Stale, WrongState
from milepost.kernel.jobs import enqueue
from milepost.kernel.jobs.claim import MOST_ATTEMPTS, claim, complete
from milepost.kernel.jobs.run import run_one
from milepost.kernel.jobs.schedules import Schedule, enqueue_due, schedule, schedules
from milepost.kernel.models import Account, Job, JournalEntry
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page, read_row

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
JOB = entity("job")
TASK = "tests.kernel.job_tasks.count"
BROKEN = "tests.kernel.job_tasks.break_down"


def do(verb: str, actor: Actor, job: Job, **more: Any) -> None:
    perform(operation_named(f"job.{verb}"), actor, on=[job.pk], **more)


def parked(actor: Actor | None = None) -> Job:
    """A job that failed for good."""
    job = enqueue(BROKEN, account=actor.account if actor else None)
    for _ in range(MOST_ATTEMPTS):
        Job.objects.filter(pk=job.pk).update(run_after=START)
        assert run_one("w")
    job.refresh_from_db()
    assert job.state == Job.State.PARKED
    return job


@pytest.fixture
def ann(staff: Any) -> Actor:
    """Somebody who may see and stop their own jobs."""
    return staff("Ann", "job.view", "job.cancel", "job.retry", kind="own")


def test_one_sees_ones_own_jobs_and_administrators_all(ann: Actor, staff: Any) -> None:
    mine, other = enqueue(TASK, [3], account=ann.account), enqueue(TASK, [3])
    assert [row["id"] for row in read_page(JOB, ann, question_from(JOB, ann, {})).rows] == [mine.pk]
    chief = staff("Chief", "job.view")
    assert {row["id"] for row in read_page(JOB, chief, question_from(JOB, chief, {})).rows} == {mine.pk, other.pk}
    with pytest.raises(Missing):
        do("cancel", ann, other)
    with pytest.raises(Denied):
        do("cancel", chief, mine)


def test_a_job_that_an_operation_asks_for_is_its_callers(ann: Actor) -> None:
    from milepost.kernel.call import Call, running

    with running(Call(ann)):
        assert enqueue(TASK, [3]).account_id == ann.account
    assert enqueue(TASK, [3]).account_id is None


def test_it_shows_how_far_it_is(ann: Actor) -> None:
    job = enqueue(TASK, [3], account=ann.account)
    run_one("w")
    row = read_row(JOB, ann, job.pk)
    assert (row["state"], row["progress"], row["result"]) == ("done", {"done": 3, "whole": 3, "text": "3 of 3"}, 3)
    assert "arguments" not in row and "fence" not in row


def test_why_it_failed_is_told_to_those_who_may_know(ann: Actor, staff: Any) -> None:
    job = parked(ann)
    assert "error" not in read_row(JOB, ann, job.pk)
    assert "RuntimeError: broken" in read_row(JOB, staff("Chief", "job.view", "job.error"), job.pk)["error"]
    with pytest.raises(Invalid):
        read_page(JOB, ann, question_from(JOB, ann, {"error__contains": ["broken"]}))


def test_one_that_waits_is_stopped_at_once_and_journalled(ann: Actor) -> None:
    job = enqueue(TASK, [3], account=ann.account)
    do("cancel", ann, job)
    assert not run_one("w") and read_row(JOB, ann, job.pk)["state"] == "cancelled"
    entry = JournalEntry.objects.get(entity="job")
    assert (entry.operation, entry.account_id, entry.difference["state"]) == ("job.cancel", ann.account, ["ready", "cancelled"])
    with pytest.raises(WrongState, match="only what waits or runs"):
        do("cancel", ann, job)


def test_one_that_runs_is_asked_to_stop_and_its_worker_still_holds_it(ann: Actor) -> None:
    job = enqueue(TASK, [3], account=ann.account)
    held = claim("w")
    assert held is not None
    do("cancel", ann, job)
    row = read_row(JOB, ann, job.pk)
    assert (row["state"], row["cancel_asked"]) == ("running", True)
    assert complete(held, "done before it heard of it")


def test_one_that_was_asked_to_stop_is_not_begun_again_when_its_worker_dies(ann: Actor) -> None:
    job = enqueue(TASK, [3], account=ann.account)
    with standing_at(datetime(2099, 1, 5, 9, tzinfo=UTC)):
        dead = claim("dead")
        do("cancel", ann, job)
    with standing_at(datetime(2099, 1, 5, 9, 5, tzinfo=UTC)):
        assert not run_one("other")
    assert dead is not None and not complete(dead, None)
    assert Job.objects.get().state == Job.State.CANCELLED


def test_one_that_was_parked_begins_anew_and_its_fence_stays(ann: Actor) -> None:
    job = parked(ann)
    do("retry", ann, job)
    again = Job.objects.get()
    assert (again.state, again.attempts, again.fence, again.finished_at) == ("ready", 0, job.fence, None)
    assert not complete(job, None)
    assert run_one("w") and Job.objects.get().fence == job.fence + 1
    with pytest.raises(WrongState, match="only what failed for good"):
        do("retry", ann, job)


def test_of_the_same_work_only_one_is_open(anybody: Actor) -> None:
    job = parked()
    Job.objects.filter(pk=job.pk).update(unique="nightly")
    enqueue(TASK, [3], unique="nightly")
    with pytest.raises(Invalid, match="waits or runs already"):
        do("retry", anybody, job)
    assert Job.objects.get(pk=job.pk).state == Job.State.PARKED


def test_what_somebody_else_did_with_it_is_noticed(ann: Actor, anybody: Actor) -> None:
    job = parked(ann)
    do("retry", anybody, job, versions={job.pk: 1})
    with pytest.raises(Stale):
        do("cancel", ann, job, versions={job.pk: 1})


def test_at_both_doors(ann: Actor, capsys: Any) -> None:
    job = enqueue(TASK, [3], account=ann.account)
    headers = {"Authorization": f"Bearer {make_token(Account.objects.get(pk=ann.account), 'script')}"}
    assert Client().post("/api/v1/jobs/", [], content_type="application/json", headers=headers).status_code == 405
    answer = Client().post(f"/api/v1/jobs/{job.pk}/cancel/", {}, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    answer = Client().post(f"/api/v1/jobs/{job.pk}/retry/", {}, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["allowed"]) == (409, ["parked"])
    assert main(["job", "list", "--format", "json", "--as", "ann@example.org"]) == 0
    assert json.loads(capsys.readouterr().out)["results"][0]["state"] == "cancelled"
    other = enqueue(TASK, [3], account=ann.account)
    assert main(["job", "cancel", str(other.pk), "--as", "ann@example.org"]) == 0
    assert Job.objects.get(pk=other.pk).state == Job.State.CANCELLED


def test_schedules_say_when_they_were_last_due(db: None) -> None:
    schedule(Schedule("a test", BROKEN, lambda minute: minute.hour == 9))
    assert [(one.name, one.last) for one in schedules()] == [("a test", None)]
    with standing_at(START + timedelta(seconds=10)):
        assert enqueue_due() == 1
    assert [(one.name, one.last) for one in schedules()] == [("a test", START)]


def test_the_house_may_begin_one_by_an_operation(anybody: Actor) -> None:
    done = perform(operation_named("job.create"), house("a test"), given={"task": BROKEN})
    assert Job.objects.get().pk == done.records[0].pk and run_one("w")
