"""Tables of tasks on pages: indented as in the outline, summaries told apart and not edited where their parts say what they come to."""

import re

import pytest
from django.test import Client

from milepost.apps.planning.models import Task
from milepost.kernel.access import Actor
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import done
from tests.web.conftest import logged_in

TASKS = "/projects/PRJ-1/tasks/"


@pytest.fixture
def client(boss: Actor) -> Client:
    """A phase of three days, of which the second task was typed first."""
    plan, scope = sold_plan()
    phase = task(plan, scope, "Build")
    task(plan, scope, "Rack", 3, parent=phase)
    order = task(plan, scope, "Order", 2, parent=phase)
    done("task.place", order, parent=phase, after=None)
    return logged_in(boss)


def rows(client: Client, address: str) -> dict[str, str]:
    """HTML of the rows by name, in their order."""
    text = client.get(address).content.decode()
    body = text[text.index("<tbody>") : text.index("</tbody>")]
    return {re.search(r'/tasks/TSK-\d+/">([^<]+)<', row)[1]: row for row in body.split("</tr>") if "data-key" in row}  # type: ignore[index]


@pytest.mark.parametrize("address", [TASKS, "/tasks/?columns=number,name,wbs,duration_minutes,done_share"])
def test_tasks_stand_in_the_order_of_the_outline_and_indented(client: Client, address: str) -> None:
    found = rows(client, address)
    assert list(found) == ["Build", "Order", "Rack"]
    assert ["\u2003" in row for row in found.values()] == [False, True, True]
    assert ["Summary:" in row for row in found.values()] == [True, False, False]
    assert "<b>" in found["Build"] and "1.2" in found["Rack"]


def test_sorted_otherwise_they_are_not_indented(client: Client) -> None:
    found = rows(client, f"{TASKS}?order=-duration_minutes")
    assert list(found) == ["Build", "Rack", "Order"] or list(found) == ["Rack", "Build", "Order"]
    assert not any("\u2003" in row for row in found.values()) and "Summary:" in found["Build"]


def test_a_summary_shows_what_its_parts_come_to_and_offers_no_control_for_it(client: Client) -> None:
    found = rows(client, TASKS)
    build, rack = found["Build"], found["Rack"]
    assert "22" in re.sub(r"<[^>]+>", " ", build)  # 22:30, three days of 7.5 hours
    assert 'data-cell="duration_minutes"' in rack and 'data-cell="duration_minutes"' not in build
    assert 'data-cell="name"' in build


def test_the_duration_of_a_summary_is_in_no_form_and_not_stored(client: Client) -> None:
    build = Task.objects.get(name="Build")
    base = f"/tasks/{build.number}/"
    assert 'name="duration_minutes"' not in client.get(f"{base}edit/").content.decode()
    assert client.get(f"{base}cell/duration_minutes/").status_code == 404
    assert client.post(f"{base}cell/duration_minutes/", {"duration_minutes": "99:00"}).status_code == 404
    sent = {"name": "Build it", "duration_minutes": "99:00", "scope_item": build.scope_item_id, "version": build.version}
    assert client.post(f"{base}edit/", sent).status_code == 302
    build.refresh_from_db()
    assert (build.name, build.duration_minutes) == ("Build it", 450)
    rack = Task.objects.get(name="Rack")
    assert 'name="duration_minutes"' in client.get(f"/tasks/{rack.number}/edit/").content.decode()


def test_values_of_several_are_changed_together_where_none_of_them_is_a_summary(client: Client) -> None:
    build, rack, order = (Task.objects.get(name=name).pk for name in ("Build", "Rack", "Order"))
    page = "/tasks/do/edit/?chosen={},{}"
    assert 'value="duration_minutes"' in client.get(page.format(rack, order)).content.decode()
    assert 'value="duration_minutes"' not in client.get(page.format(build, order)).content.decode()


def test_a_row_that_was_edited_keeps_its_place_in_the_outline(client: Client) -> None:
    rack = Task.objects.get(name="Rack")
    sent = {"name": "Rack all", "version": rack.version, "columns": "number,name,in-outline"}
    answer = client.post(f"/tasks/{rack.number}/cell/name/", sent, headers={"HX-Request": "true"}).content.decode()
    assert "\u2003" in answer and "Rack all" in answer
    rack.refresh_from_db()
    sent |= {"name": "Rack", "version": rack.version, "columns": "number,name"}
    assert "\u2003" not in client.post(f"/tasks/{rack.number}/cell/name/", sent, headers={"HX-Request": "true"}).content.decode()


def test_a_record_of_a_summary_says_what_it_comes_to(client: Client) -> None:
    text = client.get(f"/tasks/{Task.objects.get(name='Build').number}/?history").content.decode()
    assert 'data-cell="duration_minutes"' not in text and "Duration with its parts" not in text
