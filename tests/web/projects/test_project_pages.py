"""The pages of a project, as the server answers them: what is there, for whom, in how many queries, and without script."""

import re
from typing import Any

import pytest
from django.test import Client

from milepost.apps.planning.models import TaskDates
from milepost.apps.projects.models import Approval, CriteriaCopy, Requirement, ScopeItem
from milepost.kernel.access import Actor
from tests.apps.planning.plans import link, task
from tests.apps.projects.works import approved_by_client, done, for_client, internal, item, made
from tests.house import Staff
from tests.web.conftest import logged_in

AT = "/projects/PRJ-1/"
PAGES = (AT, f"{AT}scope/", f"{AT}requirements/", f"{AT}goals/")


class Works:
    """A client's project with approved and proposed scope, a plan, goals, deliverables, requirements and people."""

    def __init__(self) -> None:
        self.manager = made("person", name="Petra Plan")
        self.project, self.contact = for_client(manager=self.manager, committed_finish="2026-03-06", starts_on="2026-03-02")
        done("project.edit", self.project, client_sponsor=self.contact)
        self.agreed, self.waiting = item(self.project), item(self.project, name="Guest network", source="Meeting of 3 March")
        approved_by_client(self.agreed, self.contact)
        self.plan = made("project-plan", project=self.project, name="Network renewal", starts_at="2026-03-02 09:00")
        self.first = task(self.plan, self.agreed, "Rack the switches", 2)
        self.second = task(self.plan, self.waiting, "Set up the access points", 3)
        self.third = task(self.plan, self.agreed, "Test", 1)
        link(self.first, self.second)
        link(self.second, self.third)
        self.end = task(self.plan, self.agreed, "Handed over", kind="milestone", deadline_at="2026-03-05 17:30")
        link(self.third, self.end)
        self.stage = made("stage", project=self.project, name="Delivery", position=1, finishes_on="2026-03-10", gate_criteria="It runs.")
        self.goal = made("goal", project=self.project, name="Every room has a network")
        self.criterion = made("success-criterion", project=self.project, name="Uptime", target="99.9 %", goal=self.goal)
        self.deliverable = made("deliverable", project=self.project, name="Network plan", acceptance_criteria="Every room has a port.")
        self.needed = made("requirement", project=self.project, name="Guests are apart", priority="must", source="Head of IT")
        self.other = made("requirement", project=self.project, name="Fast", acceptance_criteria="A page within a second.")
        made("task-trace", requirement=self.other, task=self.first)
        made("trace", requirement=self.needed, deliverable=self.deliverable)
        made("project-member", project=self.project, contact=self.contact, part="senior-user")


@pytest.fixture
def works(boss: Actor) -> Works:
    return Works()


def text_of(answer: Any) -> str:
    """The page's words, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_every_page_takes_few_queries(works: Works, client: Client, django_assert_max_num_queries: Any) -> None:
    for path in PAGES:
        client.get(path)
        with django_assert_max_num_queries(25):
            assert client.get(path).status_code == 200, path


def test_the_queries_do_not_grow_with_the_project(works: Works, client: Client, django_assert_max_num_queries: Any) -> None:
    counts = {}
    for path in PAGES:
        client.get(path)
        with django_assert_max_num_queries(25) as few:
            client.get(path)
        counts[path] = len(few)
    for number in range(12):
        key = item(works.project, name=f"Item {number}")
        task(works.plan, key, f"Task {number}")
        made("deliverable", project=works.project, name=f"Deliverable {number}")
        made("requirement", project=works.project, name=f"Requirement {number}")
        made("goal", project=works.project, name=f"Goal {number}")
    for path in PAGES:
        with django_assert_max_num_queries(counts[path]):
            client.get(path)


def test_the_overview_says_how_sure_the_finish_is_and_what_waits(works: Works, client: Client) -> None:
    page = text_of(client.get(AT))
    assert "Network renewal : planned to finish on" in page and "before the commitment" in page
    for told in ("1 scope item waits for approval", "1 task held, 3 days of work", "1 goal is not signed off", "Petra Plan", "Mona Field"):
        assert told in page, told
    for told in ("Handed over", "Delivery", "gate ", "0 of 1 deliverable accepted", "Every room has a network", "99.9 %"):
        assert told in page, told


def test_a_project_without_a_plan_says_what_to_do(boss: Actor, client: Client) -> None:
    for_client()
    page = text_of(client.get(AT))
    assert "not planned yet" in page and "To the plan" in page and "Who is who" in page
    for path in PAGES[1:]:
        assert client.get(path).status_code == 200


def test_the_tabs_stand_on_every_page_and_the_page_is_marked(works: Works, client: Client) -> None:
    for path in (*PAGES, f"{AT}plan/", f"{AT}plan/level/", f"{AT}requirements/project/", f"{AT}deliverables/project/"):
        page = client.get(path).content.decode()
        found = re.findall(r'<a href="([^"]+)" aria-current="page">', page)
        head = {f"{AT}plan/level/": None}.get(
            path, path.replace("requirements/project", "requirements").replace("deliverables/project", "goals")
        )
        assert head is None or head in found, (path, found)
    assert 'href="/projects/PRJ-1/scope/"' in client.get(f"{AT}plan/").content.decode()
