"""The inbox: what is new, what waits, done in place; by mouse, by keys, without script; and what somebody chooses to hear."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from milepost.apps.people.models import Leave
from milepost.kernel.access import Actor
from milepost.kernel.administration import known_permissions
from milepost.kernel.clock import now
from milepost.kernel.jobs import enqueue
from milepost.kernel.models import Grant, Job, MailPreference, Mute, Notice, Watch
from milepost.kernel.notices.house import tell_owner
from tests.apps.people.crew import person
from tests.kernel.notices import client as make_client
from tests.kernel.notices import do, follow_all, watch
from tests.web.axe import complaints
from tests.web.conftest import logged_in

CLIENTS = ("organisation.view", "comment.view", "watch.view", "watch.create", "watch.delete")
PART = {"HX-Request": "true", "HX-Target": "div#inbox"}
CANARY = "Canary 4471"


@pytest.fixture
def ben(staff: Any) -> Actor:
    """A colleague who may do everything."""
    found: Actor = staff("Ben", *sorted(known_permissions()))
    return found


@pytest.fixture
def full(anybody: Actor, boss: Actor, ben: Actor) -> dict[str, int]:
    """In Ann's inbox: leave that she is asked for, comments, a change."""
    ann = person("Ann Archer", account=boss)
    below = person("Ben Baker", account=ben, manager=ann)
    key, other = make_client(anybody), make_client(anybody, "Quay Housing")
    for one in (key, other):
        watch(boss, one)
    for text in ("They want it on a Saturday", "Call <b>first</b>"):
        do(ben, "comment.create", entity="organisation", record=key, text=text)
    do(ben, "organisation.edit", other, reference="QH-1")
    leave = do(anybody, "leave.create", person=below, kind="holiday", part="day", first_day="2026-12-21", last_day="2026-12-23")
    do(ben, "leave.request", leave)
    follow_all()
    Notice.objects.filter(account=boss.account, entity="person").delete()
    return {"key": key, "other": other, "leave": leave}


def test_the_inbox_says_what_is_new_and_what_waits_comes_first(client: Client, full: dict[str, int]) -> None:
    text = client.get("/inbox/").content.decode()
    assert "3 new notices" in text
    waits = text.index("Ben asks for leave")
    assert waits < text.index("2 comments") and waits < text.index("changed Their reference")
    assert "Call &lt;b&gt;first" in text and "<b>first" not in text
    assert "Approve" in text and "/leave/LVE-1/refuse/" in text and 'aria-hidden="true">3</span>' in text


def test_it_is_few_queries_and_as_many_for_many_notices(
    client: Client, anybody: Actor, boss: Actor, ben: Actor, full: dict[str, int], django_assert_max_num_queries: Any
) -> None:
    client.get("/inbox/")
    with django_assert_max_num_queries(25) as few:
        client.get("/inbox/")
    for number in range(20):
        key = make_client(anybody, f"Client {number}")
        watch(boss, key)
        do(ben, "comment.create", entity="organisation", record=key, text="More")
    follow_all()
    with django_assert_max_num_queries(len(few)):
        assert b"23 new notices" in client.get("/inbox/").content


def test_every_page_asks_once_how_many_are_new(client: Client, full: dict[str, int]) -> None:
    client.get("/organisations/")
    with CaptureQueriesContext(connection) as seen:
        client.get("/organisations/")
    assert sum("kernel_notice" in query["sql"] for query in seen) == 1
    part = {"HX-Request": "true", "HX-Target": "div#list"}
    with CaptureQueriesContext(connection) as seen:
        client.get("/organisations/", headers=part)
    assert not any("kernel_notice" in query["sql"] for query in seen)


def test_what_waits_is_done_in_place_without_script(client: Client, full: dict[str, int], boss: Actor) -> None:
    notice = Notice.objects.get(account=boss.account, entity="leave")
    answer = client.post("/inbox/do/", {"do": f"act approve {notice.pk}", "back": "/inbox/"})
    assert answer.status_code == 302 and answer["Location"] == "/inbox/"
    assert Leave.objects.get(pk=full["leave"]).state == "approved"
    text = client.get("/inbox/").content.decode()
    assert "Approve: LVE-1." in text and "Undo" in text and "Ben asks for leave" not in text
    again = client.post("/inbox/do/", {"do": f"act approve {notice.pk}"}, follow=True)
    assert b"decided already" in again.content and Leave.objects.get(pk=full["leave"]).state == "approved"


