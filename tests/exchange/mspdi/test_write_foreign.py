"""Plans that did not come from MSPDI: what is added to them, how splits and contours are written, and what is told."""

import io
from decimal import Decimal

import pytest

from milepost.engine.model import (
    Assignment,
    Calendar,
    CalendarException,
    Contour,
    CustomField,
    FieldKind,
    FieldValue,
    LagKind,
    Link,
    Plan,
    PlanOptions,
    Rate,
    RateUnit,
    Recurrence,
    RecurrenceKind,
    Resource,
    Segment,
    Skill,
    StoredDates,
    Task,
    weekdays,
)
from milepost.engine.problem import Severity
from milepost.exchange.mspdi import read, write
from milepost.values import DAY, HOUR, read_moment
from tests.exchange.mspdi.elements import disorder
from tests.exchange.mspdi.making import NAME, codes, plan_of, written

START = read_moment("2026-01-05T08:00:00")


def small() -> Plan:
    """A plan with words for ids, as a spreadsheet gives."""
    return Plan(
        "Roll-out",
        START,
        tasks=(
            Task("PREP", "Prepare"),
            Task("survey", "Survey", 2, "PREP", duration=16 * HOUR),
            Task("2", "Order", 2, "PREP", duration=8 * HOUR),
            Task("go", "Go", duration=0, milestone=True),
        ),
        links=(Link("survey", "2"), Link("2", "go", lag=DAY, lag_kind=LagKind.ELAPSED, lag_format=8)),
        resources=(Resource("asha", "Asha", rates=(Rate(standard=Decimal(600), standard_per=RateUnit.DAY),)), Resource("bo", "Bo")),
        assignments=(Assignment("a", "survey", "asha", work=16 * HOUR),),
    )


def losses(plan: Plan) -> list[str]:
    notices = write(plan, target=io.BytesIO())
    assert all(notice.severity is Severity.WARNING and notice.place for notice in notices)
    return [notice.code for notice in notices]


def test_words_become_numbers_and_all_that_names_them_follows() -> None:
    plan = plan_of(written(small()))
    by_name = {task.name: task.id for task in plan.tasks}
    assert by_name == {"Prepare": "1", "Survey": "3", "Order": "2", "Go": "4"}
    assert [(k.predecessor, k.successor) for k in plan.links] == [("3", "2"), ("2", "4")]
    assert plan.tasks[1].parent == "1"
    assert (plan.assignments[0].task, plan.assignments[0].resource) == ("3", "1")


def test_it_is_read_back_without_any_notice_and_stays_the_same_from_then_on() -> None:
    found = read(written(small()), name=NAME)
    assert codes(found) == []
    assert plan_of(written(found.plan, carry=found.carry)) == found.plan
    assert disorder(written(small())) == []


def test_rows_and_outline_numbers_are_added() -> None:
    assert [(t.row, t.outline_number, t.wbs) for t in plan_of(written(small())).tasks] == [
        (1, "1", "1"),
        (2, "1.1", "1.1"),
        (3, "1.2", "1.2"),
        (4, "2", "2"),
    ]


def test_people_get_calendars_of_their_own_on_top_of_the_plans() -> None:
    plan = plan_of(written(small()))
    own = {calendar.id: calendar for calendar in plan.calendars}
    assert [(own[r.calendar or ""].name, own[r.calendar or ""].base, own[r.calendar or ""].personal) for r in plan.resources] == [
        ("Asha", plan.calendar, True),
        ("Bo", plan.calendar, True),
    ]


def test_leaf_tasks_without_people_get_an_assignment_to_nobody() -> None:
    plan = plan_of(written(small()))
    assert [(a.task, a.resource) for a in plan.assignments] == [("3", "1"), ("2", None), ("4", None)]


def test_work_is_summed_into_tasks_and_summaries() -> None:
    assert [task.work for task in plan_of(written(small())).tasks] == [16 * HOUR, 16 * HOUR, 0, 0]


def test_rates_keep_their_amount_and_unit() -> None:
    assert plan_of(written(small())).resources[0].rates == small().resources[0].rates


def test_the_projects_own_row_gets_number_zero() -> None:
    plan = small().with_(tasks=(Task("all", "Roll-out", 0), *small().tasks))
    assert [task.id for task in plan_of(written(plan)).tasks][:2] == ["0", "1"]


def test_custom_fields_get_free_numbers_of_their_kind_and_their_name_as_alias() -> None:
    fields = (
        CustomField("ticket", "task", "Ticket"),
        CustomField("188743734", "task", "Text2", "Taken"),
        CustomField("cost centre", "resource", "Cost centre", "CC", FieldKind.NUMBER),
        CustomField("site", "task", "Site", kind=FieldKind.OUTLINE_CODE),
        CustomField("second", "task", "Second"),
    )
    tasks = (Task("t", "T", fields=(FieldValue("ticket", "INC-1"), FieldValue("site", "Leeds"), FieldValue("second", "2"))),)
    plan = plan_of(written(small().with_(tasks=tasks, links=(), assignments=(), fields=fields)))
    assert [(f.id, f.name, f.alias, f.kind) for f in plan.fields] == [
        ("188743731", "Text1", "Ticket", FieldKind.TEXT),
        ("188743734", "Text2", "Taken", FieldKind.TEXT),
        ("205521008", "Number1", "CC", FieldKind.NUMBER),
        ("188743737", "Text3", "Second", FieldKind.TEXT),
        ("188744096", "OutlineCode1", "", FieldKind.OUTLINE_CODE),
    ]
    assert set(plan.tasks[0].fields) == {
        FieldValue("188743731", "INC-1"),
        FieldValue("188744096", "Leeds"),
        FieldValue("188743737", "2"),
    }


