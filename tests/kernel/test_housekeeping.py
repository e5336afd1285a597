"""Housekeeping clears away what nobody needs any more, nothing else, and says how much it was."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.attachments import ATTACHMENT, download
from milepost.kernel.attachments.files import keep, place_of
from milepost.kernel.clock import standing_at
from milepost.kernel.housekeeping import SCHEDULES, files
from milepost.kernel.jobs import enqueue
from milepost.kernel.jobs.run import run_one
from milepost.kernel.jobs.schedules import enqueue_due, schedule
from milepost.kernel.models import Account, Attachment, Job, JournalEntry, KeptAnswer, Token
from milepost.kernel.operations import operation_named, perform

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def run(word: str, at: datetime) -> Any:
    """Runs the task of that name at a moment; its result."""
    with standing_at(at):
        job = enqueue(f"milepost.kernel.housekeeping.tasks.{word}")
        assert run_one("w")
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error
    return job.result


def old(path: Path, at: datetime) -> None:
    os.utime(path, (at.timestamp(), at.timestamp()))


def attach(actor: Actor, content: bytes) -> int:
    organisation = perform(operation_named("organisation.create"), actor, given={"name": content.decode(), "kind": "client"}).records[0].pk
    given = {"entity": "organisation", "record": organisation, "name": "plan.txt", "content": content}
    return perform(operation_named(ATTACHMENT.permission("create")), actor, given=given).records[0].pk


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> None:
    """A folder of files of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"


def test_kept_answers_go_after_a_day(db: None) -> None:
    for hours in (0, 23, 25, 48):
        KeptAnswer.objects.create(account=None, key=str(hours), asked="x", status=200, body=b"{}", at=START - hours * HOUR)
    assert run("clear_answers", START) == {"answers": 2}
    assert set(KeptAnswer.objects.values_list("key", flat=True)) == {"0", "23"}
    assert run("clear_answers", START) == {"answers": 0}


def test_of_tokens_that_are_over_the_last_use_is_forgotten(staff: Any) -> None:
    account = Account.objects.get(pk=staff("Ann").account)
    ends = {"valid": None, "later": START + HOUR, "past": START - HOUR, "revoked": None}
    for name, expires_at in ends.items():
        make_token(account, name, expires_at=expires_at)
    Token.objects.update(used_at=START - 2 * HOUR)
    Token.objects.filter(name="revoked").update(ended_at=START - HOUR)
    assert run("clear_use_of_tokens", START) == {"tokens": 2}
    assert set(Token.objects.filter(used_at=None).values_list("name", flat=True)) == {"past", "revoked"}


def test_jobs_that_ended_go_after_their_time_and_parked_ones_stay(db: None) -> None:
    for state in Job.State:
        for days in (29, 31):
            ended = START - timedelta(days=days)
            Job.objects.create(
                key=f"{state} {days}", task="t", state=state, run_after=START + HOUR, finished_at=ended, lease_until=START + HOUR
            )
    assert run("clear_jobs", START) == {"jobs": 2}
    assert set(Job.objects.filter(task="t").values_list("key", flat=True)) == {
        *(f"{state} 29" for state in Job.State),
        *(f"{state} 31" for state in ("ready", "running", "parked")),
    }


def test_files_that_no_row_names_go_when_they_are_old(anybody: Actor) -> None:
    named = Attachment.objects.get(pk=attach(anybody, b"named"))
    young, forgotten = keep(b"young"), keep(b"forgotten")
    part = place_of(forgotten).with_name(".part-abc")
    part.write_bytes(b"half")
    foreign = Path(settings.MEDIA_ROOT) / "ab" / "readme.txt"
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_bytes(b"somebody's own")
    for path in (place_of(named.sha256), place_of(forgotten), part, foreign):
        old(path, START - 25 * HOUR)
    old(place_of(young), START - 23 * HOUR)
    assert run("clear_unnamed_files", START) == {"files": 2}
    left = {path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    assert left == {named.sha256, young, "readme.txt"}
    assert download(anybody, named.pk).place.read_bytes() == b"named"


def test_a_file_that_is_put_on_a_record_meanwhile_stays(anybody: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the rows and the deletion, by a request whose row is not committed: the file is young again, and goes back."""
    digest = keep(b"plan")
    old(place_of(digest), START - 25 * HOUR)
    asked: list[list[str]] = []
    named: Callable[[list[str]], set[str]] = files._named

    def look(digests: list[str]) -> set[str]:
        asked.append(digests)
        found = named(digests)
        if len(asked) == 1:
            keep(b"plan")
        return found

    monkeypatch.setattr(files, "_named", look)
    assert run("clear_unnamed_files", START) == {"files": 0}
    assert place_of(digest).read_bytes() == b"plan" and len(asked) == 2


def test_a_file_that_a_dead_process_had_put_aside_is_looked_at_again(anybody: Actor) -> None:
    named = Attachment.objects.get(pk=attach(anybody, b"named"))
    aside = place_of(named.sha256).with_name(files.ASIDE + named.sha256)
    place_of(named.sha256).replace(aside)
    old(aside, START - 25 * HOUR)
    assert run("clear_unnamed_files", START) == {"files": 0}
    assert download(anybody, named.pk).place.read_bytes() == b"named"


def test_each_comes_back_and_none_is_journalled(db: None) -> None:
    for one in SCHEDULES:
        schedule(one)
    with standing_at(START - timedelta(minutes=1)):
        enqueue_due()  # a new house makes up for the day before
    Job.objects.all().delete()
    for minute in range(24 * 60):
        with standing_at(START + timedelta(minutes=minute)):
            enqueue_due()
    counts = {name: Job.objects.filter(task__endswith=name).count() for name in {job.task.rpartition(".")[2] for job in Job.objects.all()}}
    assert counts == {
        "clear_answers": 24,
        "clear_sessions": 24,
        "clear_use_of_tokens": 8,
        "clear_unnamed_files": 8,
        "clear_notices": 8,
        "clear_jobs": 8,
    }
    Job.objects.exclude(pk__in=[Job.objects.filter(task=one.task).earliest("id").pk for one in SCHEDULES]).delete()
    for _ in SCHEDULES:
        assert run_one("w")
    assert set(Job.objects.values_list("state", flat=True)) == {"done"} and not JournalEntry.objects.exists()
