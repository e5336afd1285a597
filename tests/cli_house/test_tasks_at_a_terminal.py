"""Tasks as a list on the terminal: as in the outline of their plan."""

import pytest

from milepost.cli.main import main
from milepost.kernel.access import Actor
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import done
from tests.house import Staff


def test_tasks_are_indented_and_a_summary_is_as_long_as_its_parts(
    anybody: Actor, staff: Staff, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    staff("Ann", "task.view")
    monkeypatch.setenv("MILEPOST_AS", "ann@example.org")
    monkeypatch.setenv("COLUMNS", "400")
    plan, scope = sold_plan()
    build = task(plan, scope, "Build")
    task(plan, scope, "Rack", 3, parent=build)
    order = task(plan, scope, "Order", 2, parent=build)
    done("task.place", order, parent=build, after=None)
    assert main(["task", "list"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    name = head.index("Name")
    assert [row[name : name + 7].rstrip() for row in rows[:3]] == ["Build", "  Order", "  Rack"]
    assert "22:30" in rows[0] and "22:30" in rows[2]
    assert "with its parts" not in head
    assert main(["task", "list", "--order=-name"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    name = head.index("Name")
    assert [row[name : name + 7].rstrip() for row in rows[:3]] == ["Rack", "Order", "Build"]
