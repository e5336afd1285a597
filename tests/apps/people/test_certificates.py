"""Certificates: what expires when, renewed with history, and the house notes it in time."""

from typing import Any

import pytest

from milepost.apps.people.jobs import remind_of_certificates
from milepost.apps.people.models import Certificate
from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.errors import Invalid, WrongState
from milepost.kernel.jobs.run import run_one
from milepost.kernel.jobs.schedules import enqueue_due
from milepost.kernel.models import Attachment, Job, JournalEntry
from milepost.kernel.questions import ask, questions
from milepost.kernel.settings import value_of
from tests.apps.people.crew import at, done, made, person

EXPIRING = next(one for one in questions() if one.name == "certificate.expiring")


@pytest.fixture
def held(anybody: Actor) -> dict[str, int]:
    ann = person("Ann")
    days = {"long": "2027-06-01", "soon": "2026-07-01", "today": "2026-06-15", "over": "2026-06-01"}
    return {name: made("certificate", person=ann, name=name, expires_on=day) for name, day in days.items()} | {
        "never": made("certificate", person=ann, name="never"),
        "ann": ann,
    }


def expiring(actor: Actor, **given: Any) -> list[tuple[str, int, str]]:
    with standing_at(at("2026-06-15")):
        return [(row["certificate"]["title"], row["days"], row["stands"]) for row in ask(EXPIRING, actor, given).rows]


@pytest.mark.duty_part("MSP-25", "certificates with expiry", where="milepost certificate expiring")
def test_what_has_expired_and_what_will_is_told_by_today(held: dict[str, int], anybody: Actor) -> None:
    assert expiring(anybody) == [("over", -14, "expired"), ("today", 0, "expiring"), ("soon", 16, "expiring")]
    assert expiring(anybody, days="0") == [("over", -14, "expired"), ("today", 0, "expiring")]
    assert len(expiring(anybody, days="365")) == 4


def test_today_is_the_day_where_the_house_is(held: dict[str, int], anybody: Actor) -> None:
    from milepost.kernel.models import Setting
    from milepost.kernel.operations import operation_named, perform

    late = at("2026-06-15").replace(hour=23, minute=30)
    with standing_at(late):
        assert ask(EXPIRING, anybody, {"days": "0"}).rows[1]["days"] == -1, "half past midnight in London in summer"
        perform(operation_named("setting.create"), anybody, given={"name": "zone", "value": None})
        perform(operation_named("setting.change"), anybody, on=[Setting.objects.get(name="zone").pk], given={"value": "America/New_York"})
        assert value_of("zone") == "America/New_York" and ask(EXPIRING, anybody, {"days": "0"}).rows[1]["days"] == 0


def test_a_renewal_is_a_certificate_of_its_own_and_history_is_kept(held: dict[str, int], anybody: Actor) -> None:
    done("certificate.renew", held["over"], issued_on="2026-06-10", expires_on="2029-06-10", reference="R-2")
    former = Certificate.objects.get(pk=held["over"])
    assert (former.state, str(former.expires_on)) == ("renewed", "2026-06-01")
    new = Certificate.objects.get(replaces=former)
    assert (new.name, new.state, str(new.expires_on), new.reference, new.person_id) == ("over", "held", "2029-06-10", "R-2", held["ann"])
    assert "over" not in [name for name, _, _ in expiring(anybody)]
    entry = JournalEntry.objects.get(operation="certificate.create", record=new.pk)
    assert entry.cause == JournalEntry.objects.get(operation="certificate.renew").batch
    with pytest.raises(WrongState):
        done("certificate.renew", held["over"], issued_on="2026-06-10", expires_on="2030-06-10")
    with pytest.raises(Invalid, match="holds until 2026-07-01; this has to be later"):
        done("certificate.renew", held["soon"], issued_on="2026-06-10", expires_on="2026-07-01")
    with pytest.raises(Invalid, match="of the same person"):
        made("certificate", person=person("Bob"), name="over", replaces=held["soon"])


def test_what_is_given_up_is_not_told_of_any_more(held: dict[str, int], anybody: Actor) -> None:
    done("certificate.give-up", held["over"], reason="the product is no longer sold")
    assert [name for name, _, _ in expiring(anybody)] == ["today", "soon"]


def test_evidence_hangs_on_a_certificate(held: dict[str, int], anybody: Actor) -> None:
    made("attachment", entity="certificate", record=held["soon"], name="certificate.txt", content="RXhhbXBsZQo=")
    assert Attachment.objects.get().record == held["soon"]


def told(day: str) -> set[tuple[str, int]]:
    """What one morning's run of the worker adds to the journal."""
    before = JournalEntry.objects.filter(operation="certificate.remind").count()
    with standing_at(at(day).replace(hour=4, minute=30)):
        enqueue_due()
        enqueue_due()
        while run_one("worker"):
            pass
    entries = JournalEntry.objects.filter(operation="certificate.remind").order_by("id")[before:]
    return {(Certificate.objects.get(pk=entry.record).name, entry.difference["reminded"][1]) for entry in entries}


@pytest.mark.django_db(transaction=True)
def test_the_house_notes_each_step_once_whatever_days_it_slept_through(held: dict[str, int]) -> None:
    assert told("2026-06-15") == {("over", 0), ("today", 0), ("soon", 30)}
    assert told("2026-06-16") == set()
    assert told("2026-07-04") == {("soon", 0)}
    assert told("2027-03-20") == {("long", 90)}
    assert told("2027-06-20") == {("long", 0)}
    assert not Job.objects.exclude(state="done").exists()
    assert "expires within 90 days" in JournalEntry.objects.filter(operation="certificate.remind").values_list("reason", flat=True)


@pytest.mark.django_db(transaction=True)
def test_another_day_of_expiry_is_noted_anew(held: dict[str, int]) -> None:
    told("2026-06-15")
    done("certificate.edit", held["soon"], expires_on="2026-07-10")
    assert told("2026-06-16") == {("soon", 30)}


def test_who_has_left_is_not_reminded_of(held: dict[str, int], anybody: Actor) -> None:
    with standing_at(at("2026-06-14")):
        done("person.leave", held["ann"], last_day="2026-06-14")
    with standing_at(at("2026-06-15")):
        assert remind_of_certificates.func().result == {"0": 0, "30": 0, "90": 0}
    assert expiring(anybody) == []
