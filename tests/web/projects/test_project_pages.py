"""The pages of a project, as the server answers them: what is there, for whom, in how many queries, and without script."""

import re
from typing import Any

import pytest
from django.test import Client

from milepost.apps.people.models import Person
from milepost.apps.planning.models import TaskDates
from milepost.apps.projects.models import Approval, CriteriaCopy, Requirement, ScopeItem
from milepost.kernel.access import Actor
from milepost.kernel.models import Notice
from tests.apps.planning.plans import task
from tests.apps.projects.works import AGREED, done, for_client, internal, item, made
from tests.house import Staff
from tests.kernel.notices import follow_all
from tests.web.conftest import logged_in
from tests.web.projects.project_works import Works

AT = "/projects/PRJ-1/"
PAGES = (AT, f"{AT}scope/", f"{AT}requirements/", f"{AT}goals/", f"{AT}delegations/")


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


def test_the_title_is_true_of_a_plan_that_is_overtaken_and_of_one_that_is_done(works: Works, client: Client) -> None:
    done("project.start", works.project)
    assert "was to be finished by" in text_of(client.get(AT)) and "and work is left" in text_of(client.get(AT))
    done("scope-item.approve", works.waiting, contact=works.contact, **AGREED)
    for key in (works.first, works.second, works.third, works.end):
        done("task.report", key, done="100", started="2026-03-02 09:00", finished="2026-03-10 17:30")
    page = text_of(client.get(AT))
    assert "Network renewal : every task is finished" in page and "work is left" not in page


def test_who_may_ask_of_another_project_alone_sees_the_page_without_how_it_stands(works: Works, client: Client, staff: Staff) -> None:
    other, _ = internal()
    staff("Rea", "project.standing", "project.milestones", "scope-item.consequence", kind="project", scope=other)
    reader = logged_in(staff("Rea", "project.view", "scope-item.view", "scope-item.approve"))
    page = reader.get(AT)
    assert page.status_code == 200 and "There is no plan to see yet" not in text_of(page) and "not planned yet" not in text_of(page)
    assert reader.get(f"{AT}scope/SCP-2/approve/").status_code == 200


def test_days_of_work_are_those_of_the_plan(works: Works, client: Client) -> None:
    done("project-plan.edit", works.plan, day_minutes=480)
    assert "3 days" not in text_of(client.get(f"{AT}scope/")) and "2.8 days" in text_of(client.get(f"{AT}scope/"))
    assert "2.8 days of work" in text_of(client.get(AT)) and "2.8 days" in text_of(client.get(f"{AT}scope/SCP-2/approve/"))


def test_the_tabs_stand_on_every_page_and_the_page_is_marked(works: Works, client: Client) -> None:
    for path in (*PAGES, f"{AT}plan/", f"{AT}plan/level/", f"{AT}requirements/project/", f"{AT}deliverables/project/"):
        page = client.get(path).content.decode()
        found = re.findall(r'<a href="([^"]+)" aria-current="page">', page)
        head = {f"{AT}plan/level/": None, f"{AT}delegations/": AT}.get(
            path, path.replace("requirements/project", "requirements").replace("deliverables/project", "goals")
        )
        assert head is None or head in found, (path, found)
    assert 'href="/projects/PRJ-1/scope/"' in client.get(f"{AT}plan/").content.decode()


def test_the_scope_page_tells_what_is_in_what_waits_and_who_let_it_in(works: Works, client: Client) -> None:
    page = text_of(client.get(f"{AT}scope/"))
    assert "1 item agreed, 1 waits for approval with 3 days of held work" in page
    for told in ("Waits for the client", "1 task, 3 days of work held", "Set up the access points", "From: Meeting of 3 March"):
        assert told in page, told
    for told in ("Mona Field approved it on 5 Jan 2026", AGREED["authority"], AGREED["document"], "APR-1"):
        assert told in page, told


