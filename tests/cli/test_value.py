"""Earned value and forecasts end to end, on a plan whose figures were computed by hand."""

import json
from pathlib import Path

import pytest

from tests.cli.plans import write

HEADING = (
    "Id,Name,Outline Level,Duration,Work,Predecessors,Resources,Baseline Start,Baseline Finish,Baseline Work,"
    "Actual Start,Actual Finish,Actual Work,Remaining Work,% Complete"
)
ROLL_OUT = f"""# name: Roll-out
# start: 2026-01-05
# status date: 2026-01-16
# client: Harbour Council
{HEADING}
1,Survey,1,5d,40h,,Ann,2026-01-05,2026-01-09,40h,2026-01-05,2026-01-09,44h,0h,100
2,Build,1,5d,40h,1,Ann,2026-01-12,2026-01-16,40h,2026-01-12,,20h,20h,50
3,Test,1,5d,40h,2,Ann,2026-01-19,2026-01-23,40h,,,,,
"""
"""By Friday the 16th 80 hours were due; 60 are earned for 64. Half of the second week: due on Wednesday the 14th at noon."""

PRICED = """# name: Licences
# start: 2026-01-05
# status date: 2026-01-09
Id,Name,Duration,Predecessors,Fixed Cost,Baseline Start,Baseline Finish,Baseline Cost,% Complete,Actual Start,Actual Finish,Actual Cost
1,Buy,5d,,1000,2026-01-05,2026-01-09,1000,100,2026-01-05,2026-01-09,1100
2,Install,5d,1,3000,2026-01-12,2026-01-16,3000,0,,,
"""


def value_of(milepost, tmp_path: Path, text: str, *options: object) -> dict:
    target = tmp_path / "out.json"
    ran = milepost("plan", write(tmp_path, "plan.csv", text), *options, "--json", target)
    assert ran.code == 0, ran.err
    return json.loads(target.read_text(encoding="utf-8"))["projects"][0]


@pytest.mark.duty_part("APM-14", "earned value, earned schedule and forecasts at the status date", where="milepost plan --status-date")
def test_the_figures_are_those_computed_by_hand(milepost, tmp_path):
    value = value_of(milepost, tmp_path, ROLL_OUT)["value"]
    assert value["unit"] == "hours"
    assert [value[name] for name in ("pv", "ev", "ac", "bac", "cv", "sv")] == ["80.00", "60.00", "64.00", "120.00", "-4.00", "-20.00"]
    assert [value[name] for name in ("cpi", "spi", "shrunk_cpi", "tcpi")] == [0.9375, 0.75, 0.9688, 1.0714]
    assert value["eac"]["value"] == "125.94"
    time = value["time"]
    assert (time["earned_schedule_days"], time["actual_time_days"], time["planned_duration_days"], time["spi"]) == (7.5, 10, 15, 0.75)
    assert time["earned_on"] == "2026-01-14T12:00:00"
    assert value["agreed_finish"] == "2026-01-23T17:00:00"
    assert value["finish"]["value"] == "2026-01-28T12:00:00"
    assert value["finish"]["low"] < value["finish"]["value"] < value["finish"]["high"]
    forecasts = {one["method"]: one["value"] for one in value["cost_forecasts"]}
    assert forecasts == {
        "AC + (BAC - EV) / shrunk CPI": "125.94",
        "AC + ETC": "124.00",
        "AC + (BAC - EV)": "124.00",
        "BAC / CPI": "128.00",
        "AC + (BAC - EV) / (CPI x SPI)": "149.33",
    }
    assert {one["method"]: one["value"] for one in value["finish_forecasts"]}["PD / SPI(t)"] == "2026-01-30T17:00:00"


def test_the_terminal_says_it_in_sentences(milepost, tmp_path):
    said = " ".join(milepost("plan", write(tmp_path, "plan.csv", ROLL_OUT)).out.split())
    assert "Behind by 2.5 working days: what is earned was due by 14 Jan 2026" in said
    assert "At the plan's pace the finish is Wed 28 Jan 2026 (80 % between" in said
    assert "agreed is 23 Jan 2026" in said
    assert "Work forecast 126 h, 5.9 h more than planned" in said
    assert "50 % of the work is earned (60 h of 120 h) on Fri 16 Jan 2026" in said


def test_money_is_used_where_there_is_some_and_stated_cost_is_what_was_spent(milepost, tmp_path):
    value = value_of(milepost, tmp_path, PRICED)["value"]
    assert (value["unit"], value["pv"], value["ev"], value["ac"], value["bac"]) == ("GBP", "1000.00", "1000.00", "1100.00", "4000.00")
    assert value["time"]["variance_days"] == 0
    assert value["finish"]["value"] == "2026-01-16T17:00:00"