def test_notices_are_marked_one_several_all_and_new_again(client: Client, full: dict[str, int], boss: Actor) -> None:
    first, second, third = Notice.objects.filter(account=boss.account).order_by("pk").values_list("pk", flat=True)
    client.post("/inbox/do/", {"do": f"read {first}"})
    assert b"2 new notices" in client.get("/inbox/").content
    client.post("/inbox/do/", {"do": "new", "chosen": [str(first)]})
    client.post("/inbox/do/", {"do": "read", "chosen": [str(first), str(second)]})
    assert b"1 new notice" in client.get("/inbox/").content
    client.post("/inbox/do/", {"do": "read all"})
    assert b"You are up to date" in client.get("/inbox/").content
    assert client.get("/inbox/?which=read").content.count(b"data-key-row") == 3
    answer = client.post("/inbox/do/", {"do": f"new {third}", "back": "/inbox/?which=read"}, headers=PART)
    text = answer.content.decode()
    assert "1 notice stands as new again" in text and 'hx-swap-oob="beforeend:#toasts"' in text and 'id="bell"' in text
    assert "<html" not in text and text.count("data-key-row") == 2


def test_what_cannot_be_meant_does_nothing(client: Client, full: dict[str, int], boss: Actor, ben: Actor) -> None:
    other = Notice.objects.create(
        account_id=ben.account, entity="organisation", record=full["key"], operation="organisation.edit", **_moments()
    )
    words = (
        "",
        "read x",
        "act approve",
        "act approve x",
        "act delete 1",
        "no such",
        f"read {other.pk}",
        "read 9" * 30,
        "act close 99999999",
    )
    for word in words:
        assert client.post("/inbox/do/", {"do": word, "back": "https://evil.example/"}).status_code in (302, 404), word
        assert "evil" not in client.post("/inbox/do/", {"do": word, "back": "//evil.example/"}).headers.get("Location", "")
    assert client.get("/inbox/do/").status_code == 302
    other.refresh_from_db()
    assert other.state == "new" and Notice.objects.filter(account=boss.account, state="new").count() == 3


def _moments() -> dict[str, Any]:
    return dict.fromkeys(("at", "created_at", "changed_at"), now())


def test_a_link_leads_to_the_record_and_reads_the_notice(client: Client, full: dict[str, int], boss: Actor) -> None:
    comments = Notice.objects.get(account=boss.account, operation="comment.create")
    assert client.get(f"/inbox/{comments.pk}/")["Location"] == "/organisations/ORG-1/#talk"
    leave = Notice.objects.get(account=boss.account, entity="leave")
    assert client.get(f"/inbox/{leave.pk}/")["Location"] == "/leave/LVE-1/"
    comments.refresh_from_db()
    leave.refresh_from_db()
    assert (comments.state, leave.state) == ("read", "new")


def test_nobody_sees_notices_of_somebody_else(client: Client, full: dict[str, int], boss: Actor, ben: Actor) -> None:
    notice = Notice.objects.filter(account=boss.account).first()
    assert notice is not None
    stranger = logged_in(ben)
    assert stranger.get(f"/inbox/{notice.pk}/").status_code == 404
    assert "data-key-row" not in stranger.get("/inbox/?which=all").content.decode()


def test_everybody_has_an_inbox_without_a_grant_and_sees_in_it_only_what_they_may(staff: Any, anybody: Actor, ben: Actor) -> None:
    key = make_client(anybody, CANARY)
    clerk = staff("Clerk", *CLIENTS)
    watch(clerk, key)
    do(ben, "comment.create", entity="organisation", record=key, text=f"{CANARY} again")
    follow_all()
    assert CANARY in logged_in(clerk).get("/inbox/").content.decode()
    Grant.objects.filter(account=clerk.account).delete()
    for path in ("/inbox/", "/inbox/?which=all", "/inbox/badge/", f"/inbox/{Notice.objects.get(account=clerk.account).pk}/"):
        answer = logged_in(clerk).get(path)
        assert CANARY not in answer.content.decode() and "1 new" not in answer.content.decode(), path


def test_a_job_that_failed_is_tried_again_from_the_inbox_by_whoever_asked_for_it(staff: Any) -> None:
    clerk = staff("Clerk")
    job = enqueue("milepost.kernel.importing.tasks.import_file", ["organisation", "a.csv", "", clerk.account], account=clerk.account)
    Job.objects.filter(pk=job.pk).update(state="parked", finished_at=now())
    tell_owner(job, "parked")
    notice = Notice.objects.get(account=clerk.account)
    browser = logged_in(clerk)
    assert "It failed; look at why" in browser.get("/inbox/").content.decode()
    assert browser.get(f"/inbox/{notice.pk}/")["Location"] == f"/jobs/{job.pk}/result/"
    assert b"Retry: Import." in browser.post("/inbox/do/", {"do": f"act retry {notice.pk}"}, follow=True).content
    job.refresh_from_db()
    assert job.state == "ready" and b"You are up to date" in browser.get("/inbox/").content


