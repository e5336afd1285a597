"""Whom the rooms and the kernel name is told: who decides, whose it is, who drafted, who asked for a job."""

from datetime import date, timedelta
from typing import Any

import pytest

from milepost.apps.organisations.models import Organisation
from milepost.apps.people.jobs import remind_of_certificates
from milepost.apps.people.models import Leave
from milepost.kernel.access import Actor, house
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.clock import now
from milepost.kernel.importing.tasks import enqueue_whole
from milepost.kernel.jobs import enqueue
from milepost.kernel.jobs.claim import MOST_ATTEMPTS
from milepost.kernel.jobs.named import name_task, named_task
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Grant, Job, Notice, Role
from milepost.kernel.notices import tell
from milepost.kernel.notices.read import new_count, page_of
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.settings import today_here
from milepost.kernel.undo import undo
from tests.apps.people.crew import approved, person
from tests.kernel.notices import do, follow_all, rows, told

OWN = ("leave.view", "leave.create", "leave.request", "leave.withdraw", "person.view")
ABOVE = ("leave.view", "leave.kind", "leave.approve", "leave.refuse", "leave.reconsider", "person.view", "certificate.view")
name_task("tests.kernel.job_tasks.create_client", "A client")
name_task("tests.kernel.job_tasks.refuse", "What is refused")


@pytest.fixture
def crew(staff: Any) -> dict[str, Any]:
    """Mia leads Ben; Sam stands in for her when she is away; Una leads Mia."""
    actors = {"Mia": staff("Mia", *ABOVE), "Sam": staff("Sam", *ABOVE), "Una": staff("Una", *ABOVE), "Ben": staff("Ben", *OWN)}
    una = person("Una", account=actors["Una"])
    mia = person("Mia", account=actors["Mia"], manager=una)
    found: dict[str, Any] = {
        "mia": mia,
        "ben": person("Ben", account=actors["Ben"], manager=mia),
        "sam": person("Sam", account=actors["Sam"]),
    }
    follow_all()
    Notice.objects.all().delete()
    return found | actors


def asked_for(crew: dict[str, Any], first: str = "2026-12-21") -> int:
    key = do(crew["Ben"], "leave.create", person=crew["ben"], kind="holiday", part="day", first_day=first, last_day=first)
    return do(crew["Ben"], "leave.request", key)


def test_who_decides_on_leave_is_told_and_nobody_further_up(crew: dict[str, Any]) -> None:
    asked_for(crew)
    assert told(crew["Mia"]) == ["Ben asks for leave"]
    assert told(crew["Una"]) == told(crew["Sam"]) == told(crew["Ben"]) == []


def test_who_stands_in_is_told_while_the_manager_is_away(crew: dict[str, Any], anybody: Actor) -> None:
    day = today_here()
    do(anybody, "stand-in.create", person=crew["mia"], stand_in=crew["sam"], first_day=str(day), last_day=str(day))
    approved(crew["mia"], str(day), str(day))
    follow_all()
    Notice.objects.all().delete()
    asked_for(crew)
    assert told(crew["Sam"]) == told(crew["Mia"]) == ["Ben asks for leave"]


def test_what_waits_offers_what_can_be_done_and_is_done_when_somebody_has(crew: dict[str, Any]) -> None:
    key = asked_for(crew)
    follow_all()
    (one,) = tell(crew["Mia"], page_of(as_oneself(crew["Mia"])).notices)
    assert [action.name for action in one.actions] == ["leave.approve", "leave.refuse"] and one.waits
    do(crew["Mia"], "leave.approve", key)
    assert told(crew["Mia"]) == [] and [notice.state for notice in rows(crew["Mia"])] == [Notice.State.DONE]
    assert told(crew["Ben"]) == ["Mia approved your leave"]
    (one,) = tell(as_oneself(crew["Ben"]), page_of(as_oneself(crew["Ben"])).notices)
    assert one.actions == ()


def test_what_is_done_and_then_undone_waits_again(crew: dict[str, Any]) -> None:
    key = asked_for(crew)
    follow_all()
    batch = perform(operation_named("leave.approve"), crew["Mia"], on=[key]).batch
    assert told(crew["Mia"]) == []
    undo(crew["Mia"], batch)
    assert told(crew["Mia"]) == ["Ben asks for leave"] and len(rows(crew["Mia"])) == 1


def test_a_request_that_is_taken_back_waits_for_nobody(crew: dict[str, Any]) -> None:
    key = asked_for(crew)
    assert told(crew["Mia"]) == ["Ben asks for leave"]
    do(crew["Ben"], "leave.withdraw", key)
    assert told(crew["Mia"]) == []
    do(crew["Ben"], "leave.request", key)
    assert told(crew["Mia"]) == ["Ben asks for leave"]


def test_who_reads_first_still_has_it_waiting(crew: dict[str, Any], anybody: Actor) -> None:
    key = asked_for(crew)
    (notice,) = rows(crew["Mia"])
    do(anybody, "notice.mark-read", notice.pk)
    do(crew["Mia"], "leave.refuse", key, reason="We go live on that day")
    assert [one.state for one in rows(crew["Mia"])] == [Notice.State.DONE]
    (one,) = tell(as_oneself(crew["Ben"]), page_of(as_oneself(crew["Ben"])).notices)
    assert (one.sentence, one.quote) == ("Mia refused your leave", "We go live on that day")


