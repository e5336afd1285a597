"""--level with what cannot be meant: each is named with what would be right, nothing is written, the code says which kind."""

import pytest

from tests.cli.levelling import CALM, OTHER, TWICE, staff
from tests.cli.plans import CYCLE, write


def refused(ran, code, *words):
    """A refusal: nothing on standard output, every word on standard error."""
    assert ran.code == code and ran.out == "" and "Traceback" not in ran.err, ran.err
    said = " ".join(ran.err.split())
    for word in words:
        assert word in said


OPTIONS = (
    ("--work", "50"),
    ("--seconds", "3"),
    ("--minimal-change",),
    ("--steady",),
    ("--choose-people",),
    ("--bookings", "held.csv"),
    ("--weight", "Two at once=2"),
    ("--due", "Two at once=2026-02-01"),
)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option[0])
def test_every_option_of_levelling_needs_level(milepost, tmp_path, option):
    path = write(tmp_path, "twice.csv", TWICE)
    refused(milepost("plan", path, *option), 2, option[0], "this belongs to levelling", "Add --level")


@pytest.mark.parametrize("value", ["0", "-3", "many", "1.5", "", "1000000000000"])
def test_a_count_of_schedules_is_a_whole_number(milepost, tmp_path, value):
    path = write(tmp_path, "twice.csv", TWICE)
    refused(milepost("plan", path, "--level", f"--work={value}"), 2, "--work", "whole number from 1 to 100,000,000")


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "soon", "1e9", ""])
def test_seconds_are_a_number_above_zero(milepost, tmp_path, value):
    path = write(tmp_path, "twice.csv", TWICE)
    refused(milepost("plan", path, "--level", f"--seconds={value}"), 2, "--seconds", "number of seconds above 0", "for example 30")


@pytest.mark.parametrize("value", ["Two at once", "=3", "Two at once=0", "Two at once=1001", "Two at once=much", "Two at once=1.5"])
def test_a_weight_names_a_project_and_a_whole_number(milepost, tmp_path, value):
    path = write(tmp_path, "twice.csv", TWICE)
    refused(milepost("plan", path, "--level", f"--weight={value}"), 2, "--weight", "whole number from 1 to 1,000", "=3")


DUES = (
    ("Two at once", "expected for example"),
    ("=2026-02-01", "expected for example"),
    ("Two at once=soon", "'soon' is not a date"),
    ("Two at once=01/02/2026", "is not a date"),
)


@pytest.mark.parametrize(("value", "words"), DUES)
def test_a_due_date_names_a_project_and_a_date(milepost, tmp_path, value, words):
    path = write(tmp_path, "twice.csv", TWICE)
    refused(milepost("plan", path, "--level", f"--due={value}"), 2, "--due", words)


@pytest.mark.parametrize("option", [("--weight", "Tow at once=2"), ("--due", "Tow at once=2026-02-01")])
def test_an_unknown_project_is_named_with_the_nearest_and_all(milepost, tmp_path, option):
    one, other = write(tmp_path, "twice.csv", TWICE), write(tmp_path, "other.csv", OTHER)
    target = tmp_path / "x.json"
    ran = milepost("plan", one, other, "--level", *option, "--json", target)
    refused(ran, 2, option[0], "Tow at once", "Did you mean 'Two at once'?", "There are: 'Two at once', 'Other job'")
    assert not target.exists()


def test_a_project_gets_one_weight(milepost, tmp_path):
    path = write(tmp_path, "twice.csv", TWICE)
    ran = milepost("plan", path, "--level", "--weight", "Two at once=2", "--weight", "Harbour Council=3")
    refused(ran, 2, "--weight 'Harbour Council=3'", "given another one before")


def test_bookings_that_cannot_be_read_are_refused_with_their_place(milepost, tmp_path):
    path = write(tmp_path, "calm.csv", CALM)
    refused(milepost("plan", path, "--level", "--bookings", tmp_path / "gone.csv"), 3, "gone.csv", "no such file")
    held = write(tmp_path, "held.csv", "Person,From,To,Share,Label\nAnn Smith,2026-01-09,2026-01-06,100%,Audit\n")
    refused(milepost("plan", path, "--level", "--bookings", held), 3, "held.csv line 2")


def test_an_output_does_not_replace_the_bookings(milepost, tmp_path):
    path = write(tmp_path, "calm.csv", CALM)
    held = write(tmp_path, "held.csv", "Person,From,To,Share,Label\nAnn Smith,2026-01-05,2026-01-06,100%,Audit\n")
    refused(milepost("plan", path, "--level", "--bookings", held, "--json", held), 2, "this is a file that is read")


def test_bookings_that_contradict_one_another_are_told(milepost, tmp_path):
    path = write(tmp_path, "calm.csv", CALM)
    rows = "Ann Smith,2026-01-05,2026-01-06,80%,A\nAnn Smith,2026-01-05,2026-01-06,80%,B\n"
    held = write(tmp_path, "held.csv", f"Person,From,To,Share,Label\n{rows}")
    ran = milepost("plan", path, "--level", "--bookings", held)
    said = " ".join(ran.out.split())
    assert ran.code == 0 and "resource 'Ann Smith'" in said and "'A'" in said and "'B'" in said


def test_more_than_there_is_is_told_and_named(milepost, tmp_path):
    path = write(tmp_path, "calm.csv", CALM.replace("4d,,Ann Smith", "4d,,Ann Smith[250%]"))
    people = staff(tmp_path, {"name": "Ann Smith", "units": 1})
    ran = milepost("plan", path, "--people", people, "--level")
    said = " ".join(ran.out.split())
    assert ran.code == 0 and "calm.csv, task 1 'Dig'" in said and "250%" in said and "Give the work more time or more people" in said


def test_a_circle_is_told_as_without_levelling(milepost, tmp_path):
    refused(milepost("plan", write(tmp_path, "round.csv", CYCLE), "--level"), 4, "round.csv", "'Hen'", "circle")


def test_an_empty_plan_beside_another_does_not_disturb(milepost, tmp_path):
    empty = write(tmp_path, "empty.csv", "# start: 2026-01-05\nName,Duration,Active\nNothing,1d,no\n")
    ran = milepost("plan", empty, write(tmp_path, "twice.csv", TWICE), "--level")
    assert ran.code == 0 and "nobody is overloaded any more" in " ".join(ran.out.split())


def test_a_calendar_without_any_time_is_refused_and_not_levelled(milepost, tmp_path):
    path = write(tmp_path, "calm.csv", CALM)
    never = {day: [] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    people = staff(tmp_path, {"name": "Ann Smith", "calendar": never})
    ran = milepost("plan", path, "--people", people, "--level")
    assert ran.code == 4 and "Ann Smith" in ran.err and "Traceback" not in ran.err