def test_the_bell_is_asked_for_alone(client: Client, full: dict[str, int]) -> None:
    text = client.get("/inbox/badge/", headers={"HX-Request": "true", "HX-Target": "a#bell"}).content.decode()
    assert 'id="bell"' in text and "3 new" in text and "<html" not in text


def test_a_record_is_watched_and_muted_from_its_page(client: Client, anybody: Actor, boss: Actor) -> None:
    key = make_client(anybody)
    assert "You do not watch this" in client.get("/organisations/ORG-1/").content.decode()
    for word, count in (("watch", 1), ("watch", 1), ("unwatch", 0), ("unwatch", 0), ("watch", 1), ("nonsense", 1)):
        assert client.post(f"/hear/organisation/{key}/", {"do": word})["Location"].startswith("/organisations/ORG-1/")
        assert Watch.objects.filter(account=boss.account, record=key).count() == count, word
    for word, count in (("mute", 1), ("mute", 1), ("unmute", 0)):
        client.post(f"/hear/organisation/{key}/", {"do": word})
        assert Mute.objects.filter(account=boss.account, entity="organisation", record=key).count() == count, word
    assert client.get("/hear/nothing/1/").status_code == 404 and client.post("/hear/organisation/99/", {"do": "watch"}).status_code == 404


def test_nobody_watches_or_mutes_what_they_do_not_see(staff: Any, anybody: Actor) -> None:
    key = make_client(anybody, CANARY)
    answer = logged_in(staff("Stranger")).post(f"/hear/organisation/{key}/", {"do": "mute"})
    assert answer.status_code == 404 and CANARY not in answer.content.decode() and not Mute.objects.exists()


def test_what_is_heard_and_mailed_is_chosen_on_a_page(client: Client, anybody: Actor, boss: Actor, settings: Any) -> None:
    settings.MAIL = False
    assert "This house sends no mail yet" in client.get("/inbox/settings/").content.decode()
    settings.MAIL = True
    assert "This house sends no mail yet" not in client.get("/inbox/settings/").content.decode()
    client.post("/inbox/settings/", {"what": "mail", "at_once": "on", "hour": "17"})
    client.post("/inbox/settings/", {"what": "mail", "at_once": "on", "daily": "on", "hour": "6"})
    (chosen,) = MailPreference.objects.filter(account=boss.account)
    assert (chosen.at_once, chosen.daily, chosen.hour) == (True, True, 6)
    wrong = client.post("/inbox/settings/", {"what": "mail", "hour": "25"})
    assert wrong.status_code == 422 and "hour" in wrong.content.decode()
    client.post("/inbox/settings/", {"what": "mute", "operation": "comment.create", "entity": ""})
    text = client.get("/inbox/settings/").content.decode()
    assert "Comment: create" in text
    assert client.post("/inbox/settings/", {"what": "mute"}).status_code == 422
    mute = Mute.objects.get(account=boss.account)
    client.post(f"/inbox/settings/unmute/{mute.pk}/")
    assert not Mute.objects.exists()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_the_pages_are_without_complaint(width: int, scheme: str, visit: Any, full: dict[str, int], boss: Actor) -> None:
    do(boss, "mute.create", entity="organisation", record=full["other"])
    window = visit(width=width, scheme=scheme)
    for path in ("/inbox/", "/inbox/?which=all", "/inbox/?which=read", "/inbox/settings/", "/organisations/ORG-1/"):
        page = window.go(path)
        assert complaints(page) == [], path
    page.get_by_label("You watch this").click()
    assert complaints(page) == [] and window.said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_inbox_is_worked_through_by_keys_alone(visit: Any, full: dict[str, int]) -> None:
    window = visit()
    page = window.go("/inbox/")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Ben asks for leave")).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="2 new notices")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Approve: LVE-1.")).to_be_visible()
    expect(page.locator("#bell")).to_contain_text("2")
    expect(page.locator("tbody tr").first.locator("th a")).to_be_focused()
    page.keyboard.press("r")
    expect(page.get_by_role("heading", name="1 new notice")).to_be_visible()
    page.keyboard.press("x")
    page.get_by_role("button", name="Mark as read", exact=True).first.click()
    expect(page.get_by_role("heading", name="Nothing new")).to_be_visible()
    expect(page.get_by_text("You are up to date")).to_be_visible()
    assert window.said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_needs_a_reason_opens_its_form(visit: Any, full: dict[str, int]) -> None:
    window = visit(width=390)
    page = window.go("/inbox/")
    page.get_by_role("link", name="Refuse").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Why").fill("We go live that week")
    dialog.get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("We go live that week").first).to_be_visible()
    assert Leave.objects.get(pk=full["leave"]).state == "refused" and window.said == []
