"""/portfolio/ as the server answers it: what is found, for whom, in how many queries, as a page and as a file."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from milepost.apps.planning.models import PlanChances, PlanRun, ProjectPlan
from milepost.apps.projects.models import Project, ScopeItem
from milepost.kernel.access import Actor, house
from milepost.kernel.clock import now
from milepost.kernel.inputs.local_moment import minutes_of
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.settings import today_here
from tests.apps.projects.works import done, made
from tests.house import Staff
from tests.web.conftest import logged_in

AT = "/portfolio/"
PAGES = (AT, f"{AT}?grouped=organisation", f"{AT}?shown=roadmap", f"{AT}?shown=waits")
VIEW = ("project.view", "project.forecast", "project.health", "project.roadmap", "organisation.view", "programme.view", "person.view")


def moment(days: int) -> int:
    """The end of a working day, so many from today, by the plan's clock."""
    day = today_here() + timedelta(days=days)
    return minutes_of(datetime(day.year, day.month, day.day)) + 17 * 60


def portfolio_of(many: int) -> list[int]:
    """Projects of which every third is late by its P80, with a plan each; the first is simulated for a day after today."""
    organisation = made("organisation", name="Harbour Council", kind="client")
    promised = today_here() + timedelta(days=30)
    given = [
        {"name": f"Project {n:03}", "kind": "client", "billing": "none", "organisation": organisation, "committed_finish": str(promised)}
        for n in range(many)
    ]
    keys = [one.pk for one in perform(operation_named("project.create"), house("the tests"), given=given).records]
    rows = [{"project": key, "name": "Plan", "starts_at": "2026-03-02 09:00"} for key in keys]
    plans = [one.pk for one in perform(operation_named("project-plan.create"), house("the tests"), given=rows).records]
    for number, plan in enumerate(plans):
        finish = moment(40 if number % 3 == 0 else 20)
        PlanRun.objects.update_or_create(
            plan_id=plan, defaults={"start": moment(-20), "finish": finish, "created_at": now(), "changed_at": now()}
        )
        told = {"samples": 10, "seed": 1, "planned": finish, "planned_share": 1, "earliest": finish, "mean": finish, "latest": finish}
        PlanChances.objects.create(
            plan_id=plan, change=0, at=now(), p50=finish, p80=finish, p95=finish, curve=[[finish, 1_000_000]], **told
        )
    return keys


def heading(client: Client, path: str = AT) -> str:
    """The title of the page."""
    found = re.search(r"<h1>(.*?)</h1>", client.get(path).content.decode())
    assert found is not None
    return found[1]


@pytest.mark.duty_part("PS-4", "every project with health and forecast beside its promise, the worst first", where="/portfolio/")
def test_the_title_says_how_many_are_likely_late_and_the_worst_come_first(client: Client) -> None:
    portfolio_of(4)
    page = client.get(AT).content.decode()
    assert "2 of 4 projects are likely late" in page and "10 days after the commitment" in page
    assert page.index("Project 000") < page.index("Project 003") < page.index("Project 001")
    assert "0 % sure to keep the committed day" in page and "Not known yet: neither time nor money" in page


@pytest.mark.parametrize("path", PAGES)
def test_two_hundred_projects_take_few_queries(client: Client, django_assert_max_num_queries: Any, path: str) -> None:
    portfolio_of(200)
    client.get(path)
    with django_assert_max_num_queries(25):
        answer = client.get(path)
    assert answer.status_code == 200 and "67 of 200 projects are likely late" in answer.content.decode()


def test_only_what_may_be_seen_is_counted_and_nobody_else_gets_in(boss: Actor, staff: Staff) -> None:
    first, *_ = portfolio_of(3)
    one = logged_in(staff("Olga", *VIEW, kind="project", scope=first))
    page = one.get(AT).content.decode()
    assert "The project is likely late" in page and "Project 001" not in page
    assert logged_in(staff("Nobody", "organisation.view")).get(AT).status_code == 403
    hidden = logged_in(staff("Petra", "project.view", kind="project", scope=first)).get(AT).content.decode()
    assert "not visible to you" in hidden and "10 days after" not in hidden


def test_filters_are_those_of_the_list_and_over_ones_are_asked_for(client: Client) -> None:
    keys = portfolio_of(3)
    done("project.cancel", keys[0], reason="Budget went elsewhere.")
    assert heading(client) == "All 2 projects are likely to keep their day"
    assert heading(client, f"{AT}?over=1") == "All 2 projects are likely to keep their day"
    assert "Project 000" in client.get(f"{AT}?over=1").content.decode()
    assert heading(client, f"{AT}?state=cancelled") == "1 project that is over"
    assert "Project 002" not in client.get(f"{AT}?search=Project+001").content.decode()
    assert "cannot be asked for so" in client.get(f"{AT}?colour=red").content.decode()


