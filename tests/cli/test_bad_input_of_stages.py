"""Levelling, chances and value with plans and files as people bring them: each is named with its place and a remedy, or told as it is."""

import json

import pytest

from tests.cli.levelling import staff
from tests.cli.plans import write

HEAD = "# project: P\n# start: 2026-01-05\nName,Duration,Predecessors,Resource Names\n"
CHAIN = f"{HEAD}Order,3d,,Ann\nBuild,5d,1,Bob\nTest,4d,2,Ann\nLive,0d,3,\n"
DONE = """# project: P
# start: 2026-01-05
Name,Duration,Predecessors,Resource Names,Actual Start,Actual Finish
Order,3d,,Ann,2026-01-05,2026-01-07
Build,2d,1,Bob,2026-01-08,2026-01-09
"""
HALF = """# project: P
# start: 2026-01-05
Name,Duration,Predecessors,Resource Names,% Complete
Order,3d,,Ann,100%
Build,2d,1,Bob,50%
Test,2d,2,Bob,
"""
STAGES = ("--level", "--simulate", "--samples", 20, "--status-date", "2026-01-12")


@pytest.fixture
def chain(tmp_path):
    """Four tasks in a row for two people."""
    return write(tmp_path, "chain.csv", CHAIN)


def said(text):
    """Text on one line."""
    return " ".join(text.split())


def refused(ran, code, *words):
    """Ends with the code, every word told on standard error, nothing half done, no traceback."""
    assert ran.code == code and ran.out == "" and "Traceback" not in ran.err, ran.err
    assert all(word in said(ran.err) for word in words), ran.err


FILES = (
    ("--bookings", "held.csv", "", "The file is empty", "Person, From, To"),
    ("--bookings", "held.csv", "Person,From,To\n", "books nobody", "Give bookings"),
    ("--bookings", "held.csv", "Foo,Bar\n1,2\n", "held.csv", "Person"),
    ("--bookings", "held.json", "[]", "Expected an object", "found an array"),
    ("--risks", "r.csv", "", "The file is empty", "reference"),
    ("--risks", "r.csv", "Task,Low,Likely,High\n", "states no risk", "Add an estimate"),
    ("--risks", "r.csv", "Foo,Bar\n1,2\n", "No heading row", "Kind, Id, Name, Task"),
    ("--risks", "r.csv", "Task,Low,Likely,High\nBuild,5,4,3\n", "r.csv line 2: 5 / 4 / 3 are not in order", "optimistic, most likely"),
    ("--risks", "r.csv", "Name,Task,Probability,High\nx,Build,30,2\n", "r.csv line 2", "0.3"),
    ("--risks", "r.csv", "Task,Low,Likely,High\nBiuld,3,4,5\n", "There is no task 'Biuld'", "Did you mean 'Build'?"),
    ("--risks", "r.json", "{oops", "r.json line 1, column 2", "comma, quote or bracket"),
    ("--risks", "r.json", '{"version":1,"estimates":[{"task":"Build","low":NaN,"likely":5,"high":9}]}', "r.json", "a number that is none"),
    ("--risks", "r.json", '{"version":1,"estimates":[{"task":"Build","low":1,"likely":2,"high":1e302}]}', "estimates[0].high", "from 0"),
    ("--risks", "r.json", '{"version":1,"matrices":[{"tasks":["Order","Build"],"rows":[[1,1.5],[1.5,1]]}]}', "rows[0][1]", "from -1 to 1"),
    ("--records", "w.csv", "", "The file is empty", "Estimate, Actual, Class, Finished"),
    ("--records", "w.csv", "Foo,Bar\n1,2\n", "No heading row", "Estimate, Actual, Class, Finished"),
    ("--records", "w.csv", "Class,Estimate,Actual\nA,0,3\nA,0,4\n", "w.csv line 2, w.csv line 3: the estimate is zero", "never estimated"),
    ("--records", "w.csv", "Estimate,Actual,Finished\n3,4,03/04/2026\n", "'03/04/2026' may be day first", "--date-order dmy"),
)  # fmt: skip


@pytest.mark.parametrize(("option", "name", "text", "what", "remedy"), FILES)
def test_a_file_that_is_none_is_refused_with_place_and_remedy(milepost, chain, tmp_path, option, name, text, what, remedy):
    target = tmp_path / "out.json"
    ran = milepost("plan", chain, "--level", "--simulate", option, write(tmp_path, name, text), "--json", target)
    refused(ran, 3, name, what, remedy)
    assert not target.exists()


def test_what_the_simulation_refuses_names_the_file_and_speaks_of_days(milepost, chain, tmp_path):
    document = {"version": 1, "events": [{"id": "R1", "name": "x", "probability": 1, "impacts": [{"task": "Build", "likely": 90000}]}]}
    ran = milepost("plan", chain, "--simulate", "--risks", write(tmp_path, "r.json", json.dumps(document)))
    refused(ran, 3, "r.json, risk R1 'x': 30,000 is more than 2,555 days of 24 hours", "Look for a wrong unit")


