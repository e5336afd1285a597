"""The engine finds the dates that a small forward pass of another make (tools/samples) wrote into the sample portfolio."""

import importlib
import sys

import pytest

from milepost.engine import Severity, schedule_plan
from milepost.exchange.read import read_plan
from milepost.samples import sample_plans
from milepost.values import moment_text, to_moment


@pytest.fixture(params=sample_plans(), ids=lambda path: path.stem)
def sample(request):
    """One of the sample plans as read from its file."""
    return request.param.stem, read_plan(request.param)


@pytest.fixture(scope="module")
def witness(root):
    """Dates of a sample by the other forward pass, in the order of its rows: (start, finish)."""
    sys.path.insert(0, str(root / "tools" / "samples"))
    source, dates = importlib.import_module("source"), importlib.import_module("dates")

    def witnessed(stem):
        plan = source.read_plan(root / "tools" / "samples" / f"{stem}.plan")
        found = dates.schedule(plan, actuals=True)
        return [(to_moment(found[row.key].start), to_moment(found[row.key].finish)) for row in plan.rows]

    yield witnessed
    sys.path.remove(str(root / "tools" / "samples"))


def test_every_date_is_the_witness_date(sample, witness):
    stem, imported = sample
    schedule = schedule_plan(imported.plan)
    rows = [task for task in imported.plan.tasks if task.level > 0]
    pairs = [(task, dates, schedule[task.id]) for task, dates in zip(rows, witness(stem), strict=True)]
    wrong = [
        f"{task.name}: {moment_text(found.start)} to {moment_text(found.finish)}, expected {moment_text(start)} to {moment_text(finish)}"
        for task, (start, finish), found in pairs
        if (found.start, found.finish) != (start, finish)
    ]
    assert len(pairs) > 40 and not wrong


def test_the_samples_are_read_without_a_complaint(sample):
    _, imported = sample
    assert not [str(notice) for notice in imported.notices if notice.severity is not Severity.NOTE]


def test_no_sample_is_trivial_or_hopeless(sample):
    _, imported = sample
    schedule = schedule_plan(imported.plan)
    open_tasks = [d for d in schedule if imported.plan.task[d.task].percent_complete < 100 and d.task not in imported.plan.summaries]
    assert any(d.critical for d in open_tasks) and any(not d.critical for d in open_tasks)
    late = [imported.plan.task[d.task].name for d in open_tasks if d.total_float < 0]
    assert all(name.startswith("CLIENT:") for name in late), "only what a client owes is late"
    assert len(imported.plan.resources) >= 5
