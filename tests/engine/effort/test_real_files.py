"""Files that MS Project saved: the stored start, finish and daily work of every assignment come out again.

The same promises are kept on own data in test_parts, test_contour and test_pieces.
"""

from collections import Counter

import pytest

from milepost.engine import schedule_plan
from milepost.engine.effort import DayTable, Piece, assignment_pieces, assignment_time, spread
from milepost.engine.load import horizon
from milepost.engine.model import Contour
from milepost.exchange.mspdi import read

FILES = ("mpxj__mspditimephased.xml", "derived__msproj2003-deployment.mspdi.xml")


@pytest.fixture(params=FILES)
def plan(request, shared_data):
    path = shared_data / "plans" / "mspdi" / request.param
    return read(path.read_bytes(), name=path.name).plan


def assigned(plan):
    return [a for a in plan.assignments if a.resource is not None and a.work > 0 and a.start is not None]


def test_every_assignment_starts_and_finishes_when_the_file_says(plan):
    schedule, found = schedule_plan(plan), {}
    calendars = horizon(plan, schedule)
    for a in assigned(plan):
        pieces = assignment_pieces(plan, plan.task[a.task], a, schedule[a.task], calendars)
        if (pieces[0].start, pieces[-1].finish) != (a.start, a.finish):
            found[a.id] = (pieces[0].start - a.start, pieces[-1].finish - a.finish)
    assert assigned(plan)
    assert found == {}


def test_shapes_lay_the_work_on_the_days_the_file_says(shared_data):
    path = shared_data / "plans" / "mspdi" / FILES[0]
    plan = read(path.read_bytes(), name=path.name).plan
    calendars = horizon(plan, schedule_plan(plan))
    shapes, worst = Counter(), 0
    for a in assigned(plan):
        if a.contour is Contour.EDITED:
            continue
        table = DayTable(assignment_time(plan, plan.task[a.task], a, calendars))
        stored = table.by_day(Piece(p.start, p.finish, p.work) for p in a.phases if p.kind in (1, 2) and p.work)
        ours = dict(spread(a, a.start, a.finish, table.time))
        worst = max(worst, *(abs(stored.get(d, 0) - ours.get(d, 0)) for d in {*stored, *ours}))
        shapes[a.contour] += 1
    assert shapes == {Contour.FLAT: 15, Contour.FRONT_LOADED: 5, Contour.BACK_LOADED: 5}
    assert worst <= 41  # the file's own sums miss the work by up to 41 s at 150 %