def test_a_task_that_nobody_can_do_comes_before_the_good_news(milepost, tmp_path):
    path = write(tmp_path, "weld.csv", f"{HEAD}Weld,3d,,Welder\nBuild,5d,1,Bob\n")
    people = staff(
        tmp_path,
        {"name": "Welder", "generic": True, "skills": [{"name": "Welding", "level": 3}]},
        {"name": "Bob", "skills": [{"name": "Servers", "level": 2}]},
    )
    target = tmp_path / "out.json"
    ran = milepost("plan", path, "--people", people, "--level", "--choose-people", "--json", target)
    assert ran.code == 0
    findings = json.loads(target.read_text())["levelling"]["findings"]
    assert (
        findings[0]["status"] == "bad" and "Too few people have the skills for" in findings[0]["text"] and "'Weld'" in findings[0]["text"]
    )
    assert "Name somebody for it, train or hire, or ask for a lower level" in said(ran.out)


def test_a_project_that_ends_after_its_due_date_is_told_so(milepost, chain):
    out = said(milepost("plan", chain, "--level", "--due", "P=2026-01-16").out)
    assert "Later than due: P, 4 calendar days after Fri 16 Jan 2026" in out
    assert "Later than due" not in said(milepost("plan", chain, "--level", "--due", "P=2026-01-20").out)


@pytest.mark.parametrize("option", [("--earned", "0/100"), ("--value-in", "work"), ("--baseline", "0")])
def test_how_value_is_counted_needs_a_status_date(milepost, chain, option):
    refused(milepost("plan", chain, *option), 2, option[0], "up to which day its progress is reported", "Add --status-date DATE")


def test_progress_without_an_actual_start_is_told(milepost, tmp_path):
    out = said(milepost("plan", write(tmp_path, "half.csv", HALF)).out)
    assert "2 tasks (1 ‘Order’ and 2 ‘Build’) report progress and no actual start, so planned as if not begun." in out
    assert "Give Actual Start, and Actual Finish where the work is done." in out
    client = milepost("plan", tmp_path / "half.csv", "--audience", "client")
    assert client.code == 0 and "report progress" not in client.out


def test_records_left_out_are_told_without_a_simulation_too(milepost, chain, tmp_path):
    past = write(tmp_path, "worked.csv", "Class,Estimate,Actual\nA,-3,3\nA,5,-1\nA,4,4\n")
    out = said(milepost("plan", chain, "--records", past).out)
    assert "worked.csv line 2: the estimate is zero or less" in out and "worked.csv line 3: the actual is zero or less" in out
    assert "1 record is too little to learn from or to test on" in out and "error:" not in out


def test_records_that_never_vary_do_not_make_a_date_sure(milepost, chain, tmp_path):
    past = write(tmp_path, "worked.csv", "Class,Estimate,Actual\nA,3,3\n")
    out = said(milepost("plan", chain, "--simulate", "--samples", 20, "--records", past).out)
    assert "How sure the finish on Tue 20 Jan 2026 is cannot be told: past work never varied" in out and "Every sample ends" not in out


PLANS = (
    ("one", f"{HEAD}Only,3d,,Ann\n", 0, "The one open task decides the finish"),
    ("moment", f"{HEAD}Only,0d,,\n", 0, "Nobody was overloaded"),
    ("nobody", "# start: 2026-01-05\nName,Duration,Predecessors\nA,3d,\nB,2d,1\n", 0, "All 2 open tasks decide the finish"),
    ("done", DONE, 0, "All work is done"),
    ("empty", "", 3, "The file is empty"),
    ("headings", HEAD, 3, "Add one row per task"),
    ("asleep", "# start: 2026-01-05\nName,Duration,Active\nA,3d,no\n", 4, "none of its tasks is active"),
    ("circle", f"{HEAD}A,1d,2,Ann\nB,1d,1,Ann\n", 4, "Remove one of its links"),
    ("eternal", f"{HEAD}A,99999999d,,Ann\n", 3, "longer than 500 years"),
)


@pytest.mark.parametrize(("name", "text", "code", "told"), PLANS, ids=[plan[0] for plan in PLANS])
def test_a_plan_of_any_size_is_answered_or_refused_by_all_stages_together(milepost, tmp_path, name, text, code, told):
    targets = [word for form in ("html", "json") for word in (f"--{form}", tmp_path / f"out.{form}")]
    ran = milepost("plan", write(tmp_path, f"{name}.csv", text), *STAGES, *targets)
    assert ran.code == code and told in said(ran.out + ran.err) and "Traceback" not in ran.err, ran.err
    assert (tmp_path / "out.json").exists() == (code == 0)
