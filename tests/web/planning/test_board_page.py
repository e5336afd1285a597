"""The board, the backlog and the table of a project: the same tasks as the plan, moved by whoever may, in few queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from milepost.apps.people.models import Person
from milepost.apps.planning.models import BoardColumn, Iteration, ProjectPlan, Task
from milepost.apps.projects.models import Project, ScopeItem
from milepost.kernel.access import Actor
from milepost.kernel.models import JournalEntry, SavedView
from milepost.kernel.operations import operation_named, perform
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, item, made
from tests.house import Staff
from tests.web.conftest import logged_in

BOARD, BACKLOG, TABLE = (f"/projects/PRJ-1/{word}/" for word in ("board", "backlog", "tasks"))
PART = {"HX-Request": "true", "HX-Target": "div#board"}


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


@pytest.fixture
def at(boss: Actor) -> tuple[Client, dict[str, int], dict[str, int]]:
    """Logged in, tasks by name, columns by name."""
    plan, scope = sold_plan()
    done("project-plan.set-up-board", plan)
    keys = {name: task(plan, scope, name, 2) for name in ("Rack", "Cable", "Test")}
    keys["Printers"] = task(plan, item(Project.objects.get().pk), "Printers")
    keys["Idea"] = task(plan, scope, "Idea", in_backlog=True, need="As a clerk I see who waits.", points=5)
    link(keys["Rack"], keys["Cable"])
    made("assignment", task=keys["Rack"], person=made("person", name="Ana Bell"))
    return logged_in(boss), keys, dict(BoardColumn.objects.values_list("name", "pk"))


def card(key: int, of: str = "") -> str:
    return f"{BOARD}card/{key}/{of}"


def stacks(page: str) -> dict[str, str]:
    """The text of each column by its heading."""
    parts = page.split('data-stack="')[1:]
    return {part.partition('id="stack-')[2].partition(">")[2].partition("</h3>")[0]: part for part in parts}


def test_the_tasks_of_the_plan_stand_where_their_progress_says(at: tuple[Client, dict[str, int], dict[str, int]]) -> None:
    client, keys, columns = at
    found = stacks(text(client.get(BOARD)))
    assert all(name in found["To do"] for name in ("Rack", "Cable", "Test", "Printers")) and "Idea" not in text(client.get(BOARD))
    assert (
        "Waits for Rack" in found["To do"]
        and "Held: its scope is not approved" in found["To do"]
        and "Ana Bell, not answered" in found["To do"]
    )
    done("task.report", keys["Rack"], started="2026-03-02 09:00", done="10", blocked_by="The lift is out of order")
    done("task.report", keys["Test"], started="2026-03-02 09:00", finished="2026-03-03 17:30")
    found = stacks(text(client.get(BOARD)))
    assert "Rack" in found["Doing"] and "Blocked by: The lift is out of order" in found["Doing"] and "Test" in found["Done"]
    assert "1 under way, 1 blocked, 1 held" in text(client.get(BOARD))
    assert columns


@pytest.mark.duty_part("SYS-2", "board and plan show the same status of the same tasks", where="Board")
def test_a_card_that_is_moved_to_done_is_done_in_the_plan_and_taken_back(at: tuple[Client, dict[str, int], dict[str, int]]) -> None:
    client, keys, columns = at
    answer = client.post(card(keys["Rack"]), {"to": columns["Done"], "version": 1}, headers=PART)
    assert "Moved: Rack." in text(answer) and "Undo" in text(answer)
    chart = client.get("/projects/PRJ-1/plan/chart/").json()["tasks"]
    assert chart["done"][chart["id"].index(keys["Rack"])] == 1_000_000
    batch = JournalEntry.objects.filter(operation="task.move").latest("id").batch
    client.post(f"/undo/{batch}/")
    assert Task.objects.get(pk=keys["Rack"]).finished_at is None


def test_a_full_column_says_so_and_takes_one_more_when_somebody_insists(at: tuple[Client, dict[str, int], dict[str, int]]) -> None:
    client, keys, columns = at
    BoardColumn.objects.filter(name="Review").update(wip_limit=1)
    client.post(card(keys["Rack"]), {"to": columns["Review"]})
    assert "full" in stacks(text(client.get(BOARD)))["Review"]
    refused = client.post(card(keys["Test"]), {"to": columns["Review"]})
    assert refused.status_code == 422 and "takes 1 at once" in text(refused) and "Move it over the limit" in text(refused)
    client.post(card(keys["Test"]), {"to": columns["Review"], "anyway": "yes"})
    page = text(client.get(BOARD))
    assert "2 of at most 1" in page and "over its limit" in stacks(page)["Review"] and "Review is over its limit" in page


def test_cards_keep_the_order_they_are_given(at: tuple[Client, dict[str, int], dict[str, int]]) -> None:
    client, keys, columns = at

    def order() -> list[str]:
        page = stacks(text(client.get(BOARD)))["To do"]
        return sorted(("Rack", "Cable", "Test", "Printers"), key=lambda name: page.index(f">{name}</a>"))

    client.post(card(keys["Test"]), {"to": columns["To do"], "after": ""})
    assert order()[0] == "Test"
    client.post(card(keys["Rack"]), {"to": columns["To do"], "after": keys["Test"]})
    client.post(card(keys["Printers"]), {"to": columns["To do"], "after": keys["Test"]})
    assert order()[:3] == ["Test", "Printers", "Rack"]
    ways = text(client.get(card(keys["Rack"])))
    assert "To the top" in ways and "Doing" in ways


def test_two_who_move_the_same_card_lose_nothing(at: tuple[Client, dict[str, int], dict[str, int]]) -> None:
    client, keys, columns = at
    version = Task.objects.get(pk=keys["Rack"]).version
    done("task.edit", keys["Rack"], name="Rack all")
    assert client.post(card(keys["Rack"]), {"to": columns["Doing"], "version": version}).status_code == 302
    version = Task.objects.get(pk=keys["Rack"]).version
    done("task.move", keys["Rack"], column=columns["Done"])
    answer = client.post(card(keys["Rack"]), {"to": columns["Review"], "version": version})
    assert answer.status_code == 412 and "moved it meanwhile" in text(answer)
    assert Task.objects.get(pk=keys["Rack"]).finished_at is not None


def test_a_card_is_added_where_it_stands(at: tuple[Client, dict[str, int], dict[str, int]]) -> None:
    client, _, columns = at
    scope = ScopeItem.objects.earliest("id").pk
    client.post(BOARD, {"verb": "add", "into": columns["To do"], "name": "  Label   them ", "scope": scope})
    assert "Label them" in stacks(text(client.get(BOARD)))["To do"]
    refused = text(client.post(BOARD, {"verb": "add", "name": "", "scope": scope}, follow=True))
    assert "toast" in refused and Task.objects.count() == 6


@pytest.mark.duty_part(
    "APM-5", "backlogs are ordered, estimated, and planned into iterations by user and operational need", where="Backlog"
)
def test_the_backlog_is_ordered_estimated_and_planned_into_iterations(at: tuple[Client, dict[str, int], dict[str, int]]) -> None:
    client, keys, _ = at
    asked = {
        "name": "Second idea",
        "scope": ScopeItem.objects.earliest("id").pk,
        "need": "Operations must see the load.",
        "need_kind": "operational",
    }
    client.post(BACKLOG, {"verb": "add", "into": "backlog"} | asked)
    second = Task.objects.get(name="Second idea")
    assert second.in_backlog and second.need == "Operations must see the load."
    assert second.need_kind == "operational" and "Operational need: Operations must see the load." in text(client.get(BACKLOG))
    chosen = stacks(text(client.get(f"{BACKLOG}?need_kind=operational")))["Backlog"]
    assert "Second idea" in chosen and ">Idea<" not in chosen
    page = stacks(text(client.get(BACKLOG)))["Backlog"]
    assert "As a clerk I see who waits." in page and "5 points" in page
    client.post(card(second.pk, "?of=backlog"), {"to": "order", "after": ""})
    page = stacks(text(client.get(BACKLOG)))["Backlog"]
    assert page.index("Second idea") < page.index(">Idea<")
    sprint = made(
        "iteration", plan=ProjectPlan.objects.get().pk, name="Sprint 1", first_day="2026-03-02", last_day="2026-03-13", capacity_minutes=450
    )
    client.post(card(keys["Idea"], "?of=backlog"), {"to": f"i{sprint}"})
    client.post(card(keys["Rack"], "?of=backlog"), {"to": f"i{sprint}"})
    client.post(BACKLOG, {"verb": "begin", "iteration": sprint})
    done("task.report", keys["Idea"], started="2026-03-02 09:00", finished="2026-03-03 17:30")
    page = text(client.get(BACKLOG))
    assert "5 points of 5 points done" in page and "committed to 5 points" in page and "more than it has room for" in page
    client.post(BACKLOG, {"verb": "end", "iteration": sprint})
    one = Iteration.objects.get()
    assert (one.state, one.committed_points, one.done_points) == ("ended", 5, 5)
    assert Task.objects.get(pk=keys["Rack"]).iteration_id is None
    batch = JournalEntry.objects.filter(operation="iteration.end").latest("id").batch
    client.post(f"/undo/{batch}/")
    assert Iteration.objects.get().state == "running" and Task.objects.get(pk=keys["Rack"]).iteration_id == sprint


def test_the_same_filter_and_view_hold_in_table_board_and_backlog(at: tuple[Client, dict[str, int], dict[str, int]]) -> None:
    client, *_ = at
    SavedView.objects.all().delete()
    ana = Person.objects.get(name="Ana Bell").pk
    for path in (TABLE, BOARD):
        page = text(client.get(f"{path}?person={ana}"))
        assert ">Rack</a>" in page and ">Test</a>" not in page and "Ana Bell" in page
        assert f'href="{BOARD}?person={ana}"' in page and f'href="/projects/PRJ-1/plan/?person={ana}"' in page
    answer = client.post(f"/views/new/?of=task&asked=stands=held&list={BOARD}", {"name": "Held"})
    assert answer.headers["Location"].startswith(f"{BOARD}?view=")
    key = SavedView.objects.get().pk
    for path in (TABLE, BOARD):
        page = text(client.get(f"{path}?view={key}"))
        assert ">Printers</a>" in page and ">Rack</a>" not in page
    assert client.post(f"/views/{key}/default/", {"list": BOARD, "version": 1}).headers["Location"] == f"{BOARD}?view={key}"
    assert ">Rack</a>" not in text(client.get(BOARD))


def test_the_table_shows_dates_and_can_be_sorted_and_filtered_by_them(at: tuple[Client, dict[str, int], dict[str, int]]) -> None:
    client, *_ = at
    page = text(client.get(f"{TABLE}?order=-finish"))
    assert "Finish" in page and page.index(">Cable</a>") < page.index(">Rack</a>")
    page = text(client.get(f"{TABLE}?finish__lte=2026-03-03"))
    assert ">Rack</a>" in page and ">Cable</a>" not in page
    assert "cannot be asked" in text(client.get(f"{BOARD}?nonsense=1"))


def test_who_may_not_see_the_project_sees_no_board_and_who_only_looks_moves_nothing(
    at: tuple[Client, dict[str, int], dict[str, int]], staff: Staff
) -> None:
    _, keys, columns = at
    stranger = logged_in(staff("Eve", "person.view"))
    for path in (BOARD, BACKLOG, TABLE, card(keys["Rack"]), "/projects/PRJ-1/answers/"):
        assert stranger.get(path).status_code == 404
    reader = logged_in(staff("Rita", "project.view", "project-plan.view", "task.view", "board-column.view"))
    page = text(reader.get(BOARD))
    assert ">Rack</a>" in page and "Move to" not in page and "board.js" not in page and "Ana Bell" not in page
    assert "somebody" not in page
    sees_work = logged_in(staff("Sam", "project.view", "project-plan.view", "task.view", "board-column.view", "assignment.view"))
    page = text(sees_work.get(BOARD))
    assert "somebody, not answered" in page and "Ana Bell" not in page
    assert reader.post(card(keys["Rack"]), {"to": columns["Done"]}).status_code == 403
    assert Task.objects.get(pk=keys["Rack"]).finished_at is None


@pytest.mark.parametrize("path", [BOARD, BACKLOG, TABLE, "/projects/PRJ-1/answers/"])
def test_a_page_takes_as_many_queries_for_many_cards(at: tuple[Client, dict[str, int], dict[str, int]], path: str) -> None:
    client, keys, _ = at
    plan, scope = Task.objects.values_list("plan", "scope_item").get(pk=keys["Rack"])
    ana = Person.objects.get(name="Ana Bell").pk
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(15):
        made("assignment", task=task(plan, scope, f"More {number}"), person=ana)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) <= len(few) <= 25


def test_the_chart_is_narrowed_by_the_same_filter(at: tuple[Client, dict[str, int], dict[str, int]]) -> None:
    client, keys, _ = at
    ana = Person.objects.get(name="Ana Bell").pk
    page = text(client.get(f"/projects/PRJ-1/plan/?person={ana}"))
    assert f'data-only="{keys["Rack"]}"' in page and f'href="{TABLE}?person={ana}"' in page
    assert "data-only" not in text(client.get("/projects/PRJ-1/plan/"))


def shared_view(actor: Actor, name: str, query: str, **more: object) -> int:
    given = {"entity": "task", "name": name, "query": query, "shared": True, **more}
    return perform(operation_named("saved-view.create"), actor, given=given).records[0].pk


def test_the_pages_of_a_project_begin_with_ones_own_default_then_the_projects_then_that_for_everybody(
    at: tuple[Client, dict[str, int], dict[str, int]], boss: Actor
) -> None:
    client, *_ = at
    SavedView.objects.all().delete()
    all_tasks = text(client.get(TABLE))
    assert ">Rack</a>" in all_tasks and "It begins with" not in all_tasks
    house = shared_view(boss, "Cables", "search=Cable", is_default=True)
    project = shared_view(boss, "Tests", "search=Test")
    own = shared_view(boss, "Racks", "search=Rack", shared=False)
    assert client.get(f"{TABLE}?view={house}").content.count(b"Make it the default of this project") == 1
    assert b"Make it the default of this project" not in client.get(f"{TABLE}?view={own}").content
    assert ">Cable</a>" in text(client.get(BOARD)) and ">Test</a>" not in text(client.get(BOARD))
    answer = client.post("/projects/PRJ-1/first-view/", {"view": project, "list": BOARD})
    assert answer.headers["Location"] == f"{BOARD}?view={project}"
    for path in (TABLE, BOARD):
        page = text(client.get(path))
        assert ">Test</a>" in page and ">Cable</a>" not in page and "It begins with “Tests” for you" in page
        assert "default of this project" in page and "default for everybody" in page
    assert ">Cable</a>" in text(client.get("/tasks/")) and ">Test</a>" not in text(client.get("/tasks/"))
    client.post(f"/views/{own}/default/", {"list": TABLE, "version": 1})
    assert ">Rack</a>" in text(client.get(TABLE)) and ">Test</a>" not in text(client.get(TABLE))
    perform(operation_named("saved-view.delete"), boss, on=[own])
    client.post("/projects/PRJ-1/first-view/", {"list": TABLE})
    assert ">Cable</a>" in text(client.get(TABLE))
    client.post("/projects/PRJ-1/first-view/", {"view": project})
    perform(operation_named("saved-view.delete"), boss, on=[project])
    assert ProjectPlan.objects.get().first_view_id is None and ">Cable</a>" in text(client.get(TABLE))


def test_only_who_draws_the_plan_chooses_its_first_view_and_only_a_shared_one_of_tasks(
    at: tuple[Client, dict[str, int], dict[str, int]], boss: Actor, staff: Staff
) -> None:
    client, *_ = at
    view, private = shared_view(boss, "Tests", "search=Test"), shared_view(boss, "Mine", "search=Rack", shared=False)
    given = {"entity": "organisation", "name": "Clients", "query": "kind=client", "shared": True}
    other = perform(operation_named("saved-view.create"), boss, given=given).records[0].pk
    for key, told in ((private, "private"), (other, "a view of other records"), (10**12, ""), ("x", "")):
        answer = client.post("/projects/PRJ-1/first-view/", {"view": key})
        assert answer.status_code == 422 and told in text(answer)
    reader = logged_in(staff("Rita", "project.view", "project-plan.view", "task.view", "saved-view.view"))
    assert "Make it the default of this project" not in text(reader.get(f"{TABLE}?view={view}"))
    assert reader.post("/projects/PRJ-1/first-view/", {"view": view}).status_code == 403
    assert logged_in(staff("Eve", "person.view")).post("/projects/PRJ-1/first-view/", {"view": view}).status_code == 404
    assert client.get("/projects/PRJ-1/first-view/").status_code == 405
    assert ProjectPlan.objects.get().first_view_id is None
    client.post("/projects/PRJ-1/first-view/", {"view": view})
    assert ">Test</a>" in text(reader.get(TABLE)) and ">Rack</a>" not in text(reader.get(TABLE))
    perform(operation_named("saved-view.edit"), boss, on=[view], given={"shared": False})
    assert ">Rack</a>" in text(reader.get(TABLE)) and ">Rack</a>" in text(client.get(TABLE))
