"""The pages of levelling and chances: what they propose, what they refuse, and who may see what."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from milepost.apps.people.models import Person
from milepost.apps.planning.models import LevellingMove, LevellingProposal, Task, TaskDates
from milepost.kernel.access import Actor
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Job, JournalEntry
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import approved_by_client, done, item, made
from tests.house import Staff
from tests.web.conftest import logged_in

PLAN = "/projects/PRJ-1/plan/"


@pytest.fixture
def at(boss: Actor) -> tuple[Client, int, tuple[int, int, int]]:
    """Logged in, with a plan in which Ana has three tasks at once, and something waits for the last."""
    plan, scope = sold_plan()
    keys = tuple(task(plan, scope, name, 2) for name in ("Rack", "Cable", "Test"))
    person = made("person", name="Ana Bell")
    for key in keys:
        made("assignment", task=key, person=person)
    behind = task(plan, scope, "Hand over", kind="milestone")
    link(keys[2], behind)
    return logged_in(boss), plan, (keys[0], keys[1], keys[2])


def all_done() -> None:
    """Every job that is due now or waits."""
    Job.objects.filter(state="ready").update(run_after="2026-01-01T00:00Z")
    while run_one("test"):
        pass


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_a_plan_is_levelled_from_a_button_and_nothing_moves_until_it_is_accepted(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, *_ = at
    page = client.get(f"{PLAN}level/")
    assert "Who can do it when?" in text(page) and "Level the plan" in text(page)
    assert client.post(f"{PLAN}level/", {"do": "level"}).status_code == 302
    assert "Waiting for its turn" in text(client.get(f"{PLAN}level/"))
    all_done()
    page = text(client.get(f"{PLAN}level/"))
    assert "Levelled, it ends on" in page and "nobody has too much to do any more" in page
    assert "Ana Bell is busy until" in page and "Proven: no schedule can end earlier." in page
    assert not Task.objects.exclude(leveling_delay_minutes=0).exists()
    proposal, before = LevellingProposal.objects.get(), set(TaskDates.objects.values_list("task", "start", "finish"))
    client.post(f"{PLAN}level/", {"do": "accept", "proposal": proposal.pk})
    assert Task.objects.exclude(leveling_delay_minutes=0).count() == 2
    page = text(client.get(f"{PLAN}level/"))
    assert "This was accepted" in page and "Undo" in page and 'name="task"' not in page
    batch = JournalEntry.objects.filter(operation="levelling-proposal.accept").latest("id").batch
    client.post(f"/undo/{batch}/")
    assert not Task.objects.exclude(leveling_delay_minutes=0).exists() and LevellingProposal.objects.get().state == "open"
    assert set(TaskDates.objects.values_list("task", "start", "finish")) == before


def test_some_tasks_are_chosen(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, *_ = at
    client.post(f"{PLAN}level/", {"do": "level"})
    all_done()
    own = list(LevellingMove.objects.exclude(delay=0).order_by("start").values_list("task", flat=True))
    proposal = LevellingProposal.objects.get()
    none = client.post(f"{PLAN}level/", {"do": "some", "proposal": proposal.pk}, follow=True)
    assert "Choose at least one task" in text(none) and LevellingProposal.objects.get().state == "open"
    client.post(f"{PLAN}level/", {"do": "some", "proposal": proposal.pk, "task": [own[0]]})
    assert list(Task.objects.exclude(leveling_delay_minutes=0).values_list("pk", flat=True)) == [own[0]]


def test_a_stale_proposal_says_what_changed_and_cannot_be_accepted(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, _, keys = at
    client.post(f"{PLAN}level/", {"do": "level"})
    all_done()
    done("task.edit", keys[0], name="Rack the switches")
    page = text(client.get(f"{PLAN}level/"))
    assert "was changed since this was proposed" in page and "Rack the switches" in page
    assert 'value="accept"' not in page
    answer = client.post(f"{PLAN}level/", {"do": "accept", "proposal": LevellingProposal.objects.get().pk}, follow=True)
    assert "Level it anew" in text(answer) and not Task.objects.exclude(leveling_delay_minutes=0).exists()


def test_a_levelling_is_stopped_from_its_page(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, *_ = at
    client.post(f"{PLAN}level/", {"do": "level"})
    assert "Cancel" in text(client.get(f"{PLAN}level/"))
    client.post(f"{PLAN}level/", {"do": "stop"})
    all_done()
    page = text(client.get(f"{PLAN}level/"))
    assert "The last levelling was stopped." in page and not LevellingProposal.objects.exists()


def test_a_plan_that_cannot_be_scheduled_says_why(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, plan, _ = at
    client.post(f"{PLAN}level/", {"do": "level"})
    told = {"code": "x", "place": "task 3", "message": "it waits for itself.", "remedy": "", "severity": "error", "tasks": []}
    Job.objects.update(state="done", result={"proposals": [], "problems": [told]})
    page = text(client.get(f"{PLAN}level/"))
    assert "It cannot be levelled as it stands" in page and "it waits for itself." in page and plan


def test_the_portfolio_is_levelled_together(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, *_ = at
    assert "Level 1 plan" in text(client.get("/portfolio/level/"))
    client.post("/portfolio/level/", {"do": "level"})
    all_done()
    page = text(client.get("/portfolio/level/"))
    assert "1 of 1 plans ends later" in page or "Levelled, it ends on" in page
    client.post("/portfolio/level/", {"do": "decline", "proposal": LevellingProposal.objects.get().pk})
    assert LevellingProposal.objects.get().state == "declined"


def test_what_whoever_looks_may_not_know_of_is_not_named(at: tuple[Client, int, tuple[int, int, int]], staff: Staff) -> None:
    client, *_ = at
    client.post(f"{PLAN}level/", {"do": "level"})
    all_done()
    reader = staff("Rea", "project.view", "project-plan.view", "task.view", "levelling-proposal.view")
    page = text(logged_in(reader).get(f"{PLAN}level/"))
    assert "Ana Bell" not in page and "Somebody is busy until" in page
    assert 'value="accept"' not in page and 'value="level"' not in page
    why = text(logged_in(reader).get(f"{PLAN}why/{at[2][0]}/"))
    assert "Ana Bell" not in why and "with somebody" in why and "/people/1/" not in why
    nobody = staff("Nob", "project.view")
    assert logged_in(nobody).get(f"{PLAN}level/").status_code == 404


def test_the_chances_title_is_the_finding(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, _, keys = at
    assert "How sure is the date?" in text(client.get(f"{PLAN}chances/"))
    done("task.edit", keys[0], best_minutes=450, worst_minutes=6 * 450)
    done("task.edit", keys[2], deadline_at="2026-03-04 12:00")
    client.post(f"{PLAN}chances/", {"do": "simulate"})
    all_done()
    page = text(client.get(f"{PLAN}chances/"))
    assert "80 % chance by" in page and "<svg" in page and "<table" in page and "How<span" in page
    assert "1 task takes the range" in page and "2 tasks have no range" in page
    assert "meets its deadline with" in page or "Each deadline is met" in page
    assert "moves the finish most" in page and 'href="/tasks/TSK-' in page
    done("task.edit", keys[1], name="Cable it")
    assert "The plan was changed once since this was worked out" in text(client.get(f"{PLAN}chances/"))


def test_what_cannot_be_simulated_says_why(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, _, keys = at
    done("task.edit", keys[0], best_minutes=60 * 450, worst_minutes=None)
    client.post(f"{PLAN}chances/", {"do": "simulate"})
    all_done()
    page = text(client.get(f"{PLAN}chances/"))
    assert "are not in order" in page and "Try again" in page


def test_why_a_task_stands_there_with_its_records(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, *_ = at
    end = Task.objects.get(name="Hand over")
    page = text(client.get(f"{PLAN}why/{end.pk}/"))
    assert "because" in page and "If it did not wait for" in page and "/task-links/" in page
    before = Task.objects.get(name="Test")
    page = text(client.get(f"{PLAN}why/{before.pk}/"))
    assert f"/tasks/{end.number}/" in page and "Ana Bell" in page and "/people/" in page
    assert client.get(f"{PLAN}why/{10**6}/").status_code == 404


def test_the_lane_has_what_is_booked_and_what_there_is(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, *_ = at
    monday = (date(2026, 3, 2) - date(1970, 1, 1)).days * 1440
    asked = f"{PLAN}load/?from={monday}&to={monday + 14 * 1440}&step="
    found = client.get(f"{asked}day").json()
    assert [one["name"] for one in found["people"]] == ["Ana Bell"]
    assert found["booked"][0][:3] == [3 * 450, 3 * 450, 0] and found["free"][0][:3] == [450, 450, 450]
    assert found["free"][0][5:7] == [0, 0] and len(found["steps"]) == 14
    weeks = client.get(f"{asked}week").json()
    assert weeks["booked"][0] == [6 * 450, 0] and weeks["free"][0] == [5 * 450, 5 * 450]
    for wrong in (
        f"{PLAN}load/?from=1&to=0&step=day",
        f"{PLAN}load/?from=x&to=2&step=day",
        f"{asked}hour",
        f"{PLAN}load/?from=0&to=999999999&step=day",
    ):
        assert client.get(wrong).status_code == 422, wrong


def test_the_pages_ask_as_much_for_many_tasks_as_for_few(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, *_ = at
    client.post(f"{PLAN}level/", {"do": "level"})
    client.post(f"{PLAN}chances/", {"do": "simulate"})
    all_done()
    for address in ("level/", "chances/"):
        client.get(f"{PLAN}{address}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{PLAN}{address}")
        assert len(captured) <= 25, (address, len(captured))


def test_many_plans_take_as_many_queries_as_one_and_each_is_decided_on(at: tuple[Client, int, tuple[int, int, int]]) -> None:
    client, *_ = at
    person = Person.objects.get().pk
    for number in range(2):
        organisation = made("organisation", name=f"Council {number}", kind="client")
        contact = made("contact", organisation=organisation, name="Mona Field")
        given = {"name": f"Renewal {number}", "kind": "client", "billing": "fixed-price", "organisation": organisation}
        project = made("project", **given)
        scope = item(project)
        approved_by_client(scope, contact)
        plan = made("project-plan", project=project, name=f"Plan {number}", starts_at="2026-03-02 09:00")
        for name in ("Here", "There"):
            made("assignment", task=task(plan, scope, name, 2), person=person)
    client.post("/portfolio/level/", {"do": "level"})
    all_done()
    with CaptureQueriesContext(connection) as captured:
        page = text(client.get("/portfolio/level/"))
    assert len(captured) <= 25 and "3 plans end later" in page and "(PRJ-" in page
    found = list(LevellingProposal.objects.order_by("pk"))
    chosen = LevellingMove.objects.filter(proposal=found[1]).exclude(delay=0).values_list("task", flat=True)[0]
    client.post("/portfolio/level/", {"do": "some", "proposal": [one.pk for one in found], "task": [chosen]})
    assert list(LevellingProposal.objects.order_by("pk").values_list("state", flat=True)) == ["declined", "accepted", "declined"]
    assert list(Task.objects.exclude(leveling_delay_minutes=0).values_list("pk", flat=True)) == [chosen]
    alone = text(client.get(f"{PLAN}level/"))
    assert "It was levelled together with other plans" in alone


def test_a_job_leads_to_what_came_of_it(at: tuple[Client, int, tuple[int, int, int]], staff: Staff) -> None:
    client, *_ = at
    client.post(f"{PLAN}level/", {"do": "level"})
    all_done()
    job = Job.objects.get(task__endswith="levelling.level")
    assert f"/jobs/{job.pk}/result/" in text(client.get("/jobs/"))
    assert client.get(f"/jobs/{job.pk}/result/").headers["Location"] == f"/jobs/{job.pk}/plan/level/"
    assert client.get(f"/jobs/{job.pk}/plan/level/").headers["Location"] == f"{PLAN}level/"
    assert logged_in(staff("Other", "project-plan.view")).get(f"/jobs/{job.pk}/plan/level/").status_code == 404
