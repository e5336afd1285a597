"""`milepost demo`: the sample portfolio is planned, and its report lies where it says."""

import re
from pathlib import Path

import pytest


@pytest.mark.duty_part("SR-6", "plans a portfolio of three projects with its milestones", where="milepost demo")
def test_demo_writes_a_report_and_says_where(journey, tmp_path):
    ran = journey("demo")
    assert ran.code == 0, ran.err
    address = re.search(r"Open the report in a browser: file://(\S+)", ran.out)
    assert address and Path(address[1]) == tmp_path / "milepost-demo" / "milepost-demo.html"
    page = Path(address[1]).read_text()
    for name in ("Office network refresh", "Finance system upgrade", "Laptop rollout, 400 devices"):
        assert name in page and name in ran.out


def test_demo_shows_people_with_too_much_to_do(milepost, tmp_path):
    out = milepost("demo", tmp_path / "here").out
    assert "have more work than time" in out and "Daniel Kerr" in out


def test_demo_proposes_a_question_that_can_be_asked(milepost, tmp_path):
    out = milepost("demo", tmp_path / "here").out
    proposed = re.search(r"Ask why: milepost plan (\S+) --explain '(.+)'", out)
    assert proposed and "Why" in milepost("plan", proposed[1], "--explain", proposed[2]).out


def test_demo_can_be_run_again(milepost, tmp_path):
    assert milepost("demo", tmp_path / "here").code == 0
    assert milepost("demo", tmp_path / "here").code == 0


def test_demo_says_when_its_folder_cannot_be_made(milepost, tmp_path):
    (tmp_path / "taken").write_text("")
    ran = milepost("demo", tmp_path / "taken" / "here")
    assert ran.code == 6 and "Name another: milepost demo FOLDER" in ran.err
