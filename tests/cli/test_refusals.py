"""What cannot be read, scheduled or meant: every problem is told, the code says which kind, nothing is written."""

import os

import pytest

from tests.cli.plans import CYCLE, HEADING, WEBSITE, write


def refused(ran, code, *words):
    """A refusal: nothing on standard output, every word on standard error, no traceback."""
    assert ran.code == code, ran.err
    assert ran.out == "" and "Traceback" not in ran.err
    said = " ".join(ran.err.split())
    for word in words:
        assert word in said


def test_no_file_is_a_mistype_with_an_example(milepost):
    refused(milepost("plan"), 2, "no file is named", "for example")


def test_a_missing_file_is_named(milepost, tmp_path):
    refused(milepost("plan", tmp_path / "gone.mpp"), 3, "gone.mpp", "no such file", "Check the name")


def test_a_folder_is_told_from_a_file(milepost, tmp_path):
    refused(milepost("plan", tmp_path), 3, "folder")


def test_an_empty_file_says_so(milepost, tmp_path):
    refused(milepost("plan", write(tmp_path, "empty.csv", "")), 3, "empty")


def test_every_unreadable_file_is_told_and_nothing_is_written(milepost, tmp_path, website):
    broken = write(tmp_path, "broken.xml", "<Project><Tasks>")
    wrong = write(tmp_path, "wrong.csv", f"{HEADING}\n1,Dig,1,three,,,\n")
    target = tmp_path / "all.html"
    refused(milepost("plan", broken, website, wrong, "--html", target), 3, "broken.xml", "wrong.csv", "three")
    assert not target.exists()


def test_a_place_in_the_file_comes_with_the_error(milepost, tmp_path):
    path = write(tmp_path, "wrong.csv", f"# start: 2026-01-05\n{HEADING}\n1,Dig,1,three,,,\n")
    refused(milepost("plan", path), 3, "wrong.csv line 3")


def test_a_circle_is_named_in_its_order(milepost, tmp_path):
    refused(milepost("plan", write(tmp_path, "round.csv", CYCLE)), 4, "round.csv", "'Hen'", "'Egg'", "circle", "Remove one of its links")


def test_every_plan_that_cannot_be_scheduled_is_told(milepost, tmp_path):
    one, other = write(tmp_path, "one.csv", CYCLE), write(tmp_path, "other.csv", CYCLE)
    refused(milepost("plan", one, other), 4, "one.csv", "other.csv")


def test_the_same_file_twice_is_a_mistype(milepost, tmp_path, website):
    link = tmp_path / "again.csv"
    link.symlink_to(website)
    refused(milepost("plan", website, link), 2, "same file")


def test_standard_input_is_not_read(milepost):
    refused(milepost("plan", "-"), 2, "standard input")


def test_a_pipe_is_not_waited_for(milepost, tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    refused(milepost("plan", pipe), 3, "pipe")


def test_a_file_beyond_the_limit_names_the_option(milepost, tmp_path):
    path = write(tmp_path, "big.csv", "#" * 2_100_000)
    refused(milepost("plan", path, "--file-size", "1"), 3, "--file-size")


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("--start", "yesterday", "2026-01-31"),
        ("--start", "2026-01-05T08:00+01:00", "time zone"),
        ("--status-date", "0001-01-01", "1900 to 2199"),
        ("--reader-seconds", "0", "whole number"),
        ("--reader-memory", "much", "whole number"),
        ("--same", "Ann", "A. Smith"),
        ("--date-order", "ymd", "dmy"),
    ],
)
def test_a_value_that_makes_no_sense_is_a_mistype(milepost, website, option, value, word):
    ran = milepost("plan", website, option, value)
    assert ran.code == 2 and word in ran.err and ran.out == ""


def test_an_unreadable_people_file_stops_everything(milepost, tmp_path, website):
    people = write(tmp_path, "people.json", "{")
    refused(milepost("plan", website, "--people", people, "--json", tmp_path / "x.json"), 3, "people.json")
    assert not (tmp_path / "x.json").exists()


def test_a_plan_without_tasks_says_there_is_nothing(milepost, tmp_path):
    refused(milepost("plan", write(tmp_path, "none.csv", f"# start: 2026-01-05\n{HEADING}\n")), 3, "none.csv")


def test_problems_can_be_read_on_a_narrow_terminal(milepost, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    ran = milepost("plan", write(tmp_path, "round.csv", CYCLE))
    assert max(len(line) for line in ran.err.splitlines()) <= 60


def test_a_warning_is_no_failure(milepost, tmp_path):
    late = write(tmp_path, "late.csv", WEBSITE.replace("2026-01-16", "2026-01-06"))
    assert milepost("plan", late).code == 0
