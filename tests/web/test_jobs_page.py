"""The page of jobs: what runs and how far it is, what failed and why, stopped and tried again; one's own, and for administrators all."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from milepost.kernel.access import Actor
from milepost.kernel.clock import now
from milepost.kernel.documents.tasks import enqueue_document
from milepost.kernel.entity import entity
from milepost.kernel.exporting import Form, enqueue_export
from milepost.kernel.jobs import enqueue
from milepost.kernel.models import Job
from tests.web.axe import complaints
from tests.web.conftest import logged_in

TASK = "milepost.kernel.importing.tasks.import_file"
TRACE = 'Traceback (most recent call last):\n  File "/srv/secret/place.py", line 3, in go\nOSError: No space left on device'


def job(actor: Actor | None, state: str = "ready", **more: Any) -> Job:
    """A job in a state."""
    made = enqueue(TASK, ["organisation", "clients.csv", "", actor.account if actor else None], account=actor.account if actor else None)
    ended = {"finished_at": now()} if state in ("done", "parked", "cancelled") else {}
    Job.objects.filter(pk=made.pk).update(state=state, **(ended | more))
    made.refresh_from_db()
    return made


def running(actor: Actor, done: int, whole: int = 100) -> Job:
    progress = {"done": done, "whole": whole, "text": f"{done} of {whole} rows"}
    return job(actor, "running", progress=progress, lease_until=now() + timedelta(hours=1), attempts=1)


def test_each_job_says_how_it_stands_and_what_can_be_done(client: Client, boss: Actor) -> None:
    running(boss, 40)
    job(boss)
    job(boss, "parked", attempts=5, error=TRACE)
    done = job(boss, "done")
    text = client.get("/jobs/").content.decode()
    assert "1 job failed" in text and "40 of 100 rows" in text and 'max="100" value="40"' in text
    assert "It was tried 5 times" in text and "No space left on device" in text and "secret/place" not in text
    assert text.count("do/cancel/") == 2 and text.count("do/retry/") == 1 and f"/jobs/{done.pk}/result/" in text
    assert client.get(f"/jobs/{done.pk}/result/")["Location"] == f"/organisations/import/{done.key}/"


def test_large_files_have_a_name_and_lead_to_the_file(client: Client, boss: Actor) -> None:
    export = enqueue_export(boss, entity("organisation"), Form.CSV, {})
    document = enqueue_document(boss, "house.access", {}, "pdf")
    text = client.get("/jobs/").content.decode()
    for made, name, place in (
        (export, "Export", f"/organisations/export/{export.key}/"),
        (document, "Document", f"/documents/writing/{document.key}/"),
    ):
        row = text.partition(f'id="job-{made.pk}"')[2].partition("</li>")[0]
        assert name in row and f'href="/jobs/{made.pk}/result/"' in row
        assert client.get(f"/jobs/{made.pk}/result/")["Location"] == place
        assert client.get(place).status_code == 200


def test_a_job_is_stopped_and_tried_again_and_what_is_too_late_is_said(client: Client, boss: Actor) -> None:
    waiting, failed = job(boss), job(boss, "parked", attempts=5, error=TRACE)
    client.post(f"/jobs/{waiting.pk}/do/cancel/")
    client.post(f"/jobs/{failed.pk}/do/retry/")
    for one, state in ((waiting, "cancelled"), (failed, "ready")):
        one.refresh_from_db()
        assert one.state == state
    assert b"only what waits or runs can be stopped" in client.post(f"/jobs/{waiting.pk}/do/cancel/", follow=True).content
    assert client.post(f"/jobs/{waiting.pk}/do/delete/").status_code == 404
    client.get(f"/jobs/{failed.pk}/do/cancel/")
    failed.refresh_from_db()
    assert failed.state == "ready"


def test_everybody_sees_and_stops_their_own_jobs_without_a_grant_and_nobody_elses(staff: Any, boss: Actor) -> None:
    clerk = staff("Clerk")
    mine, others, houses = job(clerk), job(boss), job(None)
    browser = logged_in(clerk)
    text = browser.get("/jobs/").content.decode()
    assert f'id="job-{mine.pk}"' in text and f'id="job-{others.pk}"' not in text and f'id="job-{houses.pk}"' not in text
    assert "Everybody" not in text
    for other in (others, houses):
        assert browser.post(f"/jobs/{other.pk}/do/cancel/").status_code == 404
        assert browser.get(f"/jobs/{other.pk}/result/").status_code == 404
    assert f'href="/jobs/{mine.pk}/"' not in text
    browser.post(f"/jobs/{mine.pk}/do/cancel/")
    assert dict(Job.objects.values_list("pk", "state")) == {mine.pk: "cancelled", others.pk: "ready", houses.pk: "ready"}


def test_an_administrator_sees_all_jobs_or_their_own(client: Client, staff: Any, boss: Actor) -> None:
    mine, other, houses = job(boss), job(staff("Clerk")), job(None)
    text = client.get("/jobs/").content.decode()
    assert all(f'id="job-{one.pk}"' in text for one in (mine, other, houses)) and "Asked for by Clerk" in text
    ended = job(None, "done")
    assert f'id="job-{ended.pk}"' not in client.get("/jobs/").content.decode()
    text = client.get("/jobs/?whose=house").content.decode()
    assert f'id="job-{ended.pk}"' in text and f'id="job-{houses.pk}"' in text and f'id="job-{mine.pk}"' not in text
    text = client.get("/jobs/?whose=mine").content.decode()
    assert f'id="job-{mine.pk}"' in text and f'id="job-{other.pk}"' not in text


def test_why_a_job_failed_is_told_to_who_may_see_errors(staff: Any) -> None:
    clerk = staff("Clerk")
    job(clerk, "parked", attempts=5, error=TRACE)
    text = logged_in(clerk).get("/jobs/").content.decode()
    assert "It was tried 5 times" in text and "No space left" not in text
    text = logged_in(staff("Clerk", "job.error", kind="house")).get("/jobs/").content.decode()
    assert "No space left" in text


def test_the_page_takes_few_queries_however_many_jobs(client: Client, boss: Actor, django_assert_max_num_queries: Any) -> None:
    job(boss)
    client.get("/jobs/")
    with django_assert_max_num_queries(12) as few:
        client.get("/jobs/")
    for _ in range(12):
        job(boss, "done")
        job(boss)
    with django_assert_max_num_queries(len(few)):
        client.get("/jobs/")


def test_it_looks_again_by_itself_only_while_something_is_to_come(client: Client, boss: Actor) -> None:
    job(boss, "done")
    assert b"every" not in client.get("/jobs/").content
    waiting = job(boss)
    assert b'hx-trigger="every 3s"' in client.get("/jobs/").content
    Job.objects.filter(pk=waiting.pk).update(state="running", lease_until=now() + timedelta(hours=1))
    part = client.get("/jobs/", headers={"HX-Request": "true", "HX-Target": "div#jobs"}).content
    assert b'hx-trigger="every 1s"' in part and b"<html" not in part


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_the_page_is_without_complaint(width: int, scheme: str, visit: Any, boss: Actor) -> None:
    window = visit(width=width, scheme=scheme)
    page = window.go("/jobs/")
    expect(page.get_by_text("No jobs here")).to_be_visible()
    assert complaints(page) == []
    running(boss, 40), job(boss), job(boss, "parked", attempts=5, error=TRACE), job(boss, "done"), job(boss, "cancelled")
    page = window.go("/jobs/")
    assert complaints(page) == [] and window.said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_bar_follows_and_the_focus_stays(visit: Any, boss: Actor) -> None:
    one = running(boss, 40)
    window = visit()
    page = window.go("/jobs/")
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_attribute("value", "40")
    page.get_by_role("button", name="Cancel: Import").focus()
    Job.objects.filter(pk=one.pk).update(progress={"done": 80, "whole": 100, "text": "80 of 100 rows"})
    expect(bar).to_have_attribute("value", "80")
    expect(page.get_by_role("button", name="Cancel: Import")).to_be_focused()
    Job.objects.filter(pk=one.pk).update(state="done", finished_at=now())
    expect(page.get_by_role("heading", name="Nothing is running")).to_be_visible()
    expect(page.get_by_role("link", name="Look at the result")).to_be_visible()
    assert window.said == []
