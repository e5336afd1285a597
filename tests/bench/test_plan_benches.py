"""The benches that go through a house: plan files in and out again, and a plan's way through the engine, at small sizes."""

from pathlib import Path

import pytest

from bench.plan_jobs import fill, measured
from bench.round_trip import one_file
from bench.same_plan import differences
from milepost.apps.planning.models import Task
from tests.apps.planning.foreign_plans import RICH, as_file, kept_in, with_task


@pytest.mark.django_db
def test_a_file_without_dates_comes_back_with_dates_and_else_as_it_was(tmp_path: Path) -> None:
    row, _, equal = one_file(kept_in(tmp_path, as_file()), mpxj=False)
    assert (row[0], row[1], row[5], equal) == ("renewal.xml", "8", "7 task finish, 7 task start", False) and not Task.objects.exists()


def test_tasks_in_another_order_or_part_of_another_are_different() -> None:
    turned = RICH.with_(tasks=(RICH.tasks[0], RICH.tasks[2], RICH.tasks[1], *RICH.tasks[3:]))
    assert differences(RICH, RICH) == {} and differences(RICH, turned) == {"outline": 2}
    assert differences(RICH, with_task(RICH, "4", level=2, parent="1"))["outline"] == 2


@pytest.mark.django_db
def test_every_step_of_a_plan_is_measured() -> None:
    rows = {what: told for what, _, told in measured(fill(24, 3), 5)}
    assert list(rows) == ["read for the engine", "edit, and dates", "levelling", "accepting it", "chances", "why there", "lane of a year"]
    assert rows["chances"] == "10,000 samples" and rows["lane of a year"] == "365 days"