@pytest.mark.parametrize(("rule", "earned"), [("0/100", "40.00"), ("50/50", "60.00"), ("physical", "40.00"), ("effort", "60.00")])
def test_each_rule_earns_its_share(milepost, tmp_path, rule, earned):
    assert value_of(milepost, tmp_path, ROLL_OUT, "--earned", rule)["value"]["ev"] == earned


def test_without_a_status_date_one_line_says_how_to_get_one(milepost, tmp_path):
    text = ROLL_OUT.replace("# status date: 2026-01-16\n", "")
    assert value_of(milepost, tmp_path, text)["value"] is None
    assert "With --status-date DATE" in " ".join(milepost("plan", write(tmp_path, "plan.csv", text)).out.split())


def test_without_a_baseline_the_plan_is_measured_against_itself_and_told(milepost, tmp_path):
    text = ROLL_OUT.replace("Baseline Start", "Old Start").replace("Baseline Finish", "Old Finish").replace("Baseline Work", "Old Work")
    project = value_of(milepost, tmp_path, text)
    assert project["value"]["baseline"] is None
    assert "value-without-baseline" in {problem["code"] for problem in project["problems"]}
    assert not any("Behind" in finding["text"] for finding in project["findings"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--baseline", "3"), "There are: 0."),
        (("--baseline", "11"), "expected a number from 0 to 10"),
        (("--earned", "actual"), "invalid choice"),
        (("--value-in", "cost"), "nothing in the plan costs anything"),
    ],
)
def test_what_cannot_be_measured_by_is_refused(milepost, tmp_path, options, said):
    ran = milepost("plan", write(tmp_path, "plan.csv", ROLL_OUT), *options)
    assert ran.code == 2
    assert said in ran.err


def test_the_report_holds_figures_with_their_formulas_and_every_task(milepost, tmp_path):
    page = tmp_path / "out.html"
    assert milepost("plan", write(tmp_path, "plan.csv", ROLL_OUT), "--html", page).code == 0
    text = page.read_text(encoding="utf-8")
    for word in (
        "Planned (PV)",
        "Earned schedule (ES)",
        "SPI(t): ES / AT = 7.5 d / 10 d",
        "AC + (BAC − EV) / c",
        "Hours by task",
        "remaining effort",
    ):
        assert word in text


def test_a_client_is_told_nothing_of_it_in_any_format(milepost, tmp_path):
    from tests.cli.test_client_audience import FORMATS, written

    history = write(tmp_path, "history.csv", HISTORY)
    texts = written(milepost, tmp_path, write(tmp_path, "plan.csv", ROLL_OUT), "--records", history, "--audience", "client")
    assert set(texts) == {*FORMATS, "terminal"}
    for name, text in texts.items():
        for secret in (
            "is earned",
            "Earned (EV)",
            "earned_on",
            "SPI(t)",
            "125.94",
            "126 h",
            "EAC",
            "Calibrated",
            "calibrated",
            "past work",
        ):
            assert secret not in text, (name, secret)


HISTORY = "Estimate (hours),Actual (hours),Class,Finished\n" + "\n".join(
    f"{8 + 8 * (n % 3)},{12 + 12 * (n % 3)},Build,2025-{1 + n // 20:02d}-{1 + n % 20:02d}" for n in range(60)
)
"""Sixty pieces of work that all took half as long again."""


@pytest.mark.duty_part("PS-1", "days calibrated by past work, for each task and as a whole", where="milepost plan --records")
def test_past_work_calibrates_what_is_left(milepost, tmp_path):
    history = write(tmp_path, "history.csv", HISTORY)
    project = value_of(milepost, tmp_path, ROLL_OUT, "--records", history)
    found = project["calibrated"]
    assert found["records"] == 60
    assert found["whole"] == {"estimate": 7.5, "p50": 11.25, "p80": 11.25}
    assert [(one["task"], one["estimate"], one["p80"]) for one in found["tasks"]] == [("2", 2.5, 3.75), ("3", 5, 7.5)]
    assert [one["name"] for one in found["by_role"]] == ["Ann"]
    assert found["back_test"]["calibrated"]["covered_p80"] == 1
    assert any("past work says 11 days" in finding["text"] for finding in project["findings"])


def test_records_of_nothing_are_refused_by_name(milepost, tmp_path):
    history = write(tmp_path, "history.csv", "Estimate,Actual,Class\n0,5,Build\n0,7,Build\n")
    ran = milepost("plan", write(tmp_path, "plan.csv", ROLL_OUT), "--records", history)
    assert ran.code == 3
    assert "estimate is zero" in ran.err
    assert "history.csv" in ran.err
