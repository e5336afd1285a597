"""Jobs: enqueued with what caused them, run once, tried again, parked, cancelled; what a dead worker left is taken up."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from milepost.apps.organisations.models import Organisation
from milepost.kernel.clock import standing_at
from milepost.kernel.jobs import cancel, enqueue
from milepost.kernel.jobs.claim import MOST_ATTEMPTS, WAITS, claim, complete
from milepost.kernel.jobs.run import run_one
from milepost.kernel.jobs.schedules import Schedule, _known, enqueue_due, schedule, schedules
from milepost.kernel.jobs.worker import Worker
from milepost.kernel.models import Counter, Job
from tests.kernel.job_tasks import break_down, count, create_client

pytestmark = pytest.mark.django_db(transaction=True)
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def test_a_job_runs_once_and_keeps_its_result() -> None:
    made = create_client.enqueue("Harbour Council")
    assert Worker("w").run(once=True) == 1
    assert Organisation.objects.get().name == "Harbour Council"
    found = create_client.get_result(made.id)
    assert found.status == "SUCCESSFUL" and found.return_value == {"name": "Harbour Council"}


def test_a_job_of_a_transaction_that_was_undone_never_was() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        create_client.enqueue("Nobody")
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_a_job_that_fails_waits_longer_each_time_and_is_parked_in_the_end() -> None:
    break_down.enqueue()
    at, waits = START, []
    for _ in range(MOST_ATTEMPTS):
        with standing_at(at):
            job = Job.objects.get()
            Job.objects.update(run_after=at)
            assert run_one("w")
            job.refresh_from_db()
            waits.append(job.run_after - at)
            at += timedelta(hours=1)
    assert waits[:4] == list(WAITS) and WAITS[-1] >= timedelta(minutes=30)
    assert job.state == Job.State.PARKED and "RuntimeError: broken" in job.error
    assert not run_one("w")


def test_what_a_dead_worker_left_is_taken_up_and_it_can_no_longer_end_it() -> None:
    create_client.enqueue("Harbour Council")
    with standing_at(START + timedelta(days=365)):
        left = claim("dead")
        assert left is not None and claim("other") is None
    with standing_at(START + timedelta(days=365, minutes=5)):
        assert run_one("other")
    assert not complete(left, None)
    assert Organisation.objects.count() == 1 and Job.objects.get().state == Job.State.DONE


def test_a_unique_job_is_there_once_while_it_is_open() -> None:
    one, two = (enqueue("tests.kernel.job_tasks.break_down", unique="nightly") for _ in range(2))
    assert one.pk == two.pk
    Job.objects.update(state=Job.State.DONE)
    assert enqueue("tests.kernel.job_tasks.break_down", unique="nightly").pk != one.pk


def test_progress_is_kept_and_a_job_can_be_cancelled() -> None:
    made = count.enqueue(3)
    run_one("w")
    assert Job.objects.get().progress == {"done": 3, "whole": 3, "text": "3 of 3"} and Job.objects.get().result == 3
    waiting, running = count.enqueue(3), count.enqueue(3)
    assert cancel(waiting.id) and not cancel(made.id)
    Job.objects.filter(key=running.id).update(cancel_asked=True)
    run_one("w")
    assert set(Job.objects.exclude(key=made.id).values_list("state", flat=True)) == {Job.State.CANCELLED}


def test_a_schedule_is_enqueued_once_for_its_minute() -> None:
    schedule(Schedule("a test", "tests.kernel.job_tasks.break_down", lambda minute: minute.hour == 9))
    try:
        with standing_at(START + timedelta(seconds=10)):
            assert [enqueue_due(), enqueue_due()] == [1, 0]
        with standing_at(START + timedelta(seconds=70)):
            assert enqueue_due() == 1
        with standing_at(START.replace(hour=9, minute=59)):
            assert enqueue_due() == 1
        with standing_at(START.replace(hour=11)):
            assert enqueue_due() == 0
    finally:
        _known.pop("a test")


@pytest.mark.parametrize("first", [True, False], ids=["in a new house", "in one that had it before"])
def test_what_was_due_while_no_worker_looked_is_made_up_for_once(first: bool) -> None:
    """A worker that was at a long job, a machine that was off over night."""
    schedule(Schedule("a test", "tests.kernel.job_tasks.break_down", lambda minute: (minute.hour, minute.minute) == (4, 30)))
    if not first:
        Counter.objects.create(name="schedule a test", last=int((START - timedelta(days=30)).timestamp()) // 60)
    try:
        with standing_at(START.replace(hour=8)):
            assert [enqueue_due(), enqueue_due()] == [1, 0]
        (made,) = schedules()
        assert made.last == START.replace(hour=4, minute=30)
        with standing_at(START.replace(hour=9) + timedelta(days=7)):
            assert [enqueue_due(looked=minutes(hours=5)), enqueue_due()] == [0, 1]
    finally:
        _known.pop("a test")


def minutes(*, hours: int) -> int:
    """A week later, at that hour."""
    return int((START.replace(hour=hours) + timedelta(days=7)).timestamp()) // 60