def test_split_tasks_are_written_as_time_phased_work_and_read_as_split_again() -> None:
    pieces = (Segment(START, START + 9 * HOUR), Segment(START + 2 * DAY, START + 2 * DAY + 9 * HOUR))
    stored = StoredDates(start=START, finish=START + 2 * DAY + 9 * HOUR)
    split = Task("s", "Split", duration=16 * HOUR, segments=pieces, stored=stored)
    plan = small().with_(tasks=(split,), links=(), assignments=(Assignment("a", "s", "asha", work=16 * HOUR),))
    found = plan_of(written(plan))
    assert found.tasks[0].segments == pieces
    assert [phase.work for phase in found.assignments[0].phases] == [8 * HOUR, 0, 8 * HOUR]
    assert found.assignments[0].contour is Contour.EDITED


def test_contoured_work_is_written_in_ten_parts_that_add_up() -> None:
    stored = StoredDates(start=START, finish=START + DAY + 9 * HOUR)
    bell = Task("b", "Bell", duration=16 * HOUR, stored=stored)
    plan = small().with_(tasks=(bell,), links=(), assignments=(Assignment("a", "b", "asha", work=8 * HOUR, contour=Contour.BELL),))
    phases = plan_of(written(plan)).assignments[0].phases
    work = [phase.work or 0 for phase in phases]
    assert len(phases) == 10
    assert sum(work) == 8 * HOUR
    assert work[0] < work[2] < work[4] and work[5] > work[7] > work[9]
    assert (phases[0].start, phases[-1].finish) == (stored.start, stored.finish)


def test_texts_xml_cannot_hold_are_repaired_and_told() -> None:
    plan = small().with_(tasks=(Task("a", "Bell\x07 & <b>\r\nnext", notes="ok"),), links=(), assignments=())
    assert losses(plan) == ["character-replaced"]
    assert plan_of(written(plan)).tasks[0].name == "Bell\ufffd & <b>\r\nnext"


def test_texts_that_are_too_long_are_cut_and_told() -> None:
    plan = small().with_(tasks=(Task("a", "x" * 600),), links=(), assignments=())
    assert losses(plan) == ["text-cut"]
    assert len(plan_of(written(plan)).tasks[0].name) == 512


MONDAYS_AND_FRIDAYS = Recurrence(RecurrenceKind.MONTHLY_BY_POSITION, 1, frozenset((0, 4)), position=1)
MANY_SHIFTS = tuple((hour * HOUR, hour * HOUR + 1800) for hour in range(8, 14))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"client": "Acme"}, "client-not-written"),
        ({"options": PlanOptions(honour_constraints=False)}, "option-not-written"),
        ({"options": PlanOptions(move_unfinished=True)}, "option-not-written"),
        ({"options": PlanOptions(near_critical_float=0)}, "option-not-written"),
        ({"options": PlanOptions(critical_float=HOUR)}, "critical-float-rounded"),
        ({"links": (Link("survey", "2", lag=61),)}, "lag-rounded"),
        ({"links": (Link("survey", "2", lag=1250, lag_kind=LagKind.PERCENT, lag_format=19),)}, "lag-rounded"),
        ({"tasks": (Task("survey", "S", leveling_delay=7), Task("2", "O"), Task("go", "G"))}, "rounded-to-six-seconds"),
        ({"resources": (Resource("asha", "Asha", skills=(Skill("SQL"),)),)}, "skills-not-written"),
        ({"assignments": (Assignment("a", "survey", "asha", material_per=77, fixed_material=False),)}, "consumption-not-written"),
        ({"calendars": (Calendar("standard", "S", weekdays(*MANY_SHIFTS)),)}, "too-many-shifts"),
        (
            {"calendars": (Calendar("standard", "S", weekdays(), exceptions=(CalendarException(1, 9, recurrence=MONDAYS_AND_FRIDAYS),)),)},
            "recurrence-not-expressible",
        ),
        ({"fields": tuple(CustomField(f"f{n}", "task", f"F{n}", kind=FieldKind.DATE) for n in range(11))}, "no-free-field"),
    ],
)
def test_what_the_format_cannot_say_is_told(changes: dict[str, object], code: str) -> None:
    assert losses(small()) == []
    assert set(losses(small().with_(**changes))) == {code}


def test_progress_is_told_up_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    write(small(), target=io.BytesIO(), progress=lambda done, of: seen.append((done, of)))
    assert seen and seen[-1][0] == seen[-1][1]
