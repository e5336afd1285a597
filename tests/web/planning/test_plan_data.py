"""The chart's addresses: what they give, what they change, and what they refuse."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from milepost.apps.planning.chart import clash
from milepost.apps.planning.models import Task
from milepost.kernel.access import Actor
from milepost.kernel.merging import merged
from milepost.kernel.models import JournalEntry
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, made
from tests.web.conftest import logged_in


@pytest.fixture
def at(boss: Actor) -> tuple[Client, str, int, int]:
    """Logged in; the address of the plan, its id and its scope."""
    plan, scope = sold_plan()
    return logged_in(boss), "/projects/PRJ-1/plan/", plan, scope


def posted(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, json.dumps(body), content_type="application/json")


def row(chart: Any, key: int) -> dict[str, Any]:
    """One task of columns."""
    place = chart["tasks"]["id"].index(key)
    return {name: column[place] for name, column in chart["tasks"].items()}


def test_the_chart_has_the_outline_with_dates(at: tuple[Client, str, int, int]) -> None:
    client, base, plan, scope = at
    phase = task(plan, scope, "Phase")
    first, second = task(plan, scope, "First", 2, parent=phase), task(plan, scope, "Second", parent=phase)
    one = link(first, second, lag=450)
    chart = client.get(f"{base}chart/").json()
    assert chart["tasks"]["name"] == ["Phase", "First", "Second"] and chart["tasks"]["level"] == [1, 2, 2]
    assert chart["tasks"]["kind"] == ["summary", "task", "task"]
    assert row(chart, second)["start"] - row(chart, first)["finish"] == 15 * 60 + 30 + 24 * 60 + 0
    assert chart["links"]["id"] == [one] and chart["links"]["lag"] == [450]
    assert chart["plan"]["finish"] == row(chart, second)["finish"] == row(chart, phase)["finish"]
    assert "task.edit" in chart["plan"]["can"] and chart["problems"] == []


def test_a_step_gives_what_is_different_and_what_came_of_it(at: tuple[Client, str, int, int]) -> None:
    client, base, plan, scope = at
    first, second, other = task(plan, scope, "First"), task(plan, scope, "Second"), task(plan, scope, "Other")
    link(first, second)
    run = client.get(f"{base}chart/").json()["plan"]["run"]
    step = {"operation": "task.edit", "on": [[first, 1]], "given": {"duration_minutes": 3 * 450}}
    answer = posted(client, f"{base}change/", steps=[step], run=run)
    assert answer.status_code == 200, answer.content
    found = answer.json()
    assert row(found, first)["version"] == 2 and row(found, first)["duration"] == 1350
    assert found["consequence"]["moved"] == [second]
    assert found["consequence"]["words"] == "The finish comes 2 days later. 1 other task moves."
    assert found["made"] == [[first]] and other in found["tasks"]["id"]  # the other has more float now
    assert client.get(f"{base}since/?run={run}").json()["run"] == found["run"]
    assert client.get(f"{base}since/?run={found['run']}").status_code == 204


def test_what_is_tried_is_not_kept(at: tuple[Client, str, int, int]) -> None:
    client, base, plan, scope = at
    key = task(plan, scope, "First")
    entries = JournalEntry.objects.count()
    step = {"operation": "task.edit", "on": [[key, 1]], "given": {"duration_minutes": 5 * 450}}
    found = posted(client, f"{base}change/", steps=[step], run=1, **{"try": True}).json()
    assert "4 days later" in found["consequence"]["words"] and row(found, key)["duration"] == 5 * 450
    assert Task.objects.get(pk=key).duration_minutes == 450 and JournalEntry.objects.count() == entries


def test_steps_are_done_all_or_none_and_may_name_what_one_before_made(at: tuple[Client, str, int, int]) -> None:
    client, base, plan, scope = at
    first = task(plan, scope, "First")
    new = {"operation": "task.create", "given": {"plan": plan, "scope_item": scope, "name": "New"}}
    joined = {"operation": "task-link.create", "given": {"predecessor": first, "successor": {"ref": 0}}}
    answer = posted(client, f"{base}change/", steps=[new, joined], run=1)
    assert answer.status_code == 200, answer.content
    made_key = answer.json()["made"][0][0]
    assert row(answer.json(), made_key)["start"] > row(answer.json(), made_key)["start"] - 1
    circle = {"operation": "task-link.create", "given": {"predecessor": {"ref": 0}, "successor": {"ref": 0}}}
    refused = posted(client, f"{base}change/", steps=[new | {"given": {**new["given"], "name": "Lost"}}, circle], run=1)
    assert refused.status_code == 422 and refused.json()["errors"]
    assert not Task.objects.filter(name="Lost").exists()


def test_a_change_that_is_sent_again_with_its_mark_is_done_once(at: tuple[Client, str, int, int]) -> None:
    client, base, plan, scope = at
    new = {"operation": "task.create", "given": {"plan": plan, "scope_item": scope, "name": "New"}}
    first = posted(client, f"{base}change/", steps=[new], run=0, once="a1")
    run = client.get(f"{base}chart/").json()["plan"]["run"]
    done("task.edit", first.json()["made"][0][0], name="Renamed meanwhile")
    told = posted(client, f"{base}change/", steps=[new], run=run, once="a1").json()
    assert {name: told[name] for name in ("told", "undo", "made")} == {name: first.json()[name] for name in ("told", "undo", "made")}
    assert Task.objects.count() == 1 and row(told, told["made"][0][0])["name"] == "Renamed meanwhile"
    assert posted(client, f"{base}undo/", batch=told["undo"], run=run).status_code == 412  # it was renamed since
    assert posted(client, f"{base}change/", steps=[new], run=run, once="a2").status_code == 200
    assert Task.objects.count() == 2


@pytest.mark.parametrize("mark", ["a1", "", 3, "x" * 61, ["a1"]])
def test_a_mark_of_other_steps_or_none_at_all_is_refused(at: tuple[Client, str, int, int], mark: Any) -> None:
    client, base, plan, scope = at
    new = {"operation": "task.create", "given": {"plan": plan, "scope_item": scope, "name": "New"}}
    posted(client, f"{base}change/", steps=[new], run=0, once="a1")
    other = new | {"given": {**new["given"], "name": "Another"}}
    assert posted(client, f"{base}change/", steps=[other], run=0, once=mark).status_code == 422
    assert not Task.objects.filter(name="Another").exists()


def test_what_is_refused_keeps_no_mark(at: tuple[Client, str, int, int]) -> None:
    client, base, plan, scope = at
    key = task(plan, scope, "First")
    step = {"operation": "task.edit", "on": [[key, 1]], "given": {"name": "Renamed"}}
    circle = {"operation": "task-link.create", "given": {"predecessor": key, "successor": key}}
    assert posted(client, f"{base}change/", steps=[step, circle], run=0, once="a1").status_code == 422
    assert posted(client, f"{base}change/", steps=[step], run=0, once="a1").status_code == 200


def test_what_only_others_changed_stands_and_what_both_changed_is_shown(at: tuple[Client, str, int, int]) -> None:
    client, base, plan, scope = at
    key = task(plan, scope, "First")
    done("task.edit", key, duration_minutes=900)
    mine = {"operation": "task.edit", "on": [[key, 1]], "given": {"name": "Renamed"}}
    assert posted(client, f"{base}change/", steps=[mine], run=1).status_code == 200
    row_now = Task.objects.get(pk=key)
    assert (row_now.name, row_now.duration_minutes) == ("Renamed", 900)
    clash = {"operation": "task.edit", "on": [[key, 1]], "given": {"duration_minutes": 1350}}
    answer = posted(client, f"{base}change/", steps=[clash], run=1)
    assert answer.status_code == 409
    (both,) = answer.json()["records"][str(key)]
    assert (both["name"], both["theirs"], both["yours"]) == ("duration_minutes", 900, 1350)


@pytest.mark.parametrize(
    "body",
    [
        [],
        {"steps": []},
        {"steps": [{"operation": "account.create"}]},
        {"steps": [{"operation": "task.edit", "on": [["x", 1]], "given": {"name": "A"}}]},
        {"steps": [{"operation": "task.edit", "on": 3, "given": {}}]},
        {"steps": ["task.edit"]},
        {"steps": [{"operation": "task.create", "given": {"name": {"ref": 4}}}]},
        {"steps": [{"operation": "task.renumber", "on": [[1, 1]], "given": {"position": 3}}]},
        {"steps": [{"operation": "task.edit", "on": [[10**30, 1]], "given": {"name": "A"}}]},
        {"steps": [{"operation": "task.edit", "on": [[1, 1], [2, 1]], "given": [{"name": "A"}]}]},
        {"steps": [], "run": "9" * 5000},
    ],
)
def test_what_is_no_step_is_refused(at: tuple[Client, str, int, int], body: Any) -> None:
    client, base, *_ = at
    answer = client.post(f"{base}change/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 422 and answer.json()["message"]


def test_a_field_nobody_edits_is_refused_also_when_somebody_else_changed_it_meanwhile(at: tuple[Client, str, int, int]) -> None:
    client, base, plan, scope = at
    key = task(plan, scope, "First")
    done("task.report", key, done="50")
    step = {"operation": "task.edit", "on": [[key, 1]], "given": {"done_share": 3}}
    answer = posted(client, f"{base}change/", steps=[step], run=1)
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "done_share"


def test_what_a_third_changes_while_two_changes_are_brought_together_is_not_overwritten(
    at: tuple[Client, str, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, base, plan, scope = at
    key = task(plan, scope, "First")
    done("task.edit", key, duration_minutes=900)

    def merged_late(*given: Any, **named: Any) -> Any:
        found = merged(*given, **named)
        done("task.edit", key, name="Of a third")
        return found

    monkeypatch.setattr(clash, "merged", merged_late)
    step = {"operation": "task.edit", "on": [[key, 1]], "given": {"name": "Mine"}}
    answer = posted(client, f"{base}change/", steps=[step], run=1)
    assert answer.status_code == 412 and Task.objects.get(pk=key).name != "Mine"


@pytest.mark.parametrize(("first", "last"), [(10**12, 10**12 + 1440), (-(10**12), 1440 - 10**12), (5000, 3), (0, 10**9)])
def test_a_lane_of_days_that_nobody_knows_is_refused_in_words(at: tuple[Client, str, int, int], first: int, last: int) -> None:
    client, base, plan, scope = at
    made("assignment", task=task(plan, scope, "First"), person=made("person", name="Ana"))
    answer = client.get(f"{base}load/?from={first}&to={last}&step=day")
    assert answer.status_code == 422 and "within 1900 to 2199" in answer.json()["errors"][0]["message"]


def test_the_chart_asks_as_much_for_many_tasks_as_for_one(at: tuple[Client, str, int, int]) -> None:
    def count(read: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            read()
        return len(captured)

    client, base, plan, scope = at
    task(plan, scope, "One")
    client.get(f"{base}chart/")  # what is asked once in the life of a server
    few = count(lambda: client.get(f"{base}chart/"))
    made("person", name="Ana")
    for number in range(20):
        task(plan, scope, f"Task {number}")
    assert count(lambda: client.get(f"{base}chart/")) == few <= 25