def test_what_comes_of_an_approval_is_said_before_it_is_recorded(works: Works, client: Client) -> None:
    page = text_of(client.get(f"{AT}scope/SCP-2/approve/"))
    assert "1 task, 3 days, enters the schedule." in page
    assert "The finish moves by 5 days, from 3 Mar 2026 to 8 Mar 2026" in page or "The finish moves by" in page
    assert TaskDates.objects.get(task=works.second).held and ScopeItem.objects.get(pk=works.waiting).state == "proposed"


def test_an_approval_is_recorded_without_script(works: Works, client: Client) -> None:
    here = f"{AT}scope/SCP-2/approve/"
    refused = client.post(here, {"contact": works.contact, "on": "", "authority": "", "document": "", "effort": ""})
    assert refused.status_code == 422 and "Authority" in text_of(refused) and Approval.objects.count() == 1
    given = {"contact": works.contact, "on": "2026-03-01", "effort": "", **AGREED}
    answer = client.post(here, given, follow=True)
    assert "2 items agreed, nothing waits" in text_of(answer) and "Its work is in the schedule" in text_of(answer)
    assert not TaskDates.objects.get(task=works.second).held
    assert client.post(here, given).status_code == 409  # it is approved already


def test_the_other_decisions_are_made_from_the_scope_page(works: Works, client: Client) -> None:
    assert "stays held" in text_of(client.get(f"{AT}scope/SCP-2/exclude/"))
    client.post(f"{AT}scope/SCP-2/exclude/", {"reason": "Another contract."})
    assert ScopeItem.objects.get(pk=works.waiting).state == "out-of-scope"
    client.post(f"{AT}scope/SCP-2/propose-again/", {})
    client.post(f"{AT}scope/SCP-2/withdraw/", {})
    assert ScopeItem.objects.get(pk=works.waiting).state == "withdrawn"
    assert "leave the schedule and are held" in text_of(client.get(f"{AT}scope/SCP-1/revoke/"))
    client.post(f"{AT}scope/SCP-1/revoke/", {"reason": "Signed by the wrong office."})
    assert ScopeItem.objects.get(pk=works.agreed).state == "proposed" and TaskDates.objects.get(task=works.first).held
    proposed = client.post(f"{AT}scope/propose/", {"name": "Telephones", "effort_minutes": "7:30"}, follow=True)
    assert "Telephones" in text_of(proposed)
    assert client.get(f"{AT}scope/SCP-2/vanish/").status_code == 404


def test_the_scope_of_another_project_is_not_decided_on_here(works: Works, client: Client) -> None:
    other, _ = internal()
    item(other)
    assert client.get(f"{AT}scope/SCP-3/approve/").status_code == 404
    page = text_of(client.get("/projects/PRJ-2/scope/SCP-3/approve/"))
    assert "Approved by (sponsor)" in page and "Approved by (client)" not in page
    assert "Waits for its sponsor" in text_of(client.get("/projects/PRJ-2/scope/"))


@pytest.mark.duty_part(
    "SYS-3", "requirements traced to deliverables and tasks, with a matrix of the gaps", where="requirements of a project"
)
def test_the_matrix_shows_requirements_without_tasks_and_tasks_without_requirements(works: Works, client: Client) -> None:
    page = text_of(client.get(f"{AT}requirements/"))
    assert "2 requirements, 1 without a task; 2 tasks that none asks for" in page
    assert "Guests are apart" in page and "no task" in page and "Head of IT" in page
    only = text_of(client.get(f"{AT}requirements/?only=gaps"))
    assert "Without a task" in only
    needed = Requirement.objects.get(name="Guests are apart")
    answer = client.post(f"{AT}requirements/", {"by": "task", "requirement": needed.pk, "to": works.second}, follow=True)
    assert "2 requirements, each has a task; 1 task that none asks for" in text_of(answer)
    trace = needed.task_traces.get().pk
    client.post(f"{AT}requirements/", {"by": "task", "requirement": needed.pk, "to": works.second, "trace": trace})
    assert not needed.task_traces.exists()
    by = text_of(client.get(f"{AT}requirements/?by=deliverable"))
    assert "Which deliverable serves what" in by and "Network plan" in by