def test_kind_and_note_of_leave_stay_masked_in_what_is_told(crew: dict[str, Any], staff: Any) -> None:
    asked_for(crew)
    Leave.objects.update(kind="sick", note="Canary 4471")
    follow_all()
    (one,) = tell(as_oneself(crew["Mia"]), page_of(as_oneself(crew["Mia"])).notices)
    assert one.row["kind"] == "sick"
    blind = tell(staff("Mia2", "leave.view"), page_of(as_oneself(crew["Mia"])).notices)
    assert "kind" not in blind[0].row and "Canary" not in str(blind)


def test_a_certificate_that_expires_is_told_to_its_holder_and_their_manager(crew: dict[str, Any], anybody: Actor, staff: Any) -> None:
    ben = staff("Ben", "certificate.view", kind="own")
    soon = str(date.fromordinal(today_here().toordinal() + 20))
    do(anybody, "certificate.create", person=crew["ben"], name="Network engineer", expires_on=soon)
    remind_of_certificates.func().apply()
    assert told(ben) == told(crew["Mia"]) == ["This certificate expires soon"]
    assert told(crew["Una"]) == []


def test_who_gets_somebody_new_below_them_and_who_got_an_account_are_told(crew: dict[str, Any], anybody: Actor, staff: Any) -> None:
    new = person("Kit", manager=crew["mia"])
    kit = staff("Kit", "person.view")
    do(anybody, "person.connect", new, account=kit.account)
    assert told(crew["Mia"]) == ["Milepost put somebody under you"]
    assert told(kit) == ["Milepost said that this is you"]


def test_a_draft_is_told_to_whom_it_waits_for_and_its_end_to_its_author(crew: dict[str, Any], staff: Any) -> None:
    ben = staff("Ben", "draft.view", "draft.create", "draft.submit", "organisation.view")
    mia = staff("Mia", "draft.view", "draft.inputs", "draft.countersign", "draft.return", "organisation.view", "organisation.create")
    role = Role.objects.create(name="drafters", permissions=["organisation.create"])
    Grant.objects.create(account_id=ben.account, role=role, countersigned=True)
    ben = staff("Ben", "draft.view", "draft.create", "draft.submit", "organisation.view")
    key = do(ben, "draft.create", operation="organisation.create", inputs={"name": "Bath", "kind": "client"})
    assert told(mia) == []
    do(ben, "draft.submit", key)
    assert told(mia) == ["Ben asks you to countersign"]
    do(mia, "draft.return", key, reason="With its region, please")
    assert told(mia) == [] and told(ben) == ["Mia returned your draft"]
    do(ben, "draft.submit", key)
    do(mia, "draft.countersign", key)
    assert told(ben)[0] == "Mia countersigned your draft"


def test_whoever_asked_for_a_job_is_told_when_it_is_done(staff: Any) -> None:
    ann = staff("Ann")
    enqueue("tests.kernel.job_tasks.create_client", ["Harbour Council"], account=ann.account)
    assert run_one("w")
    assert told(ann) == ["It is done"] and new_count(as_oneself(ann)) == 1


def test_whoever_asked_for_an_import_that_is_refused_is_told_why_and_not_that_it_is_done(staff: Any) -> None:
    ann = staff("Ann", "organisation.view", "organisation.create")
    enqueue_whole(ann, "organisation", "clients.csv", b"name,kind\nHarbour,client\n,client\n,client\n")
    assert run_one("w")
    assert told(ann) == ["It was refused, and nothing of it was done"] and Organisation.objects.count() == 0
    one = tell(as_oneself(ann), page_of(as_oneself(ann)).notices)[0]
    assert "This is needed" in one.quote and one.quote.endswith("And 1 more.") and new_count(as_oneself(ann)) == 1


def test_a_job_that_says_why_it_did_nothing_is_quoted(staff: Any) -> None:
    ann = staff("Ann")
    enqueue("tests.kernel.job_tasks.refuse", account=ann.account)
    assert run_one("w")
    one = tell(as_oneself(ann), page_of(as_oneself(ann)).notices)[0]
    assert (one.operation, one.quote) == ("job.refused", "Nobody may do this.")


def test_whoever_asked_for_a_job_is_told_when_it_failed_for_good_and_not_before(staff: Any) -> None:
    ann = staff("Ann")
    job = enqueue("tests.kernel.job_tasks.no_such_task", account=ann.account)
    for attempt in range(MOST_ATTEMPTS):
        assert told(ann) == [], attempt
        Job.objects.filter(pk=job.pk).update(run_after=now() - timedelta(minutes=1))
        assert run_one("w")
    assert told(ann) == ["It failed; look at why, and try it again"]
    do(house("the tests"), "job.retry", job.pk)
    assert told(ann) == []


def test_the_house_s_own_jobs_and_those_without_a_name_tell_nobody(staff: Any, db: None) -> None:
    ann = staff("Ann")
    enqueue("tests.kernel.job_tasks.create_client", ["Harbour Council"])
    assert run_one("w")
    assert not Notice.objects.exists() and not named_task("milepost.kernel.housekeeping.tasks.clear_answers").told
    assert told(ann) == []


def test_leave_that_its_owner_cancels_is_told_to_who_decides(crew: dict[str, Any], staff: Any) -> None:
    key = asked_for(crew)
    do(crew["Mia"], "leave.approve", key)
    do(staff("Ben", "leave.cancel"), "leave.cancel", key, reason="Plans changed.")
    assert told(crew["Mia"])[0] == "Ben cancelled leave that was approved"


def test_who_asked_is_told_that_a_decision_was_taken_back(crew: dict[str, Any]) -> None:
    key = asked_for(crew)
    do(crew["Mia"], "leave.approve", key)
    do(crew["Mia"], "leave.reconsider", key)
    assert told(crew["Ben"])[0].startswith("Mia took the decision on your leave back")