def test_the_title_says_no_more_than_is_known(client: Client) -> None:
    assert heading(client) == "No projects"
    first, second, _ = portfolio_of(3)
    for key in (first, second):
        ProjectPlan.objects.filter(project=key).delete()
    assert heading(client) == "1 of 3 projects likely to keep their day; of the others it is not known"
    ProjectPlan.objects.all().delete()
    assert heading(client) == "3 projects, and it is not known whether they keep their days"
    Project.objects.update(committed_finish=None)
    assert heading(client) == "3 projects, of which no finish is promised"


def test_what_may_not_be_seen_is_said_to_be_so_and_not_to_be_nothing(boss: Actor, staff: Staff) -> None:
    portfolio_of(1)
    client = logged_in(staff("Petra", "project.view"))
    page = client.get(AT).content.decode()
    assert "not visible to you" in page and "not planned yet" not in page
    assert "What projects reach is not visible to you" in client.get(f"{AT}?shown=roadmap").content.decode()
    assert "Who waits for whom is not visible to you" in client.get(f"{AT}?shown=waits").content.decode()


def test_a_milestone_outside_the_quarters_is_counted(client: Client) -> None:
    key = portfolio_of(1)[0]
    plan, scope = ProjectPlan.objects.get(project=key), made("scope-item", project=key, name="All of it")
    contact = made("contact", organisation=Project.objects.get(pk=key).organisation_id, name="Mona Field")
    done("scope-item.approve", scope, contact=contact, on="2026-01-05", authority="Head of IT", document="Signed")
    for name, days in (("Begun", -400), ("Run for years", 1500)):
        day = today_here() + timedelta(days=days)
        made("task", plan=plan.pk, scope_item=scope, name=name, kind="milestone", constraint="mso", constraint_at=f"{day} 09:00")
    page = client.get(f"{AT}?shown=roadmap").content.decode()
    assert "1 milestone earlier" in page and "1 milestone later" in page


def test_a_saved_view_of_projects_is_a_view_of_the_portfolio(client: Client, boss: Actor) -> None:
    portfolio_of(3)
    given = {"entity": "project", "name": "The first", "query": "search=Project+000"}
    view = perform(operation_named("saved-view.create"), boss, given=given).records[0].pk
    page = client.get(f"{AT}?view={view}").content.decode()
    assert "The first" in page and "Project 001" not in page


def test_a_filter_taken_away_leaves_the_page_as_it_is_shown(client: Client) -> None:
    portfolio_of(2)
    page = client.get(f"{AT}?shown=roadmap&over=1&state=active&kind=client").content.decode()
    away = re.findall(r'<a href="([^"]*)" aria-label="Remove this filter', page)
    assert sorted(one.replace("&amp;", "&") for one in away) == [
        f"{AT}?kind=client&shown=roadmap&over=1",
        f"{AT}?state=active&shown=roadmap&over=1",
    ]
    (last,) = re.findall(r'<a href="([^"]*)" aria-label="Remove', client.get(f"{AT}?shown=roadmap&kind=client").content.decode())
    assert last == f"{AT}?shown=roadmap"


@pytest.mark.duty_part("APM-19", "milestones by quarter, project by project, and as a document", where="/portfolio/?shown=roadmap")
def test_the_roadmap_names_quarters_and_is_a_document_too(client: Client) -> None:
    key = portfolio_of(1)[0]
    plan = ProjectPlan.objects.get(project=key)
    scope = ScopeItem.objects.get(pk=made("scope-item", project=key, name="All of it"))
    contact = made("contact", organisation=Project.objects.get(pk=key).organisation_id, name="Mona Field")
    done("scope-item.approve", scope.pk, contact=contact, on="2026-01-05", authority="Head of IT", document="Signed")
    day = today_here() + timedelta(days=5)
    made("task", plan=plan.pk, scope_item=scope.pk, name="It works", kind="milestone", constraint="mso", constraint_at=f"{day} 09:00")
    quarter = f"Q{(day.month + 2) // 3} {day.year}"
    page = client.get(f"{AT}?shown=roadmap").content.decode()
    assert "It works" in page and quarter in page and "/projects/PRJ-1/plan/?task=TSK-1" in page
    document = client.get("/documents/projects-roadmap/").content.decode()
    assert "It works" in document and quarter in document and "likely late" in document


def test_the_file_has_every_line_and_no_formula(client: Client) -> None:
    keys = portfolio_of(2)
    done("project.edit", keys[1], name="=cmd|' /C calc'!A0")
    answer = client.get(f"{AT}?format=csv")
    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Disposition"].endswith('"portfolio.csv"') and "PRJ-1,Project 000" in text
    assert "'=cmd" in text and "\n=cmd" not in text and ",=cmd" not in text
    assert client.get(f"{AT}?format=xlsx").content[:2] == b"PK"


def test_an_empty_house_is_told_what_the_page_is_for(client: Client) -> None:
    page = client.get(AT).content.decode()
    assert "No projects to look at yet" in page and "/projects/new/" in page
    assert "No project waits for another" in client.get(f"{AT}?shown=waits").content.decode()
