"""--calendar, --start, --status-date, --date-order, --template: what the command line changes in a plan."""

import json

import pytest

from tests.cli.plans import BEGUN, HEADING, write, write_rich


def dates(milepost, tmp_path, path, *more):
    """(start, finish) by name of task."""
    ran = milepost("plan", path, *more, "--json", tmp_path / "dates.json")
    assert ran.code == 0, ran.err
    project = json.loads((tmp_path / "dates.json").read_text())["projects"][0]
    return {task["name"]: (task["dates"]["start"], task["dates"]["finish"]) for task in project["tasks"]}


def test_start_moves_the_whole_plan(milepost, tmp_path, website):
    assert dates(milepost, tmp_path, website, "--start", "2026-02-02")["Agree scope"] == ("2026-02-02T08:00:00", "2026-02-03T17:00:00")


def test_start_takes_a_time_of_day(milepost, tmp_path, website):
    assert dates(milepost, tmp_path, website, "--start", "2026-02-02T13:00")["Agree scope"][0] == "2026-02-02T13:00:00"


def test_work_that_is_not_done_moves_behind_the_status_date(milepost, tmp_path):
    path = write(tmp_path, "begun.csv", BEGUN)
    before = dates(milepost, tmp_path, path)
    after = dates(milepost, tmp_path, path, "--status-date", "2026-01-14")
    assert before["Fill"] == ("2026-01-09T08:00:00", "2026-01-12T17:00:00")
    assert after["Fill"] == ("2026-01-19T08:00:00", "2026-01-20T17:00:00"), "two days of digging are left after the 14th"
    assert after["Dig"][0] == "2026-01-05T08:00:00"


def test_another_calendar_of_the_plan_is_used_by_name(milepost, tmp_path):
    path = write_rich(tmp_path)
    assert dates(milepost, tmp_path, path, "--calendar", "STANDARD") == dates(milepost, tmp_path, path)
    night = dates(milepost, tmp_path, path, "--calendar", "night shift canary-unused-calendar")
    assert night["Live"] != dates(milepost, tmp_path, path)["Live"]


def test_an_unknown_calendar_lists_those_there_are(milepost, tmp_path):
    ran = milepost("plan", write_rich(tmp_path), "--calendar", "Lunar")
    said = " ".join(ran.err.split())
    assert ran.code == 2 and "no such calendar" in said and "'Standard', 'Night shift" in said
    assert "'Ann Smith'" not in said, "a person's own calendar is no calendar for a project"


@pytest.mark.parametrize(("order", "day"), [("dmy", "2026-04-03"), ("mdy", "2026-03-04")])
def test_date_order_settles_dates_that_can_be_read_two_ways(milepost, tmp_path, order, day):
    text = f"# start: 2026-01-05\n{HEADING}\n1,Dig,1,1d,,,03/04/2026\n"
    path = write(tmp_path, "order.csv", text)
    assert milepost("plan", path).code == 3
    ran = milepost("plan", path, "--date-order", order, "--json", tmp_path / "x.json")
    assert ran.code == 0, ran.err
    assert json.loads((tmp_path / "x.json").read_text())["projects"][0]["tasks"][0]["deadline"].startswith(day)


def test_date_order_leaves_other_files_alone(milepost, tmp_path):
    path = write_rich(tmp_path)
    assert dates(milepost, tmp_path, path, "--date-order", "mdy") == dates(milepost, tmp_path, path)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_can_be_planned_as_it_is(milepost, tmp_path, kind):
    target = tmp_path / f"mine.{kind}"
    ran = milepost("plan", "--template", target)
    assert ran.code == 0 and f"milepost plan {target}" in ran.out
    assert milepost("plan", target).code == 0


def test_a_template_that_may_be_filled_in_is_not_replaced(milepost, tmp_path):
    target = write(tmp_path, "mine.csv", "an hour's work")
    ran = milepost("plan", "--template", target)
    assert ran.code == 6 and "--force" in ran.err and target.read_text() == "an hour's work"
    assert milepost("plan", "--template", target, "--force").code == 0 and "Outline Level" in target.read_text()


def test_a_template_of_another_kind_is_a_mistype(milepost, tmp_path):
    assert milepost("plan", "--template", tmp_path / "mine.docx").code == 2


def test_the_template_goes_to_standard_output_too(milepost):
    assert "Outline Level" in milepost("plan", "--template", "-").out


def test_near_critical_means_two_days_of_the_plans_own(milepost, tmp_path):
    text = f"# start: 2026-01-05\n# working hours: 09:00-12:45, 13:30-17:15\n# hours per day: 7.5\n{HEADING}\n"
    path = write(tmp_path, "short.csv", text + '1,Long,1,5d,,,\n2,Short,1,3d,,,\n3,End,1,0d,"1,2",,\n')
    assert "1 more has at most 2 working days of float" in " ".join(milepost("plan", path).out.split())
