"""Who is needed: work by role and person, who could fill a role, and where their time runs short."""

import json

import pytest

from tests.cli.plans import HEADING, write

PLAN = f"""# name: Depot network
# start: 2026-01-05
{HEADING}
1,Survey,1,2d,,Ann Smith,
2,Install,1,5d,,Network engineer[200%],
3,Accepted,1,0d,"1,2",,
"""
PEOPLE = {
    "version": 1,
    "people": [
        {"name": "Ann Smith", "skills": [{"name": "Cisco", "level": 4}]},
        {"name": "Bob Jones", "skills": [{"name": "Cisco", "level": 1}]},
        {"name": "Network engineer", "generic": True, "skills": [{"name": "Cisco", "level": 3}]},
    ],
}


@pytest.fixture
def files(tmp_path):
    """The plan and its people file."""
    return write(tmp_path, "depot.csv", PLAN), "--people", write(tmp_path, "people.json", json.dumps(PEOPLE))


@pytest.mark.duty_part("SR-11", "days and people at once by role, who could do it, and what does not fit their time", where="milepost plan")
def test_a_role_is_counted_with_those_who_could_fill_it(milepost, files, tmp_path):
    """Two engineers for a week are ten days; Ann alone could, and has the three days her survey leaves her."""
    out = tmp_path / "plan.json"
    assert milepost("plan", *files, "--json", out).code == 0
    needs = {need["name"]: need for need in json.loads(out.read_text())["needs"]}
    role, ann = needs["Network engineer"], needs["Ann Smith"]
    assert role["role"] and role["work_minutes"] == 10 * 480 and role["at_once_share"] == 2
    assert role["able"] == [ann["resource"]] and role["free_minutes"] == 3 * 480 and role["short_minutes"] == 7 * 480
    assert (role["from"], role["to"]) == ("2026-01-05", "2026-01-09")
    assert ann["work_minutes"] == 2 * 480 and not ann["role"]


def test_the_terminal_and_the_report_say_what_is_missing(milepost, files, tmp_path):
    out = tmp_path / "plan.html"
    ran = milepost("plan", *files, "--html", out)
    said = "12 working days of work for 1 person and 1 role; for ‘Network engineer’ there is 7 d too little time"
    assert said in " ".join(ran.out.split())
    assert said in out.read_text() and "Cisco 3" in out.read_text()


def test_a_client_is_not_told_who_else_there_is(milepost, files, tmp_path):
    out = tmp_path / "plan.json"
    ran = milepost("plan", *files, "--audience", "client", "--json", out)
    assert "needs" not in json.loads(out.read_text()) and "too little time" not in ran.out
