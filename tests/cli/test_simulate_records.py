"""--records: past work of each class says how tasks vary, and how well that would have held."""

import json

import pytest

from tests.cli.plans import write
from tests.cli.test_simulate import CHAIN, COIN, risks

ROLES = """# name: Two kinds of work
# start: 2026-01-05
ID,Name,Duration,Predecessors,Resource Names
1,Cable,10d,,Network engineer
2,Teach,10d,1,Somebody
"""


def records(tmp_path, ratios, *, name="worked.csv", each=40):
    """A table of finished work: `each` records of every class, the ratios of actual to estimate taken in turn."""
    rows = ["Class,Estimate (h),Actual (h),Finished"]
    for number in range(each):
        for kind, values in ratios.items():
            rows.append(f"{kind},10,{10 * values[number % len(values)]:g},2025-{1 + number // 28:02d}-{1 + number % 28:02d}")
    return write(tmp_path, name, "\n".join(rows) + "\n")


@pytest.fixture
def basis(milepost, tmp_path):
    """What the estimates of a run were made of."""

    def run(*arguments):
        ran = milepost("plan", *arguments, "--simulate", "--samples", 200, "--quiet", "--json", tmp_path / "answer.json")
        assert ran.code == 0, ran.err
        return json.loads((tmp_path / "answer.json").read_text())["projects"][0]["risk"]

    return run


def test_work_that_always_took_twice_the_estimate_takes_twice_the_plan(basis, tmp_path):
    found = basis(write(tmp_path, "chain.csv", CHAIN), "--records", records(tmp_path, {"Any": [2]}))
    assert found["finish"]["percentiles"][9] == {"percent": 50, "value": "2026-01-16T17:00:00"}, "ten days instead of five"
    assert found["basis"]["tasks"] == {"own": 0, "records": 2, "default": 0, "alongside": 0, "certain": 0} and not found["basis"]["assumed"]


def test_a_class_is_that_of_the_role_on_the_task_else_the_whole(basis, tmp_path):
    past = records(tmp_path, {"Network engineer": [0.8, 1, 1.2], "Author": [2, 3, 4]}, each=60)
    people = write(tmp_path, "people.json", json.dumps({"people": [{"name": "Network engineer", "generic": True}]}))
    found = basis(write(tmp_path, "roles.csv", ROLES), "--records", past, "--people", people)
    classes = {row["class"]: row for row in found["basis"]["classes"]}
    assert {name: (row["tasks"], row["records"]) for name, row in classes.items()} == {"Network engineer": (1, 60), None: (1, 120)}
    assert classes["Network engineer"]["p80_factor"] < 1.5 < classes[None]["p80_factor"]


def test_an_estimate_of_its_own_comes_before_past_work(basis, tmp_path):
    stated = risks(tmp_path, {"version": 1, "estimates": COIN["estimates"][:1]})
    found = basis(write(tmp_path, "chain.csv", CHAIN), "--records", records(tmp_path, {"Any": [1, 2]}), "--risks", stated)
    assert found["basis"]["tasks"] == {"own": 1, "records": 1, "default": 0, "alongside": 0, "certain": 0}
    assert found["basis"]["estimates"][0] == {"task": "1", "relative": False, "shape": "pert", "low": 960, "likely": 960, "high": 960}


def test_a_default_that_past_work_replaces_is_told(basis, tmp_path):
    stated = risks(tmp_path, {"version": 1, "default": {"low": 0.9, "likely": 1, "high": 1.5}})
    found = basis(write(tmp_path, "chain.csv", CHAIN), "--records", records(tmp_path, {"Any": [1, 2]}), "--risks", stated)
    assert "default-unused" in {problem["code"] for problem in found["problems"]} and found["basis"]["tasks"]["records"] == 2


@pytest.mark.duty_part("PS-1", "how far past forecasts made this way held", where="milepost plan --simulate --records")
def test_the_back_test_is_told_in_words_and_figures(basis, milepost, tmp_path):
    path, past = write(tmp_path, "chain.csv", CHAIN), records(tmp_path, {"A": [0.5, 1, 1.5, 2], "B": [1, 1.2, 1.4]}, each=56)
    tested = basis(path, "--records", past)["basis"]["back_test"]
    assert tested["records"] == 56 and 0.6 < tested["calibrated"]["p80_coverage"] <= 1
    share = f"{round(100 * tested['calibrated']['p80_coverage'])} % ended within their P80"
    ran = milepost("plan", path, "--simulate", "--records", past, "--samples", 20, "--html", tmp_path / "o.html")
    for text in (" ".join(ran.out.split()), (tmp_path / "o.html").read_text()):
        assert f"Of 56 past tasks forecast this way from earlier ones, {share}" in text


def test_too_few_records_for_a_test_are_said_to_be(basis, tmp_path):
    found = basis(write(tmp_path, "chain.csv", CHAIN), "--records", records(tmp_path, {"Any": [1, 1.5]}, each=6))
    assert found["basis"]["back_test"] is None and "calibration-too-few" in {problem["code"] for problem in found["problems"]}


def test_a_class_that_mostly_repeats_its_estimates_gets_no_tail_of_decades(basis, tmp_path):
    found = basis(write(tmp_path, "chain.csv", CHAIN), "--records", records(tmp_path, {"Any": [1, 1, 1, 1, 1, 1, 1.6, 2.4]}, each=48))
    used = found["basis"]["estimates"][0]
    assert (used["high"] - used["likely"]) <= 2.81 * (used["likely"] - used["low"])
    assert found["finish"]["greatest"] < "2026-07"
