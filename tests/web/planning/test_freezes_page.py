"""/change-freezes/: what is frozen when and at whom, and which tasks are planned about it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from milepost.apps.organisations.models import Organisation
from milepost.apps.planning.models import ProjectPlan, Task, TaskDates
from milepost.kernel.access import Actor
from milepost.kernel.settings import today_here
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import item, made
from tests.house import Staff
from tests.web.conftest import logged_in

AT = "/change-freezes/"
pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return answer.content.decode()


def monday() -> date:
    """The one after next, so that everything about it lies ahead."""
    today = today_here()
    return today + timedelta(days=14 - today.weekday())


def frozen(organisation: int, name: str, first: int, last: int) -> int:
    """A freeze from so many days after that Monday."""
    days = {"first_day": str(monday() + timedelta(days=first)), "last_day": str(monday() + timedelta(days=last))}
    return made("change-freeze", organisation=organisation, name=name, **days)


@pytest.fixture
def planned(boss: Actor) -> int:
    """Cabling for a week, a rack for two days, and its test behind it: nothing may be changed on Wednesday and Thursday."""
    plan, scope = sold_plan(starts_at=f"{monday()} 09:00")
    organisation = Organisation.objects.get(name="Harbour Council").pk
    frozen(organisation, "Payroll", 2, 3)
    task(plan, scope, "Cabling", 5)
    link(task(plan, scope, "Rack", 2), task(plan, scope, "Test of it"))
    task(plan, item(ProjectPlan.objects.get().project_id), "Printers", 5)
    return organisation


def test_each_freeze_says_whose_it_is_how_long_and_which_tasks_wait_for_it(boss: Actor, planned: int) -> None:
    page = text(logged_in(boss).get(AT))
    assert "The next change freeze begins on" in page and "Payroll, Harbour Council" in page
    assert "2 days" in page and "Those that are over" in page
    still, behind = page.partition("stands still meanwhile:")[2].partition("the first working day after it:")[::2]
    assert ">Cabling</a>" in still and ">Test of it</a>" not in still and ">Test of it</a>" in behind
    # Rack is done before, and nobody approved the scope of Printers: neither waits.
    assert ">Rack</a>" not in page and ">Printers</a>" not in page and "planned on days on which" not in page


def test_what_stands_on_frozen_days_after_all_is_said_first(boss: Actor, planned: int) -> None:
    dates = TaskDates.objects.get(task__name="Rack")
    TaskDates.objects.filter(pk=dates.pk).update(start=dates.start + 2 * 24 * 60, finish=dates.finish + 2 * 24 * 60)
    page = text(logged_in(boss).get(AT))
    assert "1 task is planned on days on which nothing may be changed" in page
    assert ">Rack</a>" in page.partition("after all:")[2].partition("</li>")[0]
    Task.objects.filter(name="Rack").update(finished_at=dates.finish)
    assert "planned on days on which" not in text(logged_in(boss).get(AT))


def test_months_stand_in_order_and_one_that_goes_on_now_stands_in_this_month(boss: Actor) -> None:
    one, other = made("organisation", name="Harbour Council", kind="client"), made("organisation", name="Eastmoor", kind="client")
    today = today_here()
    made(
        "change-freeze",
        organisation=other,
        name="Elections",
        first_day=str(today + timedelta(days=70)),
        last_day=str(today + timedelta(days=70)),
    )
    made("change-freeze", organisation=one, name="Month end", first_day=str(today - timedelta(days=40)), last_day=str(today))
    made(
        "change-freeze",
        organisation=one,
        name="Long ago",
        first_day=str(today - timedelta(days=400)),
        last_day=str(today - timedelta(days=399)),
    )
    client = logged_in(boss)
    page = text(client.get(AT))
    assert "Nothing may be changed now at Harbour Council" in page and "ends today" in page and "in 70 days" in page
    assert page.index("Month end") < page.index("Elections") and "Long ago" not in page and page.count('id="month-') == 2
    over = text(client.get(f"{AT}?past=1"))
    assert "Long ago" in over and "Elections" not in over
    narrowed = text(client.get(f"{AT}?organisation={Organisation.objects.get(name='Eastmoor').number}"))
    assert "Elections" in narrowed and "Month end" not in narrowed and "organisation=ORG-" in narrowed
    assert client.get(f"{AT}?organisation=ORG-99999").status_code == 404 and "Long ago" in text(client.get(f"{AT}all/"))


def test_an_empty_page_teaches_and_a_new_one_begins_there(boss: Actor, staff: Staff) -> None:
    client = logged_in(boss)
    page = text(client.get(AT))
    assert "Say on which days nothing may be changed" in page and "/change-freezes/new/?" in page
    assert "None is over yet" in text(client.get(f"{AT}?past=1"))
    organisation = Organisation.objects.get(pk=made("organisation", name="Eastmoor", kind="client"))
    form = text(client.get(f"/change-freezes/new/?organisation={organisation.number}"))
    assert "Eastmoor" in form
    reader = text(logged_in(staff("Rita", "change-freeze.view")).get(AT))
    assert "New change freeze" not in reader and 'href="/change-freezes/"' in reader
    assert logged_in(staff("Eve", "person.view")).get(AT).status_code == 403


def test_nobody_learns_there_of_tasks_and_organisations_that_they_may_not_see(staff: Staff, planned: int) -> None:
    page = text(logged_in(staff("Rita", "change-freeze.view")).get(AT))
    assert "Payroll" in page and "not visible to you" in page and "Harbour Council" not in page and "Cabling" not in page
    page = text(logged_in(staff("Olga", "change-freeze.view", "organisation.view")).get(AT))
    assert "Harbour Council" in page and "Cabling" not in page and "No task that you can see" in page
    assert Client().get(AT).status_code == 302


def test_a_hundred_freezes_take_as_many_queries_as_one(boss: Actor, planned: int, django_assert_max_num_queries: Any) -> None:
    for number in range(110):
        frozen(planned, f"Freeze {number}", 10 + 2 * number, 10 + 2 * number)
    client = logged_in(boss)
    client.get(AT)
    with django_assert_max_num_queries(14):
        answer = client.get(AT)
    assert "The next 100 are shown" in text(answer)


def test_a_freeze_until_the_last_day_there_is_breaks_nothing(boss: Actor, planned: int) -> None:
    made("change-freeze", organisation=planned, name="For ever", first_day="2199-12-01", last_day="2199-12-31")
    assert "For ever" in text(logged_in(boss).get(AT))


def test_the_plan_leads_to_the_freezes_of_whom_it_is_for(boss: Actor, planned: int) -> None:
    client = logged_in(boss)
    number = ProjectPlan.objects.get().project.number
    (address,) = {
        part.partition('"')[0]
        for part in text(client.get(f"/projects/{number}/plan/")).split('href="')[1:]
        if "?organisation=" in part[:60]
    }
    page = text(client.get(address))
    assert "Payroll" in page and "No change freeze" not in page
