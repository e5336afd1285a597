"""The daily mail comes once a day, at the hour that was chosen, by the clock where somebody is; what waits may come at once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.jobs import schedules
from milepost.kernel.jobs.run import run_one
from milepost.kernel.jobs.schedules import Schedule, enqueue_due, schedule
from milepost.kernel.models import Account, Digest, Grant, Job, Notice
from milepost.kernel.notices import digest
from milepost.kernel.notices.digest import due, due_moment
from tests.kernel.notices import client, do, follow_all, rows, told, watch

CLIENTS = ("organisation.view", "organisation.edit", "comment.view", "comment.create")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CANARY = "Canary 4471"


@pytest.fixture(autouse=True)
def house_that_sends_mail(settings: Any) -> None:
    settings.MAIL, settings.ADDRESS, settings.DEFAULT_FROM_EMAIL = True, "https://house.example.org", "house@example.org"


@pytest.fixture
def ann(staff: Any) -> Actor:
    found: Actor = staff("Ann", *CLIENTS)
    return found


def lives_in(actor: Actor, zone: str, **chosen: Any) -> None:
    """Where somebody is, and which mails they have chosen."""
    from milepost.kernel.access import house

    Account.objects.filter(pk=actor.account).update(zone=zone)
    if chosen:
        do(house("the tests"), "mail-preference.create", account=actor.account, **({"at_once": False, "daily": True} | chosen))


def news(anybody: Actor, actor: Actor, at: datetime, name: str = "Harbour Council") -> int:
    """Something happens that the actor is told of."""
    with standing_at(at):
        key = client(anybody, name)
        watch(actor, key)
        do(anybody, "organisation.edit", key, reference="HC-7")
        follow_all()
    return key


def mails_at(at: datetime) -> list[Any]:
    """What the house sends at a moment."""
    mail.outbox.clear()
    with standing_at(at):
        digest.enqueue_digests.enqueue()
        while run_one("w"):
            pass
    assert not Job.objects.exclude(state="done").exists(), Job.objects.exclude(state="done").values_list("error", flat=True)
    return list(mail.outbox)


@pytest.mark.parametrize(
    ("zone", "hour", "day", "moment"),
    [
        ("Europe/London", 8, date(2026, 3, 28), "2026-03-28T08:00+00:00"),
        ("Europe/London", 8, date(2026, 3, 29), "2026-03-29T07:00+00:00"),
        ("Europe/London", 1, date(2026, 3, 29), "2026-03-29T01:00+00:00"),
        ("Europe/London", 8, date(2026, 10, 24), "2026-10-24T07:00+00:00"),
        ("Europe/London", 1, date(2026, 10, 25), "2026-10-25T00:00+00:00"),
        ("Europe/London", 8, date(2026, 10, 25), "2026-10-25T08:00+00:00"),
        ("America/New_York", 8, date(2026, 3, 7), "2026-03-07T13:00+00:00"),
        ("America/New_York", 2, date(2026, 3, 8), "2026-03-08T07:00+00:00"),
        ("America/New_York", 8, date(2026, 3, 8), "2026-03-08T12:00+00:00"),
        ("America/New_York", 1, date(2026, 11, 1), "2026-11-01T05:00+00:00"),
        ("America/New_York", 8, date(2026, 11, 1), "2026-11-01T13:00+00:00"),
        ("Asia/Kathmandu", 8, date(2026, 11, 1), "2026-11-01T02:15+00:00"),
    ],
)
def test_the_hour_is_that_of_the_clock_on_the_wall(zone: str, hour: int, day: date, moment: str) -> None:
    assert due_moment(zone, hour, day) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("zone", "begin"),
    [
        ("Europe/London", datetime(2026, 3, 27, tzinfo=UTC)),
        ("Europe/London", datetime(2026, 10, 23, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 6, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 10, 30, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("hour", [1, 2, 8])
def test_over_the_change_of_the_clocks_there_is_one_mail_for_each_day(zone: str, begin: datetime, hour: int, ann: Actor) -> None:
    lives_in(ann, zone, hour=hour)
    account = Account.objects.get(pk=ann.account)
    Notice.objects.create(
        account=account, entity="organisation", record=1, operation="organisation.edit", at=begin, created_at=begin, changed_at=begin
    )
    days = []
    for quarter in range(4 * 24 * 4):
        for _, day in due(begin + timedelta(minutes=15 * quarter)):
            Digest.objects.create(account=account, day=day, count=1, sent_at=begin)
            days.append(day)
    assert len(days) == len(set(days)) and days == [days[0] + timedelta(days=n) for n in range(len(days))] and len(days) >= 3


def test_everything_new_is_in_one_mail_by_record_with_links(anybody: Actor, ann: Actor) -> None:
    lives_in(ann, "Europe/London", hour=8)
    first = news(anybody, ann, NOON)
    news(anybody, ann, NOON, "Quay Housing")
    with standing_at(NOON):
        for text in ("One", "Come at <b>seven</b>"):
            do(anybody, "comment.create", entity="organisation", record=first, text=text)
        follow_all()
    assert mails_at(NOON) == []
    (made,) = mails_at(NOON + timedelta(hours=20, minutes=2))
    assert made.to == ["ann@example.org"] and made.from_email == "house@example.org" and made.subject == "3 notices"
    text, html = made.body, made.alternatives[0][0]
    assert text.count("ORG-1 Harbour Council") == 1 and "Milepost changed Their reference" in text
    assert "2 comments, the last by" not in text and "2 comments" in text and "“Come at <b>seven</b>”" in text
    assert "Come at &lt;b&gt;seven" in html and "<b>seven" not in html
    ids = [str(one.pk) for one in rows(ann)]
    assert all(f"https://house.example.org/inbox/{pk}/" in text and f"https://house.example.org/inbox/{pk}/" in html for pk in ids)
    assert "https://house.example.org/inbox/settings/" in text
    assert made.extra_headers["List-Unsubscribe"] == "<https://house.example.org/inbox/settings/>"
    assert made.extra_headers["Message-ID"] == f"<milepost-digest-{ann.account}-2026-11-24@house.example.org>"


def test_the_same_day_brings_no_second_mail_and_the_next_only_what_is_new(anybody: Actor, ann: Actor) -> None:
    lives_in(ann, "Europe/London", hour=8)
    news(anybody, ann, NOON)
    tomorrow = NOON + timedelta(hours=21)
    assert len(mails_at(tomorrow)) == 1
    news(anybody, ann, tomorrow + timedelta(minutes=5), "Quay Housing")
    assert mails_at(tomorrow) == [] and mails_at(tomorrow + timedelta(hours=9)) == []
    (made,) = mails_at(tomorrow + timedelta(days=1))
    assert "Quay Housing" in made.body and "Harbour" not in made.body
    assert mails_at(tomorrow + timedelta(days=2)) == []


def test_a_house_that_slept_through_the_hour_makes_up_for_it(anybody: Actor, ann: Actor) -> None:
    lives_in(ann, "Europe/London", hour=8)
    news(anybody, ann, NOON)
    assert len(mails_at(NOON + timedelta(hours=26))) == 1


def test_what_was_read_is_not_in_the_mail_and_nothing_to_tell_is_no_mail(anybody: Actor, ann: Actor) -> None:
    news(anybody, ann, NOON)
    (notice,) = rows(ann)
    do(anybody, "notice.mark-read", notice.pk)
    assert mails_at(NOON + timedelta(hours=21)) == []


def test_what_may_not_be_seen_any_more_is_in_no_mail(anybody: Actor, ann: Actor) -> None:
    news(anybody, ann, NOON, CANARY)
    Grant.objects.filter(account=ann.account).delete()
    assert mails_at(NOON + timedelta(hours=21)) == []


def test_who_wants_no_mail_gets_none_and_is_told_in_the_inbox(anybody: Actor, ann: Actor) -> None:
    lives_in(ann, "Europe/London", daily=False)
    news(anybody, ann, NOON)
    assert mails_at(NOON + timedelta(hours=21)) == []
    with standing_at(NOON):
        assert told(ann) == ["Milepost changed Their reference"]


def test_a_closed_account_gets_no_mail(anybody: Actor, ann: Actor) -> None:
    news(anybody, ann, NOON)
    Account.objects.filter(pk=ann.account).update(is_active=False)
    assert mails_at(NOON + timedelta(hours=21)) == []


def test_without_mail_set_up_nothing_is_sent_and_nothing_fails(anybody: Actor, ann: Actor, settings: Any) -> None:
    settings.MAIL = False
    lives_in(ann, "Europe/London", at_once=True)
    news(anybody, ann, NOON)
    assert mails_at(NOON + timedelta(hours=21)) == [] and not Digest.objects.exists()
    settings.MAIL = True
    assert len(mails_at(NOON + timedelta(hours=22))) == 1


def test_a_mail_that_could_not_be_sent_is_tried_again_under_the_same_id(anybody: Actor, ann: Actor, monkeypatch: Any) -> None:
    lives_in(ann, "Europe/London", hour=8)
    news(anybody, ann, NOON)
    tomorrow = NOON + timedelta(hours=21)
    sent: list[str] = []

    def refuse(self: Any, *arguments: Any, **named: Any) -> int:
        sent.append(self.extra_headers["Message-ID"])
        raise ConnectionRefusedError("no server for mail")

    with monkeypatch.context() as patched, standing_at(tomorrow):
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        digest.enqueue_digests.enqueue()
        assert run_one("w") and run_one("w")
    assert not Digest.objects.exists() and Job.objects.filter(state="ready").count() == 1
    (made,) = mails_at(tomorrow + timedelta(minutes=15))
    assert [made.extra_headers["Message-ID"]] == sent and Digest.objects.count() == 1


def test_what_waits_is_mailed_at_once_to_who_wants_that_and_not_again(anybody: Actor, staff: Any) -> None:
    ben = staff("Ben", "draft.view", "draft.inputs")
    lives_in(ben, "Europe/London", at_once=True, hour=8)
    key = do(anybody, "draft.create", operation="organisation.create", inputs={"name": "Bath", "kind": "client"})
    from milepost.kernel.notices.at_once import tell_at_once
    from milepost.kernel.notices.write import News, put

    assert ben.account is not None
    with standing_at(NOON):
        tell_at_once(put([News(ben.account, "draft", key, "draft.submit", NOON)]))
    (made,) = mails_at(NOON)
    assert made.subject.startswith("Milepost asks you to countersign") and f"/inbox/{rows(ben)[0].pk}/" in made.body
    assert mails_at(NOON + timedelta(days=1)) == []


def test_it_is_looked_four_times_an_hour_who_is_due(anybody: Actor, ann: Actor) -> None:
    known = dict(schedules._known)
    schedule(Schedule("notices by mail", digest.TASK.replace("send_digest", "enqueue_digests"), lambda at: at.minute in digest.QUARTERS))
    try:
        found = 0
        with standing_at(NOON - timedelta(minutes=1)):
            enqueue_due()  # a new house makes up for the day before
        for minute in range(60):
            with standing_at(NOON + timedelta(minutes=minute)):
                found += enqueue_due()
        assert found == 4
    finally:
        schedules._known.clear()
        schedules._known.update(known)