def test_the_matrix_of_many_requirements_comes_in_parts(works: Works, client: Client) -> None:
    for number in range(28):
        made("requirement", project=works.project, name=f"Number {number:02}", priority="could")
    first, second = (client.get(f"{AT}requirements/{asked}").content.decode() for asked in ("", "?by=task&from=25"))
    assert 'aria-label="Guests are apart: Test"' in first and "Number 27: Test" not in first and "from=25#matrix" in first
    assert "Number 27: Test" in second and 'aria-label="Guests are apart: Test"' not in second
    assert "Number 27: Test" in client.get(f"{AT}requirements/?from=99999").content.decode()


def test_nothing_is_left_out_of_pages_silently(works: Works, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages read all there is, in blocks; here they are small."""
    monkeypatch.setattr("milepost.kernel.rows.reader.BLOCK", 3)
    for number in range(8):
        item(works.project, name=f"Wish {number}")
        made("requirement", project=works.project, name=f"Need {number}")
        made("goal", project=works.project, name=f"Goal {number}")
    for path, name in ((f"{AT}scope/", "Wish"), (f"{AT}requirements/", "Need"), (f"{AT}goals/", "Goal")):
        page = text_of(client.get(path))
        assert [number for number in range(8) if f"{name} {number}" not in page] == [], path


def test_a_cell_of_the_matrix_that_is_refused_says_why(works: Works, client: Client) -> None:
    other, _ = internal()
    foreign = made("requirement", project=other, name="Elsewhere")
    answer = client.post(f"{AT}requirements/", {"by": "task", "requirement": foreign, "to": works.first}, follow=True)
    assert "another project" in text_of(answer)
    assert client.post(f"{AT}requirements/", {"by": "task", "requirement": "x", "to": "y", "trace": "z"}).status_code == 302
    part = {"HX-Request": "true", "HX-Target": "td"}
    answer = client.post(f"{AT}requirements/", {"by": "task", "requirement": foreign, "to": works.first}, headers=part)
    assert answer["HX-Retarget"] == "#toasts" and "another project" in text_of(answer), "the cell stays where it is"


def test_requirements_that_are_put_off_need_no_task_and_who_sees_no_tasks_is_told_nothing_of_them(
    works: Works, client: Client, staff: Staff
) -> None:
    done("requirement.edit", works.needed, priority="wont")
    assert "2 requirements, each that is to be met has a task" in text_of(client.get(f"{AT}requirements/"))
    reader = logged_in(staff("Rea", "project.view", "requirement.view"))
    page = text_of(reader.get(f"{AT}requirements/"))
    assert "2 requirements" in page and "has a task" not in page and "without a task" not in page


@pytest.mark.duty_part(
    "SR-8", "criteria in sight, sent to everybody involved at every gate, with who was sent them", where="goals of a project"
)
def test_success_criteria_are_sent_to_everybody_involved_at_every_gate(works: Works, client: Client) -> None:
    assert "nothing was sent yet" in text_of(client.get(f"{AT}goals/"))
    done("stage.begin", works.stage)
    done("stage.send-criteria", works.stage)
    done("stage.pass-gate", works.stage, decision="It runs.")
    found = CriteriaCopy.objects.order_by("id")
    assert [one.occasion for one in found] == ["begin", "begin", "gate", "gate", "passed", "passed"]
    assert {one.person_id or one.contact_id for one in found} == {works.manager, works.contact}
    assert "Uptime: 99.9 %" in found[0].content
    page = text_of(client.get(f"{AT}goals/"))
    assert "Last sent for Delivery" in page and "The gate was passed" in page and "to be handed over: " in page


def test_whoever_logs_in_finds_a_notice_of_the_criteria(works: Works, staff: Staff) -> None:
    reader = staff("Petra", "criteria-copy.view", "project.view", "stage.view")
    Person.objects.filter(pk=works.manager).update(account_id=reader.account)
    done("stage.begin", works.stage)
    follow_all()
    assert CriteriaCopy.objects.get(person=works.manager).way == "notice"
    assert Notice.objects.filter(account_id=reader.account, operation="criteria-copy.create").exists()


def test_the_goals_page_offers_what_may_be_done_there(works: Works, client: Client, staff: Staff) -> None:
    page = client.get(f"{AT}goals/").content.decode()
    assert f'href="/goals/{works.goal}/sign-off/?back=' in page and 'href="/deliverables/DLV-1/submit/?back=' in page
    assert f'href="/stages/{works.stage}/begin/?back=' in page
    reader = logged_in(staff("Rea", "project.view", "goal.view", "deliverable.view"))
    seen = reader.get(f"{AT}goals/").content.decode()
    assert "sign-off/" not in seen and "Every room has a network" in seen and "Uptime" not in seen


def test_a_stranger_is_told_nothing(works: Works, staff: Staff) -> None:
    stranger = logged_in(staff("Stranger"))
    for path in (*PAGES, f"{AT}scope/SCP-2/approve/", f"{AT}scope/propose/"):
        assert stranger.get(path).status_code in (403, 404), path
    only = logged_in(staff("Rea", "project.view"))
    page = text_of(only.get(AT))
    assert "Guest network" not in page and "Every room has a network" not in page and "Petra Plan" not in page
    for path in PAGES[1:]:
        assert only.get(path).status_code == 403, path


def test_who_may_only_read_is_offered_no_decision(works: Works, staff: Staff) -> None:
    reader = logged_in(staff("Rea", "project.view", "scope-item.view", "scope-item.work", "task.view", "approval.view"))
    page = reader.get(f"{AT}scope/").content.decode()
    assert "SCP-2" in page and "approve/" not in page and "propose/" not in page
    assert reader.get(f"{AT}scope/SCP-2/approve/").status_code == 403
    assert reader.post(f"{AT}scope/SCP-2/approve/", {"contact": works.contact, **AGREED}).status_code == 403
    assert Approval.objects.count() == 1


@pytest.mark.duty_part("SR-16", "Who is who says what is delegated, by whom, to whom and until when", where="web pages")
def test_who_is_who_says_what_is_delegated_and_who_may_not_ask_is_not_told(works: Works, client: Client, staff: Staff) -> None:
    made("project-member", project=works.project, person=made("person", name="Sam Stone"), part="team-manager", duties="The cellar")
    assert "What is delegated" in text_of(client.get(AT))
    for told in ("1 delegation in force", "Sam Stone", "The cellar", "since"):
        assert told in text_of(client.get(f"{AT}delegations/")), told
    part = text_of(client.get(f"{AT}delegations/", headers={"HX-Request": "true", "HX-Target": "delegated"}))
    assert "The cellar" in part and "delegation in force" not in part
    reader = logged_in(staff("Rea", "project.view", "project-member.view"))
    assert "What is delegated" not in text_of(reader.get(AT)) and reader.get(f"{AT}delegations/").status_code == 403


def test_tasks_stand_on_the_pages_of_scope_and_requirements_in_the_order_of_the_outline(works: Works, client: Client) -> None:
    phase = task(works.plan, works.waiting, "Prepare")
    for name, after in (("Order", None), ("Survey", None)):
        part = task(works.plan, works.waiting, name, parent=phase)
        done("task.place", part, parent=phase, after=after)
    done("task.place", phase, parent=None, after=None)
    held = text_of(client.get(f"{AT}scope/"))
    assert re.search(r"1\.1\s+Survey.*1\.2\s+Order.*3\s+Set up the access points", held)
    across = re.findall(r'<a href="/tasks/[^>]+>(?:<[^a].*?</[^a]+>)*([^<]+)</a>', client.get(f"{AT}requirements/").content.decode())
    assert across == ["1.1 Survey", "1.2 Order", "2 Rack the switches", "3 Set up the access points", "4 Test", "5 Handed over"]
