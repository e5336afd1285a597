"""`milepost sample`: the sample portfolio is levelled and simulated, and its report lies where it says."""

import json
import re
from pathlib import Path

import pytest


@pytest.mark.duty_part("SR-6", "plans a portfolio of three projects with its milestones", where="milepost sample")
def test_sample_writes_a_report_and_says_where(journey, tmp_path):
    ran = journey("sample")
    assert ran.code == 0, ran.err
    address = re.search(r"Open the report in a browser: file://(\S+)", ran.out)
    assert address and Path(address[1]) == tmp_path / "milepost-sample" / "milepost-sample.html"
    page = Path(address[1]).read_text()
    for name in ("Office network refresh", "Finance system upgrade", "Laptop rollout, 400 devices"):
        assert name in page and name in ran.out


def test_sample_levels_simulates_and_proposes_questions_that_can_be_asked(milepost, tmp_path):
    assert milepost("sample", tmp_path / "here").code == 0
    # Again, over its own files: nothing is asked and nothing stands in the way.
    ran = milepost("sample", tmp_path / "here")
    said = " ".join(ran.out.split())
    assert ran.code == 0 and "Levelling ends 3 of 3 projects later" in said and "Daniel Kerr is full until" in said
    # What was too much before the status date is over, so Priya is no longer named.
    assert "more work than time from 27 Feb 2027 on" in said and "✗ Priya Raman" not in said
    assert said.count("80 % chance by") == 3 and "days to be 80 % sure" in said
    found = json.loads((tmp_path / "here" / "milepost-sample.json").read_text())
    for project in found["projects"]:
        assert project["risk"]["samples"] == 1000 and project["value"]
    proposed = re.search(r"Ask why: milepost plan (\S+) --explain '(.+)'", ran.out)
    assert proposed and "Why" in milepost("plan", proposed[1], "--explain", proposed[2]).out


def test_sample_says_when_its_folder_cannot_be_made(milepost, tmp_path):
    (tmp_path / "taken").write_text("")
    ran = milepost("sample", tmp_path / "taken" / "here")
    assert ran.code == 6 and "Name another: milepost sample FOLDER" in ran.err
