"""What an edit of a large plan costs, counted in what is done, not in seconds: one network, calendars once, few questions, few rows."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from milepost.apps.planning.bridge.compute import compute
from milepost.apps.planning.models import TaskDates
from milepost.engine.network.build import NetworkBuilder
from milepost.engine.network.flatten import _tables
from milepost.engine.working_time.compile import _compiled
from milepost.kernel.access import Actor
from milepost.kernel.operations import operation_named, perform, together
from tests.apps.planning.plans import sold_plan
from tests.apps.projects.works import done, made

LONG = 80


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many networks were built, by how many tasks they have."""
    found: list[int] = []
    build = NetworkBuilder.build

    def counted(self: NetworkBuilder) -> Any:
        found.append(len(self.plan.tasks))
        return build(self)

    monkeypatch.setattr(NetworkBuilder, "build", counted)
    yield found


def chain(count: int, anybody: Actor, at: tuple[int, int] | None = None) -> tuple[int, list[int]]:
    """A plan of so many tasks of nine days, one after another, of two people; or so many more in that plan, on that scope."""
    plan, scope = at or sold_plan()
    people = [made("person", name=name) for name in ("Ana", "Ben")]
    with together():
        given = [{"plan": plan, "scope_item": scope, "name": f"Task {at}", "duration_minutes": 9 * 450} for at in range(count)]
        tasks = [one.pk for one in perform(operation_named("task.create"), anybody, given=given).records]
        links = [{"predecessor": one, "successor": other} for one, other in pairwise(tasks)]
        perform(operation_named("task-link.create"), anybody, given=links)
        perform(operation_named("assignment.create"), anybody, given=[{"task": one, "person": people[one % 2]} for one in tasks])
    return plan, tasks


def test_a_plan_of_years_is_one_network_once_its_finish_is_known(anybody: Actor, built: list[int]) -> None:
    _, tasks = chain(LONG, anybody)
    assert built == [0, LONG, LONG]  # the empty plan; then nobody knew how long it would take
    built.clear()
    done("task.edit", tasks[0], duration_minutes=10 * 450)
    assert built == [LONG]


def test_calendars_are_compiled_once_for_all_edits(anybody: Actor) -> None:
    _, tasks = chain(20, anybody)
    done("task.edit", tasks[3], duration_minutes=2 * 450)
    before = _compiled.cache_info().misses, _tables.cache_info().misses
    for days in (3, 4, 5):
        done("task.edit", tasks[3], duration_minutes=days * 450)
    assert (_compiled.cache_info().misses, _tables.cache_info().misses) == before


def test_an_edit_asks_as_many_questions_of_a_large_plan_as_of_a_small_one(anybody: Actor) -> None:
    asked = []
    at = sold_plan()
    for count in (4, 60):
        _, tasks = chain(count, anybody, at)
        done("task.edit", tasks[-1], duration_minutes=450)
        with CaptureQueriesContext(connection) as queries:
            done("task.edit", tasks[-1], duration_minutes=900)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 40


def test_only_rows_that_differ_are_written(anybody: Actor) -> None:
    plan, tasks = chain(30, anybody)
    assert compute(plan).written == ()
    before = dict(TaskDates.objects.values_list("task", "start"))
    done("task.edit", tasks[-1], name="Another name")
    assert dict(TaskDates.objects.values_list("task", "start")) == before
