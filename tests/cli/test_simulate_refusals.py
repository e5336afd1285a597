"""What --simulate cannot mean or use is named with its place and a remedy, before anything is computed."""

import json

import pytest

from tests.cli.plans import write
from tests.cli.test_simulate import CHAIN, risks


@pytest.fixture
def chain(tmp_path):
    """The chain as CSV."""
    return write(tmp_path, "chain.csv", CHAIN)


def said(ran):
    """What was printed as an error, on one line."""
    return " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--samples", "0"), "'0' is not a whole number from 1 to 1000000"),
        (("--samples", "1000001"), "10000 are enough for a P90"),
        (("--samples", "many"), "'many' is not a whole number"),
        (("--samples", "-5"), "'-5' is not a whole number"),
        (("--tolerance", "-1"), "'-1' is not a number of working days from 0 to 1000"),
        (("--tolerance", "soon"), "'soon' is not a number of working days"),
        (("--tolerance", "nan"), "'nan' is not a number of working days"),
        (("--seed", "-1"), "'-1' is not a whole number from 0"),
    ],
)
def test_a_value_that_is_none_is_a_mistype(milepost, chain, options, told):
    ran = milepost("plan", chain, "--simulate", *options)
    assert ran.code == 2 and told in said(ran)


@pytest.mark.parametrize("options", [("--risks", "r.json"), ("--samples", "10"), ("--tolerance", "3"), ("--with-people",)])
def test_what_belongs_to_the_simulation_asks_for_it(milepost, chain, options):
    ran = milepost("plan", chain, *options)
    assert ran.code == 2 and options[0] in ran.err and "Add --simulate." in ran.err


def event(**changes):
    """A risk file with one event."""
    made = {"id": "R1", "name": "Late", "probability": 0.5, "impacts": [{"task": "Build", "low": 1, "likely": 2, "high": 3}]}
    return {"version": 1, "events": [made | changes]}


def estimate(**changes):
    """A risk file with one estimate."""
    return {"version": 1, "estimates": [{"task": "Build", "low": 1, "likely": 2, "high": 3} | changes]}


IMPOSSIBLE = {
    "version": 1,
    "matrices": [{"tasks": ["Order", "Build", "Live"], "rows": [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]}],
}
"""Three correlations of which any two can hold, and not the third with them."""


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (event(probability=1.5), ("probability", "0")),
        (event(probability=-0.1), ("probability",)),
        (event(probability="often"), ("probability",)),
        (estimate(low=5), ("order",)),
        (estimate(low=-1, likely=2), ("-1",)),
        (estimate(task="Nobody knows it"), ("Nobody knows it",)),
        (estimate(low="much"), ("low",)),
        ({"version": 1, "causes": [{"name": "x", "tasks": ["Order", "Build"], "coefficient": 2}]}, ("coefficient",)),
        ({"version": 1, "matrices": [{"tasks": ["Order", "Build"], "rows": [[1, 0.5], [0.2, 1]]}]}, ("0.5", "0.2")),
        (IMPOSSIBLE, ("together",)),
        ({"version": 1}, ("no risk",)),
        ({"version": 1, "tolerance": {"time": -3}}, ("-3",)),
    ],
)  # fmt: skip
def test_an_error_in_a_risk_file_is_named_with_its_place(milepost, chain, tmp_path, document, words):
    ran = milepost("plan", chain, "--simulate", "--risks", risks(tmp_path, document), "--html", tmp_path / "o.html")
    assert ran.code == 3, ran.out
    assert "risks.json" in said(ran) and all(word in said(ran) for word in words), said(ran)
    assert not (tmp_path / "o.html").exists()


def test_everything_wrong_with_both_files_is_told_at_once(milepost, chain, tmp_path):
    file = risks(tmp_path, event(probability=3))
    past = write(tmp_path, "worked.csv", "Class,Estimate\nNetwork,3\n")
    ran = milepost("plan", chain, "--simulate", "--risks", file, "--records", past)
    assert ran.code == 3 and "risks.json" in said(ran) and "worked.csv" in said(ran)


def test_tasks_that_are_not_there_are_all_named(milepost, chain, tmp_path):
    document = {"version": 1, "estimates": [{"task": name, "low": 1, "likely": 2, "high": 3} for name in ("Biuld", "Nothing like it")]}
    ran = milepost("plan", chain, "--simulate", "--risks", risks(tmp_path, document))
    assert ran.code == 3 and "'Biuld'" in said(ran) and "Did you mean 'Build'?" in said(ran) and "Nothing like it" in said(ran)


@pytest.mark.parametrize("option", ["--risks", "--records"])
def test_a_file_that_is_not_there_cannot_be_read(milepost, chain, tmp_path, option):
    ran = milepost("plan", chain, "--simulate", option, tmp_path / "none.json")
    assert ran.code == 3 and "none.json" in ran.err


@pytest.mark.parametrize(("rows", "told"), [("Network,0,4\n", "zero"), ("Network,4,0\n", "actual"), ("Network,4,9000\n", "1000")])
def test_records_nothing_can_be_learned_from_are_refused_with_the_reason(milepost, chain, tmp_path, rows, told):
    ran = milepost("plan", chain, "--simulate", "--records", write(tmp_path, "worked.csv", "Class,Estimate,Actual\n" + rows * 3))
    assert ran.code == 3 and told in said(ran) and "can be learned from" in said(ran)


def test_some_records_with_zero_estimates_are_left_out_and_told(milepost, chain, tmp_path):
    past = write(tmp_path, "worked.csv", "Class,Estimate,Actual\nNetwork,0,4\n" + "Network,4,5\n" * 30)
    ran = milepost("plan", chain, "--simulate", "--samples", 20, "--records", past)
    assert ran.code == 0 and "the estimate is zero or less, so no ratio can be formed" in " ".join(ran.out.split())


def test_an_output_does_not_replace_a_file_of_risks(milepost, chain, tmp_path):
    file = risks(tmp_path, event())
    ran = milepost("plan", chain, "--simulate", "--risks", file, "--json", file)
    assert ran.code == 2 and json.loads(file.read_text())["version"] == 1


def test_a_sample_past_any_calendar_is_told_with_a_remedy(milepost, chain, tmp_path):
    ran = milepost("plan", chain, "--simulate", "--samples", 20, "--risks", risks(tmp_path, estimate(low=1800, likely=1810, high=1820)))
    assert ran.code in (0, 3) and "Traceback" not in ran.err


def test_as_a_process_of_its_own_an_error_has_its_code_and_no_traceback(journey, tmp_path):
    write(tmp_path, "chain.csv", CHAIN)
    risks(tmp_path, event(probability=7))
    ran = journey("plan", "chain.csv", "--simulate", "--risks", "risks.json")
    assert ran.code == 3 and "Traceback" not in ran.err and "not between 0 and 1" in said(ran)
    ran = journey("plan", "chain.csv", "--simulate", "--samples", "30")
    assert ran.code == 0 and "80 % chance by" in ran.out and not ran.err
